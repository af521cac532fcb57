"""A small world with everything a calendar must hold, and milestones made in one line each."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from calendars.identity import Site
from uprcycle.citation import Citation
from uprcycle.countries import Countries, Country, Region
from uprcycle.days.offset import Offset
from uprcycle.days.recurrence import Recurrence
from uprcycle.days.span import Span, Status, read_span
from uprcycle.days.workdays import WorkingDays
from uprcycle.people import Role
from uprcycle.reviews.phases import Phase
from uprcycle.rules.anchor import Anchor
from uprcycle.rules.rule import Basis, Kind, Lead, Prominence, Rule
from uprcycle.rules.rulebook import Rulebook
from uprcycle.rules.ruleset import Ruleset
from uprcycle.schedule.release import Release
from uprcycle.schedule.session import Published, PublishedDate, Schedule, Slot, WorkingGroupSession
from uprcycle.timetable.milestone import Finding, Milestone, Step, StepKind
from uprcycle.timetable.paper import Paper
from uprcycle.timetable.world import World
from uprcycle.visibility import Visibility

SITE = Site("https://upr.example.org", "cal.example.org")
RECORD = Citation("the list of the tests", "page 1")
GUIDE = Citation("A guide for the tests", "section 2")
FIRST = datetime(2026, 1, 12, 9, 30, tzinfo=UTC)


def rule(  # noqa: PLR0913 - each test names the one thing it is about
    identity: str = "working-group-review",
    *,
    kind: Kind = Kind.EVENT,
    lead: Lead | None = None,
    prominence: Prominence = Prominence.HEADLINE,
    visibility: Visibility = Visibility.PUBLIC,
    title: str = "Review in the Working Group",
    at: time | None = None,
) -> Rule:
    return Rule(
        id=identity,
        kind=kind,
        phase=Phase.REVIEW,
        title=title,
        description=f"What {identity} is about.",
        lead=lead or Lead(Anchor.REVIEW),
        visibility=visibility,
        basis=Basis.STATED,
        sources=(GUIDE,),
        actors=(Role.GOVERNMENT,),
        prominence=prominence,
        at=at,
    )


def lead(offset: str, until: str = "", anchor: Anchor = Anchor.REVIEW) -> Lead:
    return Lead(anchor, Offset.parse(offset), Offset.parse(until) if until else None)


RULES = (
    replace(
        rule("stakeholder-submission-deadline", kind=Kind.DEADLINE, title="Submissions are due", at=time(15)),
        lead=Lead(Anchor.SUBMISSION_DEADLINE),
        fallback=lead("6 months before"),
    ),
    rule("national-report", kind=Kind.DOCUMENT, title="National report", lead=lead("12 weeks before")),
    rule(),
    rule(
        "session-start",
        kind=Kind.MILESTONE,
        title="Session begins",
        lead=Lead(Anchor.SESSION_START),
        prominence=Prominence.KEY,
    ),
    replace(
        rule("national-consultation", title="Consult", lead=lead("8 months before", "3 months before")),
        prominence=Prominence.DETAIL,
        produces="Notes",
        limits="Two days; more, if possible.",
        repeat=Recurrence(12),
        voluntary=True,
        depends_on=("national-report", "inner-meeting"),
    ),
    rule(
        "viewing",
        title="Watch it together",
        lead=lead("on the day", "1 day after"),
        prominence=Prominence.DETAIL,
    ),
    rule("inner-meeting", title="Meet inside", visibility=Visibility.UN_INTERNAL, lead=lead("1 week before")),
    rule("own-note", title="Note for oneself", visibility=Visibility.PRIVATE, lead=lead("1 day before")),
)


def country(iso3: str, name: str, region: Region, zone: str) -> Country:
    names = {"en": name, "fr": f"{name} (fr)"}
    return Country(iso3, names, (), region, ZoneInfo(zone), frozenset({5, 6}), "en", is_member=True)


COUNTRIES = Countries(
    (
        country("KEN", "Kenya", Region.AFRICA, "Africa/Nairobi"),
        country("KIR", "Kiribati", Region.ASIA_PACIFIC, "Pacific/Kiritimati"),
        country("NPL", "Nepal", Region.ASIA_PACIFIC, "Asia/Kathmandu"),
        country("TGO", "Togo", Region.AFRICA, "Africa/Lome"),
    )
)


def published(span: str, status: Status = Status.CONFIRMED) -> Published:
    return Published(read_span(span), status, RECORD)


def slot(
    iso3: str, session: int | None, span: str, status: Status = Status.CONFIRMED, cycle: int = 4
) -> Slot:
    return Slot(cycle, session, iso3, 1, published(span, status))


SLOTS = (
    slot("KEN", 52, "2026-05-04T09:00/2026-05-04T12:30"),
    slot("KIR", 53, "2026-11", Status.TENTATIVE),
    slot("NPL", 52, "2026-05-06", Status.TENTATIVE),
    slot("TGO", None, "unknown", Status.TENTATIVE),
)
SESSIONS = (
    WorkingGroupSession(52, 4, published("2026-05-04/2026-05-15")),
    WorkingGroupSession(53, 4, published("2026-11", Status.TENTATIVE)),
)
DATES = (PublishedDate(52, "stakeholder-submission-deadline", "deadline", published("2025-10-10")),)
OPENING = Schedule(SESSIONS, (), SLOTS, DATES)


def schedule(*slots: Slot) -> Schedule:
    """Return the opening schedule with these slots in the place of the States' own."""
    moved = {each.country for each in slots}
    return replace(OPENING, slots=(*(each for each in SLOTS if each.country not in moved), *slots))


def world(
    of: Schedule = OPENING, number: int = 1, at: datetime = FIRST, rules: Iterable[Rule] = RULES
) -> World:
    ruleset = Ruleset('{"made for a test": {}}', Rulebook(tuple(rules)), WorkingDays())
    release = Release(number, of, at, "an officer", "a note", "a list", ruleset.digest)
    return World(release, COUNTRIES, [ruleset])


def milestone(span: Span | str, status: Status = Status.CONFIRMED, of: Rule | None = None) -> Milestone:
    found = read_span(span) if isinstance(span, str) else span
    finding = Finding(found, status, RECORD, (Step(StepKind.PUBLISHED, found, citation=RECORD),))
    return Milestone(of or rule(), "KEN", 4, finding, found)


def papered(of: Milestone, at: datetime = FIRST, *, is_superseded: bool = False) -> Milestone:
    """Return a milestone whose document can be read in French since ``at``."""
    url = "https://documents.example.org/report"
    return replace(of, papers=(Paper("National report", "fr", url, at, is_superseded),))


def day(text: str) -> date:
    return date.fromisoformat(text)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
