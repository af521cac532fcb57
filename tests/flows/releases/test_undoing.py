"""A release taken back when others came after it, over a store in memory."""

from dataclasses import replace

import pytest

from flows.installation.wiring import Wiring
from flows.releases.releasing import Draft, roll_back
from flows.releases.undoing import preview_undo
from tests.flows.released import BASE, LATER, MOVED, TWO, first_release, release
from uprcycle.days.span import read_span
from uprcycle.errors import BadInputError, RefusedError
from uprcycle.schedule.session import Schedule

OTHER, STATE = (next(each.country for each in BASE.slots if each.session == number) for number in (53, MOVED))


@pytest.fixture
def wiring() -> Wiring:
    return first_release()


def with_day(schedule: Schedule, country: str, span: str) -> Schedule:
    slots = tuple(
        replace(each, dates=replace(each.dates, span=read_span(span))) if each.country == country else each
        for each in schedule.slots
    )
    return replace(schedule, slots=slots)


def test_the_last_release_undone_is_a_rollback_to_the_one_before(wiring: Wiring) -> None:
    other = first_release()
    for each in (wiring, other):
        release(each, LATER)

    undone = preview_undo(wiring, 2)
    release(wiring, undone.preview.draft, TWO)
    roll_back(other, 1, TWO)

    assert undone.kept == ()
    assert wiring.world().release.schedule == other.world().release.schedule == BASE


def test_releases_undone_from_the_last_lead_to_the_first(wiring: Wiring) -> None:
    release(wiring, LATER)
    release(wiring, Draft(with_day(LATER.schedule, OTHER, "2026-11-10")), TWO)

    for number in (3, 2):
        release(wiring, preview_undo(wiring, number).preview.draft, TWO)

    assert wiring.world().release.number == 5
    assert wiring.world().release.schedule == BASE


def test_what_a_later_release_edited_stays_and_is_named(wiring: Wiring) -> None:
    release(wiring, Draft(with_day(BASE, STATE, "2027-01-25")))
    release(wiring, Draft(with_day(BASE, STATE, "2027-01-26")))

    undone = preview_undo(wiring, 2)

    assert undone.preview.plan.is_empty
    assert [(each.key, each.field, each.load, each.now) for each in undone.kept] == [
        (f"cycle 4, {STATE}", "date", "2027-01-25", "2027-01-26")
    ]


def test_an_undo_writes_nothing_by_itself(wiring: Wiring) -> None:
    release(wiring, LATER)
    rows = wiring.store.audit.rows()

    preview_undo(wiring, 2)

    assert wiring.store.audit.rows() == rows


def test_what_would_lie_outside_its_session_is_refused(wiring: Wiring) -> None:
    release(wiring, LATER)
    release(wiring, Draft(with_day(LATER.schedule, STATE, "2027-07-20")))

    with pytest.raises(BadInputError) as caught:
        preview_undo(wiring, 2)

    assert [each.what for each in caught.value.problems] == [
        "the review on 2027-07-20 lies outside its session, 2027-01/2027-02"
    ]


def test_what_a_later_release_said_of_others_stays(wiring: Wiring) -> None:
    release(wiring, Draft(with_day(BASE, OTHER, "2026-11-10")))
    release(wiring, Draft(with_day(with_day(BASE, OTHER, "2026-11-10"), STATE, "2027-01-25")))

    undone = preview_undo(wiring, 2)

    assert undone.preview.draft.schedule == with_day(BASE, STATE, "2027-01-25")
    assert undone.kept == ()


@pytest.mark.parametrize(
    ("number", "message"),
    [
        (1, "release 1 is the first; there is nothing before it to go back to"),
        (7, "there is no release 7; the store holds 1"),
    ],
)
def test_what_cannot_be_undone_is_refused(wiring: Wiring, number: int, message: str) -> None:
    with pytest.raises(RefusedError) as caught:
        preview_undo(wiring, number)

    assert caught.value.headline == message
