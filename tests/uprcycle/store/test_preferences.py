"""What people chose, on every store: apart from the people file, in the trail without what was chosen."""

from dataclasses import replace
from functools import partial

import pytest

from tests.uprcycle.store.build import HOUR, NEPAL_TIME, NOW, assignment, person
from uprcycle.errors import RefusedError
from uprcycle.people import Topic
from uprcycle.preferences import Preferences
from uprcycle.store.ports import Store

AMINA = person("amina")
CHOSEN = Preferences(
    AMINA.id, "fr", "calendar", 3, 15, range(6, 24), frozenset({Topic.GUIDANCE, Topic.CHANGES}), NOW
)


@pytest.fixture(autouse=True)
def people(store: Store) -> None:
    store.people.save([assignment("amina"), assignment("binod")], by="desk", at=NOW)


def trail(store: Store) -> list[tuple[str, str, str, str]]:
    rows = store.audit.rows()[:-2]  # but for the two who were assigned
    return [(each.by, each.action, each.subject, each.detail) for each in reversed(rows)]


def test_choices_are_kept_and_come_back_as_they_were(store: Store) -> None:
    local = replace(CHOSEN, unsubscribed=NOW.astimezone(NEPAL_TIME))

    assert store.preferences.choose(AMINA.id, lambda _: local, by="desk", at=NOW) == CHOSEN
    assert store.preferences.of(AMINA.id) == CHOSEN
    assert store.preferences.of("p-binod") == Preferences("p-binod")
    assert store.preferences.all() == {AMINA.id: CHOSEN}


def spoken(more: str, kept: Preferences) -> Preferences:
    return replace(kept, language=kept.language + more)


def test_a_choice_is_made_from_the_one_before(store: Store) -> None:
    for language in ("fr", "es"):
        store.preferences.choose(AMINA.id, partial(spoken, language), by="desk", at=NOW)

    assert store.preferences.of(AMINA.id).language == "fres"


def test_the_trail_names_what_was_chosen_and_not_how(store: Store) -> None:
    store.preferences.choose(AMINA.id, lambda _: CHOSEN, by=AMINA.id, at=NOW)
    store.preferences.choose(AMINA.id, lambda kept: replace(kept, language="ru"), by="desk", at=NOW + HOUR)

    everything = "language channel digest_day digest_hour mail_hours declined unsubscribed"
    assert trail(store) == [
        (AMINA.id, "set preferences", AMINA.id, everything),
        ("desk", "set preferences", AMINA.id, "language"),
    ]


def test_what_changes_nothing_is_not_written(store: Store) -> None:
    for _ in range(3):
        store.preferences.choose(AMINA.id, lambda kept: kept.unsubscribing(NOW), by=AMINA.id, at=NOW)

    assert [detail for _, _, _, detail in trail(store)] == ["unsubscribed"]


def test_loading_people_again_changes_no_choice(store: Store) -> None:
    store.preferences.choose(AMINA.id, lambda _: CHOSEN, by=AMINA.id, at=NOW)
    store.people.save([replace(assignment("amina"), person=replace(AMINA, language="ar"))], by="desk", at=NOW)

    assert store.preferences.of(AMINA.id) == CHOSEN
    assert [each.person.language for each in store.people.assignments()] == ["ar", "en"]


def test_nothing_is_kept_of_somebody_who_is_not_known(store: Store) -> None:
    with pytest.raises(RefusedError, match="nobody is known as 'p-chara'"):
        store.preferences.choose("p-chara", lambda kept: kept.unsubscribing(NOW), by="desk", at=NOW)

    assert (store.preferences.all(), trail(store)) == ({}, [])
