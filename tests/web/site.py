"""The web over the packaged data, on a fixed day, with plain functions for what comes from outside."""

import asyncio
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

import httpx
from fastapi import FastAPI

import calendars.identity
from calendars.feeds import find_feed
from calendars.press import Press, RenderedFeed
from notifications.guard import DeliveryMode
from tests.web.api.closed import CLOSED
from tests.web.desk.registry import EMPTY
from tests.web.no_drafts import NoDrafts
from tests.web.nobodys import NOBODYS
from tests.web.signing import AlwaysSignedIn, NobodysAccounts
from tests.web.staff.nobody import NOBODYS_STAFF
from uprcycle.access.principal import Principal
from uprcycle.access.standing import GRANTABLE, Grant
from uprcycle.checklist.answer import Answer, Fault
from uprcycle.documents.build import Document, build_documents
from uprcycle.people import Assignment
from uprcycle.preferences import Preferences
from uprcycle.schedule.release import Release
from uprcycle.store.packaged import (
    language_codes,
    load_countries,
    load_language,
    load_ruleset,
    load_schedule,
)
from uprcycle.store.packaged_documents import load_listed_documents
from uprcycle.store.ports import Revision
from uprcycle.timetable.announced import Announcement, Entry, Imprint, describe_opening
from uprcycle.timetable.timetable import Timetable
from uprcycle.timetable.world import World
from uprcycle.visibility import Audience
from uprcycle.wording.language import Language
from uprcycle.wording.shown import show_milestone
from web.app import create_app
from web.choices import NextMail, Standing
from web.sources import Asked, Found, History, Readiness, Site, Sources

TODAY = date(2026, 11, 21)
RELEASED = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
BASE = "https://upr.example.org"
NO_HISTORIES: dict[str, Revision] = {}
PRESS = Press(calendars.identity.Site(BASE, "upr.example.org"))


@cache
def world() -> World:
    """The world of release 1, computed once for all tests."""
    release = Release(
        number=1,
        schedule=load_schedule(),
        at=RELEASED,
        by="a tester",
        note="the packaged schedule",
        source="packaged",
        ruleset=load_ruleset().digest,
    )
    return World(release, load_countries(), [load_ruleset()])


@cache
def feed(name: str, language: str) -> RenderedFeed:
    """A feed as it is published, with no history yet."""
    return PRESS.render(find_feed(name, world()), world(), NO_HISTORIES, Language(language))


def validators(name: str, language: str) -> tuple[str, datetime]:
    """Tag and time of a feed."""
    return PRESS.validators(find_feed(name, world()), world(), NO_HISTORIES, Language(language))


def show(timetable: Timetable, language: Language) -> Mapping[str, Any]:
    shown = [show_milestone(each, language) for each in timetable.seen_by(Audience.PUBLIC)]
    return {"country": timetable.country, "cycle": timetable.cycle, "release": 1, "milestones": shown}


def documents(timetable: Timetable) -> tuple[Document, ...]:
    """The documents of a review, with no link recorded yet."""
    return build_documents(timetable, load_listed_documents(), ())


class Nobody:
    """Takes no answers: nobody was ever sent a mail."""

    def find(self, asked: Asked) -> Found | None:
        del asked
        return None

    def answer(self, asked: Asked, answer: Answer, serial: int) -> tuple[Fault, ...] | None:
        del asked, answer, serial
        return None

    def undo(self, asked: Asked, serial: int) -> bool | None:
        del asked, serial
        return None


FIRST = Imprint(1, RELEASED, "the packaged schedule", "packaged")


class NobodysDesk:
    """Knows no token: nobody was ever sent a link."""

    def look(self, token: str) -> Standing | None:
        del token
        return None

    def coming(self, token: str) -> tuple[NextMail, ...]:
        del token
        return ()

    def choose(self, token: str, asked: Preferences) -> Standing | None:
        del token, asked
        return None

    leave = come_back = look


def entries(country: str) -> Iterator[Entry]:
    """The log of the one release there is."""
    if not country:
        yield Entry(FIRST, Announcement(0, 1, ()), describe_opening(world()))


SOURCES = Sources(
    world=world,
    language=load_language,
    languages=language_codes(),
    feed=feed,
    validators=validators,
    serial=lambda: 1,
    personal=lambda _token, _client: None,
    personal_at_hand=lambda _token, _client: None,
    show=show,
    today=lambda: TODAY,
    ready=lambda: Readiness(release=1),
    history=History(
        releases=lambda: (FIRST,),
        entries=entries,
        between=lambda _old, _new: next(entries("")),
        world_on=lambda _: world(),
    ),
    documents=documents,
    answers=Nobody(),
    preferences=NobodysDesk(),
    unsubscribing=NobodysDesk(),
    access=AlwaysSignedIn(),
    accounts=NobodysAccounts(),
    registry=EMPTY,
    own=NOBODYS,
    drafting=NoDrafts(),
    staff=NOBODYS_STAFF,
    site=Site(BASE, hosts=("upr.example.org",)),
    delivery=DeliveryMode.LIVE,
    doors=CLOSED,
    reprisal_addresses=("first@example.org", "second@example.org"),
)


def build_app(**changes: Any) -> FastAPI:  # noqa: ANN401 - any field of the sources
    """The application with some of its sources changed."""
    return create_app(replace(SOURCES, **changes))


EVERYTHING = tuple(Grant(each) for each in GRANTABLE)


def principal(*grants: Grant, assignments: Iterable[Assignment] = ()) -> Principal:
    """Somebody on the day of the tests, with what is granted and held."""
    return Principal("p-signed", "Sami Example", "sami@example.org", "en", grants, tuple(assignments), TODAY)


def signed_in(
    *grants: Grant,
    assignments: Iterable[Assignment] = (),
    **changes: Any,  # noqa: ANN401 - any field of the sources
) -> FastAPI:
    """The application as :func:`principal` sees it who signed in: with every standing unless some are given.

    Whoever holds an office here has no grant unless some are given; ``changes`` are other sources.
    """
    held = tuple(assignments)
    somebody = principal(*(grants or (() if held else EVERYTHING)), assignments=held)
    return build_app(**{"access": AlwaysSignedIn(somebody)} | changes)


@cache
def app() -> FastAPI:
    return build_app()


def ask(path: str, method: str = "GET", app: FastAPI | None = None, **headers: str) -> httpx.Response:
    """One request; header names are given with underscores."""
    return ask_all([path], method, app, **headers)[0]


def send(path: str, body: str | bytes, app: FastAPI | None = None, **headers: str) -> httpx.Response:
    """One request that sends ``body``; header names are given with underscores."""
    return ask_all([path], "POST", app, body, **headers)[0]


def ask_all(
    paths: Iterable[str],
    method: str = "GET",
    over: FastAPI | None = None,
    body: str | bytes = b"",
    **headers: str,
) -> list[httpx.Response]:
    named = {"accept-encoding": "identity"} | {key.replace("_", "-"): value for key, value in headers.items()}

    async def send_all() -> list[httpx.Response]:
        transport = httpx.ASGITransport(over or app(), raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url=BASE) as client:
            return [
                await client.request(method, f"{BASE}{each}", headers=named, content=body) for each in paths
            ]

    return asyncio.run(send_all())
