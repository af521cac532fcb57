"""An installation with people whose mails arrive at a server on loopback, and the links in those mails."""

import html
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any, TypeAlias
from urllib.parse import urlencode

import httpx

from flows.installation.settings import Settings
from flows.nudges.nudging import send_nudges
from flows.site.pages import pages_of
from notifications.guard import DeliveryMode
from notifications.rhythm import is_mark
from tests.flows.installed import NOON, founded_memory, stored, wiring_over
from tests.notifications.mail_server import Inbox, serving
from tests.web.site import BASE, ask, send
from uprcycle.people import Assignment, Office, Person, Role
from web.app import create_app

AMINA, BRUNO = (Person(f"p-{name}", name.title(), f"{name}@example.org") for name in ("amina", "bruno"))
UGANDA = Office("RCO Uganda", "UGA", frozenset({Role.RCO, Role.UNCT}))
TASK = "read-three-documents"
"""A task of that office that may be named in a mail; it is due ten days after the day of the installation."""

DUE = date(2026, 12, 1)
DAY = timedelta(days=1)
OURS = {"sec_fetch_site": "same-origin", "origin": "null"}
FORM = {"content_type": "application/x-www-form-urlencoded"}


class Answered:
    """The installation, in memory or in the folder ``home``, its clock and its web."""

    def __init__(self, port: int, home: Path | None = None) -> None:
        self.now: datetime = NOON
        chosen: dict[str, Any] = {
            "delivery": DeliveryMode.LIVE,
            "smtp_url": f"smtp://127.0.0.1:{port}",
            "base_url": BASE,
            "smtp_per_second": 0,
        }
        self.wiring = (
            wiring_over(founded_memory().store, lambda: self.now, Settings(**chosen))
            if home is None
            else stored(home, lambda: self.now, **chosen)
        )
        self.app = create_app(pages_of(self.wiring))

    def assign(self, person: Person, office: Office = UGANDA, last: date = date.max) -> None:
        self.wiring.store.people.save([Assignment(person, office, valid_to=last)], by="desk", at=self.now)

    def send(self) -> int:
        """Send what is owed and return how many mails went out."""
        return send_nudges(self.wiring, self.wiring.today()).delivery.sent

    def link(self, inbox: Inbox, person: Person = AMINA, task: str = TASK) -> str:
        """Return the path in the last mail to a person on which a task is answered."""
        rows = [each for each in self.wiring.store.ledger.rows() if each.envelope.person == person.id]
        nudges = sorted(each for each in rows[0].envelope.keys if not is_mark(each))
        number = next(place for place, each in enumerate(nudges, 1) if each.split("/")[2] == task)
        (found,) = (each for each in links_to(inbox, person) if f"/{number}?" in each)
        return found

    def ask(self, path: str, method: str = "GET", **headers: str) -> httpx.Response:
        return ask(path, method, self.app, **headers)

    def answer(self, path: str, saying: str, **fields: str) -> httpx.Response:
        """Open the page at ``path`` and send the form of it that says so."""
        return self.answer_from(self.ask(path).text, path, saying, **fields)

    def answer_from(self, page: str, path: str, saying: str, **fields: str) -> httpx.Response:
        """Send a form of ``page`` to ``path``."""
        serial = re.search(r'name="serial" value="(\d+)"', page)
        action = re.search(r'<form class="answer" method="post" action="([^"]*)"', page)
        assert serial is not None
        assert action is not None
        target = f"{path.partition('?')[0]}{html.unescape(action[1])}"
        return self.post(target, {"saying": saying, "serial": serial[1], **fields})

    def post(self, path: str, form: Mapping[str, str], headers: Mapping[str, str] = OURS) -> httpx.Response:
        """Send a form, from one of our own pages unless the headers say otherwise."""
        return send(path, urlencode(form), self.app, **FORM, **headers)

    def state(self) -> tuple[object, ...]:
        """Return everything that an answer could change, and all that is written down of it."""
        store = self.wiring.store
        return store.audit.last(), store.ticks.all(), store.pauses.standing(), store.ledger.rows()

    def be_quiet(self) -> None:
        """Send nothing to anybody from now on."""
        self.wiring = wiring_over(self.wiring.store, self.wiring.now, Settings(base_url=BASE))


@contextmanager
def answered() -> Iterator[tuple[Answered, Inbox]]:
    """Run a mail server and an installation that sends to it."""
    with serving(Inbox()) as inbox:
        yield Answered(inbox.port), inbox


Running: TypeAlias = tuple[Answered, Inbox]


@contextmanager
def running_office() -> Iterator[Running]:
    """Run an installation that has sent one mail to each of two people of an office."""
    with answered() as (installed, inbox):
        for each in (AMINA, BRUNO):
            installed.assign(each)
        assert installed.send() == 2
        yield installed, inbox


def links_to(inbox: Inbox, person: Person, kind: str = "answers") -> list[str]:
    """Return the paths of one kind in the last mail to a person."""
    taken = [each for each in inbox.taken if each.rcpt_tos == [person.email]]
    return links_in(taken[-1].original_content or b"", kind)


def links_in(mail: bytes, kind: str = "answers") -> list[str]:
    """Return the paths of one kind in a mail, which are the same in both parts."""
    message, found = message_from_bytes(mail, policy=policy.default), []
    for part in ("plain", "html"):
        body = message.get_body((part,))
        assert body is not None
        text = html.unescape(str(body.get_content()))
        found.append(re.findall(rf"{BASE}(/{kind}/[^\s\"<>]+)", text))
    assert found[0] == found[1]
    return found[0]
