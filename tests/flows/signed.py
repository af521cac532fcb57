"""An installation in memory, its clock, its web, and somebody who signed in to it."""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from html import unescape
from urllib.parse import urlencode

import httpx
from fastapi import FastAPI

from flows.site.pages import pages_of
from tests.flows.answered import FORM, OURS
from tests.flows.installed import NOON, founded_memory
from tests.web.signing import AlwaysSignedIn
from tests.web.site import ask, send
from uprcycle.access.principal import Principal
from uprcycle.access.standing import Grant
from uprcycle.people import Assignment, Office, Person, Role
from web.app import create_app

AMINA, BRUNO = (Person(f"p-{name}", name.title(), f"{name}@example.org") for name in ("amina", "bruno"))
UGANDA = Office("RCO Uganda", "UGA", frozenset({Role.RC, Role.RCO, Role.UNCT}))
TOGO = Office("RCO Togo", "TGO", frozenset({Role.RCO, Role.UNCT}))
FORUM = Office("Civic Forum", "UGA", frozenset({Role.CSO}))


class Signed:
    """Answers as somebody who signed in, with the offices that the store has of them."""

    def __init__(self, person: Person = AMINA, *grants: Grant) -> None:
        self.now = NOON
        self.person = person
        self.grants = grants
        self.wiring = founded_memory(lambda: self.now)

    def assign(self, office: Office, person: Person | None = None, **changes: object) -> None:
        held = replace(Assignment(person or self.person, office), **changes)  # type: ignore[arg-type]
        self.wiring.store.people.save([held], by="desk", at=self.now)

    @property
    def principal(self) -> Principal:
        held = (each for each in self.wiring.store.people.assignments() if each.person.id == self.person.id)
        who = self.person
        return Principal(who.id, who.name, who.email, "en", self.grants, tuple(held), self.wiring.today())

    def ask(self, path: str) -> httpx.Response:
        return ask(path, app=self.app)

    def post(self, path: str, form: Mapping[str, str], headers: Mapping[str, str] = OURS) -> httpx.Response:
        """Send a form, from one of our own pages unless the headers say otherwise."""
        return send(path, urlencode(form), self.app, **FORM, **headers)

    def press(self, page: str, target: str, **fields: str) -> httpx.Response:
        """Send the first form of ``page`` that goes to ``target``, with its hidden fields."""
        (form, *_) = re.findall(rf'<form [^>]*action="{re.escape(target)}"[^>]*>.*?</form>', page, re.DOTALL)
        hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', form))
        return self.post(target, {name: unescape(value) for name, value in hidden.items()} | fields)

    @cached_property
    def app(self) -> FastAPI:
        sources = pages_of(self.wiring)
        anywhere = replace(sources.site, hosts=("*",))
        return create_app(replace(sources, access=_Access(self), site=anywhere))


class _Access(AlwaysSignedIn):
    """Knows of one who signed in as they are when they are asked for."""

    def __init__(self, signed: Signed) -> None:
        super().__init__()
        object.__setattr__(self, "_signed", signed)

    def principal(self, token: str) -> Principal:
        del token
        return self._signed.principal  # type: ignore[attr-defined,no-any-return]
