"""The addresses that are told of releases, on every store."""

from contextlib import closing
from dataclasses import replace

import pytest

from tests.uprcycle.store.build import HOUR, MINUTE, NOW
from tests.uprcycle.store.test_sealing import Reversed
from uprcycle.errors import RefusedError
from uprcycle.store.database import open_store
from uprcycle.store.ports import Store
from uprcycle.store.release_hooks_port import HookCall, ReleaseHook

HOOK = ReleaseHook(
    "h1", "the desk of others", "x.example.org", NOW, 3, "https://x.example.org/a b", "whsec_1"
)
CALL = HookCall("h1-4", "h1", 4, NOW)


@pytest.fixture
def hooked(store: Store) -> Store:
    """A store with an address that is owed one call."""
    store.release_hooks.add(HOOK, by="desk")
    store.release_hooks.owe(CALL)
    return store


def test_a_call_is_owed_once_and_taken_by_one(hooked: Store) -> None:
    hooks = hooked.release_hooks
    taken = [hooks.take(CALL, until=NOW + MINUTE) for _ in range(2)]

    assert (hooks.owe(CALL), hooks.all()) == (False, (HOOK,))
    assert taken == [replace(CALL, tries=1, not_before=NOW + MINUTE), None]
    assert [hooks.due(at) for at in (NOW, NOW + MINUTE)] == [(), (taken[0],)]


def test_what_arrived_is_over_and_forgives_what_did_not(hooked: Store) -> None:
    hooks = hooked.release_hooks
    failed = replace(CALL, tries=1, finished=NOW, answer="500")
    kept = hooks.settle(failed, has_arrived=False, most=2)
    hooks.owe(replace(CALL, id="h1-5", release=5))
    arrived = replace(CALL, id="h1-5", release=5, finished=NOW, answer="204")
    after = hooks.settle(arrived, has_arrived=True, most=2)

    assert (kept, after) == (replace(HOOK, failures=1, why="500"), HOOK)
    assert ([(each.id, each.answer) for each in hooks.calls("h1", 9)], hooks.due(NOW)) == (
        [("h1-5", "204"), ("h1-4", "500")],
        (),
    )


def test_after_too_many_failures_it_is_switched_off_until_somebody_switches_it_on(hooked: Store) -> None:
    hooks = hooked.release_hooks
    for number in (4, 5):
        call = HookCall(f"h1-{number}", "h1", number, NOW)
        hooks.owe(call)
        hooks.settle(replace(call, finished=NOW, answer="500"), has_arrived=False, most=2)
    hooks.owe(replace(CALL, id="h1-6", release=6))

    assert (hooks.all(), hooks.due(NOW)) == (
        (replace(HOOK, failures=2, off_since=NOW, why="500"),),
        (),
    )
    assert hooks.switch_on("h1", after=6, by="desk", at=NOW) == replace(HOOK, after=6)
    with pytest.raises(RefusedError, match="the web-hook 'h1' is on already"):
        hooks.switch_on("h1", after=6, by="desk", at=NOW)
    assert [each.action for each in hooked.audit.rows()] == [
        "switch on web-hook",
        "switch off web-hook",
        "add web-hook",
    ]


def test_a_try_that_is_not_the_last_leaves_the_address_alone(hooked: Store) -> None:
    hooked.release_hooks.take(CALL, until=NOW)
    later = replace(CALL, tries=1, not_before=NOW + HOUR, answer="503")

    assert hooked.release_hooks.settle(later, has_arrived=False, most=1) == HOOK
    assert hooked.release_hooks.due(NOW + HOUR) == (later,)


def test_what_is_removed_is_owed_nothing(hooked: Store) -> None:
    hooks = hooked.release_hooks

    assert hooks.remove("h1", by="desk", at=NOW) == HOOK
    assert (hooks.all(), hooks.calls("h1", 9), hooks.take(CALL, until=NOW)) == ((), (), None)
    assert hooks.settle(CALL, has_arrived=True, most=1) is None
    with pytest.raises(RefusedError, match="there is no web-hook 'h1'"):
        hooks.remove("h1", by="desk", at=NOW)


def test_a_database_holds_address_and_secret_sealed_and_can_seal_them_anew(address: str) -> None:
    with closing(open_store(address, Reversed())) as sealed, closing(open_store(address)) as plain:
        sealed.release_hooks.add(HOOK, by="desk")
        [kept] = plain.sealed.values()
        plainly = f"{HOOK.secret} {HOOK.address}".encode()

        assert (sealed.release_hooks.all(), kept) == ((HOOK,), plainly[::-1] + b"!")
        assert sealed.sealed.renew(lambda value: value, at=NOW) == 1
