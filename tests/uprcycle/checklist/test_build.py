"""Which duties an office has, what it does not see, and what has been ticked."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from tests.uprcycle.examples import lead, packaged_world, review, rule
from uprcycle.checklist.build import Checklist, build_checklist
from uprcycle.checklist.routing import office_of
from uprcycle.checklist.tick import TaskState, Tick
from uprcycle.days.workdays import WorkingDays
from uprcycle.people import Office, Role
from uprcycle.reviews.phases import Phase
from uprcycle.rules.rule import Kind, Rule
from uprcycle.rules.rulebook import PhaseRule, Rulebook
from uprcycle.timetable.compute import Setting, compute_timetable
from uprcycle.visibility import Visibility

WEEK = timedelta(weeks=1)
NOON = datetime(2027, 6, 1, 12, tzinfo=UTC)
RCO = Office("RCO Kenya", "KEN", frozenset({Role.RCO, Role.UNCT}))
GOVERNMENT = Office("Ministry", "KEN", frozenset({Role.GOVERNMENT, Role.RCO}))
BRIEF = rule("brief", lead("review", "12 weeks before"))
REPORT = rule("report", lead("review", "8 weeks before"), depends_on=("brief", "somebody-elses"))
ELSEWHERE = rule("somebody-elses", lead("review", "10 weeks before"), actors=(Role.MEDIA,))


def checklist(*rules: Rule, office: Office = RCO, ticks: Iterable[Tick] = ()) -> Checklist:
    timetable = compute_timetable(review(), Rulebook(rules), Setting(WorkingDays()))
    return build_checklist(timetable, office, ticks)


def ids(found: Checklist) -> list[str]:
    return [each.id for each in found.tasks]


def tick(
    task: str,
    state: TaskState = TaskState.DONE,
    country: str = "KEN",
    cycle: int = 5,
    office: str = "RCO Kenya",
) -> Tick:
    return Tick(country, cycle, task, office, state, "p-1", NOON)


# Whose duty it is


def test_an_office_has_the_duties_of_its_roles_actions_among_them() -> None:
    action = rule("write", lead("review", "9 weeks before"), kind=Kind.ACTION, actors=(Role.UNCT, Role.CSO))

    assert ids(checklist(BRIEF, ELSEWHERE, action)) == ["brief", "write"]


@pytest.mark.parametrize(
    ("office", "seen"),
    [(RCO, ["public", "partners", "un-internal"]), (GOVERNMENT, ["public", "partners"])],
    ids=["un", "government"],
)
def test_what_is_private_is_no_task_and_what_is_un_internal_on_those_of_the_un(
    office: Office, seen: list[str]
) -> None:
    rules = [rule(str(level), visibility=level) for level in Visibility]

    assert sorted(ids(checklist(*rules, office=office))) == sorted(seen)


def test_what_is_private_is_the_same_guidance_for_every_office_of_the_role() -> None:
    quiet = rule("quiet", visibility=Visibility.PRIVATE, actors=(Role.CSO,))
    said = tick("quiet", office="Forum A")
    offices = [Office(name, "KEN", frozenset({Role.CSO})) for name in ("Forum A", "Forum B")]

    with_tick, without = (checklist(quiet, office=each, ticks=[said]) for each in offices)

    assert [each.id for each in with_tick.guidance] == ["quiet"]
    assert (with_tick.guidance, with_tick.tasks) == (without.guidance, ())
    assert checklist(quiet).guidance == ()


def test_guidance_comes_by_day_whatever_its_kind() -> None:
    later = rule("later", visibility=Visibility.PRIVATE, kind=Kind.EVENT)
    sooner = rule(
        "sooner", lead("review", "20 weeks before"), visibility=Visibility.PRIVATE, kind=Kind.ACTION
    )

    found = checklist(later, sooner)

    assert [each.id for each in found.guidance] == ["sooner", "later"]


def test_a_window_opens_on_its_first_day_and_a_single_day_with_its_phase() -> None:
    window = rule("window", lead("review", "8 weeks before", "4 weeks before"))
    point = rule("point", lead("review", "4 weeks before"))
    nowhere = rule("nowhere", lead("cycle start"))
    opens = PhaseRule(Phase.PREPARATION, "Preparation", lead("review", "20 weeks before"))
    timetable = compute_timetable(
        review(), Rulebook((window, point, nowhere), phases=(opens,)), Setting(WorkingDays())
    )

    found = {each.id: each.opens for each in build_checklist(timetable, RCO, ()).tasks}

    day = date(2027, 11, 3)
    assert found == {"window": day - 8 * WEEK, "point": day - 20 * WEEK, "nowhere": None}


def test_tasks_come_by_due_day_and_id_and_those_without_a_day_last() -> None:
    rules = [
        rule("unknown", lead("cycle start")),
        rule("b", lead("review", "2 weeks before", "1 week before")),
        rule("a", lead("review", "1 week before")),
        rule("sooner", lead("review", "6 weeks before", "3 weeks before")),
    ]

    assert ids(checklist(*rules)) == ["sooner", "a", "b", "unknown"]


def test_a_task_is_found_by_its_id() -> None:
    found = checklist(BRIEF)

    assert found.task("brief") == found.tasks[0]
    assert found.task("somebody-elses") is None


# Ticks


@pytest.mark.parametrize(
    ("ticks", "state", "still_open"),
    [
        pytest.param([], TaskState.OPEN, ["brief"], id="none"),
        pytest.param([tick("brief")], TaskState.DONE, [], id="done"),
        pytest.param(
            [tick("brief", TaskState.NOT_APPLICABLE)], TaskState.NOT_APPLICABLE, [], id="does-not-apply"
        ),
        pytest.param(
            [tick("brief"), tick("brief", TaskState.OPEN)], TaskState.OPEN, ["brief"], id="open-again"
        ),
        pytest.param([tick("brief", country="UGA")], TaskState.OPEN, ["brief"], id="of-another-state"),
        pytest.param([tick("brief", cycle=4)], TaskState.OPEN, ["brief"], id="of-another-cycle"),
        pytest.param([tick("report")], TaskState.OPEN, ["brief"], id="of-another-task"),
        pytest.param(
            [tick("brief", office="UNICEF Kenya")], TaskState.OPEN, ["brief"], id="of-another-office"
        ),
        pytest.param([tick("brief", TaskState.ACKNOWLEDGED)], TaskState.ACKNOWLEDGED, ["brief"], id="seen"),
    ],
)
def test_the_last_tick_of_a_task_counts(ticks: list[Tick], state: TaskState, still_open: list[str]) -> None:
    found = checklist(BRIEF, ticks=ticks)

    assert [each.state for each in found.tasks] == [state]
    assert [each.id for each in found.open_tasks] == still_open


def test_a_ticked_task_keeps_who_ticked_it() -> None:
    assert checklist(BRIEF, ticks=[tick("brief")]).tasks[0].tick == tick("brief")


@pytest.mark.parametrize(
    ("ticks", "waits_for"),
    [
        pytest.param([], ("brief",), id="for-an-open-task-but-not-for-what-is-nobodys-here"),
        pytest.param([tick("brief")], (), id="no-longer-when-it-is-done"),
        pytest.param([tick("brief", TaskState.NOT_APPLICABLE)], (), id="nor-when-it-does-not-apply"),
    ],
)
def test_a_task_waits_for_open_tasks_that_come_first(ticks: list[Tick], waits_for: tuple[str, ...]) -> None:
    task = checklist(BRIEF, REPORT, ELSEWHERE, ticks=ticks).task("report")

    assert task is not None
    assert task.waits_for == waits_for


def test_a_task_whose_rule_does_not_apply_counts_as_fulfilled() -> None:
    # Nothing of the condition is left over: the rule is not in the timetable at all.
    task = checklist(REPORT).task("report")

    assert task is not None
    assert task.waits_for == ()


# On record


def test_the_office_in_kenya_has_its_preparation_and_submissions_by_forecast() -> None:
    world = packaged_world()
    found = build_checklist(world.timetable("KEN"), office_of(world.countries["KEN"]), ())
    due = {each.id: each.due for each in found.tasks}

    assert (found.country, found.cycle, found.office.name) == ("KEN", 4, "RCO Kenya")
    assert len({each.rule for each in found.tasks}) == 81
    assert len(found.tasks) == 92
    # The earliest day on which the forecast deadline may be over.
    assert due["submit-joint-unct-report"] == due["un-entity-submission-deadline"] == date(2024, 9, 19)
    assert due["plan-rc-unct-attendance"] == date(2025, 3, 1)


def test_a_state_without_a_country_team_has_a_short_list_in_the_region() -> None:
    world = packaged_world()
    found = build_checklist(world.timetable("USA"), office_of(world.countries["USA"]), ())

    assert found.office.name == "OHCHR regional office for United States of America"
    assert [each.rule.id for each in found.tasks].count("regional-monthly-review-slot") == 15
    assert [each for each in ids(found) if "~" not in each] == [
        "assign-lead-no-presence",
        "regional-monthly-review-slot",
        "hq-submission-no-presence",
        "advise-protection-system",
        "un-analyse-noted-recommendations",
        "joint-national-matrix",
        "join-regional-upr-sdg-workshop",
        "track-development-support-recs",
    ]


def test_a_government_office_gets_nothing_un_internal_and_nobody_gets_what_is_private() -> None:
    world = packaged_world()
    everybody = Office("everybody", "KEN", frozenset(Role))
    government = Office("Ministry", "KEN", frozenset({Role.GOVERNMENT, Role.NMIRF}))
    un = replace(office_of(world.countries["KEN"]))
    seen = {
        office.name: {
            each.rule.visibility for each in build_checklist(world.timetable("KEN"), office, ()).tasks
        }
        for office in (everybody, government, un)
    }

    assert seen == {
        "everybody": {Visibility.PUBLIC},
        "Ministry": {Visibility.PUBLIC},
        "RCO Kenya": {Visibility.PUBLIC, Visibility.UN_INTERNAL},
    }


def test_ukraine_has_its_tasks_without_a_single_day() -> None:
    world = packaged_world()
    found = build_checklist(world.timetable("UKR"), office_of(world.countries["UKR"]), ())

    assert len(found.tasks) > 50
    assert {each.due for each in found.tasks} == {None}
