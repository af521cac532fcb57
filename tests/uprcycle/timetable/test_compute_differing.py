"""Of two timetables of one review, only what may differ is counted."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tests.uprcycle.examples import lead, published, review, rule, slot
from tests.uprcycle.timetable.test_compute import BOOK, BRIEF, DEADLINE, DRAFT, GENEVA, REPORT
from uprcycle.days.span import Status, day_span
from uprcycle.days.workdays import WorkingDays
from uprcycle.rules.rule import Kind, Rule
from uprcycle.rules.rulebook import Rulebook
from uprcycle.timetable.changes import compare_timetables
from uprcycle.timetable.compute import Inputs, Setting, compute_differing, compute_timetable
from uprcycle.timetable.override import Aim, Override

COUNTED = Rulebook((BRIEF, DEADLINE, DRAFT, REPORT), BOOK.forecasts, BOOK.phases)
LATER = slot(span="2027-11-10")
BY_HAND = Override(
    Aim("draft", "KEN", 5),
    day_span(date(2027, 2, 1)),
    Status.CONFIRMED,
    "Agreed.",
    "a letter",
    "the desk",
    datetime(2026, 11, 21, tzinfo=UTC),
)


def edited(new: Rule) -> Rulebook:
    """Return the rulebook with one rule replaced."""
    return replace(COUNTED, rules=tuple(new if each.id == new.id else each for each in COUNTED.rules))


def inputs(book: Rulebook = COUNTED, setting: Setting = GENEVA, **changes: object) -> Inputs:
    return Inputs(review(**changes), book, setting)


@pytest.mark.parametrize(
    ("other", "counted_again"),
    [
        pytest.param(inputs(), ["national-report", "stakeholder-submission-deadline"], id="nothing"),
        pytest.param(
            inputs(slot=LATER),
            ["brief-the-team", "national-report", "stakeholder-submission-deadline"],
            id="the-day-of-the-review",
        ),
        pytest.param(
            inputs(published={"draft": published("2027-01-01")}),
            ["draft", "national-report", "stakeholder-submission-deadline"],
            id="a-date-published-for-itself",
        ),
        pytest.param(
            inputs(setting=Setting(WorkingDays(), overrides={"draft": BY_HAND})),
            ["draft", "national-report", "stakeholder-submission-deadline"],
            id="a-date-set-by-hand",
        ),
        pytest.param(
            inputs(slot=slot(dates=published("2027-11-03", Status.WITHDRAWN))), "all", id="withdrawn"
        ),
        pytest.param(inputs(setting=Setting(WorkingDays(), {"has_unct": True})), "all", id="the-facts"),
        pytest.param(
            inputs(setting=Setting(WorkingDays(frozenset({date(2027, 4, 1)})))), "all", id="a-holiday"
        ),
        pytest.param(
            inputs(Rulebook((BRIEF,), BOOK.forecasts, BOOK.phases)),
            ["draft", "national-report", "stakeholder-submission-deadline"],
            id="rules-that-are-gone",
        ),
        pytest.param(
            inputs(edited(replace(BRIEF, title="Tell the team"))),
            ["brief-the-team", "national-report", "stakeholder-submission-deadline"],
            id="a-rule-in-other-words",
        ),
        pytest.param(
            inputs(edited(replace(DEADLINE, forecast="", fallback=lead("review", "9 months before")))),
            ["draft", "national-report", "stakeholder-submission-deadline"],
            id="a-rule-from-which-another-is-counted",
        ),
    ],
)
def test_of_two_timetables_only_what_may_differ_is_counted(
    other: Inputs, counted_again: list[str] | str
) -> None:
    pruned = compute_differing(inputs(), other)
    whole = [compute_timetable(each.review, each.rulebook, each.setting) for each in (inputs(), other)]

    left = sorted(each.id for each in pruned[0].milestones)
    assert left == (sorted(COUNTED.by_id) if counted_again == "all" else counted_again)
    assert compare_timetables(*pruned) == compare_timetables(*whole)
    assert (pruned[0].milestones == pruned[1].milestones) is (whole[0].milestones == whole[1].milestones)


def test_the_actions_of_two_timetables_are_pruned_as_well() -> None:
    write = rule("write", lead("submission deadline", "14 days before"), kind=Kind.ACTION)
    book = Rulebook((BRIEF, DRAFT, replace(BRIEF, id="call", kind=Kind.ACTION), write), BOOK.forecasts)
    dates = {"stakeholder-submission-deadline": published("2027-04-15")}

    old, new = compute_differing(inputs(book, published=dates), inputs(book, published=dates, slot=LATER))

    assert [[each.id for each in side.actions] for side in (old, new)] == [["call"], ["call"]]
    assert old.actions != new.actions
