"""What has really happened to schedules since 2008, replayed: before, changes, deeds, dates.

The cases stand in ``irregularities/*.toml``, a file for each kind of mishap, with their true
dates. Sessions hold only the States that the case is about.
"""

import shlex
import tomllib
from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.uprcycle.examples import published, world_of
from tests.uprcycle.schedule.amend.drafts import lines
from uprcycle.errors import BadInputError, Severity
from uprcycle.schedule.amend.amended import Amended
from uprcycle.schedule.amend.apply import apply_steps
from uprcycle.schedule.amend.columns import COLUMNS
from uprcycle.schedule.amend.find import standing_slots
from uprcycle.schedule.amend.rows import Step, read_steps
from uprcycle.schedule.amend.values import Known
from uprcycle.schedule.checks import check_schedule
from uprcycle.schedule.document import read_document
from uprcycle.schedule.session import Schedule, Slot
from uprcycle.sheets.table import Row, Table
from uprcycle.store.packaged import load_countries, load_ruleset

Case = Mapping[str, Any]
FOLDER = Path(__file__).parent / "irregularities"
CASES: list[Case] = [
    case for path in sorted(FOLDER.glob("*.toml")) for case in tomllib.loads(path.read_text("utf-8"))["case"]
]
KNOWN = Known(load_countries(), load_ruleset().rulebook.by_id, date(2026, 11, 21))
COUNTS = {"1-moved": 11, "2-absent": 9, "3-sizes": 7, "4-order": 8, "5-deadlines": 6, "7-names": 6}


def cases_with(key: str) -> pytest.MarkDecorator:
    found = [pytest.param(each, id=each["name"]) for each in CASES if key in each]
    return pytest.mark.parametrize("case", found)


def before(case: Case) -> Schedule:
    rows = {key: case[key] for key in ("session", "council", "review", "date") if key in case}
    schedule = read_document(rows, case["name"])
    named = {each.country for each in schedule.slots}
    others = iter([each.iso3 for each in KNOWN.countries.members() if each.iso3 not in named | {"SSD"}])
    fillers = [
        Slot(
            schedule.session_by_number[int(number)].cycle, int(number), next(others), 0, published("unknown")
        )
        for number, count in case.get("fill", {}).items()
        for _ in range(count)
    ]
    return Schedule(schedule.sessions, schedule.councils, (*schedule.slots, *fillers), schedule.dates)


def steps(case: Case) -> tuple[Step, ...]:
    rows = []
    for number, change in enumerate(case["changes"], start=2):
        name, *cells = shlex.split(change)
        rows.append(Row(number, {"change": name} | dict(each.split("=", 1) for each in cells)))
    columns = {each.name: each for each in COLUMNS}
    return read_steps(Table("changes.csv", {each: each for each in columns}, tuple(rows), columns), KNOWN)


def replay(case: Case) -> Amended:
    return apply_steps(before(case), steps(case))


def test_every_kind_of_mishap_has_its_cases() -> None:
    found = {path.stem: path.read_text("utf-8").count("[[case]]") for path in sorted(FOLDER.glob("*.toml"))}

    assert found == COUNTS
    assert [name for name, count in Counter(each["name"] for each in CASES).items() if count > 1] == []


@cases_with("done")
def test_the_changes_do_this_and_no_more(case: Case) -> None:
    assert lines(replay(case)) == case["done"]


@cases_with("dates")
def test_the_timetable_has_these_dates(case: Case) -> None:
    world = world_of(replay(case).schedule)
    found = {}
    for key in case["dates"]:
        country, milestone_id = key.split()
        milestone = world.timetable(country).milestone(milestone_id)
        assert milestone is not None
        found[key] = f"{milestone.span} ({milestone.status})"

    assert found == case["dates"]


@cases_with("places")
def test_nobody_moves_up(case: Case) -> None:
    found = [
        f"{each.session} {each.country} {each.order}" + " withdrawn" * (each.dates.status == "withdrawn")
        for each in replay(case).schedule.slots
    ]

    assert found == case["places"]


@cases_with("standing")
def test_a_session_has_the_size_it_had(case: Case) -> None:
    found = Counter(str(each.session) for each in standing_slots(replay(case).schedule))

    assert {number: found[number] for number in case["standing"]} == case["standing"]


@cases_with("names")
def test_a_review_keeps_the_name_of_its_time(case: Case) -> None:
    assert [f"{each.session} {each.name_at_time}" for each in replay(case).schedule.slots] == case["names"]


@cases_with("refused")
def test_what_cannot_be_true_is_refused(case: Case) -> None:
    with pytest.raises(BadInputError) as refused:
        replay(case)

    assert [str(each).partition(", ")[2] for each in refused.value.problems] == case["refused"]


@cases_with("done")
def test_the_checks_find_no_error_in_what_comes_out(case: Case) -> None:
    problems = check_schedule(replay(case).schedule, KNOWN.countries)

    assert [str(each) for each in problems if each.severity is Severity.ERROR] == []
