from datetime import date

from tests.web.site import TODAY, world
from uprcycle.wording.language import ENGLISH
from web.upcoming import Line, build_upcoming


def lines(today: date = TODAY) -> tuple[Line, ...]:
    return build_upcoming(world().timetables(), world().countries, today, ENGLISH)


def test_what_the_states_of_a_session_share_is_one_line() -> None:
    session = [line for line in lines() if line.session == 53 and line.when.text == "November 2026"]

    assert [[title.text for title in line.titles] for line in session] == [
        ["Working Group session begins", "Review in the Working Group", "Working Group session ends"]
    ]
    assert [(line.count, line.countries, line.is_open, line.when.status) for line in session] == [
        (15, (), True, "tentative")
    ]


def test_a_date_of_few_states_names_them() -> None:
    named = [
        line for line in lines(date(2025, 10, 31)) if line.titles[0].text == "Review in the Working Group"
    ]

    assert [(line.when.text, [name for _, name in line.countries]) for line in named][:2] == [
        ("Monday, 3 November 2025", ["Belarus", "Liberia"]),
        ("Tuesday, 4 November 2025", ["Mongolia", "Malawi"]),
    ]


def test_what_is_open_comes_first_and_ends_soonest_first() -> None:
    found = [line.is_open for line in lines()]

    assert found == sorted(found, reverse=True)


def test_nothing_that_is_over_or_far_away_is_shown() -> None:
    texts = " ".join(line.when.text for line in lines())

    assert [year for year in ("2024", "2025", "2028", "2029") if year in texts] == []


def test_there_is_nothing_in_a_time_without_reviews() -> None:
    assert lines(date(2040, 1, 1)) == ()
