"""As whom organisations know people, on every store: nobody takes over what is another's."""

from dataclasses import replace

from tests.uprcycle.store.build import HOUR, MINUTE, NOW, person
from uprcycle.store.identities_port import Identity
from uprcycle.store.ports import Store

ISSUER = "https://id.example.org"
AMINA = Identity(ISSUER, "subject-1", "p-amina", NOW)


def test_an_identity_has_one_owner_for_ever(store: Store) -> None:
    bound = [
        store.identities.bind(each)
        for each in (
            AMINA,
            replace(AMINA, owner="p-binod"),
            replace(AMINA, subject="subject-2"),
            replace(AMINA, issuer="https://other.example.org"),
        )
    ]

    assert bound == [True, False, False, True]
    assert [store.identities.owner(ISSUER, each) for each in ("subject-1", "subject-2")] == ["p-amina", None]


def test_an_identity_can_be_taken_away(store: Store) -> None:
    store.identities.bind(AMINA)
    before = store.identities.of("p-amina")
    counts = [store.identities.unbind("p-amina", by="desk", at=NOW) for _ in range(2)]

    assert (before, store.identities.of("p-amina")) == ((AMINA,), ())
    assert (counts, store.identities.owner(ISSUER, "subject-1")) == ([1, 0], None)
    assert [(each.by, each.action, each.subject, each.detail) for each in store.audit.rows()] == [
        ("desk", "forget organisation", "p-amina", ""),
        ("uprcycle", "know by organisation", "p-amina", ""),
    ]


def test_a_beginning_is_spent_once_and_forgotten_when_it_is_over(store: Store) -> None:
    spent = [
        store.identities.spend("digest", until=NOW + MINUTE, now=at) for at in (NOW, NOW + MINUTE, NOW + HOUR)
    ]

    assert spent == [True, False, True]


def test_whoever_is_erased_is_known_by_nobody(store: Store) -> None:
    store.identities.bind(AMINA)
    store.identities.bind(replace(AMINA, subject="subject-2", owner="p-binod"))
    store.erasure.erase(person("amina"), by="desk", at=NOW)

    assert [store.identities.owner(ISSUER, each) for each in ("subject-1", "subject-2")] == [None, "p-binod"]
