"""Who may open which page and send which form: every route of the web, against everybody, from one table.

A route that stands in no table fails here, so that nothing is opened by being forgotten.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from httpx import Response

from flows.installation.settings import Settings
from flows.installation.wiring import Wiring
from flows.site.access import open_session
from flows.site.pages import pages_of
from flows.site.roll import Roll
from tests.flows.installed import NOON, TODAY, founded_memory, holder
from tests.web.site import BASE, ask_all
from uprcycle.access.act import Act, may_anywhere
from uprcycle.access.principal import Principal
from uprcycle.access.session import Way
from uprcycle.access.standing import Account, Grant, Standing
from uprcycle.people import Assignment, Role
from web.access.reader import read_reader
from web.app import ROOMS, create_app

OPEN = (
    *("/", "/countries", "/sessions", "/calendar", "/changes", "/changes.atom", "/subscribe", "/feeds"),
    *("/static", "/robots.txt", "/healthz", "/readyz", "/api/openapi.json", "/api/problems"),
    *("/sign-in", "/sign-out"),
)
"""Where everybody may look, and where nobody is known yet."""

BY_TOKEN = ("/feeds/my", "/answers", "/preferences", "/unsubscribe", "/api/v1")
"""What a token or a key opens, tested in rooms of their own."""

OWN = ("/my/sign-ins", "/my/preferences", "/my/feeds", "/access/keys")
"""What is one's own, whatever one is."""

ACTS: dict[str, tuple[Act, ...]] = {
    "/my": (Act.SEE_DUTIES,),
    "/my/offices": (Act.SEE_OFFICE,),
    "/my/offices/{key}/brief": (Act.HAND_OVER,),
    "/my/offices/{key}/tasks": (Act.ANSWER_DUTIES, Act.SEE_OFFICE),
    "/board": (Act.SEE_BOARD,),
    "/desk": (Act.PLAN_RELEASE, Act.OVERRIDE, Act.SEE_AUDIT),
    "/desk/schedule": (Act.PLAN_RELEASE,),
    "/desk/drafts": (Act.PLAN_RELEASE,),
    "/desk/edit": (Act.PLAN_RELEASE,),
    "/desk/releases": (Act.PLAN_RELEASE,),
    "/desk/overrides": (Act.OVERRIDE,),
    "/desk/audit": (Act.SEE_AUDIT,),
    "/people": (Act.SEE_PEOPLE,),
    "/people/load": (Act.EDIT_PEOPLE,),
    "/people/{person}/erase": (Act.EDIT_PEOPLE,),
    "/outbox": (Act.SEE_OUTBOX,),
    "/outbox/send": (Act.SEND,),
    "/knowledge": (Act.SEE_KNOWLEDGE,),
    "/health": (Act.SEE_HEALTH,),
    "/access": (Act.MANAGE_ACCESS,),
    "/access/hooks": (Act.MANAGE_KEYS,),
}
"""Under which paths one of which acts is needed; the longest path that fits counts."""

ROOM, OTHER = holder("SUR", "RCO Suriname", Role.RCO), holder("TGO", "RCO Togo", Role.RCO, person="binod")
PARTNER = holder("SUR", "Civic Forum", Role.CSO, person="chara3")
WHOLE = holder("SUR", "RCO Suriname", Role.RCO, person="ela")
ENDED = replace(holder("SUR", "UNCT Suriname", Role.UNCT, person="dana"), valid_to=date(2026, 11, 20))
HELD = {
    "holder": ROOM,
    "holder of another State": OTHER,
    "partner": PARTNER,
    "everything": WHOLE,
    "ended": ENDED,
}
GRANTS = {
    f"{standing.value} of {where}": Grant(standing, frozenset(codes))
    for standing in (Standing.ADMINISTRATOR, Standing.OFFICER, Standing.OBSERVER)
    for where, codes in (("all", ()), ("another State", ("TGO",)))
}
KNOWN = {
    "key": ROOM.office.key,
    "office": ROOM.office.key,
    "person": ROOM.person.id,
    "cycle": "4",
    "number": "1",
    "name": "shift",
    "day": "2026-11-23",
}
OURS = {
    "origin": "null",
    "sec_fetch_site": "same-origin",
    "content_type": "application/x-www-form-urlencoded",
}


@dataclass(frozen=True)
class Route:
    """A method and a path, and whether a reader is asked for."""

    method: str
    path: str
    is_signed: bool

    def filled(self, *, is_known: bool) -> str:
        """Return the path with what there is in its braces, or with what there is not."""
        made_up = "2099-01-01" if "{day}" in self.path else "made-up"
        return re.sub(
            r"\{(\w+)\}", lambda each: KNOWN.get(each[1], made_up) if is_known else made_up, self.path
        )


def calls(dependant: Dependant) -> Iterator[Any]:
    yield dependant.call
    for each in dependant.dependencies:
        yield from calls(each)


@cache
def routes() -> tuple[Route, ...]:
    return tuple(
        Route(method, each.path, read_reader in set(calls(each.dependant)))
        for room in ROOMS
        for each in room.router.routes
        if isinstance(each, APIRoute)
        for method in sorted(each.methods or ())
    )


def starts(path: str, prefixes: Iterable[str]) -> bool:
    return any(path == each or (path.startswith(f"{each.rstrip('/')}/") and each != "/") for each in prefixes)


def acts_of(path: str) -> tuple[Act, ...]:
    """Return one of which acts a path needs; none for what is one's own."""
    fitting = [each for each in (*ACTS, *OWN) if starts(path, [each])]
    if path == "/my":  # one's own, beneath which others need an act
        return ()
    return ACTS.get(max(fitting, key=len, default=""), ())


@dataclass(frozen=True)
class Town:
    """An installation with somebody of each kind, signed in."""

    wiring: Wiring
    app: FastAPI
    tokens: dict[str, str]
    principals: dict[str, Principal]


@pytest.fixture(scope="module")
def town() -> Town:
    plain = founded_memory()
    wiring = Wiring(Settings(base_url=BASE), plain.store, lambda: NOON, lambda: TODAY)
    store = wiring.store
    held: dict[str, Assignment] = {
        key: replace(each, valid_to=date(2026, 12, 31)) for key, each in HELD.items()
    }
    store.people.save(held.values(), by="desk", at=NOON)
    ids = {key: each.person.id for key, each in held.items()}
    for key, grant in GRANTS.items():
        ids[key] = f"p-{key.replace(' ', '-')}"
        store.accounts.grant(Account(ids[key], f"{ids[key]}@example.org", key), grant, by="desk", at=NOON)
    whole = Account(WHOLE.person.id, WHOLE.person.email, "Ela Example")
    for standing in (Standing.ADMINISTRATOR, Standing.OFFICER, Standing.OBSERVER):
        store.accounts.grant(whole, Grant(standing), by="desk", at=NOON)
    tokens = {key: open_session(wiring, person, Way.MAIL, "Firefox") for key, person in ids.items()}
    store.people.save([ENDED], by="desk", at=NOON)
    found = {key: Roll(wiring).of(person) for key, person in ids.items()}
    known = {key: each for key, each in found.items() if each}
    assert set(ids) - set(known) == {"ended"}
    return Town(wiring, create_app(pages_of(wiring)), tokens, known)


def answers(town: Town, who: str, method: str, paths: list[str]) -> list[Response]:
    token = town.tokens.get(who, "uprsession-made-up")
    return ask_all(paths, method, town.app, cookie=f"__Host-uprcycle={token}", **OURS)


def test_every_route_is_open_or_asks_who_reads_and_names_an_act() -> None:
    forgotten = [
        f"{each.method} {each.path}"
        for each in routes()
        if each.is_signed is starts(each.path, (*OPEN, *BY_TOKEN))
        or (each.is_signed and not (acts_of(each.path) or starts(each.path, OWN) or each.path == "/my"))
    ]

    assert forgotten == []


def test_nobody_opens_anything_whose_last_role_has_ended(town: Town) -> None:
    who = "ended"
    signed = [each for each in routes() if each.is_signed]
    paths = {
        method: [each.filled(is_known=True) for each in signed if each.method == method]
        for method in ("GET", "POST")
    }
    read, sent = (answers(town, who, method, paths[method]) for method in ("GET", "POST"))

    assert len(signed) == len(read) + len(sent)
    assert [f"{each.url}" for each in read if each.status_code != 303] == []
    assert {each.headers["location"].partition("?")[0] for each in read} == {"/sign-in"}
    assert [f"{each.url}" for each in sent if each.status_code != 401] == []


@pytest.mark.parametrize("who", ["holder", *(each for each in GRANTS if each != "observer of another State")])
def test_what_somebody_may_not_do_they_neither_do_nor_learn_of(town: Town, who: str) -> None:
    principal, before = town.principals[who], town.wiring.store.audit.last()
    denied = [
        each
        for each in routes()
        if each.is_signed and acts_of(each.path)
        if not any(may_anywhere(principal, act) for act in acts_of(each.path))
    ]
    wrong = []
    for method in ("GET", "POST"):
        chosen = [each for each in denied if each.method == method]
        known = answers(town, who, method, [each.filled(is_known=True) for each in chosen])
        named = [each.filled(is_known=False) for each in chosen if "{" in each.path]
        unknown = dict(zip(named, answers(town, who, method, named), strict=True))
        for route, here in zip(chosen, known, strict=True):
            nowhere = unknown.get(route.filled(is_known=False), here)
            is_refused = here.status_code in {403, 404}
            is_same = (here.status_code, main_of(here)) == (nowhere.status_code, main_of(nowhere))
            if not is_refused or not is_same:
                wrong.append(f"{route.method} {route.path}: {here.status_code}, {nowhere.status_code}")

    assert wrong == []
    assert town.wiring.store.audit.last() == before


STRANGERS_TO_THE_OFFICE = (
    "holder of another State",
    "partner",
    *(each for each in GRANTS if "another" in each),
)


@pytest.mark.parametrize("who", STRANGERS_TO_THE_OFFICE)
def test_what_is_of_others_looks_as_if_it_were_not_there(town: Town, who: str) -> None:
    wrong, before = [], town.wiring.store.audit.last()
    for method in ("GET", "POST"):
        chosen = [
            each
            for each in routes()
            if each.is_signed and each.method == method
            if {"key", "office", "person"} & set(re.findall(r"\{(\w+)\}", each.path))
        ]
        theirs, nobodys = (
            answers(town, who, method, [each.filled(is_known=known) for each in chosen])
            for known in (True, False)
        )
        wrong += [
            f"{route.method} {route.path}: {here.status_code}, {nowhere.status_code}"
            for route, here, nowhere in zip(chosen, theirs, nobodys, strict=True)
            if here.status_code not in {403, 404}
            or (here.status_code, main_of(here)) != (nowhere.status_code, main_of(nowhere))
        ]

    assert wrong == []
    assert town.wiring.store.audit.last() == before


def main_of(answer: Response) -> str:
    return answer.text.partition("<main")[2].partition("</main>")[0]


@pytest.mark.parametrize("who", ["partner", *(each for each in GRANTS if "another" in each)])
def test_an_area_is_open_to_whoever_may_do_something_there_and_nobody_else(town: Town, who: str) -> None:
    principal = town.principals[who]
    areas = ["/my/offices", "/board", "/desk", "/people", "/outbox", "/knowledge", "/access"]
    opened = {
        path: each.status_code for path, each in zip(areas, answers(town, who, "GET", areas), strict=True)
    }
    expected = {
        path: 200 if any(may_anywhere(principal, act) for act in acts_of(path)) else 403 for path in areas
    }

    assert opened == expected


def test_to_look_at_any_page_changes_nothing(town: Town) -> None:
    before = town.wiring.store.audit.last()
    looked = [each for each in routes() if each.is_signed and each.method == "GET"]
    opened = answers(town, "everything", "GET", [each.filled(is_known=True) for each in looked])

    wrong = [each for each in opened if each.status_code in {401, 403} or each.is_server_error]
    assert [f"{each.url}" for each in wrong] == []
    assert town.wiring.store.audit.last() == before
