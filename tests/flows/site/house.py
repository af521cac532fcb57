"""An installation in memory that sends mail to a real server, and its web as a browser meets it."""

import re
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from email import message_from_bytes, policy
from urllib.parse import urlencode

from fastapi import FastAPI
from httpx import Response

from flows.installation.settings import Settings
from flows.installation.wiring import Wiring
from flows.site.access import open_session
from flows.site.pages import pages_of
from notifications.guard import DeliveryMode
from tests.flows.installed import FOUNDED, holder
from tests.notifications.mail_server import Inbox
from tests.web.site import BASE, ask, send
from uprcycle.access.session import Way
from uprcycle.people import Role
from uprcycle.roster.identity import person_id
from uprcycle.store.memory import MemoryStore
from uprcycle.store.packaged import load_ruleset, load_schedule
from web.app import create_app

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
OURS = {"origin": "null", "sec_fetch_site": "same-origin", "user_agent": "Mozilla/5.0 Firefox/140.0"}
AMINA, NOBODY = "amina@example.org", "nobody@example.org"
HELD = replace(
    holder("SUR", "RCO Suriname", Role.RCO),
    person=replace(holder("SUR", "RCO Suriname", Role.RCO).person, id=person_id(AMINA), email=AMINA),
    valid_to=date(2026, 12, 31),
)


@dataclass
class House:
    """An installation in memory that sends mail, and its web."""

    inbox: Inbox
    now: datetime = field(default=NOW)
    wiring: Wiring = field(init=False)
    app: FastAPI = field(init=False)

    def __post_init__(self) -> None:
        store = MemoryStore()
        store.releases.add(load_schedule(), load_ruleset(), by="a tester", note="n", source="s", at=FOUNDED)
        store.people.save([HELD], by="desk", at=NOW)
        settings = Settings(
            base_url=BASE, delivery=DeliveryMode.LIVE, smtp_url=f"smtp://127.0.0.1:{self.inbox.port}"
        )
        self.wiring = Wiring(settings, store, lambda: self.now, self.day)
        self.open()

    def day(self) -> date:
        return self.now.date()

    def open(self) -> None:
        """Begin anew, with nothing counted of any network."""
        self.app = create_app(pages_of(self.wiring))

    def get(self, path: str, token: str = "") -> Response:
        return ask(path, app=self.app, cookie=f"__Host-uprcycle={token}")

    def post(self, path: str, token: str = "", **form: str) -> Response:
        return send(path, urlencode(form), self.app, cookie=f"__Host-uprcycle={token}", **OURS)

    def mails(self) -> list[str]:
        """Return to whom mail went, and the link in it."""
        bodies = [
            message_from_bytes(each.original_content or b"", policy=policy.default)
            for each in self.inbox.taken
        ]
        texts = [each.get_body(("plain",)) for each in bodies]
        return [re.findall(rf"{BASE}(\S+)", text.get_content())[0] for text in texts if text]

    def sign_in(self, person: str = HELD.person.id) -> str:
        """Return the token of a new session."""
        return open_session(self.wiring, person, Way.OPERATOR, "Firefox")


def token_in(answer: Response) -> str:
    """Return the token that an answer gives to the browser."""
    found = re.fullmatch(
        r"__Host-uprcycle=(\S+); HttpOnly; Max-Age=604800; Path=/; SameSite=lax; Secure",
        answer.headers["set-cookie"],
    )
    assert found
    return found[1]
