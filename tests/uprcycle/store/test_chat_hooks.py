"""The ways into chats on every store; their addresses are sealed where anything lasts."""

from contextlib import closing
from dataclasses import replace

import pytest

from tests.uprcycle.store.build import HOUR, MINUTE, NEPAL_TIME, NOW, assignment, chat_hook
from tests.uprcycle.store.test_sealing import Reversed
from uprcycle.errors import RefusedError
from uprcycle.store.database import open_store
from uprcycle.store.ports import ChatHook, Store


@pytest.fixture
def peopled(store: Store) -> Store:
    """A store in which two people hold an office."""
    store.people.save([assignment("amina"), assignment("binod")], by="desk", at=NOW)
    return store


def added(store: Store, *hooks: ChatHook) -> None:
    for each in hooks:
        store.chat_hooks.add(each, by="desk")


def test_what_is_added_comes_back_whole_and_in_order(peopled: Store) -> None:
    room = chat_hook("c9", "p-amina", kind="teams", country="KEN", office="RCO KEN", language="fr")
    added(peopled, chat_hook("c1", "p-binod", made=NOW.astimezone(NEPAL_TIME)), room, chat_hook("c2"))

    assert peopled.chat_hooks.all() == (chat_hook("c2"), room, chat_hook("c1", "p-binod"))
    assert (peopled.chat_hooks.of_id("c9"), peopled.chat_hooks.of_id("c3")) == (room, None)
    assert [each.is_room for each in peopled.chat_hooks.all()] == [False, True, False]


def test_nobody_who_is_not_known_has_one(store: Store) -> None:
    with pytest.raises(RefusedError, match="nobody is known as 'p-amina'"):
        added(store, chat_hook())

    assert (store.chat_hooks.all(), store.audit.rows()) == ((), ())


def test_what_is_removed_is_gone_and_removed_once(peopled: Store) -> None:
    added(peopled, chat_hook())

    assert peopled.chat_hooks.remove("c1", by="desk", at=NOW) == chat_hook()
    assert peopled.chat_hooks.all() == ()
    with pytest.raises(RefusedError, match="there is no chat channel 'c1'"):
        peopled.chat_hooks.remove("c1", by="desk", at=NOW)


def test_a_way_rests_until_the_latest_moment_that_was_asked_for(peopled: Store) -> None:
    added(peopled, chat_hook())
    for until in (NOW + MINUTE, NOW + HOUR, NOW):
        peopled.chat_hooks.rest("c1", until)
    peopled.chat_hooks.rest("unknown", NOW)

    assert peopled.chat_hooks.of_id("c1") == chat_hook(rests_until=NOW + HOUR)


def test_a_way_dies_once_of_the_first_answer(peopled: Store) -> None:
    added(peopled, chat_hook())
    peopled.chat_hooks.bury("c1", "404", at=NOW)
    peopled.chat_hooks.bury("c1", "410", at=NOW + HOUR)
    peopled.chat_hooks.bury("unknown", "410", at=NOW)

    assert peopled.chat_hooks.of_id("c1") == chat_hook(dead_since=NOW, why="404")


def test_the_trail_holds_ids_alone(peopled: Store) -> None:
    added(peopled, chat_hook())
    peopled.chat_hooks.bury("c1", "404", at=NOW)
    peopled.chat_hooks.remove("c1", by="desk", at=NOW)
    rows = [row for row in reversed(peopled.audit.rows()) if row.action.endswith("chat channel")]

    assert [(row.by, row.action, row.subject, row.detail) for row in rows] == [
        ("desk", "add chat channel", "p-amina", "c1"),
        ("uprcycle", "bury chat channel", "p-amina", "c1"),
        ("desk", "remove chat channel", "p-amina", "c1"),
    ]


def test_an_address_is_sealed_in_the_database_and_renewed_there(address: str) -> None:
    with closing(open_store(address, Reversed(b"?"))) as store:
        store.people.save([assignment("amina")], by="desk", at=NOW)
        added(store, chat_hook())
        assert store.chat_hooks.all() == (chat_hook(),)
        assert list(store.sealed.values()) == [chat_hook().address.encode()[::-1] + b"?"]
        assert store.sealed.renew(lambda value: value[:-1] + b"!", at=NOW) == 1

    with closing(open_store(address, Reversed())) as store:
        assert store.chat_hooks.all() == (chat_hook(),)
    with closing(open_store(address, Reversed(b"?"))) as store:
        assert store.chat_hooks.all() == (replace(chat_hook(), address=""),)


def test_an_address_is_in_no_text_of_it() -> None:
    assert "secret" not in repr(chat_hook())
