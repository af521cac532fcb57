"""What an audience may know of a release: nothing of what it may not see, not even that it is there."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.uprcycle.examples import LIST, published, rule, schedule, slot, world_of
from uprcycle.days.span import Status, read_span
from uprcycle.rules.rule import Prominence, Rule
from uprcycle.timetable.announced import (
    AnnouncedChange,
    AnnouncedReview,
    Announcement,
    Entry,
    Headline,
    Imprint,
    Opening,
    Said,
    announce,
    describe_opening,
    headlines,
    weightiest,
)
from uprcycle.timetable.changes import Change, ChangeKind
from uprcycle.timetable.milestone import Finding, Milestone, Step, StepKind
from uprcycle.timetable.plan import Plan, ReviewPlan, Verdict, plan_release
from uprcycle.visibility import Audience, Visibility

HIDDEN = [Visibility.UN_INTERNAL, Visibility.PRIVATE]
TENTATIVE, CONFIRMED, HELD, WITHDRAWN = Status.TENTATIVE, Status.CONFIRMED, Status.HELD, Status.WITHDRAWN
OPEN = rule("open")
INTERNAL = rule("internal", visibility=Visibility.UN_INTERNAL)


def milestone(of: Rule, span: str = "2027-11-03", status: Status = TENTATIVE) -> Milestone:
    found = read_span(span)
    return Milestone(of, "KEN", 5, Finding(found, status, LIST, (Step(StepKind.PUBLISHED, found),)), found)


def moved(of: Rule, kind: ChangeKind = ChangeKind.MOVED) -> Change:
    return Change(kind, of.id, milestone(of), milestone(of, "2027-11-04", CONFIRMED))


def review(
    *changes: Change, verdict: Verdict = Verdict.MOVED, country: str = "KEN", cycle: int = 5
) -> ReviewPlan:
    return ReviewPlan(country, cycle, verdict, changes)


def announced(*reviews: ReviewPlan, audience: Audience = Audience.PUBLIC) -> Announcement:
    return announce(Plan(1, "", reviews, (), (), ""), 2, audience)


def test_a_date_is_told_before_and_after_with_its_status() -> None:
    assert announced(review(moved(OPEN))) == Announcement(
        1,
        2,
        (
            AnnouncedReview(
                "KEN",
                5,
                Verdict.MOVED,
                (
                    AnnouncedChange(
                        ChangeKind.MOVED,
                        OPEN,
                        Said(read_span("2027-11-03"), TENTATIVE),
                        Said(read_span("2027-11-04"), CONFIRMED),
                    ),
                ),
            ),
        ),
    )


@pytest.mark.parametrize("visibility", HIDDEN)
def test_a_state_of_which_only_hidden_dates_changed_is_not_named(visibility: Visibility) -> None:
    hidden = rule("hidden", visibility=visibility)

    assert announced(review(moved(hidden))) == announced()


@pytest.mark.parametrize("visibility", HIDDEN)
def test_a_hidden_date_changes_no_verdict_and_no_count(visibility: Visibility) -> None:
    hidden = rule("hidden", visibility=visibility)
    confirmed = moved(OPEN, ChangeKind.CONFIRMED)

    assert announced(review(moved(hidden), confirmed)) == announced(
        review(confirmed, verdict=Verdict.CONFIRMED)
    )


@pytest.mark.parametrize(
    ("audience", "seen"), [(Audience.PUBLIC, 0), (Audience.PARTNERS, 0), (Audience.UN, 1)], ids=str
)
def test_who_may_see_a_date_is_told_of_it(audience: Audience, seen: int) -> None:
    assert len(announced(review(moved(INTERNAL)), audience=audience).reviews) == seen


def test_a_date_that_became_public_is_new_and_one_that_became_hidden_is_gone() -> None:
    old, new = milestone(OPEN), milestone(replace(OPEN, visibility=Visibility.UN_INTERNAL), "2027-11-04")
    (gone,) = announced(review(Change(ChangeKind.MOVED, "open", old, new))).reviews
    (come,) = announced(review(Change(ChangeKind.MOVED, "open", new, old))).reviews
    said = Said(read_span("2027-11-03"), TENTATIVE)

    assert gone.changes == (AnnouncedChange(ChangeKind.WITHDRAWN, OPEN, said, None),)
    assert come.changes == (AnnouncedChange(ChangeKind.ADDED, OPEN, None, said),)


@pytest.mark.parametrize(
    ("planned", "kinds", "verdict"),
    [
        (Verdict.NEW, [ChangeKind.ADDED], Verdict.NEW),
        (Verdict.WITHDRAWN, [ChangeKind.WITHDRAWN, ChangeKind.MOVED], Verdict.WITHDRAWN),
        (Verdict.MOVED, [ChangeKind.MOVED, ChangeKind.CONFIRMED], Verdict.MOVED),
        (Verdict.MOVED, [ChangeKind.ADDED], Verdict.MOVED),
        (Verdict.MOVED, [ChangeKind.CONFIRMED, ChangeKind.STATUS], Verdict.CONFIRMED),
        (Verdict.MOVED, [ChangeKind.STATUS], Verdict.CHANGED),
    ],
)
def test_the_verdict_is_that_on_what_is_seen(
    planned: Verdict, kinds: list[ChangeKind], verdict: Verdict
) -> None:
    (found,) = announced(review(*(moved(OPEN, kind) for kind in kinds), verdict=planned)).reviews

    assert found.verdict is verdict


def test_a_state_counts_once_by_its_latest_cycle_which_comes_first() -> None:
    found = announced(
        review(moved(OPEN), cycle=4),
        review(moved(OPEN), cycle=4, country="UGA"),
        review(moved(OPEN, ChangeKind.CONFIRMED), verdict=Verdict.CONFIRMED),
    )

    assert [(each.country, each.cycle) for each in found.reviews] == [("KEN", 5), ("KEN", 4), ("UGA", 4)]
    assert {each: found.count(each) for each in Verdict if found.count(each)} == {
        Verdict.CONFIRMED: 1,
        Verdict.MOVED: 1,
    }


def test_one_state_is_taken_out_of_all() -> None:
    found = announced(review(moved(OPEN)), review(moved(OPEN), country="UGA"))
    entry = Entry(Imprint(2, datetime(2026, 1, 1, tzinfo=UTC), "", ""), found)

    assert found.of("UGA") == announced(review(moved(OPEN), country="UGA"))
    assert entry.of("UGA") == replace(entry, announcement=found.of("UGA"))
    assert found.of("FRA").reviews == ()


def test_a_remark_is_no_news() -> None:
    noted = slot(dates=replace(published("2027-11-03"), note="a remark"))
    plan = plan_release(world_of(schedule()), world_of(schedule(slots=(noted,))))

    assert [each.verdict for each in plan.changed] == [Verdict.CHANGED]
    assert announce(plan, 2).reviews == ()


def test_of_a_real_release_the_public_learns_what_it_can_look_up() -> None:
    old, new = world_of(schedule()), world_of(schedule(slots=(slot(span="2027-11-04"),)))
    (found,) = announce(plan_release(old, new), 2).reviews
    every = {each.id for each in new.timetable("KEN").milestones}
    public = {each.id for each in new.timetable("KEN").seen_by(Audience.PUBLIC)}
    told = {each.rule.id for each in found.changes}

    assert (told <= public, "working-group-review" in told, bool(every - public)) == (True, True, True)


def change(of: Rule, span: str = "2027-11-04") -> AnnouncedChange:
    return AnnouncedChange(
        ChangeKind.MOVED, of, Said(read_span("unknown"), TENTATIVE), Said(read_span(span), HELD)
    )


def told(country: str, *changes: AnnouncedChange, cycle: int = 5) -> AnnouncedReview:
    return AnnouncedReview(country, cycle, Verdict.MOVED, changes)


HEADLINE = rule("headline", prominence=Prominence.HEADLINE)
KEY = rule("key", prominence=Prominence.KEY)


def test_equal_changes_are_one_headline() -> None:
    reviews = [told("UGA", change(KEY)), told("KEN", change(KEY)), told("KEN", change(KEY), cycle=4)]

    assert headlines(reviews) == (Headline(change(KEY), ("KEN", "UGA")),)


def test_headlines_go_by_prominence_then_states_then_time() -> None:
    reviews = [
        told("UGA", change(OPEN, "2027-01-01"), change(KEY, "2027-05-01"), change(HEADLINE, "2027-03-01")),
        told("KEN", change(KEY, "2027-06-01"), change(HEADLINE, "2027-02-01")),
        told("FRA", change(KEY, "2027-06-01")),
    ]

    assert [(each.change.rule.id, each.countries) for each in headlines(reviews)] == [
        ("headline", ("KEN",)),
        ("headline", ("UGA",)),
        ("key", ("FRA", "KEN")),
        ("key", ("UGA",)),
        ("open", ("UGA",)),
    ]


def test_an_unknown_date_is_the_last_headline() -> None:
    gone = AnnouncedChange(ChangeKind.WITHDRAWN, KEY, Said(read_span("2030-01-01"), TENTATIVE), None)
    reviews = [told("KEN", change(KEY, "unknown"), gone, change(KEY))]

    assert [each.change for each in headlines(reviews)] == [change(KEY), gone, change(KEY, "unknown")]


@pytest.mark.parametrize(
    ("most", "expected"),
    [
        pytest.param(3, ["open", "key", "headline"], id="few-in-their-order"),
        pytest.param(2, ["headline", "key"], id="many-by-prominence"),
        pytest.param(1, ["headline"], id="no-more-than-asked"),
    ],
)
def test_what_weighs_most_is_chosen(most: int, expected: list[str]) -> None:
    given = (change(OPEN), change(KEY), change(HEADLINE))

    assert [each.rule.id for each in weightiest(given, most)] == expected


def test_details_stand_where_there_is_nothing_else() -> None:
    assert weightiest((change(OPEN), change(rule("other"))), 1) == (change(OPEN),)


def test_the_first_release_is_described_as_a_whole() -> None:
    assert describe_opening(world_of(schedule(slots=(slot(), slot("UGA", order=2))))) == Opening(2, 55, 55)
    assert describe_opening(world_of(replace(schedule(slots=()), sessions=()))) == Opening(0, 0, 0)
