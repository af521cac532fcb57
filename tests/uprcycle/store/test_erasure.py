"""Erasing a person on every store: nothing names them any more, and all else is as it was."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.uprcycle.documents.build import LINK
from tests.uprcycle.store.build import (
    HOUR,
    LEASE,
    NOW,
    OFFICER,
    RULES,
    account,
    assignment,
    away,
    chat_hook,
    draft,
    envelope,
    override,
    pause,
    person,
    schedule,
    sign_in_link,
    subscription,
    tick,
    web_session,
)
from uprcycle.checklist.local import LocalTask
from uprcycle.errors import RefusedError
from uprcycle.store.chain import verify_chain
from uprcycle.store.ports import Envelope, LedgerState, Outcome, Receipt, Store

AMINA = replace(person("amina"), id="p0123456789abcdef", name="Amina Example-Njoroge")
SIGNED_AS = "Amina E. Njoroge"  # an account may bear another name than an office does
NAMES = (AMINA.id, AMINA.name, AMINA.email, SIGNED_AS)
LATER = NOW + 3 * HOUR
HELD = {
    "person": 1,
    "assignments": 2,
    "deputies": 1,
    "absences": 2,
    "subscriptions": 2,
    "preferences": 1,
    "bounces": 2,
    "chat channels": 1,
    "accounts": 1,
    "sign-ins": 3,
    "messages": 2,
    "ticks": 1,
    "pauses": 1,
    "local tasks": 1,
    "dates set by hand": 1,
    "links of documents": 1,
    "releases": 1,
    "drafts": 2,
    "cells of the audit trail": 21,
}


def letter(number: int, to: str = AMINA.id) -> Envelope:
    text = f"To: {AMINA.name} <{AMINA.email}>\r\n\r\nbody" if to == AMINA.id else "to another"
    key = f"KEN/4/brief/2026-05-0{number}/on-the-day/email/{to}"
    return replace(envelope(f"m{number}", key), person=to, payload=text.encode())


def sign_in(store: Store) -> None:
    """Let Amina and another sign in, each with a link to spare."""
    for each in (account(id=AMINA.id, name=SIGNED_AS, email=AMINA.email), account("chara")):
        store.accounts.grant(each, OFFICER, by="desk", at=NOW)
        for digest in (f"l1-{each.name}", f"l2-{each.name}"):
            store.sign_ins.offer(sign_in_link(digest, each.id), by="desk")
        store.sign_ins.take(f"l1-{each.name}", web_session(f"s-{each.name}"))


def fill(store: Store) -> None:
    """Let Amina do and receive something of each kind, and others as much."""
    mine = replace(assignment("amina"), person=AMINA)
    stand_in = assignment("binod", deputy_of=AMINA.id)
    since_may = replace(mine, valid_from=date(2026, 5, 1))
    gone = [replace(away(first=first), person=AMINA.id) for first in (4, 6)]
    held = [mine, since_may, stand_in, assignment("chara")]
    store.people.save(held, [*gone, away("chara")], by="desk", at=NOW)
    for feed in (
        subscription("s1", AMINA.id),
        subscription("s2", "p-chara", title=f"As {AMINA.name} has it"),
        subscription("s3", "p-chara"),
    ):
        store.subscriptions.add(feed, by="desk")
    for hook in (chat_hook("c1", AMINA.id), chat_hook("c2", "p-chara")):
        store.chat_hooks.add(hook, by="desk")
    store.releases.add(schedule("KEN"), RULES, by=AMINA.name, note="a note", source="a list", at=NOW)
    for each in (AMINA.name.upper(), "desk"):
        store.ticks.record(tick("brief", by=each, note=f"ask {each} or {AMINA.email}." * (each != "desk")))
        store.overrides.add(override(by="desk", confirmed_by=each, reason=f"{each} said so"))
        task = LocalTask("KEN", 4, "RCO Kenya", f"Call {each}", date(2026, 6, 1), each, NOW)
        store.local_tasks.add(task)
        store.documents.record(replace(LINK, by=each))
    for each in (AMINA.id, "p-chara"):
        store.pauses.add(pause(person=each))
    for message in (letter(1), letter(2), letter(3, "p-chara")):
        assert store.ledger.claim(message, now=NOW, lease=LEASE)
    store.ledger.handing_over("m1", now=NOW)
    store.ledger.record("m1", Receipt(Outcome.SENT, f"250 {AMINA.email} ok"), now=NOW)
    for who in (AMINA.id, "p-chara"):
        store.preferences.choose(who, lambda kept: kept.unsubscribing(NOW), by=who, at=NOW)
        store.bounces.clear(who, by="desk", at=NOW)
    store.bounces.note("m1", "5.1.1", at=NOW)
    sign_in(store)
    for uploaded in (draft(by=AMINA.name), draft("d2", refusal=f"ask {AMINA.name}"), draft("d3")):
        store.drafts.add(uploaded)


def test_what_is_held_is_counted_and_counting_changes_nothing(store: Store) -> None:
    fill(store)
    before = (store.audit.rows(), store.ledger.rows(), store.ticks.all(), store.people.assignments())

    assert dict(store.erasure.held(AMINA)) == HELD
    assert before == (store.audit.rows(), store.ledger.rows(), store.ticks.all(), store.people.assignments())


def test_who_was_erased_is_held_nowhere_and_erased_once(store: Store) -> None:
    fill(store)

    assert dict(store.erasure.erase(AMINA, by="desk", at=LATER)) == HELD
    rows = len(store.audit.rows())

    assert dict(store.erasure.held(AMINA)) == {}
    assert dict(store.erasure.erase(AMINA, by="desk", at=LATER)) == {}
    assert len(store.audit.rows()) == rows


def test_others_keep_what_is_theirs(store: Store) -> None:
    fill(store)
    store.erasure.erase(AMINA, by="desk", at=LATER)

    assert [(each.person.id, each.deputy_of) for each in store.people.assignments()] == [
        ("p-binod", ""),
        ("p-chara", ""),
    ]
    assert store.people.person(AMINA.id) is None
    assert [each.person for each in store.people.absences()] == ["p-chara"]
    assert list(store.preferences.all()) == ["p-chara"]
    assert [each.person for each in store.bounces.traces(NOW)] == ["p-chara"]
    assert [(each.by, each.note) for each in store.ticks.history("KEN", 4, "brief")] == [
        ("erased", "ask erased or erased."),
        ("desk", ""),
    ]
    assert [(each.by, each.title) for each in store.local_tasks.of("KEN", 4)] == [
        ("erased", "Call erased"),
        ("desk", "Call desk"),
    ]
    assert [(each.confirmed_by, each.reason) for each in store.overrides.all()] == [
        ("erased", "erased said so"),
        ("desk", "desk said so"),
    ]
    assert [each.person for each in store.pauses.of("KEN", 4)] == ["p-chara"]
    assert [each.by for each in store.releases.history()] == ["erased"]
    assert [(each.id, each.title) for each in store.subscriptions.all()] == [
        ("s2", "As erased has it"),
        ("s3", "My duties"),
    ]
    assert [each.id for each in store.drafts.listed()] == ["d3"]
    assert [each.id for each in store.accounts.all()] == ["p-chara"]
    assert [each.person for each in store.sign_ins.sessions()] == ["p-chara"]
    assert [store.sign_ins.link(f"l2-{each}", now=NOW) for each in (AMINA.name, "Chara Example")] == [
        None,
        sign_in_link("l2-Chara Example", "p-chara"),
    ]
    assert store.ledger.rows()[0].envelope == letter(3, "p-chara")


def test_messages_stay_as_facts_and_what_was_not_sent_is_never_sent(store: Store) -> None:
    fill(store)
    store.erasure.erase(AMINA, by="desk", at=LATER)
    second, first = store.ledger.rows()[1:]

    assert (first.state, second.state) == (LedgerState.SENT, LedgerState.PARKED)
    assert {(each.envelope.payload, each.answer) for each in (first, second)} == {(b"", "")}
    grave = first.envelope.person
    assert second.envelope.person == grave
    assert grave.startswith("erased-")
    assert store.ledger.keys() == {
        *(f"KEN/4/brief/2026-05-0{number}/on-the-day/email/{grave}" for number in (1, 2)),
        "KEN/4/brief/2026-05-03/on-the-day/email/p-chara",
    }
    assert [each.message_id for each in store.ledger.resumable(LATER + timedelta(days=1))] == ["m3"]


def test_an_answer_that_comes_after_brings_nobody_back(store: Store) -> None:
    fill(store)
    store.ledger.handing_over("m2", now=NOW)
    store.erasure.erase(AMINA, by="desk", at=LATER)

    store.ledger.record("m2", Receipt(Outcome.SENT, f"250 {AMINA.email} ok"), now=LATER)

    late = store.ledger.rows()[1]
    assert (late.envelope.message_id, late.state, late.answer) == ("m2", LedgerState.SENT, "")


def test_the_trail_holds_and_says_how_much_was_erased(store: Store) -> None:
    fill(store)
    head = store.audit.chain().head
    assert verify_chain(store.audit.chain()) is None

    store.erasure.erase(AMINA, by="desk", at=LATER)

    chain, last = store.audit.chain(), store.audit.rows(1)[0]
    assert (verify_chain(chain), chain.erased) == (None, HELD["cells of the audit trail"])
    assert head is not None
    assert chain.links[head.count - 1].seal == head.seal
    assert (last.by, last.action) == ("desk", "erase person")
    assert last.detail.startswith("1 person, 2 assignments, 1 deputies, 2 absences, 2 subscriptions")


@pytest.mark.parametrize("name", NAMES)
def test_nobody_is_erased_under_their_own_name(store: Store, name: str) -> None:
    fill(store)

    with pytest.raises(RefusedError, match="let somebody else"):
        store.erasure.erase(AMINA, by=f"the office of {name}", at=LATER)
    assert dict(store.erasure.held(AMINA)) == HELD
