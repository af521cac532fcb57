"""What releasing a draft would do, before it is done."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings

from tests.uprcycle.examples import (
    council,
    dated,
    packaged_world,
    published,
    release_of,
    schedule,
    session,
    slot,
    world_of,
)
from tests.uprcycle.schedule.invented import schedules
from uprcycle.days.span import Status, read_span
from uprcycle.schedule.session import Schedule
from uprcycle.store.packaged import load_countries, load_ruleset, load_schedule
from uprcycle.timetable.changes import ChangeKind, compare_timetables
from uprcycle.timetable.override import Aim, Override
from uprcycle.timetable.plan import ReviewPlan, Verdict, plan_release
from uprcycle.timetable.world import World

TENTATIVE, CONFIRMED, ESTIMATED, WITHDRAWN = (
    Status.TENTATIVE,
    Status.CONFIRMED,
    Status.ESTIMATED,
    Status.WITHDRAWN,
)
DEADLINE = "stakeholder-submission-deadline"
OLD = schedule(dated(DEADLINE, "2027-04-15", TENTATIVE), slots=(slot(), slot("UGA", "2027-11-04", order=2)))


def verdicts(old: Schedule, new: Schedule) -> dict[str, str]:
    return {each.country: each.verdict.value for each in plan_release(world_of(old), world_of(new)).reviews}


@pytest.mark.parametrize(
    ("slots", "expected"),
    [
        pytest.param((slot(),), {"KEN": "unchanged"}, id="unchanged"),
        pytest.param((slot(span="2027-11-04"),), {"KEN": "moved"}, id="moved"),
        pytest.param((slot(), slot("UGA", order=2)), {"KEN": "unchanged", "UGA": "new"}, id="new"),
        pytest.param((slot("UGA"),), {"KEN": "withdrawn", "UGA": "new"}, id="gone"),
        pytest.param(
            (slot(dates=published("2027-11-03", WITHDRAWN)),), {"KEN": "withdrawn"}, id="slot-withdrawn"
        ),
        pytest.param(
            (slot(dates=published("2027-11-03", TENTATIVE)),), {"KEN": "changed"}, id="in-doubt-again"
        ),
        pytest.param(
            (slot(dates=replace(published("2027-11-03"), note="a remark")),),
            {"KEN": "changed"},
            id="a-remark",
        ),
    ],
)
def test_each_state_has_the_verdict_that_matters_most(slots: tuple[object, ...], expected: object) -> None:
    assert verdicts(schedule(), schedule(slots=slots)) == expected  # type: ignore[arg-type]


def test_a_state_is_confirmed_when_only_its_doubt_goes() -> None:
    doubtful = schedule(slots=(slot(dates=published("2027-11-03", TENTATIVE)),))

    assert verdicts(doubtful, schedule()) == {"KEN": "confirmed"}


def test_a_remark_of_the_record_is_a_field_and_moves_nothing() -> None:
    noted = schedule(slots=(slot(order=2),))

    plan = plan_release(world_of(schedule()), world_of(noted))

    assert [(each.key, each.field, each.old, each.new) for each in plan.fields] == [
        ("cycle 5, KEN", "order", "1", "2")
    ]
    assert (plan.changed, plan.moved_earlier, plan.is_empty) == ((), (), False)


def test_what_hangs_on_a_date_is_in_the_plan_of_every_state_it_concerns() -> None:
    later = replace(OLD, dates=(dated(DEADLINE, "2027-05-15", TENTATIVE),))

    plan = plan_release(world_of(OLD), world_of(later))

    hanging = [
        each.id
        for each in world_of(later).timetable("KEN").milestones
        if each.rule.lead.anchor == "submission deadline"
    ]
    for review in plan.reviews:
        assert sorted(each.milestone_id for each in review.changes) == sorted(hanging)
        assert {each.kind for each in review.changes} == {ChangeKind.MOVED}


def test_the_schedule_in_force_planned_again_is_empty() -> None:
    plan = plan_release(packaged_world(), world_of(load_schedule()))

    assert (plan.is_empty, plan.fields, plan.moved_earlier) == (True, (), ())
    assert (len(plan.reviews), plan.count(Verdict.UNCHANGED)) == (386, 386)


@settings(max_examples=25)
@given(schedules())
def test_a_schedule_against_itself_is_empty_whenever_it_was_read(any_schedule: Schedule) -> None:
    old, new = world_of(any_schedule), world_of(any_schedule)

    plan = plan_release(old, new)

    assert (plan.is_empty, plan.changed, plan.moved_earlier) == (True, (), ())
    assert plan.digest == plan_release(old, later_release(any_schedule)).digest


@settings(max_examples=25)
@given(schedules(), schedules())
def test_a_plan_says_what_the_whole_timetables_say(one: Schedule, other: Schedule) -> None:
    old, new = world_of(one), world_of(other)
    in_both = [each for each in plan_release(old, new).reviews if is_in_both(old, new, each)]

    for each in in_both:
        place = (each.country, each.cycle)
        assert each.changes == compare_timetables(old.timetable(*place), new.timetable(*place))


def is_in_both(old: World, new: World, planned: ReviewPlan) -> bool:
    return all(each.inputs(planned.country, planned.cycle) is not None for each in (old, new))


def later_release(of: Schedule) -> World:
    """Return the world of the same schedule under another number, name and day."""
    release = replace(release_of(of, 7), at=release_of(of).at + timedelta(days=90), by="somebody else")
    return World(release, load_countries(), [load_ruleset()])


def test_the_digest_is_of_the_base_the_draft_and_the_consequences() -> None:
    draft = world_of(replace(OLD, councils=(council("2028-02-28/2028-04-04"),)))
    base_again = World(replace(release_of(OLD), number=2), load_countries(), [load_ruleset()])

    digests = [
        plan_release(world_of(OLD), draft).digest,
        plan_release(base_again, draft).digest,
        plan_release(draft, world_of(OLD)).digest,
        plan_release(world_of(OLD), world_of(OLD)).digest,
    ]

    assert len(set(digests)) == 4
    assert plan_release(world_of(OLD), draft).digest == digests[0]


def by_hand(number: int) -> World:
    said = ("Agreed.", "a letter", "the desk")
    aim, at = Aim("hrc-adoption", "KEN", 5), release_of(OLD).at
    override = Override(aim, read_span("2028-03-01"), CONFIRMED, *said, at, number=number, release=1)
    return World(release_of(OLD), load_countries(), [load_ruleset()], [override])


def test_the_digest_stands_for_the_dates_set_by_hand() -> None:
    first, second = (plan_release(world_of(OLD), by_hand(number)) for number in (1, 2))

    assert (first.overrides, second.overrides, first.reviews == second.reviews) == ((1,), (2,), True)
    assert first.digest != second.digest


def test_the_states_come_by_cycle_and_code() -> None:
    earlier_cycle = replace(
        schedule(slots=(slot("UGA"), slot("KEN"), slot("ZWE", cycle=4, session=54))),
        sessions=(session(number=54, cycle=4), session()),
    )

    plan = plan_release(world_of(Schedule()), world_of(earlier_cycle))

    assert [(each.cycle, each.country) for each in plan.reviews] == [(4, "ZWE"), (5, "KEN"), (5, "UGA")]
