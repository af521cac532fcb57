"""Calling: every address that wants to know is told of every release, once, however often it takes.

A call is owed from the moment of its release, taken for one try, and settled by what came of it, so this may
be killed anywhere and run by several at once. Only where messages leave at all does anything leave.
"""

import hashlib
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import timedelta

from flows.installation.looking import Rhythm, looking
from flows.installation.wiring import Wiring
from flows.releases.changelog import ChangeLog
from notifications.guard import DeliveryMode
from notifications.outward import Heard, Opening, PinnedConnection, call, read_target
from notifications.release_calls import (
    MOST_FAILURES,
    Told,
    has_arrived,
    is_gone,
    next_try,
    sign,
    write_body,
)
from uprcycle.errors import BadInputError
from uprcycle.store.release_hooks_port import HookCall, ReleaseHook

RECORDED, HELD = "recorded", "held back"
_LEASE = timedelta(minutes=2)
_RHYTHM = Rhythm("calling", 60.0, 1.0)


def name_of(hook: ReleaseHook) -> str:
    """Return by what an allow-list names an address."""
    return f"{hook.host}#{hashlib.sha256(hook.address.encode()).hexdigest()[:12]}"


def owe_calls(wiring: Wiring) -> int:
    """Write down which addresses are to be told of which releases, and return how many calls are new."""
    hooks, latest = wiring.store.release_hooks, len(wiring.store.releases.history())
    owed = 0
    for hook in hooks.all():
        last = max([hook.after, *(each.release for each in hooks.calls(hook.id, 1))])
        numbers = range(last + 1, latest + 1) if hook.off_since is None else ()
        owed += sum(hooks.owe(HookCall(f"{hook.id}-{each}", hook.id, each, wiring.now())) for each in numbers)
    return owed


def call_all(wiring: Wiring, opening: Opening = PinnedConnection) -> int:
    """Make every call that is due and return how many were tried."""
    hooks = wiring.store.release_hooks
    owe_calls(wiring)
    known = {each.id: each for each in hooks.all()}
    tried = 0
    for due in hooks.due(wiring.now()):
        taken = hooks.take(due, until=wiring.now() + _LEASE) if due.hook in known else None
        if taken is not None:
            _settle(wiring, taken, _try(wiring, known[due.hook], taken, opening))
            tried += 1
    return tried


def try_out(wiring: Wiring, hook: ReleaseHook, opening: Opening = PinnedConnection) -> str:
    """Send a test now and return what came of it; nothing is kept of it."""
    now, told = wiring.now(), _told(wiring, 0)
    return _answer(
        _send(wiring, hook, f"{hook.id}-test-{int(now.timestamp())}", write_body(told, now), opening)
    )


def calling(wiring: Wiring) -> AbstractContextManager[None]:
    """Look every minute, in a thread, whether a call is due, until the block ends."""
    return looking(lambda: call_all(wiring), _RHYTHM, "addresses could not be told of releases")


def _try(wiring: Wiring, hook: ReleaseHook, taken: HookCall, opening: Opening) -> Heard:
    release = wiring.store.releases.number(taken.release)
    at = release.at if release else wiring.now()
    return _send(wiring, hook, taken.id, write_body(_told(wiring, taken.release), at), opening)


def _send(wiring: Wiring, hook: ReleaseHook, call_id: str, body: bytes, opening: Opening) -> Heard:
    settings, mode = wiring.settings, wiring.settings.delivery
    if mode is DeliveryMode.RECORDER or wiring.is_rehearsal:
        return Heard(failure=RECORDED)
    if mode is DeliveryMode.REDIRECT or (
        mode is DeliveryMode.ALLOWLIST and name_of(hook) not in settings.allowlist
    ):
        return Heard(failure=HELD)
    try:
        target = read_target(hook.address)
    except BadInputError:
        return Heard(failure="no key opens the address")
    return call(target, sign(hook.secret, call_id, wiring.now(), body), body, opening)


def _settle(wiring: Wiring, taken: HookCall, heard: Heard) -> None:
    """Keep what came of a try; what was never to leave is over and counts as no failure."""
    now, is_kept = wiring.now(), heard.failure in {RECORDED, HELD}
    arrived = has_arrived(heard) or is_kept
    wait = None if arrived else next_try(heard, taken.tries)
    settled = replace(taken, answer=_answer(heard), not_before=now + wait if wait else now)
    if wait is None:
        settled = replace(settled, finished=now)
    most = 1 if is_gone(heard) else MOST_FAILURES
    wiring.store.release_hooks.settle(settled, has_arrived=arrived, most=most)


def _told(wiring: Wiring, number: int) -> Told:
    address, path = wiring.settings.address, f"/changes/{number}" if number else "/changes"
    return Told(number, tuple(_states(wiring, number)), f"{address}{path}", f"{address}/api/v1{path}")


def _states(wiring: Wiring, number: int) -> Iterator[str]:
    """Yield the States whose public dates a release changed, by code."""
    if number:
        entry = ChangeLog(wiring).between(number - 1, number)
        yield from sorted({each.country for each in entry.announcement.reviews})


def _answer(heard: Heard) -> str:
    return heard.failure or str(heard.status)
