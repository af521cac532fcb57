"""Chats are connected by their address, which is shown nowhere again, and stand as they are listed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from flows.installation.settings import Settings
from flows.installation.wiring import Wiring
from flows.nudges.channels import (
    ChatState,
    Room,
    connect,
    disconnect,
    find_chat,
    listed_chats,
    plan_chat,
    try_out,
)
from notifications.apprise_channel import ChatChannel
from notifications.guard import DeliveryMode
from tests.flows.installed import NOON, holder, wiring_over
from tests.flows.town import hook_of
from tests.notifications.chat_server import ChatServer, Loopback, serving
from tests.notifications.hook_addresses import LOGIC, SECRET, SLACK, TEAMS
from tests.notifications.test_other_rooms import ROOM
from uprcycle.errors import BadInputError, RefusedError
from uprcycle.people import Role
from uprcycle.store.memory import MemoryStore
from uprcycle.store.ports import ChatHook, Outcome, Receipt

AMINA = "amina@example.org"
ALONE = Room()


@pytest.fixture
def chat() -> Iterator[ChatServer]:
    with serving() as chat:
        yield chat


@pytest.fixture
def wiring(chat: ChatServer) -> Wiring:
    """An installation in memory whose messages go out, to a server on loopback."""
    store = MemoryStore()
    held = [
        holder("SUR", "RCO Suriname", Role.RCO, person="amina"),
        holder("TGO", "RCO", Role.RCO, person="binod2"),
        holder("BEN", "RCO", Role.RCO, person="chara33"),
    ]
    store.people.save(held, by="desk", at=NOON)
    plain = wiring_over(store, settings=Settings(delivery=DeliveryMode.LIVE, smtp_url="smtp://127.0.0.1"))
    return replace(plain, chats=lambda hooks, now: ChatChannel(hooks, now, Loopback(chat)))


def connected(wiring: Wiring, address: str = SLACK, room: Room = ALONE, who: str = AMINA) -> ChatHook:
    planned = plan_chat(wiring, who, address, room)
    connect(wiring, planned, by="desk")
    return planned


def refusal(wiring: Wiring, address: str = SLACK, room: Room = ALONE, who: str = AMINA) -> str:
    with pytest.raises((BadInputError, RefusedError)) as refused:
        plan_chat(wiring, who, address, room)
    return str(refused.value.problems[0])


def test_a_chat_is_planned_and_nothing_is_kept_before_it_is_connected(wiring: Wiring) -> None:
    planned = plan_chat(wiring, AMINA, SLACK, ALONE)
    assert (wiring.store.chat_hooks.all(), planned.kind, planned.person) == ((), "slack", "id-5-sur")
    connect(wiring, planned, by="desk")

    assert wiring.store.chat_hooks.all() == (planned,)
    assert SECRET not in repr(planned)


@pytest.mark.parametrize(("name", "country"), [("RCO Suriname", ""), ("rco suriname", "sur"), ("RCO", "TGO")])
def test_the_room_of_an_office_is_found_by_its_name(wiring: Wiring, name: str, country: str) -> None:
    kept = connected(wiring, room=Room(name, country, "fr"))

    assert (kept.office.casefold(), kept.is_room, kept.language) == (name.casefold(), True, "fr")


@pytest.mark.parametrize(
    ("room", "said"),
    [
        (Room("RCO Surinam"), "--office: nobody holds 'RCO Surinam'; did you mean 'RCO Suriname'?"),
        (Room("RCO"), "--office: stands in BEN, TGO; name one with --country"),
        (Room("RCO", "KEN"), "--office: nobody holds 'RCO'; did you mean"),
        (Room("RCO", "TGO", "tlh"), "--language: tlh; use one of"),
    ],
)
def test_an_office_that_cannot_be_found_is_said_with_its_remedy(
    wiring: Wiring, room: Room, said: str
) -> None:
    assert refusal(wiring, room=room)[: len(said)] == said


def test_a_person_has_one_chat_of_a_kind_and_a_chat_is_connected_once(wiring: Wiring) -> None:
    first = connected(wiring)

    assert (
        refusal(wiring)
        == f"{first.id}: is connected already; `uprcycle channel remove {first.id}` takes it away"
    )
    assert "is the slack chat of this person already" in refusal(wiring, f"{SLACK[:-1]}x")
    assert "is connected already" in refusal(wiring, room=Room("RCO", "TGO"))
    rooms = [connected(wiring, each, Room("RCO", "TGO")) for each in (TEAMS, LOGIC)]
    assert len(wiring.store.chat_hooks.all()) == 1 + len(rooms)


def test_nobody_unknown_has_a_chat(wiring: Wiring) -> None:
    assert refusal(wiring, who="nobody@example.org").startswith("PERSON: nobody is 'nobody@example.org'")


def test_a_chat_is_tried_out_with_one_sentence(wiring: Wiring, chat: ChatServer) -> None:
    kept = connected(wiring)

    assert try_out(wiring, kept.id) == Receipt(Outcome.SENT, "200")
    (taken,) = chat.taken
    assert taken.body["attachments"][0]["text"] == (
        "This chat is connected to uprcycle and will be told what is due."
    )


def test_a_chat_stands_as_it_is(wiring: Wiring) -> None:
    kept = connected(wiring)
    redirected = replace(wiring, settings=Settings(delivery=DeliveryMode.REDIRECT))

    def state(of: Wiring = wiring) -> ChatState:
        (listed,) = listed_chats(of)
        assert listed.name == f"hooks.slack.com#{kept.fingerprint}"
        return listed.state

    assert (state(), state(redirected)) == (ChatState.OPEN, ChatState.KEPT_OUT)
    wiring.store.chat_hooks.rest(kept.id, NOON + timedelta(seconds=1))
    assert state() is ChatState.RESTING
    wiring.store.chat_hooks.bury(kept.id, "404", at=NOON)
    assert state() is ChatState.CLOSED
    with pytest.raises(RefusedError, match="the chat is closed"):
        try_out(wiring, kept.id)


def test_a_chat_whose_address_no_key_opens_is_locked(wiring: Wiring) -> None:
    wiring.store.chat_hooks.add(replace(hook_of("id-5-sur", SLACK, "c1"), address=""), by="desk")

    assert [each.state for each in listed_chats(wiring)] == [ChatState.LOCKED]
    with pytest.raises(RefusedError, match="the chat is locked"):
        try_out(wiring, "c1")


def test_in_recorder_mode_a_trial_leaves_nothing(wiring: Wiring, chat: ChatServer) -> None:
    kept = connected(wiring)

    assert try_out(replace(wiring, settings=Settings()), kept.id).answer == "recorded"
    assert chat.taken == []


def test_rooms_that_the_operator_wrote_down_are_listed_without_their_address(
    wiring: Wiring, tmp_path: Path
) -> None:
    file = tmp_path / "rooms.toml"
    file.write_text(ROOM, "utf-8")
    (listed,) = listed_chats(replace(wiring, settings=wiring.settings.model_copy(update={"rooms": file})))

    assert (listed.hook.id, listed.state, listed.name[:8]) == ("matrix-kenya", ChatState.OPEN, "matrixs#")
    assert "hunter2" not in repr(listed)


def test_what_is_disconnected_is_gone_and_the_nearest_is_named(wiring: Wiring) -> None:
    kept = connected(wiring)
    with pytest.raises(BadInputError, match="did you mean") as refused:
        find_chat(wiring, f"{kept.id}x")
    assert kept.id in str(refused.value)

    assert disconnect(wiring, kept.id, by="desk") == kept
    assert listed_chats(wiring) == ()
    with pytest.raises(BadInputError, match="nobody can be named so"):
        disconnect(wiring, kept.id, by="")
