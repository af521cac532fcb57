"""Under which date of a review a late task stands."""

from datetime import date

from tests.uprcycle.examples import lead, review, rule
from uprcycle.checklist.build import build_checklist
from uprcycle.checklist.lateness import find_lateness
from uprcycle.days.workdays import WorkingDays
from uprcycle.people import Office, Role
from uprcycle.rules.rulebook import Rulebook
from uprcycle.timetable.compute import Setting, compute_timetable

TODAY = date(2027, 6, 1)
RCO = Office("RCO Kenya", "KEN", frozenset({Role.RCO}))
COLUMNS = ("second", "first", "nobody-knows")
RULES = (
    rule("first", lead("review", "30 weeks before")),
    rule("second", lead("review", "26 weeks before"), actors=(Role.HRC,)),
    rule("nobody-knows", lead("council adoption", "1 day before"), actors=(Role.HRC,)),
    rule("before-both", lead("review", "40 weeks before")),
    rule("on-the-day", lead("review", "26 weeks before")),
    rule("between", lead("review", "28 weeks before")),
    rule("after-both", lead("review", "25 weeks before")),
    rule("voluntary", lead("review", "28 weeks before"), voluntary=True),
    rule("to-come", lead("review", "4 weeks before")),
)


def late(*columns: str) -> list[tuple[str, list[str], str]]:
    timetable = compute_timetable(review(), Rulebook(RULES), Setting(WorkingDays()))
    chosen = [each for each in timetable.milestones if each.id in columns]
    found = find_lateness(build_checklist(timetable, RCO, ()), chosen, TODAY)
    return [(each.milestone, [task.id for task in each.tasks], each.since.isoformat()) for each in found]


def test_a_late_task_stands_under_the_date_before_which_it_was_to_be_done() -> None:
    assert late(*COLUMNS) == [
        ("first", ["before-both", "first"], "2027-01-27"),
        ("second", ["between", "on-the-day", "after-both"], "2027-04-21"),
    ]


def test_where_no_date_is_known_nothing_late_is_lost() -> None:
    assert late("nobody-knows") == [
        ("nobody-knows", ["before-both", "first", "between", "on-the-day", "after-both"], "2027-01-27")
    ]
    assert late() == []
