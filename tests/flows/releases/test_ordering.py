"""Releasing what was ordered: once, whoever asks and whatever is killed on the way."""

import time
from dataclasses import replace
from datetime import timedelta
from itertools import count

import pytest

from flows.feeds.publishing import publish
from flows.installation.wiring import Wiring
from flows.releases.approving import approve_plan
from flows.releases.ordering import LEASE, is_written, order_release, read_kept, releasing, work_off
from flows.releases.releasing import Draft, Signature, preview
from tests.flows.installed import NOON
from tests.flows.released import BASE, TWO, founded, postponed, release
from uprcycle.access.signer import Signer
from uprcycle.errors import BadInputError, RefusedError
from uprcycle.schedule.export import export_schedule
from uprcycle.store.draft_steps import DraftState, KeptDraft, Order, TakeUp
from uprcycle.store.packaged import load_countries

SIGNED = Signature("Amina Officer", "session 54 is put off", "a letter")
SMALL = replace(BASE, slots=BASE.slots[-2:], dates=())
LATER = Draft(postponed(SMALL))
CONTENT = export_schedule(LATER.schedule, load_countries(), ".toml").encode()
AN_HOUR = timedelta(hours=1)


@pytest.fixture
def wiring() -> Wiring:
    moments = count()
    wiring = founded(lambda: NOON + timedelta(seconds=next(moments)), SMALL)
    publish(wiring)
    return wiring


def uploaded(wiring: Wiring, content: bytes = CONTENT, name: str = "put-off.toml") -> KeptDraft:
    draft = KeptDraft("d1", name, "Amina Officer", wiring.now(), content)
    wiring.store.drafts.add(draft)
    return draft


def digest_of(wiring: Wiring, kept: KeptDraft) -> str:
    return preview(wiring, read_kept(wiring, kept)).plan.digest


def ordered(wiring: Wiring) -> Order:
    kept = uploaded(wiring)
    order_release(wiring, kept, digest_of(wiring, kept), SIGNED)
    after = wiring.store.drafts.of_id(kept.id)
    assert after is not None
    assert after.order is not None
    return after.order


def test_what_was_ordered_is_released_as_it_was_seen_by_whoever_asked(wiring: Wiring) -> None:
    order, before = ordered(wiring), dict(wiring.store.revisions.current())
    assert (is_written(wiring, order), len(wiring.store.releases.history())) == (False, 1)

    done = work_off(wiring, "d1")

    assert done is not None
    assert (done.state, done.release) == (DraftState.RELEASED, 2)
    after = wiring.store.revisions.current()
    assert done.entries == sum(each != before.get(name) for name, each in after.items())
    made = wiring.store.releases.history()[-1]
    assert (made.number, made.by, made.note, made.source) == (
        2,
        "Amina Officer",
        "session 54 is put off",
        "a letter",
    )
    assert is_written(wiring, order)


def test_it_is_ordered_and_worked_off_once(wiring: Wiring) -> None:
    ordered(wiring)
    kept = wiring.store.drafts.of_id("d1")
    assert kept is not None
    with pytest.raises(RefusedError, match="is being released already"):
        order_release(wiring, kept, digest_of(wiring, kept), SIGNED)

    assert [work_off(wiring, "d1") is not None for _ in range(3)] == [True, False, False]
    assert len(wiring.store.releases.history()) == 2


def test_a_worker_that_was_killed_before_it_wrote_is_followed_by_another(wiring: Wiring) -> None:
    ordered(wiring)
    wiring.store.drafts.take("d1", TakeUp(wiring.now(), LEASE), by="", at=NOON)

    assert work_off(wiring, "d1") is None
    later = replace(wiring, now=lambda: NOON + AN_HOUR)
    done = work_off(later, "d1")
    assert done is not None
    assert (done.state, done.release) == (DraftState.RELEASED, 2)


def test_a_worker_that_was_killed_after_it_wrote_is_not_followed_by_a_second_release(wiring: Wiring) -> None:
    order = ordered(wiring)
    release(wiring, LATER)
    assert is_written(wiring, order)
    release(wiring, Draft(SMALL), TWO)

    done = work_off(wiring, "d1")

    assert done is not None
    assert (done.state, done.release) == (DraftState.RELEASED, 2)
    assert len(wiring.store.releases.history()) == 3


def test_what_went_stale_while_it_waited_is_refused_and_can_be_looked_at_again(wiring: Wiring) -> None:
    ordered(wiring)
    release(wiring, Draft(replace(SMALL, slots=SMALL.slots[1:])))

    done = work_off(wiring, "d1")

    assert done is not None
    assert (done.state, done.order) == (DraftState.OPEN, None)
    assert "the plan has gone stale" in done.refusal
    assert len(wiring.store.releases.history()) == 2


@pytest.mark.parametrize(
    ("plan", "signature", "said"),
    [
        pytest.param("", SIGNED, "gone stale", id="no-plan"),
        pytest.param("f" * 64, SIGNED, "gone stale", id="another-plan"),
        pytest.param(None, replace(SIGNED, note=" "), "an author and a reason", id="no-reason"),
    ],
)
def test_what_stands_in_the_way_is_said_before_anything_is_ordered(
    wiring: Wiring, plan: str | None, signature: Signature, said: str
) -> None:
    kept = uploaded(wiring)

    with pytest.raises((RefusedError, BadInputError), match=said):
        order_release(wiring, kept, digest_of(wiring, kept) if plan is None else plan, signature)
    assert wiring.store.drafts.of_id("d1") == kept


def test_the_schedule_in_force_again_is_not_ordered(wiring: Wiring) -> None:
    kept = uploaded(wiring, export_schedule(SMALL, load_countries(), ".toml").encode())

    with pytest.raises(RefusedError, match="release 1 says the same already"):
        order_release(wiring, kept, digest_of(wiring, kept), SIGNED)


def test_earlier_deadlines_need_somebody_else_who_agreed(wiring: Wiring) -> None:
    release(wiring, LATER)
    kept = uploaded(wiring, export_schedule(SMALL, load_countries(), ".toml").encode())
    plan = digest_of(wiring, kept)
    approve_plan(wiring, plan, 2, Signer("amina  officer"))
    with pytest.raises(RefusedError, match="would come earlier"):
        order_release(wiring, kept, plan, SIGNED)

    approve_plan(wiring, plan, 2, Signer("Binod Officer"))
    order_release(wiring, kept, plan, SIGNED)
    work_off(wiring, "d1")

    assert wiring.store.releases.history()[-1].by == "Amina Officer; earlier dates confirmed by Binod Officer"


def test_a_server_that_starts_goes_on_with_what_was_ordered(wiring: Wiring) -> None:
    ordered(wiring)
    deadline = time.monotonic() + 10

    with releasing(wiring, every=0.01):
        while len(wiring.store.releases.history()) == 1 and time.monotonic() < deadline:
            time.sleep(0.02)

    assert len(wiring.store.releases.history()) == 2
