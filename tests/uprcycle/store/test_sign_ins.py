"""Links and sessions on every store: a link opens one session once, and what is ended stays ended."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.uprcycle.store.build import (
    ADMINISTRATOR,
    HOUR,
    MINUTE,
    NEPAL_TIME,
    NOW,
    account,
    sign_in_link,
    web_session,
)
from uprcycle.access.session import LINK_LASTS, Way
from uprcycle.store.ports import Store

FOUNDING = sign_in_link("f1", "", way=Way.FOUNDING)


def test_a_link_opens_one_session_of_whom_it_is_for(store: Store) -> None:
    store.sign_ins.offer(sign_in_link(), by="p-amina")
    asked = web_session(person_id="p-somebody-else", way=Way.ORGANISATION, made=NOW.astimezone(NEPAL_TIME))

    assert store.sign_ins.take("l1", asked) == web_session()
    assert store.sign_ins.take("l1", web_session("s2")) is None
    assert store.sign_ins.sessions() == (web_session(),)
    assert store.sign_ins.link("l1", now=NOW) is None


def test_of_many_who_use_a_link_at_once_one_gets_a_session(store: Store) -> None:
    store.sign_ins.offer(sign_in_link(), by="p-amina")
    with ThreadPoolExecutor(8) as pool:
        taken = list(pool.map(lambda each: store.sign_ins.take("l1", web_session(f"s{each}")), range(8)))

    assert len([each for each in taken if each]) == 1
    assert store.sign_ins.sessions() == tuple(each for each in taken if each)


@pytest.mark.parametrize(
    ("digest", "after", "opens"),
    [
        pytest.param("l1", timedelta(0), True, id="at-once"),
        pytest.param("l1", LINK_LASTS - timedelta(microseconds=1), True, id="in-time"),
        pytest.param("l1", LINK_LASTS, False, id="over"),
        pytest.param("l2", timedelta(0), False, id="never-given"),
        pytest.param("f1", timedelta(0), False, id="of-another-kind"),
    ],
)
def test_only_a_link_that_is_open_opens(store: Store, digest: str, after: timedelta, opens: bool) -> None:  # noqa: FBT001
    for each in (sign_in_link(), FOUNDING):
        store.sign_ins.offer(each, by="desk")
    session = web_session(made=NOW + after, seen=NOW + after)

    assert (store.sign_ins.link(digest, now=NOW + after) is not None) is (opens or digest == "f1")
    assert store.sign_ins.take(digest, session) == (session if opens else None)


def test_to_look_at_a_link_changes_nothing(store: Store) -> None:
    store.sign_ins.offer(sign_in_link(), by="p-amina")
    before = store.audit.last()

    assert [store.sign_ins.link("l1", now=NOW) for _ in range(3)] == [sign_in_link()] * 3
    assert (store.audit.last(), store.sign_ins.sessions()) == (before, ())


def test_the_founding_link_makes_one_administrator_ever(store: Store) -> None:
    for digest in ("f1", "f2"):
        store.sign_ins.offer(replace(FOUNDING, digest=digest), by="uprcycle init")
    begun = store.sign_ins.found("f1", web_session(way=Way.MAIL), account())

    assert begun == web_session(way=Way.FOUNDING)
    assert store.accounts.all() == (account(grants=(ADMINISTRATOR,)),)
    assert store.sign_ins.found("f2", web_session("s2"), account("binod")) is None
    assert (len(store.accounts.all()), len(store.sign_ins.sessions())) == (1, 1)


def test_of_many_who_found_at_once_one_becomes_administrator(store: Store) -> None:
    names = ("amina", "binod", "chara", "dana")
    for each in names:
        store.sign_ins.offer(replace(FOUNDING, digest=each), by="uprcycle init")

    def founding(who: str) -> object:
        return store.sign_ins.found(who, web_session(who), account(who))

    with ThreadPoolExecutor(4) as pool:
        founded = [each for each in pool.map(founding, names) if each]

    assert (len(founded), len(store.accounts.all())) == (1, 1)


def test_another_link_founds_nothing(store: Store) -> None:
    store.sign_ins.offer(sign_in_link(), by="desk")

    assert store.sign_ins.found("l1", web_session(), account()) is None
    assert (store.accounts.all(), store.sign_ins.link("l1", now=NOW)) == ((), sign_in_link())


def test_sessions_are_found_by_digest_and_listed_the_last_begun_first(store: Store) -> None:
    later = web_session("s2", "p-binod", made=NOW + HOUR, seen=NOW + HOUR)
    for each in (web_session("s1"), later, web_session("s0")):
        store.sign_ins.begin(each)

    assert (store.sign_ins.of_digest("d-s2"), store.sign_ins.of_digest("s2")) == (later, None)
    assert [each.id for each in store.sign_ins.sessions()] == ["s2", "s0", "s1"]
    assert [each.id for each in store.sign_ins.sessions("p-amina")] == ["s0", "s1"]


def test_when_a_session_was_used_only_moves_on(store: Store) -> None:
    store.sign_ins.begin(web_session())
    before = store.audit.last()
    for at in (NOW + HOUR, NOW + MINUTE):
        store.sign_ins.see("s1", at)
    store.sign_ins.see("unknown", NOW)

    assert store.sign_ins.sessions() == (web_session(seen=NOW + HOUR),)
    assert store.audit.last() == before


def test_what_is_ended_stays_ended_and_others_go_on(store: Store) -> None:
    for each in (web_session("s1"), web_session("s2"), web_session("s3", "p-binod")):
        store.sign_ins.begin(each)

    assert store.sign_ins.end(["s1", "s3", "unknown"], by="desk", at=NOW + HOUR) == 2
    assert store.sign_ins.end(["s1", "s3"], by="desk", at=NOW + 2 * HOUR) == 0
    assert store.sign_ins.end([], by="desk", at=NOW) == 0
    assert [(each.id, each.ended) for each in store.sign_ins.sessions()] == [
        ("s1", NOW + HOUR),
        ("s2", None),
        ("s3", NOW + HOUR),
    ]


def test_what_is_long_over_is_forgotten(store: Store) -> None:
    store.sign_ins.offer(sign_in_link("l1"), by="desk")
    store.sign_ins.offer(sign_in_link("l2", made=NOW + 30 * HOUR, expires=NOW + 31 * HOUR), by="desk")
    for each in (web_session("idle"), web_session("used", seen=NOW + 30 * HOUR), web_session("ended")):
        store.sign_ins.begin(each)
    store.sign_ins.end(["ended"], by="desk", at=NOW + MINUTE)

    assert store.sign_ins.forget(NOW + 12 * HOUR) == 2
    assert [each.id for each in store.sign_ins.sessions()] == ["idle", "used"]
    assert store.sign_ins.forget(NOW + 13 * HOUR) == 1
    assert store.sign_ins.forget(NOW + timedelta(days=9)) == 2


def test_the_trail_says_who_signed_in_and_nothing_of_any_token(store: Store) -> None:
    store.sign_ins.offer(sign_in_link(), by="p-amina")
    store.sign_ins.take("l1", web_session())
    store.sign_ins.end(["s1"], by="p-amina", at=NOW + HOUR)
    store.sign_ins.offer(FOUNDING, by="uprcycle init")
    store.sign_ins.found("f1", web_session("s2"), account("binod"))

    assert [(each.by, each.action, each.subject, each.detail) for each in reversed(store.audit.rows())] == [
        ("p-amina", "offer sign-in", "p-amina", "mail"),
        ("p-amina", "sign in", "p-amina", "mail"),
        ("p-amina", "end sign-in", "p-amina", "1"),
        ("uprcycle init", "offer sign-in", "", "founding"),
        ("p-binod", "grant access", "p-binod", "administrator in all States"),
        ("p-binod", "sign in", "p-binod", "founding"),
    ]
