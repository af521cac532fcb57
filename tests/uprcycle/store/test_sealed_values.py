"""Sealed values are sealed anew where they stand, in small steps, each whole or not at all."""

from contextlib import closing
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.uprcycle.store.build import LEASE, NOW, assignment, chat_hook, envelope
from tests.uprcycle.store.test_erased_bytes import every_row
from tests.uprcycle.store.test_sealing import Reversed
from uprcycle.store.database import open_store
from uprcycle.store.memory import MemoryStore
from uprcycle.store.ports import Link, Outcome, Purpose, Receipt
from uprcycle.tokens import digest_of, draw_token

COUNT = 110
"""More than one step."""


def filled(address: str, mark: bytes = b"!") -> None:
    with closing(open_store(address, Reversed(mark))) as store:
        for number in range(COUNT):
            assert store.ledger.claim(envelope(f"m{number}", f"k{number}"), now=NOW, lease=LEASE)


def test_a_store_in_memory_seals_nothing() -> None:
    sealed = MemoryStore().sealed

    assert (list(sealed.values()), sealed.renew(lambda _: b"x", at=NOW)) == ([], 0)


def test_every_value_is_found_and_sealed_anew_once(address: str) -> None:
    filled(address, b"?")
    older, newer = Reversed(b"?"), Reversed()

    def renewed(value: bytes) -> bytes | None:
        opened = older.open(value)
        return None if opened is None else newer.seal(opened)

    with closing(open_store(address, newer)) as store:
        before = [row.envelope.payload for row in store.ledger.rows()]
        counts = [store.sealed.renew(renewed, at=NOW) for _ in range(2)]
        after = {row.envelope.payload for row in store.ledger.rows()}
        sealed = list(store.sealed.values())
        trail = [row for row in store.audit.rows() if row.action == "reseal"]

    assert before == [b""] * COUNT
    assert counts == [COUNT, 0]
    assert after == {envelope(f"m{number}").payload for number in range(COUNT)}
    assert {each[-1:] for each in sealed} == {b"!"}
    assert len(sealed) == COUNT
    assert [(row.by, row.subject, row.detail) for row in trail] == [
        ("uprcycle", "message", f"{count} values") for count in (10, 100)
    ]


def test_a_step_that_fails_changes_nothing_and_the_steps_before_stand(address: str) -> None:
    filled(address)
    steps: list[bytes] = []

    def failing(value: bytes) -> bytes:
        if len(steps) == COUNT - 5:
            raise RuntimeError("stopped")
        steps.append(value)
        return value[:-1] + b"?"

    with closing(open_store(address)) as store:
        with pytest.raises(RuntimeError, match="stopped"):
            store.sealed.renew(failing, at=NOW)
        marks = [each[-1:] for each in store.sealed.values()]

    assert (marks.count(b"?"), marks.count(b"!")) == (100, 10)


def test_nothing_that_was_claimed_can_be_read_in_the_file(address: str) -> None:
    with closing(open_store(address, Reversed())) as store:
        store.ledger.claim(envelope("m", "a"), now=NOW, lease=LEASE)
        assert [envelope("m").payload in each for each in store.sealed.values()] == [False]


def test_no_cell_of_any_row_opens_anything(address: str) -> None:
    token, hook = draw_token("uprmail-"), chat_hook(address="https://chat.example.org/a-way-into-a-chat")
    link = Link(digest_of(token), Purpose.ANSWER, NOW + timedelta(days=9))
    sent = replace(envelope("m", "k"), payload=f"/answers/{token}/1".encode(), links=(link,))
    with closing(open_store(address, Reversed())) as store:
        store.people.save([assignment("amina")], by="desk", at=NOW)
        store.chat_hooks.add(hook, by="desk")
        assert store.ledger.claim(sent, now=NOW, lease=LEASE)
        assert store.links.opened(link.digest, Purpose.ANSWER, now=NOW, day=NOW.date())
        store.ledger.handing_over("m", now=NOW)
        store.ledger.record("m", Receipt(Outcome.SENT, "250"), now=NOW)

    cells = [cell for row in every_row(address) for cell in row.values()]
    whole = b" ".join(each if isinstance(each, bytes) else str(each).encode() for each in cells)

    assert (token.encode() in whole, b"a-way-into" in whole) == (False, False)
    assert (token.encode()[::-1] in whole, link.digest.encode() in whole) == (True, True)
