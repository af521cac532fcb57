"""Every change a person can name does what its function does."""

from collections.abc import Mapping
from typing import Any

import pytest

from tests.uprcycle.schedule.amend.drafts import DRAFT, REPORT, lines, notice
from uprcycle.days.span import read_span
from uprcycle.schedule.amend.amended import Row, place_of
from uprcycle.schedule.amend.columns import ABOUT_THE_NOTICE, MEANINGS
from uprcycle.schedule.amend.distance import Distance
from uprcycle.schedule.amend.kinds import KINDS
from uprcycle.schedule.session import Schedule

DAY = read_span("2026-05-07")
EXAMPLES: Mapping[str, tuple[Mapping[str, Any], str]] = {
    "postpone": (
        {"session": 54, "by": Distance(months=6), "until": 54},
        "session 54: dates 2027-01/2027-02 (tentative) → 2027-07/2027-08 (tentative)",
    ),
    "hand-on": (
        {"session": 54, "date": read_span("2027-05")},
        "session 54: dates 2027-01/2027-02 (tentative) → 2027-05 (tentative)",
    ),
    "reschedule": (
        {"session": 54, "date": read_span("2027-01")},
        "session 54: dates 2027-01/2027-02 (tentative) → 2027-01 (tentative)",
    ),
    "prolong": (
        {"session": 52, "date": read_span("2026-05-18")},
        "session 52: dates 2026-05-04/2026-05-15 (confirmed) → 2026-05-04/2026-05-18 (tentative)",
    ),
    "move": (
        {"country": "UKR", "to": 54, "order": 5, "date": read_span("2027-02")},
        "cycle 4, UKR, without a session: row unknown (tentative) → –",
    ),
    "swap": ({"country": "KEN", "other": "IRN", "cycle": 4}, "session 52, KEN: order 1 → 3"),
    "leave-empty": (
        {"country": "IRN"},
        "session 52, IRN: dates 2026-05-06 (confirmed) → 2026-05-06 (withdrawn)",
    ),
    "redate": (
        {"country": "IRN", "date": DAY},
        "session 52, IRN: dates 2026-05-06 (confirmed) → 2026-05-07 (tentative)",
    ),
    "reissue": (
        {"session": 52, "milestone": REPORT, "date": DAY},
        "session 52, national-report: dates 2026-01-26T15:00 (confirmed) → 2026-05-07 (tentative)",
    ),
    "extend": (
        {"country": "NPL", "milestone": REPORT, "date": DAY},
        "session 52, NPL, national-report: dates 2026-02-02 (confirmed) → 2026-05-07 (tentative)",
    ),
    "no-later-than": (
        {"country": "IRN", "cycle": 4, "milestone": REPORT, "date": DAY},
        "session 52, IRN, national-report: row – → by 2026-05-07 (tentative)",
    ),
    "suspend": (
        {"country": "MMR", "milestone": REPORT},
        "session 54, MMR, national-report: row – → unknown (tentative)",
    ),
    "split": (
        {"session": 52, "milestone": REPORT, "countries": ["KEN"], "date": DAY},
        "session 52, KEN, national-report: row – → 2026-05-07 (tentative)",
    ),
    "councils": ({"session": 52, "councils": [63, 64]}, "session 52: council 63 → 63, 64"),
    "council-dates": (
        {"council": 64, "date": read_span("2027-03-01/2027-04-02")},
        "Council session 64: dates 2027-03 (confirmed) → 2027-03-01/2027-04-02 (tentative)",
    ),
    "no-outcome": ({"country": "KEN"}, "session 52, KEN, hrc-adoption: row – → unknown (tentative)"),
    "rename": ({"country": "MMR", "name": "Burma"}, "session 54, MMR: name_at_time – → Burma"),
    "add": ({"country": "SSD", "to": 54}, "session 54, SSD: row – → unknown (tentative)"),
}


def test_every_kind_has_an_example() -> None:
    assert list(EXAMPLES) == list(KINDS)


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_change_does_what_its_name_says(name: str) -> None:
    cells, first = EXAMPLES[name]

    assert lines(KINDS[name].make(DRAFT, cells, notice()))[0] == first


def rows(schedule: Schedule) -> dict[str, Row]:
    found: list[Row] = [*schedule.sessions, *schedule.councils, *schedule.slots, *schedule.dates]
    return {place_of(each): each for each in found}


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_change_leaves_every_row_alone_that_it_does_not_name(name: str) -> None:
    amended = KINDS[name].make(DRAFT, EXAMPLES[name][0], notice())

    named = {each.place for each in amended.done}
    old, new = rows(DRAFT), rows(amended.schedule)
    assert {place for place in old | new if old.get(place) != new.get(place)} == named


@pytest.mark.parametrize("name", KINDS)
def test_a_change_uses_columns_that_a_file_has(name: str) -> None:
    columns = (*KINDS[name].required, *KINDS[name].optional)

    assert [each for each in columns if each not in MEANINGS or each in ABOUT_THE_NOTICE] == []
    assert set(EXAMPLES[name][0]) <= set(columns)


def test_every_column_is_of_use_to_some_change() -> None:
    used = {each for kind in KINDS.values() for each in (*kind.required, *kind.optional)}

    assert {"change", *used, *ABOUT_THE_NOTICE} == set(MEANINGS)
