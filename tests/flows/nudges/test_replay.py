"""A period replayed: exact counts, nothing twice, the same result every time, nothing written."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from itertools import count

import pytest

from flows.installation.wiring import Wiring
from flows.nudges.replay import ReplayReport, replay
from tests.flows.installed import NOON, founded_memory, holder
from tests.uprcycle.rulesets import without_rule
from uprcycle.days.span import Unknown
from uprcycle.people import Role
from uprcycle.store.packaged import load_ruleset

FIRST, LAST = date(2024, 9, 1), date(2024, 10, 31)


def played(wiring: Wiring, countries: Iterable[str] = ("KEN", "UGA")) -> ReplayReport:
    return replay(wiring, FIRST, LAST, countries, lambda: None)


def test_a_period_is_counted_and_nothing_is_sent_twice() -> None:
    wiring = founded_memory()
    report = played(wiring)

    assert (report.first, report.last, report.countries, report.people) == (FIRST, LAST, 2, 2)
    assert report.twice == 0
    assert report.messages_by_year == {2024: report.messages}
    assert 0 < report.messages <= report.nudges
    assert report.busiest is not None
    assert report.fullest is not None
    assert FIRST <= report.busiest[0] <= LAST
    assert 1 <= report.busiest[1] <= report.people
    assert report.nudges / report.messages <= report.fullest[1] <= report.nudges
    assert report.passed == sum(
        not isinstance(each.span, Unknown) and FIRST <= each.span.last <= LAST
        for code in ("KEN", "UGA")
        for each in wiring.world().timetable(code).milestones
    )


def test_a_state_that_keeps_older_rules_is_replayed_by_them() -> None:
    wiring, older = founded_memory(), load_ruleset()
    passed = next(
        each.id
        for each in wiring.world().timetable("KEN").milestones
        if not isinstance(each.span, Unknown) and FIRST <= each.span.last <= LAST
    )
    by_older, add = played(wiring, ["KEN"]), wiring.store.releases.add
    schedule, newer = wiring.world().release.schedule, without_rule(passed)

    add(schedule, newer, by="a tester", note="", source="", at=NOON, kept={"KEN": older.digest})
    assert played(wiring, ["KEN"]) == by_older

    add(schedule, newer, by="a tester", note="", source="", at=NOON)
    assert played(wiring, ["KEN"]).passed == by_older.passed - 1


def test_the_same_period_gives_the_same_report_and_leaves_no_trace() -> None:
    wiring = founded_memory()

    assert played(wiring) == played(wiring) == played(founded_memory())
    assert wiring.store.ledger.rows() == ()
    assert wiring.store.people.assignments() == ()


def test_two_halves_say_no_more_than_the_whole_and_one_day_more_at_the_seam() -> None:
    wiring = founded_memory()
    whole = played(wiring)
    half = replay(wiring, FIRST, date(2024, 9, 30), ["KEN", "UGA"], lambda: None)

    assert half.nudges < whole.nudges
    assert (
        half.passed + replay(wiring, date(2024, 10, 1), LAST, ["KEN", "UGA"], lambda: None).passed
        == whole.passed
    )


def test_somebody_who_holds_the_office_is_told_instead_of_the_invented_person() -> None:
    wiring = founded_memory()
    alone = played(wiring, ["KEN"])
    somebody = holder("KEN", "RCO Kenya", Role.RC, Role.RCO, Role.UNCT, Role.UN_ENTITY, Role.HRA)
    deputy = holder("KEN", "RCO Kenya", *somebody.office.roles, person="deputy")
    wiring.store.people.save([somebody], by="a tester", at=NOON)
    instead = played(wiring, ["KEN"])
    wiring.store.people.save([deputy], by="a tester", at=NOON)
    both = played(wiring, ["KEN"])

    assert (instead.people, instead.nudges) == (1, alone.nudges)
    assert (both.people, both.nudges) == (2, 2 * alone.nudges)


def test_a_reader_without_a_catalogue_is_told_as_much_in_english() -> None:
    wiring = founded_memory()
    english = holder("KEN", "RCO Kenya", Role.RCO)
    wiring.store.people.save([english], by="a tester", at=NOON)
    before = played(wiring, ["KEN"])
    klingon = replace(english, person=replace(english.person, language="tlh"))
    wiring.store.people.save([klingon], by="a tester", at=NOON)

    assert played(wiring, ["KEN"]) == before


def test_progress_is_told_once_a_day() -> None:
    days = count()
    replay(founded_memory(), FIRST, LAST, ["UKR"], lambda: next(days))

    assert next(days) == 61


def test_a_state_without_dates_has_nothing_to_say() -> None:
    report = played(founded_memory(), ["UKR"])

    assert (report.passed, report.nudges, report.messages, report.messages_by_year) == (0, 0, 0, {})
    assert (report.busiest, report.fullest) == (None, None)


@pytest.mark.slow
def test_a_day_of_the_whole_world() -> None:
    report = replay(founded_memory(), FIRST, FIRST, (), lambda: None)

    assert (report.countries, report.people, report.twice) == (193, 193, 0)
    assert report.messages <= 193
