"""Releasing an uploaded schedule beside whoever asked for it: ordered in the store, then worked off.

Whatever is killed, the order stands, and whoever looks next goes on with it. It is released once: one
worker holds it, its plan was made upon one release, and what was made before is known again.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from flows.feeds.publishing import catch_up
from flows.installation.looking import Rhythm, looking
from flows.installation.wiring import Wiring
from flows.releases.approving import approver_of
from flows.releases.confirming import check_confirmed, check_digest, check_earlier
from flows.releases.releasing import (
    Draft,
    Outcome,
    Preview,
    Signature,
    check_signature,
    preview,
    read_draft,
    release_draft,
)
from uprcycle.errors import RefusedError, UprcycleError
from uprcycle.phrase import phrase
from uprcycle.store.draft_steps import Ask, DraftState, Finish, KeptDraft, Order, Refuse, TakeUp

LEASE = timedelta(minutes=2)
"""How long a worker has an order before another one may go on with it; a release takes seconds."""

_EVERY = 20.0
_STOPPED_WITHIN = 1.0
_OURSELVES = ""


def read_kept(wiring: Wiring, kept: KeptDraft) -> Draft:
    """Read and check what was uploaded, beside the release in force.

    Raises:
        BadInputError: With every problem.
    """
    return read_draft(wiring, kept.name, kept.content, allow_loss=kept.allows_loss)


def order_release(wiring: Wiring, kept: KeptDraft, plan: str, signature: Signature) -> None:
    """Order the release of a draft as its plan showed, if nothing stands in the way.

    Raises:
        BadInputError: Who and why are not said, or the draft has errors.
        RefusedError: The plan is another one now, a correction is not confirmed, a second person is
            missing, or the draft was ordered or withdrawn before.
    """
    check_signature(signature)
    draft = read_kept(wiring, kept)
    check_confirmed(draft.corrections, kept.accepted)
    found = preview(wiring, draft)
    check_digest(plan, found.plan.digest)
    if found.plan.is_empty:
        raise RefusedError(
            phrase("release {base} says the same already; nothing was released", base=found.plan.base)
        )
    check_earlier(found.plan, signature.signer, approver_of(wiring, found.plan, signature.signer))
    order = _order(wiring, found, signature)
    if wiring.store.drafts.take(kept.id, Ask(order), by=order.by, at=order.at) is None:
        raise RefusedError(
            phrase("the draft is being released already, or was withdrawn; nothing was changed")
        )


def work_off(wiring: Wiring, draft_id: str) -> KeptDraft | None:
    """Release what was ordered, and return the draft as it is then; None where somebody else has it.

    What stands in the way is kept with the draft, which can then be looked at again.
    """
    drafts, now = wiring.store.drafts, wiring.now()
    taken = drafts.take(draft_id, TakeUp(now, LEASE), by=_OURSELVES, at=now)
    if taken is None or taken.order is None:
        return None
    try:
        outcome = _release(wiring, taken, taken.order)
    except UprcycleError as error:
        return drafts.take(draft_id, Refuse(str(error)), by=_OURSELVES, at=wiring.now())
    step = Finish(outcome.release, outcome.entries)
    return drafts.take(draft_id, step, by=_OURSELVES, at=wiring.now())


def is_written(wiring: Wiring, order: Order) -> bool:
    """Tell whether what was ordered is a release by now."""
    history = wiring.store.releases.history()
    return len(history) > order.base and history[order.base].digest == order.schedule


@contextmanager
def releasing(wiring: Wiring, every: float = _EVERY) -> Iterator[None]:
    """Go on with orders that nobody holds, as after a server was killed, until the block ends."""

    def look() -> None:
        for each in wiring.store.drafts.listed():
            if each.state is DraftState.ORDERED:
                work_off(wiring, each.id)

    rhythm = Rhythm("releasing", every, _STOPPED_WITHIN)
    with looking(look, rhythm, "what was ordered could not be released"):
        yield


def _order(wiring: Wiring, found: Preview, signature: Signature) -> Order:
    by, note, source = (each.strip() for each in (signature.by, signature.note, signature.source))
    plan = found.plan
    now, person = wiring.now(), signature.person
    return Order(plan.digest, plan.base, plan.schedule_digest, by, note, source, now, person)


def _release(wiring: Wiring, taken: KeptDraft, order: Order) -> Outcome:
    if is_written(wiring, order):  # by a worker that was killed before it could say so
        return Outcome(order.base + 1, is_new=True, entries=catch_up(wiring).changed)
    signature = Signature(order.by, order.note, order.source, accepted=taken.accepted, person=order.person)
    return release_draft(wiring, read_kept(wiring, taken), order.plan, signature)
