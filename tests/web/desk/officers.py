"""Two officers at the desk of a small installation: three States in session 54, one in 53."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import cached_property
from itertools import count
from urllib.parse import urlencode

import httpx
from fastapi import FastAPI, Request

from flows.installation.wiring import Wiring
from flows.site.pages import pages_of
from tests.flows.installed import NOON
from tests.flows.released import BASE, founded
from tests.web.reading import Page
from tests.web.signing import AlwaysSignedIn
from tests.web.site import EVERYTHING, ask, build_app, principal, send
from uprcycle.access.standing import Account, Grant, Standing
from uprcycle.schedule.session import Schedule
from web.page import Visit
from web.sources import Sources

SAMI, CHARA = "Sami Example", "Chara Example"
STATES = ("GRC", "HTI", "ISL", "ZWE")
SMALL: Schedule = replace(BASE, slots=tuple(each for each in BASE.slots if each.country in STATES), dates=())


def small_installation() -> Wiring:
    """An installation in memory in which a minute passes between any two looks at the clock."""
    minutes = count()
    return founded(lambda: NOON + timedelta(minutes=next(minutes)), SMALL)


@dataclass
class Officers:
    """The desk as one officer or the other sees it."""

    wiring: Wiring = field(default_factory=small_installation)
    _apps: dict[tuple[object, ...], FastAPI] = field(default_factory=dict, repr=False)

    @cached_property
    def sources(self) -> Sources:
        """All that the pages show of it."""
        return pages_of(self.wiring)

    def app(self, name: str = SAMI, *grants: Grant) -> FastAPI:
        """The application as somebody with these grants sees it, by default with all."""
        if (name, *grants) not in self._apps:
            somebody = AlwaysSignedIn(replace(principal(*(grants or EVERYTHING)), id=f"p-{name}", name=name))
            found = self.sources
            self._apps[name, *grants] = build_app(
                access=somebody, registry=found.registry, history=found.history, world=found.world
            )
        return self._apps[name, *grants]

    def ask(self, path: str, name: str = SAMI, *grants: Grant) -> httpx.Response:
        """Ask for a page."""
        return ask(path, app=self.app(name, *grants))

    def send(self, path: str, form: Mapping[str, object], name: str = SAMI) -> httpx.Response:
        """Send a form of our own."""
        return send(path, urlencode(form), self.app(name), sec_fetch_site="same-origin")

    def enter(self, name: str) -> None:
        """Give somebody an account, by which their id has a name."""
        enter(self.wiring, name)

    @property
    def written(self) -> int:
        """How much was ever written."""
        return self.wiring.store.audit.last()


def enter(wiring: Wiring, name: str) -> None:
    """Give whoever is signed in under a name an account."""
    account = Account(f"p-{name}", f"{name.split(maxsplit=1)[0].casefold()}@example.org", name)
    wiring.store.accounts.grant(account, Grant(Standing.OFFICER), by="somebody", at=NOON)


def hidden(page: httpx.Response) -> dict[str, str]:
    """Return the hidden fields of the last form of a page."""
    found = Page(page.text)
    last = found.all("form")[-1]
    inputs = (each for each in found.all("input") if last in each.ancestors())
    return {
        each.attributes["name"]: each.attributes.get("value", "")
        for each in inputs
        if each.attributes.get("type") == "hidden"
    }


def buttons(page: httpx.Response) -> list[str]:
    """Return what the buttons of a page say."""
    return [each.whole_text() for each in Page(page.text).all("button")]


def words(page: httpx.Response) -> str:
    """Return all that stands in the main part of a page, on one line."""
    (main,) = Page(page.text).all("main")
    return main.whole_text()


def visit_over(sources: Sources) -> Visit:
    """Return a request for nothing in particular."""
    return Visit(Request({"type": "http", "headers": [], "query_string": b"", "path": "/"}), sources, "en")
