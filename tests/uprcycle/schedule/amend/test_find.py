"""What a change names is found, or missed with a suggestion; all misses are named at once."""

import pytest

from tests.uprcycle.schedule.amend.drafts import (
    DRAFT,
    HELD,
    REPORT,
    STAKEHOLDERS,
    WITHDRAWN,
    draft,
    due,
    session,
)
from tests.uprcycle.schedule.amend.drafts import review as slot
from uprcycle.days.span import read_span
from uprcycle.errors import BadInputError
from uprcycle.schedule.amend.find import Finder, lies_outside, standing_slots
from uprcycle.schedule.amend.target import Deadline, Reviewed

TWO_CYCLES = draft(
    session(36, "2020-11-02/2020-11-13", cycle=3, status=HELD),
    session(50, "2025-11-03/2025-11-14"),
    session(53, "2026-11"),
    slot(36, "USA", 11, "2020-11-09", HELD),
    slot(50, "USA", 10, "2025-11-07", WITHDRAWN),
    slot(53, "USA", 0, "2026-11"),
)


def problems(find: Finder) -> list[str]:
    return [str(each) for each in find.problems]


def test_the_rows_named_are_found() -> None:
    find = Finder(DRAFT)

    assert (find.session(53), find.council(64)) == (DRAFT.sessions[1], DRAFT.councils[1])
    assert find.review(Reviewed("KEN")) is DRAFT.slots[0]
    assert find.problems == []


@pytest.mark.parametrize(("cycle", "expected"), [(None, 53), (4, 53), (3, 36)])
def test_a_review_is_the_one_in_force_of_the_last_cycle(cycle: int | None, expected: int) -> None:
    found = Finder(TWO_CYCLES).review(Reviewed("USA", cycle))

    assert found is not None
    assert found.session == expected


def test_all_misses_are_named_at_once() -> None:
    find = Finder(DRAFT)

    assert [find.session(530), find.council(66)] == [None, None]
    assert [find.review(Reviewed(each)) for each in ("KEM", "XQZ")] == [None, None]
    assert find.review(Reviewed("KEN", 9)) is None
    with pytest.raises(BadInputError) as refused:
        find.raise_problems()
    assert [str(each) for each in refused.value.problems] == [
        "session 530: is not in the schedule; did you mean 54? it has 52 to 54",
        "Council session 66: is not in the schedule; did you mean 65?",
        "KEM: has no review in this schedule; did you mean 'KEN'?",
        "XQZ: has no review in this schedule; add a review for it first",
        "cycle 9, KEN: has no review in this cycle; its reviews are in cycle 4",
    ]


def test_an_empty_schedule_has_no_suggestions() -> None:
    find = Finder(draft())

    assert (find.session(1), find.council(1)) == (None, None)
    assert problems(find) == [
        "session 1: is not in the schedule; add the session",
        "Council session 1: is not in the schedule; add its dates to the schedule",
    ]


def test_the_dates_of_a_state_and_those_of_its_session_are_told_apart() -> None:
    gone = due(54, STAKEHOLDERS, "2026-07-16", status=WITHDRAWN)
    find = Finder(draft(*DRAFT.sessions, *DRAFT.dates, gone))

    assert [str(each.dates.span) for each in find.dates(Deadline(52, REPORT))] == ["2026-01-26T15:00"]
    assert [str(each.dates.span) for each in find.dates(Deadline(52, REPORT, "NPL"))] == ["2026-02-02"]
    assert [str(each.dates.span) for each in find.dates(Deadline(54, STAKEHOLDERS))] == ["2026-07-17"]


@pytest.mark.parametrize(
    ("country", "expected"),
    [
        ("", []),
        ("KEN", []),
        ("NPK", ["session 52, NPK: the State is not in this session; did you mean 'NPL'?"]),
        ("XQZ", ["session 52, XQZ: the State is not in this session; it has IRN, KEN, NPL"]),
    ],
)
def test_a_state_is_looked_for_in_its_session(country: str, expected: list[str]) -> None:
    find = Finder(DRAFT)

    find.check_reviewed_there(52, country)

    assert problems(find) == expected


@pytest.mark.parametrize(
    ("span", "session_span", "expected"),
    [
        ("2026-05-15", "2026-05-04/2026-05-15", False),
        ("2026-05-16", "2026-05-04/2026-05-15", True),
        ("2026-05", "2026-05-04/2026-05-15", False),
        ("2026-06", "2026-05-04/2026-05-15", True),
        ("2027-02-03", "2027-01/2027-02", False),
        ("2027-03-03", "2027-01/2027-02", True),
        ("unknown", "2027-01/2027-02", False),
        ("2027-03-03", "unknown", False),
    ],
)
def test_a_day_lies_in_its_session_or_outside(span: str, session_span: str, *, expected: bool) -> None:
    assert lies_outside(read_span(span), read_span(session_span)) is expected


def test_a_day_outside_is_refused() -> None:
    find = Finder(DRAFT)

    find.check_within(read_span("2026-05-18"), DRAFT.sessions[0], "here")

    assert [(each.where, each.what) for each in find.problems] == [
        ("here", "2026-05-18 lies outside session 52, 2026-05-04/2026-05-15")
    ]


def test_a_withdrawn_slot_does_not_stand() -> None:
    assert [each.session for each in standing_slots(TWO_CYCLES)] == [36, 53]
