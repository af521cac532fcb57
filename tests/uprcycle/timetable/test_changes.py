"""What differs between two timetables of one review."""

import pytest

from tests.uprcycle.examples import LIST, dated, published, review, rule, schedule, slot, world_of
from uprcycle.days.span import Status, read_span
from uprcycle.timetable.changes import ChangeKind, compare_timetables
from uprcycle.timetable.milestone import Finding, Milestone, Step, StepKind
from uprcycle.timetable.timetable import Timetable

TENTATIVE, CONFIRMED, HELD, WITHDRAWN = Status.TENTATIVE, Status.CONFIRMED, Status.HELD, Status.WITHDRAWN


def milestone(rule_id: str, span: str, status: Status = TENTATIVE) -> Milestone:
    found = read_span(span)
    return Milestone(
        rule(rule_id), "KEN", 5, Finding(found, status, LIST, (Step(StepKind.PUBLISHED, found),)), found
    )


def timetable(*milestones: Milestone) -> Timetable:
    return Timetable(review(), milestones, {})


def changes(old: Timetable, new: Timetable) -> list[tuple[str, str]]:
    return [(str(each.kind), each.milestone_id) for each in compare_timetables(old, new)]


@pytest.mark.parametrize(
    ("old", "new", "kinds"),
    [
        pytest.param(("2027-11-03", TENTATIVE), ("2027-11-03", TENTATIVE), [], id="the-same"),
        pytest.param(("2027-11-03", TENTATIVE), ("2027-11-04", TENTATIVE), ["moved"], id="moved"),
        pytest.param(
            ("2027-11-03", TENTATIVE), ("2027-11-04", CONFIRMED), ["moved"], id="moved-and-confirmed"
        ),
        pytest.param(
            ("2027-11", TENTATIVE), ("2027-11-04", TENTATIVE), ["moved"], id="from-a-month-to-a-day"
        ),
        pytest.param(("2027-11-03", TENTATIVE), ("unknown", TENTATIVE), ["moved"], id="to-nothing"),
        pytest.param(("2027-11-03", TENTATIVE), ("2027-11-03", CONFIRMED), ["confirmed"], id="confirmed"),
        pytest.param(("2027-11-03", CONFIRMED), ("2027-11-03", HELD), ["status"], id="held"),
        pytest.param(("2027-11-03", CONFIRMED), ("2027-11-03", TENTATIVE), ["status"], id="in-doubt-again"),
        pytest.param(("2027-11-03", TENTATIVE), ("2027-11-03", WITHDRAWN), ["withdrawn"], id="withdrawn"),
        pytest.param(
            ("2027-11-03", TENTATIVE), ("2027-11-04", WITHDRAWN), ["withdrawn"], id="moved-and-withdrawn"
        ),
        pytest.param(("2027-11-03", WITHDRAWN), ("2027-11-03", WITHDRAWN), [], id="withdrawn-before"),
        pytest.param(("2027-11-03", WITHDRAWN), ("2027-11-03", TENTATIVE), ["status"], id="back-again"),
    ],
)
def test_a_change_is_named_by_what_matters_most(
    old: tuple[str, Status], new: tuple[str, Status], kinds: list[str]
) -> None:
    before, after = timetable(milestone("a", *old)), timetable(milestone("a", *new))

    assert changes(before, after) == [(kind, "a") for kind in kinds]


def test_a_change_holds_both_sides_as_far_as_there_are_two() -> None:
    kept, moved = milestone("kept", "2027-11-03"), milestone("kept", "2027-11-04")
    gone, new = milestone("gone", "2027-11-05"), milestone("new", "2027-11-06")

    found = compare_timetables(timetable(kept, gone), timetable(new, moved))

    assert [(each.kind, each.old, each.new) for each in found] == [
        (ChangeKind.ADDED, None, new),
        (ChangeKind.MOVED, kept, moved),
        (ChangeKind.WITHDRAWN, gone, None),
    ]


def test_a_timetable_does_not_differ_from_itself() -> None:
    whole = world_of(schedule()).timetable("KEN")

    assert compare_timetables(whole, whole) == ()


def test_a_published_deadline_moves_what_hangs_on_it_and_nothing_else() -> None:
    before = world_of(schedule()).timetable("KEN")
    deadline = dated("stakeholder-submission-deadline", "2027-04-15")
    after = world_of(schedule(deadline)).timetable("KEN")

    moved = {name for _, name in changes(before, after)}

    assert moved == {each.id for each in after.milestones if each.rule.lead.anchor == "submission deadline"}


def test_a_slot_that_is_withdrawn_withdraws_every_milestone() -> None:
    before = world_of(schedule()).timetable("KEN")
    gone = slot(dates=published("2027-11-03", WITHDRAWN))
    after = world_of(schedule(slots=(gone,))).timetable("KEN")

    assert {kind for kind, _ in changes(before, after)} == {"withdrawn"}
    assert len(changes(before, after)) == len(before.milestones)
