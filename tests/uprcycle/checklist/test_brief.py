"""What is before an office on a day, sorted by how it presses."""

from datetime import UTC, date, datetime, timedelta

from tests.uprcycle.examples import lead, review, rule
from uprcycle.checklist.brief import Brief, build_brief
from uprcycle.checklist.build import build_checklist
from uprcycle.checklist.tick import TaskState, Tick
from uprcycle.days.span import Status, day_span
from uprcycle.days.workdays import WorkingDays
from uprcycle.people import Assignment, Office, Person, Role
from uprcycle.presence import Absence, Away, Staffing
from uprcycle.rules.rule import Prominence
from uprcycle.rules.rulebook import Rulebook
from uprcycle.timetable.compute import Setting, compute_timetable
from uprcycle.timetable.override import Aim, Override
from uprcycle.visibility import Visibility

TODAY = date(2027, 6, 1)
NOBODY = Staffing()
NOON = datetime(2027, 5, 1, 12, tzinfo=UTC)
RCO = Office("RCO Kenya", "KEN", frozenset({Role.RCO}))
RULES = (
    rule("late", lead("review", "30 weeks before")),
    rule("past", lead("review", "29 weeks before"), voluntary=True),
    rule("seen", lead("review", "28 weeks before", "10 weeks before")),
    rule("open", lead("review", "28 weeks before", "12 weeks before")),
    rule("coming", lead("review", "12 weeks before", "4 weeks before")),
    rule("far", lead("review", "9 weeks before")),
    rule("done", lead("review", "20 weeks before")),
    rule("dropped", lead("review", "20 weeks before")),
    rule(
        "hrc-adoption", lead("review", "20 weeks after"), prominence=Prominence.HEADLINE, actors=(Role.HRC,)
    ),
    rule("held", lead("review", "40 weeks before"), prominence=Prominence.HEADLINE, actors=(Role.HRC,)),
    rule("quiet", visibility=Visibility.PRIVATE),
)


def tick(task: str, state: TaskState, day: int) -> Tick:
    return Tick("KEN", 5, task, "RCO Kenya", state, "A. Example", NOON.replace(day=day), "a remark")


def brief(staffing: Staffing = NOBODY) -> Brief:
    timetable = compute_timetable(review(), Rulebook(RULES), Setting(WorkingDays()))
    ticks = [
        tick("seen", TaskState.ACKNOWLEDGED, 1),
        tick("done", TaskState.DONE, 2),
        tick("dropped", TaskState.NOT_APPLICABLE, 3),
    ]
    aims = (Aim("open", "KEN", 5), Aim("open", "UGA", 5), Aim("quiet", "KEN", 5))
    overrides = [
        Override(aim, day_span(TODAY), Status.CONFIRMED, "moved by letter", "a letter", "A. Example", NOON)
        for aim in aims
    ]
    return build_brief(build_checklist(timetable, RCO, ticks), timetable, overrides, staffing, TODAY)


def test_open_tasks_are_sorted_by_how_they_press() -> None:
    found = brief()

    groups = (found.late, found.now, found.past, found.coming)
    assert [[each.id for each in group] for group in groups] == [
        ["late"],
        ["open", "seen"],
        ["past"],
        ["coming"],
    ]


def test_what_was_said_last_comes_first() -> None:
    assert [(each.id, each.state) for each in brief().settled] == [
        ("dropped", TaskState.NOT_APPLICABLE),
        ("done", TaskState.DONE),
    ]


def test_outcome_next_dates_and_dates_set_by_hand_are_those_of_this_review() -> None:
    found = brief()

    assert [each.id for each in found.outcome] == ["hrc-adoption"]
    assert [each.id for each in found.headlines] == ["hrc-adoption"]
    assert [str(each.aim) for each in found.by_hand] == [str(Aim("open", "KEN", 5))]


def test_people_of_the_office_who_are_away_that_day_are_named_with_who_is_told_instead() -> None:
    amina, boris = (Person(each, each.title(), f"{each}@example.org") for each in ("amina", "boris"))
    tomorrow = TODAY + timedelta(days=1)
    held = (
        Assignment(amina, RCO),
        Assignment(boris, RCO, deputy_of="amina"),
        Assignment(Person("chara", "Chara", "chara@example.org"), Office("RCO Uganda", "UGA", RCO.roles)),
    )
    away = (
        Absence("amina", TODAY, tomorrow),
        Absence("boris", tomorrow, tomorrow),
        Absence("chara", TODAY, TODAY),
    )

    assert brief(Staffing(held, away)).away == (Away(amina, tomorrow, (boris,)),)
    assert brief().away == ()
