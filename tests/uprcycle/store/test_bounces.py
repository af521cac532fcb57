"""Mail that came back, on every store: only what the ledger sent can come back, and once."""

from dataclasses import replace

import pytest

from tests.uprcycle.store.build import HOUR, LEASE, MINUTE, NOW, envelope
from uprcycle.reach import Sign, Trace
from uprcycle.store.ports import Outcome, Receipt, Store

SENT = Receipt(Outcome.SENT, "250")


def post(store: Store, message_id: str, receipt: Receipt = SENT, person: str = "p-amina") -> None:
    """Let a message to somebody end as ``receipt`` says, one minute after the last one."""
    now = NOW + MINUTE * len(store.ledger.rows())
    assert store.ledger.claim(replace(envelope(message_id), person=person), now=now, lease=LEASE)
    store.ledger.handing_over(message_id, now=now)
    store.ledger.record(message_id, receipt, now=now)


def refused(answer: str) -> Receipt:
    return Receipt(Outcome.PERMANENT, answer)


def test_a_mail_that_came_back_is_noted_once(store: Store) -> None:
    post(store, "m1")
    before = len(store.audit.rows())

    assert [store.bounces.note("m1", code, at=NOW + HOUR) for code in ("5.1.1", "5.2.2")] == ["p-amina"] * 2
    assert store.bounces.traces(NOW) == (Trace("p-amina", NOW, Sign.CAME_BACK, "5.1.1"),)
    assert [(each.by, each.action, each.subject, each.detail) for each in store.audit.rows()[:-before]] == [
        ("uprcycle", "bounce", "m1", "5.1.1")
    ]


def test_what_was_never_sent_cannot_come_back(store: Store) -> None:
    assert store.ledger.claim(envelope("claimed"), now=NOW, lease=LEASE)
    assert store.ledger.claim(replace(envelope("elsewhere"), channel="slack"), now=NOW, lease=LEASE)
    store.ledger.handing_over("elsewhere", now=NOW)
    before = store.audit.last()

    for message_id in ("claimed", "elsewhere", "unknown", "' OR 1=1 --", ""):
        assert store.bounces.note(message_id, "5.1.1", at=NOW) is None
    assert (store.bounces.traces(NOW), store.audit.last()) == ((), before)


@pytest.mark.parametrize(
    ("receipt", "sign"),
    [
        pytest.param(refused("550 5.1.1"), "5.1.1", id="with-both-codes"),
        pytest.param(refused("552"), "552", id="with-one-code"),
        pytest.param(refused("not sent again: what it says is over"), None, id="we-gave-up"),
        pytest.param(refused("not a plain mail address"), None, id="never-tried"),
        pytest.param(refused("redirected: 550 5.1.1"), None, id="of-the-operator"),
    ],
)
def test_a_refusal_for_good_is_a_mail_that_came_back(
    store: Store, receipt: Receipt, sign: str | None
) -> None:
    post(store, "m1", receipt)

    expected = () if sign is None else (Trace("p-amina", NOW, Sign.CAME_BACK, sign),)
    assert store.bounces.traces(NOW) == expected


@pytest.mark.parametrize("answer", ["redirected: 250 2.0.0", "recorded", ""])
def test_what_did_not_go_to_the_person_proves_nothing_of_them(store: Store, answer: str) -> None:
    post(store, "m1", refused("550 5.1.1"))
    post(store, "m2", Receipt(Outcome.SENT, answer))

    assert [each.sign for each in store.bounces.traces(NOW)] == [Sign.CAME_BACK]


def test_only_those_of_whom_one_came_back_are_looked_at(store: Store) -> None:
    post(store, "m1", refused("550 5.1.1"))
    post(store, "m2")
    post(store, "m3", person="p-binod")

    assert store.bounces.traces(NOW) == (
        Trace("p-amina", NOW, Sign.CAME_BACK, "5.1.1"),
        Trace("p-amina", NOW + MINUTE, Sign.SENT),
    )


def test_a_mail_counts_on_the_day_it_was_sent_however_late_its_return_is_read(store: Store) -> None:
    post(store, "m1")
    post(store, "m2")
    store.bounces.note("m1", "5.1.1", at=NOW + 500 * HOUR)

    assert [each.sign for each in store.bounces.traces(NOW)] == [Sign.CAME_BACK, Sign.SENT]


def test_what_lies_before_is_left_out(store: Store) -> None:
    post(store, "m1", refused("550 5.1.1"))

    assert store.bounces.traces(NOW + MINUTE) == ()


def test_somebody_may_say_that_a_person_is_reached(store: Store) -> None:
    post(store, "m1", refused("550 5.1.1"))
    store.bounces.clear("p-amina", by="desk", at=NOW + HOUR)

    assert store.bounces.traces(NOW)[-1] == Trace("p-amina", NOW + HOUR, Sign.CLEARED)
    row = store.audit.rows(1)[0]
    assert (row.by, row.action, row.subject, row.detail) == ("desk", "clear bounces", "p-amina", "")
