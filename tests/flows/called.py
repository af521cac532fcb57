"""Programs that call an installation in memory with keys of people."""

import json
from typing import Any

import httpx

from flows.site.pages import pages_of
from tests.flows.signed import AMINA, UGANDA, Signed
from tests.web.site import ask_all
from uprcycle.access.key import Scope
from uprcycle.access.standing import Account, Grant, Standing
from uprcycle.people import Person
from web.api.schema import ProblemShape
from web.api.source import AskedKey
from web.app import create_app

OFFICER = Grant(Standing.OFFICER)


class Called(Signed):
    """An installation that is called by one application, so that what is counted goes on being counted."""

    def __init__(self, person: Person = AMINA, *grants: Grant) -> None:
        super().__init__(person, *grants)
        self.assign(UGANDA)
        for each in grants:
            account = Account(person.id, person.email, person.name)
            self.wiring.store.accounts.grant(account, each, by="desk", at=self.now)
        self.sources = pages_of(self.wiring)
        self.app = create_app(self.sources)

    def key(self, *scopes: Scope, days: int = 30) -> str:
        """Make a key of the person and return its text."""
        return self.sources.doors.keys.make(
            self.principal, AskedKey("a script", frozenset(scopes), days)
        ).text

    def call(
        self,
        path: str,
        key: str = "",
        method: str = "GET",
        body: Any = b"",  # noqa: ANN401 - JSON or bytes
        **headers: str,
    ) -> httpx.Response:
        """Send one request with a key; what is no bytes goes as JSON."""
        if not isinstance(body, bytes):
            body, headers = json.dumps(body).encode(), {"content_type": "application/json"} | headers
        if key:
            headers["authorization"] = f"Bearer {key}"
        (answer,) = ask_all([path], method, self.app, body, **headers, host="localhost")
        return answer


def refusal(answer: httpx.Response) -> tuple[int, str, str]:
    """Return status, type and challenge of a refusal."""
    found = ProblemShape.model_validate(answer.json())
    return found.status, found.type.rpartition("/")[2], answer.headers.get("www-authenticate", "")
