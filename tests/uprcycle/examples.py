"""Small invented values, and the packaged world, for the tests of the core."""

from datetime import UTC, datetime
from functools import cache
from zoneinfo import ZoneInfo

from uprcycle.citation import Citation
from uprcycle.countries import Country, Region
from uprcycle.days.offset import Offset
from uprcycle.days.span import Status, read_span
from uprcycle.people import Role
from uprcycle.reviews.phases import Phase
from uprcycle.reviews.review import Review
from uprcycle.rules.anchor import read_anchor
from uprcycle.rules.rule import Basis, Kind, Lead, Rule
from uprcycle.schedule.release import Release
from uprcycle.schedule.session import (
    CouncilSession,
    Published,
    PublishedDate,
    Schedule,
    Slot,
    WorkingGroupSession,
)
from uprcycle.store.packaged import load_countries, load_ruleset, load_schedule
from uprcycle.timetable.world import World
from uprcycle.visibility import Visibility

LIST = Citation("the printed list", confidence="confirmed")
GUIDE = Citation("the guide", "line 7")


@cache
def packaged_world(*, inferred: bool = False) -> World:
    """Return everything that follows from the packaged data."""
    return world_of(load_schedule(inferred=inferred))


def world_of(schedule: Schedule) -> World:
    """Return what the packaged rules and States make of ``schedule``."""
    return World(release_of(schedule), load_countries(), [load_ruleset()])


def release_of(schedule: Schedule, number: int = 1) -> Release:
    """Return ``schedule`` as a release of the day on which the record was read."""
    at, rules = datetime(2026, 11, 21, tzinfo=UTC), load_ruleset().digest
    return Release(number, schedule, at, "the desk", "first", "the record", rules)


def published(span: str, status: Status = Status.CONFIRMED, citation: Citation = LIST) -> Published:
    """Return a published date by its text."""
    return Published(read_span(span), status, citation)


def session(
    dates: str = "2027-11-01/2027-11-12", status: Status = Status.CONFIRMED, number: int = 55, cycle: int = 5
) -> WorkingGroupSession:
    """Return a Working Group session of an invented cycle, whose outcomes Council session 66 adopts."""
    return WorkingGroupSession(number, cycle, published(dates, status), council=(66,))


def slot(country: str = "KEN", span: str = "2027-11-03", **changes: object) -> Slot:
    """Return a slot in session 55, changed by what is named."""
    cells = {"cycle": 5, "session": 55, "order": 1, "dates": published(span)} | changes
    return Slot(country=country, **cells)  # type: ignore[arg-type]


def council(dates: str, number: int = 66) -> CouncilSession:
    """Return a Council session."""
    return CouncilSession(number, published(dates))


def dated(milestone: str, span: str, status: Status = Status.CONFIRMED, country: str = "") -> PublishedDate:
    """Return a date published for session 55, or for one of its States."""
    return PublishedDate(55, milestone, milestone, published(span, status), country)


def schedule(*dates: PublishedDate, slots: tuple[Slot, ...] = (slot(),)) -> Schedule:
    """Return session 55 with its dates and slots, adopted by a Council session whose days nobody knows."""
    return Schedule((session(),), (council("unknown"),), slots, dates)


def review(**changes: object) -> Review:
    """Return the review of Kenya in session 55, changed by what is named."""
    cells = {
        "country": "KEN",
        "cycle": 5,
        "slot": slot(),
        "session": session(),
        "councils": (),
        "published": {},
        "cycle_start": None,
    } | changes
    return Review(**cells)  # type: ignore[arg-type]


def lead(anchor: str, offset: str = "on the day", until: str = "") -> Lead:
    """Return a lead by its phrases."""
    return Lead(read_anchor(anchor), Offset.parse(offset), Offset.parse(until) if until else None)


def rule(rule_id: str = "brief-the-team", counted: Lead | None = None, **changes: object) -> Rule:
    """Return a public duty of the resident coordinator's office, changed by what is named."""
    cells = {
        "kind": Kind.MILESTONE,
        "phase": Phase.PREPARATION,
        "title": "Brief the team",
        "description": "The team hears what lies ahead.",
        "lead": counted or lead("review", "12 weeks before"),
        "visibility": Visibility.PUBLIC,
        "basis": Basis.STATED,
        "sources": (GUIDE,),
        "actors": (Role.RCO,),
    } | changes
    return Rule(id=rule_id, **cells)  # type: ignore[arg-type]


def country(iso3: str = "KEN", name: str = "Kenya", **changes: object) -> Country:
    """Return a State by code and English name, changed by what is named."""
    cells = {
        "names": {"en": name},
        "aliases": (),
        "region": Region.AFRICA,
        "zone": ZoneInfo("Africa/Nairobi"),
        "weekend": frozenset({5, 6}),
        "language": "en",
        "is_member": True,
    } | changes
    return Country(iso3=iso3, **cells)  # type: ignore[arg-type]
