"""A table with one session a row, as it is printed, becomes a schedule."""

from itertools import permutations

import pytest

from uprcycle.countries import fold
from uprcycle.errors import BadInputError
from uprcycle.schedule.by_session import split_states
from uprcycle.schedule.reader import read_schedule
from uprcycle.schedule.session import Schedule
from uprcycle.store.packaged import load_countries

COUNTRIES = load_countries()
NAMES = frozenset(
    fold(text) for each in COUNTRIES for text in (each.iso3, *each.names.values(), *each.aliases)
)


def read(text: str) -> Schedule:
    return read_schedule("a.csv", text.encode(), COUNTRIES).schedule


def codes(schedule: Schedule) -> list[tuple[int | None, int, str]]:
    return [(each.session, each.order, each.country) for each in schedule.slots]


@pytest.mark.parametrize(
    "states",
    [
        pytest.param("Kenya, Iran, Islamic Republic of, Côte d'Ivoire", id="commas, also inside a name"),
        pytest.param("Kenya; Iran (Islamic Republic of); CIV", id="semicolons"),
        pytest.param("Kenya\nIran\nIvory Coast", id="one a line"),
        pytest.param("1. Kenya,\r\n2. Iran,\r\n3. Côte d’Ivoire", id="numbered"),
        pytest.param("- Kenia\n- Irán\n- Côte d'Ivoire", id="in Spanish, with dashes"),
        pytest.param("Kenya, Iran and Côte d'Ivoire", id="with a last and"),
    ],
)
def test_states_are_read_in_their_order(states: str) -> None:
    schedule = read(f'cycle,session,dates,states\n5,55,November 2027,"{states}"\n')

    assert codes(schedule) == [(55, 1, "KEN"), (55, 2, "IRN"), (55, 3, "CIV")]
    assert {str(each.dates.span) for each in schedule.slots} == {"unknown"}
    assert {each.dates.status.value for each in schedule.slots} == {"tentative"}


def test_a_name_with_and_stays_whole() -> None:
    assert codes(
        read('cycle,session,dates,states\n5,55,,"Trinidad and Tobago, Bosnia and Herzegovina"\n')
    ) == [
        (55, 1, "TTO"),
        (55, 2, "BIH"),
    ]


def test_no_two_states_in_a_row_are_taken_for_one() -> None:
    pairs = [
        (one.name("en"), other.name("en"))
        for one, other in permutations(COUNTRIES, 2)
        if fold(f"{one.name('en')} {other.name('en')}") in NAMES
    ]

    assert pairs == []


def test_a_list_of_all_states_keeps_each_of_them() -> None:
    names = [each.name("en") for each in COUNTRIES]

    assert list(split_states([", ".join(names)], NAMES)) == names


def test_a_session_is_read_with_its_dates() -> None:
    schedule = read(
        "Cycle;Session;Dates de la session;États;Délai de soumission;Délai du rapport national;"
        "Session du CDH;statut;source\n"
        "5;55;1-12 novembre 2027;Kenya;2027-03-31 15:00;2027-07;68;confirmé;the list\n"
    )

    assert [
        (
            each.number,
            each.cycle,
            str(each.dates.span),
            each.dates.status,
            each.council,
            str(each.dates.citation),
        )
        for each in schedule.sessions
    ] == [(55, 5, "2027-11-01/2027-11-12", "confirmed", (68,), "the list")]
    assert [
        (each.milestone, each.country, str(each.dates.span), each.dates.status) for each in schedule.dates
    ] == [
        ("national-report", "", "2027-07", "tentative"),
        ("stakeholder-submission-deadline", "", "2027-03-31T15:00", "tentative"),
    ]


def test_all_problems_are_named() -> None:
    with pytest.raises(BadInputError) as refusal:
        read(
            "cycle,session,dates,states\n"
            '5,55,soon,"Kenya, Nepall"\n'
            "5,55,November 2027,Chad\n"
            "5,56,January 2028,\n"
            ",57,January 2028,Chad\n"
        )

    assert [str(each) for each in refusal.value.problems] == [
        "a.csv: row 2, column dates: 'soon' is not a date; write the year first, such as 2026-05-04",
        "a.csv: row 3, column session: session 55 stands in row 2 as well; keep one of them",
        "a.csv: row 4, column states: the cell is empty; fill it in",
        "a.csv: row 5, column cycle: the cell is empty; fill it in",
        (
            "a.csv: row 2, column states: 'Nepall' was read as Nepal (NPL);"
            " correct the cell, or confirm it with --accept 'Nepall=NPL'"
        ),
    ]
