"""What opens something, and who is who, stands only where it is needed: secrets are planted and sought."""

import json
import logging
import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from flows.feeds.subscribing import Wish, find_person, make
from flows.installation.keys import load_keys
from flows.site.pages import pages_of
from flows.watch.doctor import examine
from flows.watch.heartbeat import note_round
from notifications.guard import DeliveryMode
from tests.flows.test_traces import DATA, PAGES
from tests.flows.town import AMINA, BINOD, MONDAY, Town, town_in
from tests.notifications.hook_addresses import SECRET, SIGNATURE, SLACK, TEAMS
from tests.web.site import BASE, ask_all
from uprcycle.store.ports import Receipt
from web.app import create_app

TOOLS = {"mail.log", "httpx"}
"""Those of the test itself, which play the other side."""

FEEDS = ("/feeds/all.ics", "/feeds/country/SUR.ics", "/readyz", "/robots.txt")
_TOKEN = re.compile(r"upr(?:mail|feed)-[A-Za-z0-9_-]{43}")
REFUSAL, REASON = "550 5.1.1 canary-of-a-bounce", "canary-of-a-hold"
PEOPLE = ("Amina Example", "amina@example.org", AMINA, "binod2@example.org", BINOD)
MODES = {
    DeliveryMode.RECORDER: 1,
    DeliveryMode.REDIRECT: 7,
    DeliveryMode.LIVE: 4,
}
"""How many tokens there are: that of a feed, and three in every mail that its reader could act by."""


class Poisonous:
    """A channel that fails with what nobody may read."""

    def send(self, payload: bytes, to: str) -> Receipt:
        """Fail."""
        raise RuntimeError(f"{SLACK} {to} {payload!r}")

    def close(self) -> None:
        """Keep nothing open."""


@contextmanager
def planted(home: Path, mode: DeliveryMode) -> Iterator[Town]:
    """Run a town in which all was said that is due; mail is refused there, and the chats fail."""
    with town_in(home, delivery=mode, redirect_to="operator@example.org", base_url=BASE) as town:
        town.connect(AMINA, SLACK, "c1")
        town.connect(BINOD, TEAMS, "c2", country="TGO", office="RCO Togo")
        town.inbox.answers[:] = [REFUSAL]
        town.wiring = replace(town.wiring, chats=lambda *_: Poisonous())
        town.wiring.store.holds.place(REASON, by="desk", at=MONDAY)
        town.round()
        note_round(town.wiring)
        yield town


def keys_to_pages(town: Town) -> set[str]:
    """Return every token that stands in a mail, or was handed over."""
    person = find_person(town.wiring, AMINA)
    feed = make(town.wiring, person, Wish("mine"), by="desk").address
    mails = [row.envelope.payload for row in town.wiring.store.ledger.rows()]
    whole = [part for each in mails for part in parts_of(each)]
    return set(_TOKEN.findall("\n".join([feed, *whole])))


def parts_of(mail: bytes) -> list[str]:
    message = message_from_bytes(mail, policy=policy.default)
    return [
        str(message["List-Unsubscribe"]),
        *(str(each.get_content()) for each in message.walk() if each.get_content_maintype() == "text"),
    ]


def secrets_of(town: Town) -> set[str]:
    """Return all that opens something."""
    return keys_to_pages(town) | {SECRET, SIGNATURE, *load_keys(town.wiring.settings)}


def found(secrets: Iterable[str], written: bytes) -> list[str]:
    return sorted(each for each in secrets if each.encode() in written)


def rows_of(home: Path, table: str) -> list[str]:
    with closing(sqlite3.connect(home / "uprcycle.db")) as store:
        return list(map(repr, store.execute(f"SELECT * FROM {table}")))  # noqa: S608 - a table named here


@pytest.mark.parametrize("mode", MODES)
def test_no_byte_of_the_store_and_of_a_backup_opens_anything(
    home: Path, tmp_path: Path, mode: DeliveryMode
) -> None:
    with planted(home, mode) as town:
        secrets = secrets_of(town)
        kept = b"".join(each.read_bytes() for each in home.glob("uprcycle.db*"))
        with closing(sqlite3.connect(home / "uprcycle.db")) as store:
            dumped = "\n".join(store.iterdump()).encode()
            with closing(sqlite3.connect(tmp_path / "backup.db")) as backup:
                store.backup(backup)
    copies = (kept, dumped, (tmp_path / "backup.db").read_bytes())

    assert len(secrets) == MODES[mode] + 3
    assert [found(secrets, each) for each in copies] == [[], [], []]
    assert [found([REASON], each) for each in copies] == [[REASON]] * 3


def test_nobody_is_told_a_secret_or_who_is_who_but_by_their_mail(
    home: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.INFO)
    with planted(home, DeliveryMode.LIVE) as town:
        store, secrets = town.wiring.store, secrets_of(town)
        answers = ask_all([*PAGES, *DATA, *FEEDS], over=create_app(pages_of(town.wiring)))
        told = {
            "log": "".join(
                f"{each.getMessage()} {each.exc_text}" for each in caplog.records if each.name not in TOOLS
            ),
            "errors": capfd.readouterr().err,
            "open to all": "".join(f"{each.headers} {each.text}" for each in answers),
            "doctor": json.dumps([each.as_row() for each in examine(town.wiring.settings)]),
            "heartbeat": "".join(rows_of(home, "heartbeat")),
        }
        trail = "".join(map(repr, store.audit.rows()))
        kept = {(row.envelope.channel, row.state.value, row.answer) for row in store.ledger.rows()}

    assert [each.status_code for each in answers].count(200) >= 20
    private = {*secrets, *PEOPLE, REASON, "canary-of-a-bounce"}
    assert {place: found(private, text.encode()) for place, text in told.items()} == {
        place: [] for place in told
    }
    # Who did what to whom is what the trail is for, by ids alone.
    assert found(private - {AMINA, BINOD}, trail.encode()) == []
    assert kept == {
        ("slack", "claimed", "RuntimeError"),
        ("teams", "claimed", "RuntimeError"),
        ("email", "failed", "550 5.1.1"),
    }
    assert ("held back" in told["doctor"], "round" in told["heartbeat"]) == (True, True)
