"""What an address names: found, or refused with what there is instead."""

from datetime import date

import pytest
from fastapi import Request

from tests.web.released import released
from tests.web.site import TODAY
from web.named import find_code, find_country, find_release, find_releases, find_world
from web.page import Visit
from web.problems import NotThereError


def visit() -> Visit:
    app = released()
    scope = {"type": "http", "method": "GET", "path": "/here", "query_string": b"", "headers": [], "app": app}
    return Visit(Request(scope), app.state.sources, "")


def refusal(find: object, text: str) -> NotThereError:
    with pytest.raises(NotThereError) as caught:
        find(visit(), text)  # type: ignore[operator]
    return caught.value


@pytest.mark.parametrize("text", ["KEN", "kenya", "Кения"])
def test_a_state_is_found_by_any_name(text: str) -> None:
    assert find_country(visit(), text).iso3 == "KEN"


@pytest.mark.parametrize("text", ["Kenyaa", "Holy See", "", "<b>"])
def test_what_is_no_state_under_review_is_refused(text: str) -> None:
    assert refusal(find_country, text).detail == f"No State under review is called “{text}”."


def test_a_program_names_a_state_by_its_code_alone() -> None:
    assert find_code(visit(), "KEN").iso3 == "KEN"
    assert [each.path for each in refusal(find_code, "Kenya").suggestions] == ["/countries/KEN"]


@pytest.mark.parametrize(
    ("text", "expected"), [("1", (0, 1)), ("5", (4, 5)), ("2..4", (2, 4)), ("4..2", (4, 2)), ("3..3", (3, 3))]
)
def test_releases_are_named_by_number(text: str, expected: tuple[int, int]) -> None:
    assert find_releases(visit(), text) == expected


@pytest.mark.parametrize(
    ("text", "named"),
    [("6", "6"), ("0", "0"), ("x", "x"), ("1..6", "6"), ("0..2", "0"), ("..", ".."), ("05", "05")],
)
def test_a_release_that_is_not_there_is_refused(text: str, named: str) -> None:
    expected = f"There is no release “{named}”; they are numbered from 1 to 5."

    assert refusal(find_releases, text).detail == expected


def test_one_release_is_a_number() -> None:
    assert find_release(visit(), "5") == 5


@pytest.mark.parametrize(
    ("text", "day", "release"),
    [
        ("", TODAY, 5),
        ("2026-11-21", TODAY, 5),
        ("2026-11-19", date(2026, 11, 19), 4),
        ("2026-06-18", date(2026, 6, 18), 2),
        ("2026-06-17", date(2026, 6, 17), 1),
    ],
)
def test_a_day_has_its_world(text: str, day: date, release: int) -> None:
    found, world = find_world(visit(), text)

    assert (found, world.release.number) == (day, release)


@pytest.mark.parametrize(
    ("text", "detail"),
    [
        ("2026-11-22", "22 Nov 2026 has not come yet; nobody knows what will stand then."),
        ("9999-12-31", "31 Dec 9999 has not come yet; nobody knows what will stand then."),
        ("2026-03-01", "Nothing had been released by 1 Mar 2026; the first release is of 2 Mar 2026."),
        ("0001-01-01", "Nothing had been released by 1 Jan 1; the first release is of 2 Mar 2026."),
        ("2026-02-30", "“2026-02-30” is not a day; write it as 2026-10-01."),
        ("20261001", "“20261001” is not a day; write it as 2026-10-01."),
        ("2026-W40-1", "“2026-W40-1” is not a day; write it as 2026-10-01."),
        ("٢٠٢٦-10-01", "“٢٠٢٦-10-01” is not a day; write it as 2026-10-01."),
        ("yesterday", "“yesterday” is not a day; write it as 2026-10-01."),
    ],
)
def test_any_other_day_is_refused_with_the_reason(text: str, detail: str) -> None:
    found = refusal(find_world, text)

    assert (found.detail, [each.path for each in found.suggestions]) == (detail, ["/here"])
