"""A small installation in memory, with people in Kenya and Togo, and its pages as somebody sees them."""

from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any
from urllib.parse import urlencode

import httpx
from fastapi import FastAPI

from flows.installation.wiring import Wiring
from flows.site.staff import staff_of
from tests.flows.installed import NOON
from tests.flows.released import released_for
from tests.web.signing import AlwaysSignedIn
from tests.web.site import SOURCES, ask, build_app, principal, send
from tests.web.staff.nobody import NOBODYS_STAFF
from uprcycle.access.standing import Grant, Standing
from uprcycle.checklist.routing import office_of
from uprcycle.people import Assignment, Office, Person, Role
from uprcycle.roster.identity import person_id
from uprcycle.store.packaged import load_countries
from web.staff.source import Staff

OURS = {"origin": "null", "sec_fetch_site": "same-origin"}
KENYA, TOGO = (office_of(load_countries()[code]) for code in ("KEN", "TGO"))
FORUM = Office("Civic Forum", "KEN", frozenset({Role.CSO}))


def somebody(name: str, language: str = "en") -> Person:
    address = f"{name.lower()}@example.org"
    return Person(person_id(address), f"{name} Example", address, language)


AMINA, BRUNO, CHARA, DANA = (somebody(each) for each in ("Amina", "Bruno", "Chara", "Dana"))
HEAD = Assignment(AMINA, KENYA, is_head=True)
HELD = (HEAD, Assignment(BRUNO, KENYA), Assignment(CHARA, FORUM), Assignment(DANA, TOGO, is_head=True))

EVERYWHERE = Grant(Standing.ADMINISTRATOR)
IN_KENYA = Grant(Standing.ADMINISTRATOR, frozenset({"KEN"}))
OFFICER = Grant(Standing.OFFICER)


@cache
def _app() -> FastAPI:
    return build_app()


def app_over(**changes: Any) -> FastAPI:  # noqa: ANN401 - any field of the sources
    """Return the one application of these tests over other sources: to make another one takes a second.

    It has these sources until it is asked for again.
    """
    _app().state.sources = replace(SOURCES, **changes)
    return _app()


@dataclass
class Town:
    """The installation, its sources, and what one somebody who signed in sees of it."""

    wiring: Wiring = field(default_factory=lambda: released_for("KEN", "TGO"))
    staff: Staff = field(init=False)

    def __post_init__(self) -> None:
        self.wiring.store.people.save(HELD, by="desk", at=NOON)
        self.staff = staff_of(self.wiring)

    def app(
        self,
        *grants: Grant,
        held: tuple[Assignment, ...] = (),
        **changes: Any,  # noqa: ANN401 - any field of the sources
    ) -> FastAPI:
        somebody = principal(*grants, assignments=held) if grants or held else None
        return app_over(**{"access": AlwaysSignedIn(somebody), "staff": self.staff} | changes)

    def see(self, path: str, *grants: Grant, held: tuple[Assignment, ...] = ()) -> httpx.Response:
        return ask(path, app=self.app(*(grants or (() if held else (EVERYWHERE, OFFICER))), held=held))

    def do(
        self, path: str, form: dict[str, str], *grants: Grant, held: tuple[Assignment, ...] = ()
    ) -> httpx.Response:
        app = self.app(*(grants or (() if held else (EVERYWHERE, OFFICER))), held=held)
        return send(path, urlencode(form), app, **OURS)

    def held_by(self, person: Person) -> list[Assignment]:
        return [each for each in self.wiring.store.people.assignments() if each.person.id == person.id]


def naming(held: Assignment, action: str, **fields: str) -> dict[str, str]:
    """Return a form that names what somebody holds."""
    office = {"country": held.office.country, "office": held.office.name}
    return {**office, "from": held.valid_from.isoformat(), "action": action, **fields}


def looking(**parts: Any) -> FastAPI:  # noqa: ANN401 - any part of what the pages ask of the installation
    """Return the pages as somebody with every standing sees them where nobody holds an office."""
    everything = (EVERYWHERE, OFFICER)
    return app_over(access=AlwaysSignedIn(principal(*everything)), staff=replace(NOBODYS_STAFF, **parts))
