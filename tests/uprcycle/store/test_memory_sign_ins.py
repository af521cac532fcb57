"""Sign-ins in memory, beyond what the suite of all stores sees: nothing is shared, and nothing half done."""

import pytest

from tests.uprcycle.store.build import NOW, account, sign_in_link, web_session
from uprcycle.access.session import Way
from uprcycle.store.memory import MemoryStore


def test_a_founding_that_fails_leaves_nothing_behind() -> None:
    store = MemoryStore()
    store.sign_ins.offer(sign_in_link("f1", "", way=Way.FOUNDING), by="uprcycle init")

    with pytest.raises(AttributeError):
        store.sign_ins.found("f1", None, account())  # type: ignore[arg-type]  # a fault of ours
    assert (store.accounts.all(), store.sign_ins.sessions()) == ((), ())
    assert store.sign_ins.link("f1", now=NOW) is not None


def test_what_was_handed_out_does_not_change_with_the_store() -> None:
    store = MemoryStore()
    store.sign_ins.begin(web_session())
    before = store.sign_ins.sessions()
    store.sign_ins.end(["s1"], by="desk", at=NOW)

    assert before == (web_session(),)
