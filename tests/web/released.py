"""The web over five releases: one moves a session, one only what is hidden, one has a hostile note."""

from dataclasses import replace
from datetime import UTC, datetime
from functools import cache

import httpx
from fastapi import FastAPI

from flows.installation.wiring import Wiring
from flows.releases.changelog import ChangeLog
from tests.flows.installed import wiring_over
from tests.flows.released import BASE, LATER
from tests.web.reading import Element, Page
from tests.web.site import ask, build_app
from uprcycle.days.span import Status, read_span
from uprcycle.schedule.session import Schedule
from uprcycle.store.memory import MemoryStore
from uprcycle.store.packaged import load_ruleset
from uprcycle.timetable.override import Aim, Override
from uprcycle.visibility import Visibility
from web.sources import History

AUTHOR = "Secret Example"
HOSTILE = (
    "<script>alert(1)</script> \"'&amp; {{7*7}} {% raw %} ${7*7} \u202egnp.exe\u2066 \x00\x1b[31m"
    "\r\nSet-Cookie: x=1\r\n\r\n]]><b>" + "long " * 2_000
)
HIDDEN = next(
    each for each in load_ruleset().rulebook.milestones if each.visibility is Visibility.UN_INTERNAL
)
RELEASES = (
    (datetime(2026, 3, 2, 9, 30, tzinfo=UTC), "The first schedule", "https://upr.example.net/list?a=1&b=2"),
    (datetime(2026, 6, 18, 14, 5, tzinfo=UTC), "Session 54 was put off", "A letter of the Bureau"),
    (datetime(2026, 9, 4, 8, 0, tzinfo=UTC), "Remarks", ""),
    (datetime(2026, 11, 19, 22, 45, tzinfo=UTC), HOSTILE, "javascript:alert(1)"),
    (datetime(2026, 11, 20, 10, 10, tzinfo=UTC), "Back to release 3", "release 3"),
)


def with_a_day(schedule: Schedule, country: str, day: str) -> Schedule:
    """Return ``schedule`` with the last slot of a State on a confirmed day."""
    (last,) = (
        each
        for each in schedule.slots
        if each.country == country and each.dates.status is not Status.WITHDRAWN
    )
    dates = replace(last.dates, span=read_span(day), status=Status.CONFIRMED)
    slots = tuple(replace(each, dates=dates) if each is last else each for each in schedule.slots)
    return replace(schedule, slots=slots)


@cache
def wiring() -> Wiring:
    """An installation in memory that made the five releases; the third moves a hidden date of Haiti."""
    store = MemoryStore()
    later = LATER.schedule
    schedules = (BASE, later, later, with_a_day(later, "USA", "2026-11-09"), later)
    for number, (schedule, (at, note, source)) in enumerate(zip(schedules, RELEASES, strict=True), start=1):
        if number == 3:
            span, aim = read_span("2026-05-04"), Aim(HIDDEN.id, "HTI", 4)
            store.overrides.add(Override(aim, span, Status.CONFIRMED, "said so", "a call", AUTHOR, at))
        store.releases.add(schedule, load_ruleset(), by=AUTHOR, note=note, source=source, at=at)
    return wiring_over(store)


@cache
def log() -> ChangeLog:
    """The log of those releases."""
    return ChangeLog(wiring())


@cache
def released() -> FastAPI:
    """The application over those releases."""
    return build_released()


def build_released(**changes: object) -> FastAPI:
    """The application over those releases, with some of its other sources changed."""
    known = log()
    history = History(known.releases, known.entries, known.between, known.world_on)
    return build_app(world=wiring().world, history=history, **changes)


def get(path: str, **headers: str) -> httpx.Response:
    """One request to that application."""
    return ask(path, app=released(), **headers)


def page(path: str) -> Page:
    return Page(get(path).text)


def section(found: Page, heading: str) -> Element:
    """The section with this heading."""
    home = next(each.parent for each in found.all("h2", "h3") if each.whole_text() == heading)
    assert home is not None
    return home
