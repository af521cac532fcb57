"""Who is missing, for what, and from when on."""

from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

import pytest

from tests.uprcycle.examples import lead, review, rule
from uprcycle.checklist.gaps import Gap, find_gaps
from uprcycle.days.workdays import WorkingDays
from uprcycle.people import COORDINATING_ROLES, Assignment, Office, Person, Role
from uprcycle.presence import Absence, Staffing
from uprcycle.rules.rule import Rule
from uprcycle.rules.rulebook import Rulebook
from uprcycle.timetable.compute import Setting, compute_timetable
from uprcycle.visibility import Visibility

FIRST, LAST = date(2027, 1, 1), date(2027, 12, 31)
RCO = Office("RCO Kenya", "KEN", COORDINATING_ROLES)
REGIONAL = Office("OHCHR regional office for Kenya", "KEN", frozenset({Role.OHCHR_FIELD}))
AMINA = Person("p1", "Amina Example", "amina@example.org", zone=ZoneInfo("UTC"))

BRIEF = rule("brief", lead("review", "12 weeks before"), actors=(Role.RC, Role.UNCT))
DATA = rule("data", lead("review", "10 weeks before"), actors=(Role.UN_ENTITY, Role.NHRI))
REPORT = rule("report", lead("review", "8 weeks before"), actors=(Role.NHRI,))
QUIET = rule("quiet", actors=(Role.CSO,), visibility=Visibility.PRIVATE)
LATER = rule("later", lead("review", "12 weeks after"), actors=(Role.MEDIA,))
UNDATED = rule("undated", lead("cycle start"), actors=(Role.MEDIA,))


def found(
    *held: Assignment, lead_office: Office = RCO, rules: tuple[Rule, ...] = (), away: tuple[Absence, ...] = ()
) -> tuple[Gap, ...]:
    every = rules or (BRIEF, DATA, REPORT, QUIET, LATER, UNDATED)
    timetable = compute_timetable(review(), Rulebook(every), Setting(WorkingDays()))
    dated = (*timetable.milestones, *timetable.actions)
    return find_gaps(dated, lead_office, Staffing(held, away), FIRST, LAST)


def gaps(
    *held: Assignment, lead_office: Office = RCO, rules: tuple[Rule, ...] = ()
) -> list[tuple[str, str, str]]:
    return [
        (
            each.office.name if each.office else each.role.value,
            str(each.first),
            " ".join(t.id for t in each.tasks),
        )
        for each in found(*held, lead_office=lead_office, rules=rules)
    ]


def holds(office: Office, first: date = date.min, last: date = date.max) -> Assignment:
    return Assignment(AMINA, office, first, last)


def test_without_people_every_role_with_a_duty_in_time_is_a_gap() -> None:
    assert gaps() == [("RCO Kenya", "2027-08-11", "brief data"), ("NHRI", "2027-08-25", "data report")]


@pytest.mark.parametrize(
    ("held", "left"),
    [
        ([holds(RCO)], ["NHRI"]),
        ([holds(Office("UNICEF Kenya", "KEN", frozenset({Role.UN_ENTITY})))], ["RCO Kenya", "NHRI"]),
        ([holds(Office("Commission", "KEN", frozenset({Role.NHRI})))], ["RCO Kenya"]),
        ([holds(Office("RCO Uganda", "UGA", COORDINATING_ROLES))], ["RCO Kenya", "NHRI"]),
        ([holds(RCO, last=date(2027, 8, 11))], ["RCO Kenya", "NHRI"]),
        ([holds(RCO, last=date(2027, 8, 25))], ["NHRI"]),
        ([holds(RCO, first=date(2027, 8, 12))], ["RCO Kenya", "NHRI"]),
    ],
    ids=["lead", "entity", "institution", "elsewhere", "leaves", "stays-long-enough", "comes-too-late"],
)
def test_a_duty_is_held_by_whoever_sits_in_such_an_office_on_its_day(
    held: list[Assignment], left: list[str]
) -> None:
    assert [owner for owner, *_ in gaps(*held)] == left


def test_an_entity_holds_its_own_part_and_not_that_of_the_coordinator() -> None:
    entity = holds(Office("UNICEF Kenya", "KEN", frozenset({Role.UN_ENTITY})))

    assert gaps(entity)[0] == ("RCO Kenya", "2027-08-11", "brief")


def test_where_there_is_no_country_team_nobody_misses_a_coordinator() -> None:
    field = rule("field", lead("review", "9 weeks before"), actors=(Role.OHCHR_FIELD,))

    assert gaps(lead_office=REGIONAL, rules=(BRIEF, field)) == [
        ("OHCHR regional office for Kenya", "2027-09-01", "field")
    ]


BORIS = Person("p2", "Boris Example", "boris@example.org", zone=ZoneInfo("UTC"))
CHARA = Person("p3", "Chara Example", "chara@example.org", zone=ZoneInfo("UTC"))
BRIEF_DUE, DATA_DUE = date(2027, 8, 11), date(2027, 8, 25)


@pytest.mark.parametrize(
    ("away", "left"),
    [
        pytest.param([("p1", BRIEF_DUE, BRIEF_DUE)], [], id="one-of-two"),
        pytest.param(
            [("p1", FIRST, BRIEF_DUE), ("p2", BRIEF_DUE, LAST)],
            [("RCO Kenya", "brief")],
            id="both-on-one-day",
        ),
        pytest.param(
            [("p1", BRIEF_DUE, DATA_DUE), ("p2", FIRST, LAST)],
            [("RCO Kenya", "brief data")],
            id="both-on-two-days",
        ),
        pytest.param([("p1", FIRST, BRIEF_DUE), ("p2", DATA_DUE, LAST)], [], id="one-after-the-other"),
    ],
)
def test_a_duty_falls_into_a_gap_when_all_who_hold_it_are_away_on_its_day(
    away: list[tuple[str, date, date]], left: list[tuple[str, str]]
) -> None:
    commission = holds(Office("Commission", "KEN", frozenset({Role.NHRI})))
    deputy = Assignment(BORIS, RCO, deputy_of="p1")
    elsewhere = tuple(Absence(*each) for each in away)

    missing = found(holds(RCO), deputy, replace(commission, person=CHARA), away=elsewhere)

    shown = [
        (each.office.name if each.office else "", " ".join(t.id for t in each.tasks)) for each in missing
    ]
    assert shown == left
    assert [each.unattended for each in missing] == [frozenset(tasks.split()) for _, tasks in left]


def test_what_nobody_holds_is_told_apart_from_what_is_held_by_people_who_are_away() -> None:
    held = holds(RCO, last=BRIEF_DUE)
    (lead, _) = found(held, away=(Absence("p1", FIRST, LAST),))

    assert ([each.id for each in lead.tasks], lead.unattended) == (
        ["brief", "data"],
        frozenset({"brief"}),
    )
