"""Each anchor is the best that is known of it, in order of precedence."""

from typing import Any

import pytest

from tests.uprcycle.examples import council, lead, packaged_world, published, review, rule, session, slot
from uprcycle.days.span import Status, Unknown
from uprcycle.days.workdays import WorkingDays
from uprcycle.rules.anchor import Anchor
from uprcycle.rules.rulebook import Rulebook
from uprcycle.schedule.session import Published
from uprcycle.store.packaged import load_ruleset
from uprcycle.timetable.anchors import Anchors, find_rule
from uprcycle.timetable.milestone import StepKind

BOOK = load_ruleset().rulebook
OFFICE = WorkingDays()
MARCH = council("2028-02-28/2028-03-31")


def anchors(book: Rulebook = BOOK) -> Anchors:
    return Anchors(review(), book, OFFICE)


def found(anchor: Anchor, **changes: object) -> tuple[str, str, str]:
    finding = Anchors(review(**changes), BOOK, OFFICE).find(anchor)
    return str(finding.span), str(finding.status), str(finding.steps[-1].kind)


@pytest.mark.parametrize(
    ("anchor", "changes", "expected"),
    [
        pytest.param(Anchor.REVIEW, {}, ("2027-11-03", "confirmed", "published"), id="review-on-its-day"),
        pytest.param(
            Anchor.REVIEW,
            {"slot": slot(span="unknown")},
            ("2027-11-01/2027-11-12", "confirmed", "in-session"),
            id="review-in-its-session",
        ),
        pytest.param(
            Anchor.REVIEW,
            {"slot": slot(span="unknown", session=None), "session": None},
            ("unknown", "confirmed", "published"),
            id="review-without-a-session",
        ),
        pytest.param(Anchor.SESSION_START, {}, ("2027-11-01", "confirmed", "published"), id="session-start"),
        pytest.param(Anchor.SESSION_END, {}, ("2027-11-12", "confirmed", "published"), id="session-end"),
        pytest.param(
            Anchor.SESSION_START,
            {"session": session("2027-11", Status.TENTATIVE)},
            ("2027-11", "tentative", "published"),
            id="a-month-has-no-first-day",
        ),
        pytest.param(
            Anchor.SESSION_END, {"session": None}, ("unknown", "estimated", "unknown"), id="end-of-no-session"
        ),
        pytest.param(
            Anchor.CYCLE_START,
            {"cycle_start": published("2027-11-01/2027-11-12")},
            ("2027-11-01", "confirmed", "published"),
            id="cycle-start",
        ),
        pytest.param(
            Anchor.CYCLE_START,
            {},
            ("unknown", "estimated", "unknown"),
            id="start-of-a-cycle-without-sessions",
        ),
        pytest.param(
            Anchor.SUBMISSION_DEADLINE,
            {"published": {"stakeholder-submission-deadline": published("2027-03-25")}},
            ("2027-03-25T15:00", "confirmed", "cut-off"),
            id="published-deadline",
        ),
        pytest.param(
            Anchor.SUBMISSION_DEADLINE,
            {"published": {"stakeholder-submission-deadline": published("unknown", Status.TENTATIVE)}},
            ("unknown", "tentative", "published"),
            id="suspended-deadline",
        ),
        pytest.param(
            Anchor.SUBMISSION_DEADLINE,
            {},
            ("2027-03-25/2027-03-31", "estimated", "likeliest"),
            id="forecast-deadline",
        ),
        pytest.param(
            Anchor.SUBMISSION_DEADLINE,
            {"session": session("2027-06-07/2027-06-18"), "slot": slot(span="2027-06-09")},
            ("2026-10-09/2026-12-09", "estimated", "fallback"),
            id="deadline-of-a-season-without-record",
        ),
        pytest.param(
            Anchor.COUNCIL_ADOPTION,
            {"councils": (MARCH,), "published": {"hrc-adoption": published("2028-03-20")}},
            ("2028-03-20", "confirmed", "published"),
            id="published-adoption",
        ),
        pytest.param(
            Anchor.COUNCIL_ADOPTION,
            {"councils": (MARCH,)},
            ("2028-02-28/2028-03-31", "estimated", "in-council"),
            id="adoption-in-its-council-session",
        ),
        pytest.param(
            Anchor.COUNCIL_ADOPTION,
            {},
            ("2028-03-09/2028-04-12", "estimated", "likeliest"),
            id="forecast-adoption",
        ),
        pytest.param(
            Anchor.MIDPOINT, {}, ("2029-11-03/2030-05-03", "estimated", "fallback"), id="middle-of-the-cycle"
        ),
        pytest.param(
            Anchor.MIDPOINT,
            {"published": {"midpoint": published("2030-02-03")}},
            ("2030-02-03", "confirmed", "published"),
            id="middle-that-was-settled",
        ),
        pytest.param(
            Anchor.NEXT_REVIEW,
            {},
            ("2032-05-03/2032-11-03", "estimated", "projection"),
            id="projected-next-review",
        ),
        pytest.param(
            Anchor.NEXT_REVIEW,
            {"following": slot(cycle=6, session=69, span="2032-11-04")},
            ("2032-11-04", "confirmed", "published"),
            id="published-next-review",
        ),
        pytest.param(
            Anchor.NEXT_REVIEW,
            {
                "following": slot(cycle=6, session=69, span="unknown"),
                "following_session": session("2032-11", Status.TENTATIVE, 69, 6),
            },
            ("2032-11", "tentative", "in-session"),
            id="next-review-in-its-session",
        ),
        pytest.param(
            Anchor.NEXT_REVIEW,
            {"following": slot(cycle=6, session=None, span="unknown")},
            ("unknown", "confirmed", "published"),
            id="next-review-on-record-as-unknown",
        ),
    ],
)
def test_an_anchor_is_the_best_that_is_known(
    anchor: Anchor, changes: dict[str, Any], expected: tuple[str, str, str]
) -> None:
    assert found(anchor, **changes) == expected


@pytest.mark.parametrize("anchor", list(Anchor))
def test_an_empty_rulebook_knows_published_anchors_only(anchor: Anchor) -> None:
    known = {Anchor.REVIEW, Anchor.SESSION_START, Anchor.SESSION_END}
    finding = anchors(Rulebook(())).find(anchor)

    assert isinstance(finding.span, Unknown) is (anchor not in known)


def test_an_anchor_whose_rule_has_no_rough_lead_is_unknown() -> None:
    book = Rulebook((rule("midpoint", lead("midpoint")),))

    assert anchors(book).find(Anchor.MIDPOINT).span == Unknown()


def test_an_anchor_is_found_once() -> None:
    once = anchors()

    assert once.find(Anchor.COUNCIL_ADOPTION) is once.find(Anchor.COUNCIL_ADOPTION)


def test_every_anchor_of_every_packaged_review_has_a_step() -> None:
    world = packaged_world()
    bare = [
        (each.review.country, each.review.cycle, anchor)
        for cycle in world.cycles
        for each in (Anchors(item, world.rulebook, world.office) for item in world.reviews(cycle))
        for anchor in Anchor
        if not each.find(anchor).steps
    ]

    assert bare == []


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        pytest.param({}, ("2027-11-24", "estimated"), id="from-a-counted-date"),
        pytest.param(
            {"report": published("2027-12-01")},
            ("2027-12-15", "estimated"),
            id="counted-from-a-published-date",
        ),
    ],
)
def test_a_rule_counts_from_another_milestone(dates: dict[str, Published], expected: tuple[str, str]) -> None:
    book = Rulebook(
        (
            rule("report", lead("review", "1 week after")),
            rule("answer", lead("milestone report", "2 weeks after")),
        )
    )
    finding = find_rule(book.by_id["answer"], Anchors(review(published=dates), book, OFFICE))

    assert (str(finding.span), str(finding.status)) == expected
    assert [step.detail for step in finding.steps if step.kind is StepKind.ANCHOR][-1] == "milestone report"
