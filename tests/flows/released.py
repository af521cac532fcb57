"""The last two sessions released once, and session 54 put off: for the tests of releases."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache
from itertools import count

from flows.feeds.publishing import publish
from flows.installation.wiring import Wiring
from flows.releases.releasing import (
    Draft,
    Outcome,
    Signature,
    preview,
    release_draft,
)
from tests.flows.installed import FOUNDED, NOON, wiring_over
from uprcycle.days.span import day_span, read_span
from uprcycle.schedule.schedule_file import write_schedule
from uprcycle.schedule.session import Schedule
from uprcycle.store.memory import MemoryStore
from uprcycle.store.packaged import load_countries, load_ruleset, load_schedule
from uprcycle.store.ports import Revision

MOVED = 54
SIGNED = Signature("the desk", "as agreed", "a letter")
TWO = replace(SIGNED, confirmed_by="another desk")


def last_sessions(schedule: Schedule) -> Schedule:
    """Return sessions 53 and 54 of ``schedule`` alone, so that a release takes no time."""
    kept = {MOVED - 1, MOVED}
    return replace(
        schedule,
        sessions=tuple(each for each in schedule.sessions if each.number in kept),
        slots=tuple(each for each in schedule.slots if each.session in kept),
        dates=tuple(each for each in schedule.dates if each.session in kept),
    )


def founded(now: Callable[[], datetime], schedule: Schedule) -> Wiring:
    """Return an installation in memory that has released ``schedule`` and published nothing."""
    store = MemoryStore()
    store.releases.add(schedule, load_ruleset(), by="a tester", note="first", source="", at=FOUNDED)
    return wiring_over(store, now)


def released_for(*countries: str, now: Callable[[], datetime] = lambda: NOON) -> Wiring:
    """Return an installation in memory that has released the cycle of some States alone."""
    slots = tuple(each for each in PACKAGED.slots if each.country in countries and each.cycle == 4)
    return founded(now, replace(PACKAGED, slots=slots))


@cache
def histories() -> tuple[Revision, ...]:
    """Return what the feeds say after the first release, published once for all tests."""
    wiring = founded(lambda: NOON, BASE)
    publish(wiring)
    return tuple(wiring.store.revisions.current().values())


def first_release() -> Wiring:
    """Return an installation of its own in which a minute passes between any two looks at the clock."""
    moments = count()
    wiring = founded(lambda: NOON + timedelta(minutes=next(moments)), BASE)
    wiring.store.revisions.save(histories(), at=NOON)
    return wiring


def postponed(schedule: Schedule) -> Schedule:
    """Return ``schedule`` with session 54 and its reviews six months later."""
    spans = {"2027-01/2027-02": "2027-07/2027-08", "2027-01": "2027-07", "2027-02": "2027-08"}
    sessions = tuple(
        replace(each, dates=replace(each.dates, span=read_span(spans[str(each.dates.span)])))
        if each.number == MOVED
        else each
        for each in schedule.sessions
    )
    slots = tuple(
        replace(each, dates=replace(each.dates, span=read_span(spans[str(each.dates.span)])))
        if each.session == MOVED
        else each
        for each in schedule.slots
    )
    return replace(schedule, sessions=sessions, slots=slots)


PACKAGED = load_schedule()
BASE = last_sessions(PACKAGED)
LATER = Draft(postponed(BASE))
IN_MOVED = tuple(sorted(each.country for each in BASE.slots if each.session == MOVED))


def release(wiring: Wiring, draft: Draft, signature: Signature = SIGNED) -> Outcome:
    return release_draft(wiring, draft, preview(wiring, draft).plan.digest, signature)


def moved(country: str, day: date) -> bytes:
    """Return a file of one row that says on which day of the next session a State is reviewed."""
    slots = tuple(
        replace(each, dates=replace(each.dates, span=day_span(day)))
        for each in PACKAGED.slots
        if each.session == MOVED and each.country == country
    )
    sessions = tuple(each for each in PACKAGED.sessions if each.number == MOVED)
    return write_schedule(
        replace(PACKAGED, sessions=sessions, slots=slots, dates=()), load_countries(), ".csv"
    )
