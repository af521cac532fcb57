from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calendars.entries import marks_of
from calendars.ics import Stamp
from calendars.identity import country_of
from calendars.publish import is_in_time, moves_told, plan_revisions, prints_of, revise, stamp_of
from tests.calendars.build import (
    FIRST,
    OPENING,
    RULES,
    SLOTS,
    milestone,
    papered,
    published,
    schedule,
    slot,
    world,
)
from uprcycle.days.span import Status
from uprcycle.schedule.session import Schedule
from uprcycle.store.ports import Revision
from uprcycle.timetable.milestone import Milestone
from uprcycle.timetable.world import World
from uprcycle.visibility import Visibility

WEEK = timedelta(days=7)
LATER = FIRST + WEEK
REVIEW = "4-KEN-working-group-review"
VIEWING = "4-KEN-viewing"


def released(first: World, *more: World) -> dict[str, Revision]:
    """Return the histories after these releases, one after the other."""
    known: dict[str, Revision] = {}
    for each in (first, *more):
        known |= {revision.uid: revision for revision in plan_revisions(each, known)}
    return known


def kenya_on(span: str, status: Status = Status.CONFIRMED) -> World:
    return world(schedule(slot("KEN", 52, span, status)), number=2, at=LATER)


UNSCHEDULED = world(schedule(slot("KEN", None, "unknown", Status.TENTATIVE)), number=2, at=LATER)


def told(revisions: Mapping[str, Revision], name: str) -> tuple[int, datetime, bool]:
    found = revisions[name]
    return found.sequence, found.modified, found.withdrawn


def test_the_first_release_begins_every_history_by_name() -> None:
    planned = plan_revisions(world(), {})

    assert [each.uid for each in planned] == sorted(
        [
            *(f"4-{iso3}-{each}" for iso3 in ("KEN", "KIR", "NPL") for each in PUBLIC),
        ]
    )
    assert {(each.sequence, each.modified, each.first_release, each.withdrawn) for each in planned} == {
        (0, FIRST, 1, False)
    }


PUBLIC = [
    "national-consultation-closes",
    "national-consultation-opens",
    "national-report",
    "session-start",
    "stakeholder-submission-deadline",
    "viewing",
    "working-group-review",
]


def test_planning_again_changes_nothing() -> None:
    assert plan_revisions(world(), released(world())) == ()


@pytest.mark.parametrize("after", [kenya_on("2026-05-06"), UNSCHEDULED])
def test_one_state_after_the_other_comes_to_the_same_as_all_at_once(after: World) -> None:
    known = released(world())
    together = plan_revisions(after, known)
    apart = [plan_revisions(after, known, [iso3]) for iso3 in ("KEN", "KIR", "NPL", "TGO")]

    assert [{country_of(each.uid) for each in one} for one in apart] == [{"KEN"}, set(), set(), set()]
    assert sorted((each for one in apart for each in one), key=lambda each: each.uid) == list(together)


def test_another_release_of_the_same_dates_changes_nothing() -> None:
    assert plan_revisions(world(number=2, at=LATER), released(world())) == ()


@pytest.mark.parametrize(
    ("span", "status"),
    [
        pytest.param("2026-05-05T09:00/2026-05-05T12:30", Status.CONFIRMED, id="another-day"),
        pytest.param("2026-05-04T14:30/2026-05-04T18:00", Status.CONFIRMED, id="another-hour"),
        pytest.param("2026-05-04", Status.CONFIRMED, id="no-hour-any-more"),
        pytest.param("2026-05-04T09:00/2026-05-04T12:30", Status.HELD, id="another-status"),
    ],
)
def test_a_date_or_status_that_changed_raises_the_sequence(span: str, status: Status) -> None:
    assert told(released(world(), kenya_on(span, status)), REVIEW) == (1, LATER, False)


def test_text_that_changed_is_newer_without_a_higher_sequence() -> None:
    rules = [replace(each, limits="Half a day.") if each.id == "viewing" else each for each in RULES]

    known = released(world(), world(number=2, at=LATER, rules=rules))

    assert told(known, VIEWING) == (0, LATER, False)
    assert told(known, REVIEW) == (0, FIRST, False)


def test_only_what_changed_is_planned() -> None:
    rules = [replace(each, limits="Half a day.") if each.id == "viewing" else each for each in RULES]

    planned = plan_revisions(world(number=2, at=LATER, rules=rules), released(world()))

    assert [each.uid for each in planned] == ["4-KEN-viewing", "4-KIR-viewing", "4-NPL-viewing"]


def without_viewing() -> World:
    return world(number=2, at=LATER, rules=[each for each in RULES if each.id != "viewing"])


def with_viewing_inside() -> World:
    inner = Visibility.UN_INTERNAL
    rules = [replace(each, visibility=inner) if each.id == "viewing" else each for each in RULES]
    return world(number=2, at=LATER, rules=rules)


@pytest.mark.parametrize(
    "after",
    [
        pytest.param(UNSCHEDULED, id="its-day-is-unknown-again"),
        pytest.param(kenya_on("2026-05-04", Status.WITHDRAWN), id="the-review-is-withdrawn"),
        pytest.param(world(replace(OPENING, slots=SLOTS[1:]), 2, LATER), id="the-state-is-gone"),
        pytest.param(without_viewing(), id="the-rule-is-gone"),
        pytest.param(with_viewing_inside(), id="it-is-not-public-any-more"),
    ],
)
def test_what_is_gone_is_withdrawn_once_with_a_higher_sequence(after: World) -> None:
    known = released(world(), after)

    assert told(known, VIEWING) == (1, LATER, True)
    assert plan_revisions(after, known) == ()


def test_what_comes_back_goes_on_where_it_was() -> None:
    back = world(number=3, at=LATER + timedelta(days=90))

    assert told(released(world(), UNSCHEDULED, back), REVIEW) == (2, back.release.at, False)


def test_a_rollback_raises_the_sequence_too() -> None:
    back = world(number=3, at=LATER + timedelta(days=1))

    assert told(released(world(), kenya_on("2026-05-05"), back), REVIEW) == (2, back.release.at, False)


def test_a_move_to_another_session_with_the_same_dates_is_remembered_and_no_news() -> None:
    sessions = tuple(replace(each, dates=published("2026-05-04/2026-05-15")) for each in OPENING.sessions)
    before = Schedule(sessions, (), (slot("KEN", 52, "2026-05-04"),))
    after = Schedule(sessions, (), (slot("KEN", 53, "2026-05-04"),))

    known = released(world(before), world(after, number=2, at=LATER))

    assert told(known, REVIEW) == (0, FIRST, False)
    assert '"session":53' in known[REVIEW].payload


def test_the_cycle_before_is_left_as_it_was_when_a_state_passes_to_the_next() -> None:
    ahead = replace(OPENING, slots=(*SLOTS, slot("KEN", 55, "2030-11-04", cycle=5)))

    known = released(world(), world(ahead, number=2, at=LATER))

    assert told(known, REVIEW) == (0, FIRST, False)
    assert told(known, "5-KEN-working-group-review") == (0, LATER, False)


def test_a_next_cycle_that_is_taken_back_is_withdrawn() -> None:
    ahead = replace(OPENING, slots=(*SLOTS, slot("KEN", 55, "2030-11-04", cycle=5)))

    known = released(world(ahead), world(number=2, at=LATER))

    assert told(known, "5-KEN-working-group-review") == (1, LATER, True)
    assert told(known, REVIEW) == (0, LATER, False)


@pytest.mark.parametrize(("days", "expected"), [(0, True), (60, True), (61, False)])
def test_a_cancelled_entry_is_shown_for_sixty_days(days: int, expected: bool) -> None:  # noqa: FBT001 - the answer
    release = world(at=FIRST + timedelta(days=days)).release

    assert is_in_time(FIRST, release) is expected


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (milestone("2026-05-04"), Stamp(4, FIRST)),
        (milestone("2026-05-05"), Stamp(5, LATER)),
        (milestone("2026-05-04", Status.HELD), Stamp(5, LATER)),
        (replace(milestone("2026-05-04"), applies=None), Stamp(4, LATER)),
        (papered(milestone("2026-05-04"), LATER), Stamp(4, LATER)),
        (papered(milestone("2026-05-04"), FIRST), Stamp(4, FIRST)),
        (milestone("2026-05-04", Status.WITHDRAWN), Stamp(5, LATER)),
    ],
)
def test_a_stamp_follows_from_what_was_known(after: Milestone, expected: Stamp) -> None:
    (old,), (new,) = marks_of(milestone("2026-05-04")), marks_of(after)
    known = replace(revise(old, None, 52, world().release), sequence=4)

    assert stamp_of(new, prints_of(new), known, world(number=2, at=LATER).release) == expected
    assert stamp_of(new, prints_of(new), None, world(number=2, at=LATER).release) == Stamp(0, LATER)


def test_a_document_recorded_after_the_release_changes_the_time_and_never_the_sequence() -> None:
    (old,), (new,) = marks_of(milestone("2026-05-04")), marks_of(papered(milestone("2026-05-04"), LATER))
    release = world().release
    known = replace(revise(old, None, 52, release), sequence=4)
    told = revise(new, known, 52, release)

    assert (told.sequence, told.modified, told.dated) == (4, LATER, known.dated)
    assert revise(new, told, 52, world(number=2, at=LATER + WEEK).release) == told


def test_what_moved_though_nothing_was_released_is_newer_than_what_was_told() -> None:
    (old,), (new,) = marks_of(milestone("2026-05-04")), marks_of(milestone("2026-05-05"))
    release = world().release
    known = revise(old, None, 52, release)
    told = revise(new, known, 52, release)

    assert (told.sequence, told.modified) == (1, FIRST + timedelta(seconds=1))
    assert moves_told({known.uid: known}, [told]) == (f"{told.uid} from {known.dated} to {told.dated}",)
    assert moves_told({told.uid: told}, [told]) == moves_told({}, [told]) == ()


spans = st.sampled_from(
    [
        "unknown",
        "2026-05-04",
        "2026-05-05",
        "2026-05",
        "2026-05-01/2026-08-01",
        "2026-05-04T09:00/2026-05-04T12:30",
    ]
)
statuses = st.sampled_from(Status)


@settings(deadline=None)
@given(st.lists(st.tuples(spans, statuses), min_size=2, max_size=6))
def test_no_history_ever_goes_back(story: list[tuple[str, Status]]) -> None:
    known: dict[str, Revision] = {}
    for number, (span, status) in enumerate(story, start=1):
        at = datetime(2026, 1, number, tzinfo=UTC)
        release = world(schedule(slot("KEN", 52, span, status)), number, at)
        planned = plan_revisions(release, known)
        for each in planned:
            before = known.get(each.uid)
            assert before is None or (
                before.sequence <= each.sequence and before.modified < each.modified == at
            )
        known |= {each.uid: each for each in planned}
        assert plan_revisions(release, known) == ()
