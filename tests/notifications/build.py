"""Invented people, offices and tasks, made in one line each."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from notifications.cadence import Stage, Term
from notifications.duties import Duties, build_duties
from notifications.letterhead import Letterhead
from notifications.plan import Nudge, plan_nudges
from uprcycle.checklist.task import Task
from uprcycle.checklist.tick import TaskState
from uprcycle.citation import Citation
from uprcycle.days.offset import Offset
from uprcycle.days.span import GENEVA, Span, Status, day_span
from uprcycle.people import Assignment, Office, Person, Role
from uprcycle.presence import Absence, Staffing
from uprcycle.reviews.phases import Phase
from uprcycle.rules.anchor import Anchor
from uprcycle.rules.rule import Basis, Kind, Lead, Rule
from uprcycle.store.packaged import load_countries
from uprcycle.timetable.milestone import Finding, Milestone, Step, StepKind
from uprcycle.visibility import Visibility

MONDAY = date(2026, 5, 4)
NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
UN_TEAM = frozenset({Role.RCO, Role.UNCT})
HELP = ("first@example.org", "second@example.org")
HEAD = Letterhead("https://uprcycle.example.org", "uprcycle@example.org", load_countries(), HELP)
CITED = Citation("the rulebook of the tests")


def office(country: str = "KEN", name: str = "", roles: frozenset[Role] = UN_TEAM) -> Office:
    return Office(name or f"RCO {country}", country, roles)


def person(  # noqa: PLR0913 - each test names the one thing it is about
    identity: str = "p1",
    name: str = "",
    email: str = "",
    *,
    language: str = "en",
    zone: ZoneInfo = GENEVA,
    hour: int = 8,
    weekday: int = 0,
) -> Person:
    return Person(
        id=identity,
        name=name or f"Person {identity}",
        email=email or f"{identity}@example.org",
        language=language,
        zone=zone,
        digest_day=weekday,
        digest_hour=hour,
    )


def holds(
    who: Person,
    where: Office | None = None,
    since: date = date.min,
    until: date = date.max,
    deputy_of: str = "",
) -> Assignment:
    return Assignment(who, where or office(), since, until, deputy_of=deputy_of)


def task(  # noqa: PLR0913 - each test names the one thing it is about
    span: Span | date,
    item: str = "write-report",
    *,
    of: Office | None = None,
    status: Status = Status.CONFIRMED,
    state: TaskState = TaskState.OPEN,
    visibility: Visibility = Visibility.PUBLIC,
    voluntary: bool = False,
    title: str = "Write the report",
    forecast: bool = False,
    anchor: Status | None = None,
    kind: Kind = Kind.ACTION,
    basis: Basis = Basis.STATED,
) -> Task:
    owner = of or office()
    when = day_span(span) if isinstance(span, date) else span
    rule = Rule(
        id=item,
        kind=kind,
        phase=Phase.SUBMISSIONS,
        title=title,
        description="",
        lead=Lead(Anchor.REVIEW, Offset.parse("12 weeks before")),
        visibility=visibility,
        basis=basis,
        sources=(CITED,),
        actors=tuple(sorted(owner.roles)),
        voluntary=voluntary,
    )
    steps: tuple[Step, ...] = (Step(StepKind.FORECAST, when),) if forecast else ()
    if anchor:
        steps = (Step(StepKind.ANCHOR, when, status=anchor), Step(StepKind.OFFSET, when))
    return Task(Milestone(rule, owner.country, 4, Finding(when, status, CITED, steps), when), owner, state)


def duties(
    tasks: Iterable[Task], assignments: Iterable[Assignment], absences: Iterable[Absence] = ()
) -> Duties:
    return build_duties(tasks, Staffing(tuple(assignments), tuple(absences)), {})


def nudge(of: Task, to: Person | None = None, today: date = MONDAY) -> Nudge:
    """Return the nudge that is owed today for one task to the one who holds its office."""
    (owed,) = plan_nudges(duties([of], [holds(to or person(), of.office)]), frozenset(), today)
    return owed


def stage(name: str = "14-days-before", day: date = MONDAY, until: date = date.max) -> Stage:
    return Stage(name, day, until)


def term(due: date, over: date | None = None) -> Term:
    return Term(due, over or due)
