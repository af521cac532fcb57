from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calendars.histories import counted_stamp, stamp_of_date, stamp_of_task
from calendars.ics import Stamp
from calendars.publish import plan_revisions
from tests.calendars.build import FIRST, lead, rule
from tests.calendars.mine import DONE_AT, RCO, acted, tick
from tests.effort import examples
from uprcycle.checklist.task import Task
from uprcycle.rules.rule import Kind
from uprcycle.store.ports import Revision
from uprcycle.timetable.milestone import Milestone
from uprcycle.timetable.world import World
from uprcycle.visibility import Visibility

STATEMENT = "statement"


def of(world: World, name: str) -> Milestone:
    timetable = world.timetable("KEN", 4)
    return next(each for each in (*timetable.milestones, *timetable.actions) if each.id == name)


def chain(*worlds: World) -> dict[str, Revision]:
    known: dict[str, Revision] = {}
    for each in worlds:
        known |= {revision.uid: revision for revision in plan_revisions(each, known)}
    return known


def length(days: int, number: int) -> World:
    """Return a release in which a window has so many days."""
    window = rule("consult", kind=Kind.DEADLINE, lead=lead("100 days before", f"{101 - days} days before"))
    return acted(rules=(window,), number=number, at=FIRST + timedelta(days=number))


def test_a_public_date_has_the_sequence_of_the_public_feeds() -> None:
    world = acted()
    known = chain(world)
    risen = {uid: replace(each, sequence=7) for uid, each in known.items()}

    assert stamp_of_date(of(world, "national-report"), risen, world.release) == Stamp(7, FIRST)


def test_a_sequence_goes_on_rising_when_a_window_changes_its_form() -> None:
    worlds = [length(10, 1), length(60, 2), length(10, 3), length(60, 4)]
    stamps = [
        stamp_of_date(of(world, "consult"), chain(*worlds[: number + 1]), world.release)
        for number, world in enumerate(worlds)
    ]

    assert [each.modified for each in stamps] == [each.release.at for each in worlds]
    sequences = [each.sequence for each in stamps]
    assert sequences == sorted(set(sequences))


def test_what_is_released_and_not_yet_published_has_risen_already() -> None:
    before, after = length(10, 1), length(60, 2)
    known = chain(before)

    early = stamp_of_date(of(after, "consult"), known, after.release)

    assert early == stamp_of_date(of(after, "consult"), chain(before, after), after.release)


@pytest.mark.parametrize(
    "change", [{"visibility": Visibility.UN_INTERNAL}, {"kind": Kind.ACTION}], ids=["inner", "action"]
)
def test_what_no_public_feed_holds_rises_with_every_release(change: dict[str, object]) -> None:
    dated = of(acted(), STATEMENT)
    inner = replace(dated, rule=replace(dated.rule, **change))  # type: ignore[arg-type]
    releases = [acted(number=number, at=FIRST + timedelta(days=number)).release for number in (1, 2)]

    stamps = [stamp_of_date(inner, chain(acted()), each) for each in releases]

    assert stamps == [counted_stamp(each.at) for each in releases]
    assert stamps[1].sequence - stamps[0].sequence == 24 * 60 * 60


@pytest.mark.parametrize(
    ("at", "modified"),
    [(DONE_AT, DONE_AT), (FIRST - timedelta(days=1), FIRST), (None, FIRST)],
    ids=["ticked-since", "ticked-before", "never"],
)
def test_a_task_changed_when_its_date_or_its_state_did(at: datetime | None, modified: datetime) -> None:
    world = acted()
    task = Task(of(world, STATEMENT), RCO, tick=tick(STATEMENT, at=at) if at else None)

    assert stamp_of_task(task, chain(world), world.release) == counted_stamp(modified)


def test_a_counted_sequence_is_small_enough_for_every_client() -> None:
    assert counted_stamp(datetime(2080, 1, 1, tzinfo=UTC)).sequence < 2**31
    assert counted_stamp(datetime(2019, 1, 1, tzinfo=UTC)).sequence == 0


@settings(deadline=None, max_examples=examples(30, deep=500))
@given(st.lists(st.sampled_from([1, 2, 10, 31, 32, 60]), min_size=2, max_size=6))
def test_no_sequence_ever_falls_and_each_change_of_a_date_raises_it(lengths: list[int]) -> None:
    worlds = [length(days, number) for number, days in enumerate(lengths, start=1)]
    known: dict[str, Revision] = {}
    sequences = []
    for world in worlds:
        known |= {each.uid: each for each in plan_revisions(world, known)}
        sequences.append(stamp_of_date(of(world, "consult"), known, world.release).sequence)

    rises = [after - before for before, after in pairwise(sequences)]
    changed = [after != before for before, after in pairwise(lengths)]
    assert [each > 0 for each in rises] == changed
    assert min(rises) >= 0
