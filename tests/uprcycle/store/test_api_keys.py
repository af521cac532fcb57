"""The keys of people on every store: of a key only its digest is kept, and it ends at once."""

from dataclasses import replace

import pytest

from tests.uprcycle.store.build import HOUR, MINUTE, NEPAL_TIME, NOW, person
from uprcycle.access.key import ApiKey, Scope
from uprcycle.errors import RefusedError
from uprcycle.store.erasure_rules import Kind
from uprcycle.store.ports import Store

KEY = ApiKey("k1", "p-amina", "duties of the week", frozenset({Scope.DUTIES, Scope.ANSWER}), NOW, NOW + HOUR)


def test_a_key_is_found_by_its_digest_until_it_is_over(store: Store) -> None:
    store.api_keys.add(replace(KEY, made=NOW.astimezone(NEPAL_TIME)), "digest", by="p-amina")

    found = [store.api_keys.opened("digest", now=NOW + each) for each in (0 * HOUR, HOUR - MINUTE, HOUR)]

    assert (found, store.api_keys.opened("other", now=NOW)) == ([KEY, KEY, None], None)


def test_a_key_that_was_ended_opens_nothing_and_ends_once(store: Store) -> None:
    store.api_keys.add(KEY, "digest", by="p-amina")
    ended = store.api_keys.revoke("k1", by="desk", at=NOW + MINUTE)

    assert ended == replace(KEY, revoked=NOW + MINUTE)
    assert (store.api_keys.opened("digest", now=NOW), store.api_keys.all()) == (None, (ended,))
    for each in ("k1", "k2"):
        with pytest.raises(RefusedError, match=f"there is no key '{each}' in force"):
            store.api_keys.revoke(each, by="desk", at=NOW)


def test_the_latest_use_counts(store: Store) -> None:
    store.api_keys.add(KEY, "digest", by="p-amina")
    for at in (NOW + MINUTE, NOW):
        store.api_keys.note_use("k1", at)
    store.api_keys.note_use("unknown", NOW)

    assert store.api_keys.all() == (replace(KEY, used=NOW + MINUTE),)


def test_the_keys_of_one_are_listed_apart_newest_first(store: Store) -> None:
    other, later = replace(KEY, id="k2", owner="p-binod"), replace(KEY, id="k3")
    for each in (KEY, other, later):
        store.api_keys.add(each, f"digest {each.id}", by="desk")

    assert (store.api_keys.all(), store.api_keys.all("p-amina")) == ((later, other, KEY), (later, KEY))


def test_the_trail_holds_ids_and_scopes(store: Store) -> None:
    store.api_keys.add(KEY, "digest", by="p-amina")
    store.api_keys.revoke("k1", by="desk", at=NOW)
    said = "k1 duties:answer duties:read"

    assert [(each.by, each.action, each.subject, each.detail) for each in store.audit.rows()] == [
        ("desk", "end key", "p-amina", said),
        ("p-amina", "make key", "p-amina", said),
    ]


def test_whoever_is_erased_leaves_no_key(store: Store) -> None:
    named = replace(KEY, id="k2", owner="p-binod", label="of p-amina and others")
    for each in (KEY, named):
        store.api_keys.add(each, f"digest {each.id}", by="desk")
    amina = person("amina")

    held = store.erasure.held(amina)
    store.erasure.erase(amina, by="desk", at=NOW)

    assert (held[Kind.KEY], store.api_keys.all()) == (
        2,
        (replace(named, label="of erased and others"),),
    )
