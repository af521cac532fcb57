"""Rooms of offices hear of public items alone, beside the people and once."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from flows.installation.environment import load_settings
from flows.nudges.rooms import other_rooms, reader_of, send_to_rooms
from flows.offices.checklists import checklists
from notifications.deliver import DeliveryReport
from notifications.guard import DeliveryMode
from notifications.rhythm import is_mark
from tests.flows.installed import TODAY, wiring_over
from tests.flows.town import BINOD, HOUR, Town, town_in
from tests.notifications.hook_addresses import SLACK, TEAMS
from uprcycle.store.memory import MemoryStore

CLOSED = "A chat that uprcycle wrote to is closed"
TOGO = {"country": "TGO", "office": "RCO Togo"}


@pytest.fixture
def town(home: Path) -> Iterator[Town]:
    """A town whose people have no chats, but one office has a room."""
    with town_in(home) as town:
        town.connect(BINOD, TEAMS, "c1", language="fr", **TOGO)
        yield town


def test_a_room_hears_what_is_public_of_its_office_and_its_people_hear_it_all(town: Town) -> None:
    assert town.round() == "3 messages sent"
    assert town.round() == "no messages sent"

    assert town.addressed() == ["amina@example.org", "binod2@example.org"]
    (taken,) = town.chat.taken
    text = taken.body["attachments"][0]["content"]["body"][0]["text"]
    assert "Togo" in text
    assert text.splitlines()[-1] == "http://127.0.0.1:8080/?lang=fr"

    rows = {row.envelope.person: row.envelope for row in town.wiring.store.ledger.rows()}
    offices = {each.office for each in town.wiring.store.people.assignments()}
    tasks = [each for checklist in checklists(town.wiring, offices) for each in checklist.tasks]
    visibilities = {each.id: each.rule.visibility.value for each in tasks}
    heard = {key.split("/")[2] for key in rows["room-c1"].keys if not is_mark(key)}
    known = {key.split("/")[2] for key in rows[BINOD].keys if not is_mark(key)}

    assert {visibilities[each] for each in heard} == {"public"}
    assert heard == {each for each in known if visibilities[each] == "public"}
    assert heard < known


def test_a_room_whose_office_nobody_holds_is_silent(town: Town) -> None:
    town.connect(BINOD, SLACK, "c2", country="KEN", office="RCO Kenya")

    assert send_to_rooms(town.wiring, town.now.date()).sent == 1
    assert len(town.chat.taken) == 1


def test_without_rooms_nothing_is_planned_for_any() -> None:
    assert send_to_rooms(wiring_over(MemoryStore()), TODAY) == DeliveryReport()


def test_a_room_that_is_closed_is_told_of_once_by_mail_and_silent_from_then_on(town: Town) -> None:
    town.chat.answer(410)
    assert town.round() == "3 messages sent, 1 deferred"
    assert CLOSED in town.subjects()

    town.now += HOUR
    assert town.round() == "no messages sent"
    assert (len(town.chat.taken), len(town.addressed())) == (1, 3)


def test_in_redirect_mode_the_operator_gets_what_a_room_would_hear(home: Path) -> None:
    with town_in(home, delivery=DeliveryMode.REDIRECT, redirect_to="desk@example.org") as town:
        town.connect(BINOD, TEAMS, "c1", **TOGO)

        assert town.round() == "3 messages sent"
        assert (town.chat.taken, town.addressed()) == ([], ["desk@example.org"] * 3)


def test_what_was_written_for_a_room_is_not_sent_as_mail_once_messages_are_redirected(town: Town) -> None:
    town.chat.answer(503)
    town.round()
    settings = {"delivery": DeliveryMode.REDIRECT, "redirect_to": "desk@example.org"}
    town.wiring = replace(town.wiring, settings=town.wiring.settings.model_copy(update=settings))
    town.now += HOUR

    assert town.round() == "1 message sent, 1 stopped"
    assert (len(town.chat.taken), town.addressed()[-1]) == (1, "desk@example.org")
    assert ("teams", "withdrawn") in town.said()


OTHERS = """
[[room]]
name = "ours"
schema = "jsons"
address = "jsons://robot:hunter2@chat.example.org/room"
office = "RCO Togo"
country = "TGO"
"""


@pytest.mark.parametrize(
    ("chosen", "hosts", "mailed"),
    [
        ({}, ["chat.example.org"], 2),
        ({"delivery": DeliveryMode.ALLOWLIST, "allowlist": "@example.org"}, [], 2),
    ],
)
def test_a_room_of_another_service_is_told_as_the_operator_wrote_it_down_and_the_mode_allows(
    home: Path, chosen: dict[str, Any], hosts: list[str], mailed: int
) -> None:
    file = home / "rooms.toml"
    file.write_text(OTHERS, "utf-8")
    with town_in(home, rooms=file, **chosen) as town:
        town.round()
        town.round()

        assert [each.host for each in town.chat.taken] == hosts
        assert len(town.addressed()) == mailed


def test_a_room_of_another_service_goes_by_a_name_that_an_allow_list_can_hold(home: Path) -> None:
    file = home / "rooms.toml"
    file.write_text(OTHERS, "utf-8")
    with town_in(home, rooms=file) as town:
        (room,) = other_rooms(town.wiring)

    assert (room.id, reader_of(room), room.is_room) == ("ours", "room-ours", True)
    assert load_settings({"UPRCYCLE_ALLOWLIST": room.fingerprint}).allowlist == (room.fingerprint,)
