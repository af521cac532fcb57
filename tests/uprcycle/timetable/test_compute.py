"""A review and a rulebook give a timetable: who wins, what applies, what the rule itself says."""

from dataclasses import replace
from datetime import date, time

import pytest

from tests.uprcycle.examples import lead, published, review, rule, session, slot
from uprcycle.days.span import Status, Unknown
from uprcycle.days.workdays import WorkingDays
from uprcycle.reviews.phases import Phase
from uprcycle.rules.condition import Condition
from uprcycle.rules.rule import Kind, Rule
from uprcycle.rules.rulebook import PhaseRule, Rulebook
from uprcycle.store.packaged import load_ruleset
from uprcycle.timetable.compute import Setting, compute_timetable
from uprcycle.timetable.milestone import Milestone
from uprcycle.timetable.timetable import Timetable

BOOK = load_ruleset().rulebook
GENEVA = Setting(WorkingDays())
BRIEF = rule("brief-the-team", lead("review", "12 weeks before"))
DEADLINE = rule(
    "stakeholder-submission-deadline",
    lead("submission deadline"),
    at=time(15),
    forecast="stakeholder-submission",
    fallback=lead("review", "8 months before", "6 months before"),
)
DRAFT = rule("draft", lead("submission deadline", "14 days before"))
REPORT = rule(
    "national-report", lead("review", "6 months before", "2 months before"), forecast="national-report"
)


def timetable(*rules: Rule, **changes: object) -> Timetable:
    return compute_timetable(review(**changes), Rulebook(rules, BOOK.forecasts, BOOK.phases), GENEVA)


def first(*rules: Rule, **changes: object) -> Milestone:
    found = timetable(*rules, **changes).milestone(rules[0].id)
    assert found is not None
    return found


# Who wins


def test_a_published_date_beats_the_rule_and_the_rule_still_speaks() -> None:
    told = first(BRIEF, published={"brief-the-team": published("2027-08-20", Status.TENTATIVE)})

    assert (str(told.span), told.status, str(told.rule_says)) == (
        "2027-08-20",
        Status.TENTATIVE,
        "2027-08-11",
    )


def test_without_a_published_date_the_rule_speaks_alone() -> None:
    told = first(BRIEF)

    assert (str(told.span), told.status, str(told.rule_says)) == (
        "2027-08-11",
        Status.ESTIMATED,
        "2027-08-11",
    )


def test_a_forecast_beats_the_lead_of_its_rule() -> None:
    told = first(REPORT)

    assert (str(told.span), str(told.rule_says)) == ("2027-08-02/2027-08-05", "2027-08-02/2027-08-05")
    assert told.likeliest is not None
    assert told.likeliest.first == date(2027, 8, 2)


def test_without_record_of_its_season_a_rule_goes_by_its_lead() -> None:
    in_june = {"session": session("2027-06-07/2027-06-18"), "slot": slot(span="2027-06-09")}

    assert str(first(REPORT, **in_june).span) == "2026-12-09/2027-04-09"
    assert str(first(DEADLINE, **in_june).span) == "2026-10-09/2026-12-09"


def test_a_published_anchor_beats_its_forecast_and_moves_what_hangs_on_it() -> None:
    dates = {"stakeholder-submission-deadline": published("2027-04-15")}
    deadline = first(DEADLINE, published=dates)
    draft = first(DRAFT, DEADLINE, published=dates)

    assert (str(deadline.span), deadline.status) == ("2027-04-15T15:00", Status.CONFIRMED)
    assert str(deadline.rule_says) == "2027-03-25/2027-03-31"
    assert (str(draft.span), draft.status) == ("2027-04-01", Status.ESTIMATED)


def test_a_settled_middle_of_the_cycle_moves_what_hangs_on_it() -> None:
    after = rule("mid-term-report", lead("midpoint", "3 months after"))
    middle = rule("midpoint", lead("midpoint"), fallback=lead("review", "2 years after", "30 months after"))
    dates = {"midpoint": published("2030-02-03")}

    assert str(first(after, middle, published=dates).span) == "2030-05-03"
    assert str(first(middle, published=dates).rule_says) == "2029-11-03/2030-05-03"


def test_a_published_unknown_is_not_forecast() -> None:
    suspended = {"stakeholder-submission-deadline": published("unknown", Status.TENTATIVE)}
    deadline = first(DEADLINE, published=suspended)
    draft = first(DRAFT, DEADLINE, published=suspended)

    assert (deadline.span, deadline.status) == (Unknown(), Status.TENTATIVE)
    assert str(deadline.rule_says) == "2027-03-25/2027-03-31"
    assert draft.span == Unknown()


def test_an_anchor_without_a_rough_lead_says_what_was_found() -> None:
    start = rule("session-start", lead("session start"))

    assert str(first(start).rule_says) == "2027-11-01"


def test_everything_of_a_withdrawn_slot_is_withdrawn() -> None:
    gone = slot(dates=published("2027-11-03", Status.WITHDRAWN))
    found = compute_timetable(review(slot=gone), BOOK, GENEVA)

    assert {each.status for each in (*found.milestones, *found.actions)} == {Status.WITHDRAWN}


# What applies


@pytest.mark.parametrize(
    ("facts", "applies"),
    [
        pytest.param({"has_unct": True}, [True], id="it-does"),
        pytest.param({"has_unct": False}, [], id="it-does-not"),
        pytest.param({}, [None], id="nobody-knows"),
    ],
)
def test_a_rule_whose_condition_is_not_known_stays(
    facts: dict[str, bool], applies: list[bool | None]
) -> None:
    conditional = replace(BRIEF, condition=Condition.parse("has_unct"))
    found = compute_timetable(review(), Rulebook((conditional,)), Setting(WorkingDays(), facts))

    assert [each.applies for each in found.milestones] == applies


def test_actions_are_dated_apart_from_milestones() -> None:
    action = rule("write", kind=Kind.ACTION)
    found = timetable(BRIEF, action)

    assert [each.id for each in found.milestones] == ["brief-the-team"]
    assert [(each.id, str(each.span)) for each in found.actions] == [("write", "2027-08-11")]


def test_milestones_come_by_first_day_last_day_and_rulebook_and_the_unknown_last() -> None:
    rules = [
        rule("unknown", lead("cycle start")),
        rule("later", lead("review", "1 week before")),
        rule("long", lead("review", "2 weeks before", "1 day before")),
        rule("b-first-in-the-book", lead("review", "2 weeks before", "1 week before")),
        rule("a-second-in-the-book", lead("review", "2 weeks before", "1 week before")),
    ]

    assert [each.id for each in timetable(*rules).milestones] == [
        "b-first-in-the-book",
        "a-second-in-the-book",
        "long",
        "later",
        "unknown",
    ]


# Phases


def opening(phase: Phase, anchor: str, offset: str) -> PhaseRule:
    return PhaseRule(phase, str(phase), lead(anchor, offset))


def openings(**changes: object) -> dict[str, str]:
    phases = (
        opening(Phase.PREPARATION, "review", "1 year before"),
        opening(Phase.SUBMISSIONS, "submission deadline", "3 months before"),
        opening(Phase.REVIEW, "session start", "on the day"),
        opening(Phase.OUTCOME, "session end", "1 day after"),
    )
    found = compute_timetable(
        review(**changes), Rulebook((DEADLINE,), BOOK.forecasts, phases), GENEVA
    ).openings
    return {str(phase): str(day) for phase, day in found.items()}


def test_phases_open_where_the_rulebook_says() -> None:
    assert openings() == {
        "preparation": "2026-11-03",
        "submissions": "2026-12-25",
        "review": "2027-11-01",
        "outcome": "2027-11-13",
    }


def test_what_comes_after_a_month_opens_when_the_month_is_over() -> None:
    assert openings(session=session("2027-11"), slot=slot(span="2027-11")) == {
        "preparation": "2026-11-01",
        "submissions": "2026-12-25",
        "review": "2027-11-01",
        "outcome": "2027-12-01",
    }


def test_a_phase_does_not_open_after_a_later_one() -> None:
    # The review was put off after its deadline had passed.
    early = {"stakeholder-submission-deadline": published("2026-10-01")}

    assert openings(published=early) == {
        "preparation": "2026-07-01",
        "submissions": "2026-07-01",
        "review": "2027-11-01",
        "outcome": "2027-11-13",
    }


def test_without_any_day_no_phase_opens() -> None:
    assert openings(slot=slot(span="unknown", session=None), session=None) == {}
