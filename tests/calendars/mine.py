"""Feeds of one's own for the tests: two offices of Kenya, of the UN and not, and one of Nepal."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from calendars.holdings import PersonalView
from calendars.personal import render_personal
from calendars.press import RenderedFeed
from tests.calendars.build import RULES, SITE, lead, rule, world
from uprcycle.checklist.build import build_checklist
from uprcycle.checklist.tick import TaskState, Tick
from uprcycle.people import Office, Role
from uprcycle.rules.rule import Kind, Prominence
from uprcycle.store.ports import Revision
from uprcycle.subscriptions import Filter, Right, Scope, Subscription
from uprcycle.timetable.world import World
from uprcycle.visibility import Visibility
from uprcycle.wording.language import ENGLISH, Language

RCO = Office("RCO Kenya", "KEN", frozenset({Role.RCO}))
FORUM = Office("Civic Forum", "KEN", frozenset({Role.CSO}))
NEPAL = Office("RCO Nepal", "NPL", frozenset({Role.RCO}))

ACTED = (
    *RULES,
    replace(
        rule(
            "draft", kind=Kind.ACTION, title="Draft a report", lead=lead("2 months before", "1 week before")
        ),
        actors=(Role.RCO, Role.CSO),
        prominence=Prominence.DETAIL,
    ),
    replace(
        rule("inner-brief", kind=Kind.ACTION, title="Brief inside", lead=lead("3 days before")),
        actors=(Role.RCO,),
        visibility=Visibility.UN_INTERNAL,
    ),
    replace(
        rule("shared-plan", title="Plan with partners", lead=lead("5 weeks before")),
        actors=(Role.CSO,),
        informed=(Role.RCO,),
        visibility=Visibility.PARTNERS,
    ),
    replace(
        rule("quiet-call", kind=Kind.ACTION, title="Call quietly", lead=lead("4 days before")),
        actors=(Role.RCO, Role.CSO),
        visibility=Visibility.PRIVATE,
    ),
    replace(
        rule("statement", kind=Kind.DEADLINE, title="Send a statement", lead=lead("10 weeks before")),
        actors=(Role.RCO,),
    ),
)
ENDING = "feed-s1-ends"
DONE_AT = datetime(2026, 2, 1, 8, 15, tzinfo=UTC)


def acted(**changes: Any) -> World:  # noqa: ANN401 - what a world is made from
    """Return the world of the tests with rules on which these offices act."""
    return world(**{"rules": ACTED} | changes)


def view(
    *offices: Office,
    world: World | None = None,
    held: Iterable[Office] | None = None,
    ticks: Iterable[Tick] = (),
    **chosen: Any,  # noqa: ANN401 - of a filter
) -> PersonalView:
    """Return what the holder of ``offices`` (by default that of the UN in Kenya) subscribed to."""
    mine = offices or (RCO,)
    right = Right(mine, frozenset(mine if held is None else held))
    subscription = Subscription(
        id="s1",
        person="p1",
        title="My duties",
        scope=Scope.PERSON,
        digest="0" * 64,
        made=datetime(2026, 1, 12, tzinfo=UTC),
        expires=date(2027, 2, 1),
        filter=Filter(**chosen),
    )
    of = world or acted()
    given = tuple(ticks)
    lists = tuple(build_checklist(of.timetable(each.country, 4), each, given) for each in mine)
    return PersonalView(subscription, right, lists)


def tick(
    task: str, state: TaskState = TaskState.DONE, office: str = "RCO Kenya", at: datetime = DONE_AT
) -> Tick:
    """Return what an office of Kenya said of a task."""
    return Tick("KEN", 4, task, office, state, "an officer", at, note="SECRET NOTE")


def render(
    of: PersonalView,
    world: World | None = None,
    revisions: Mapping[str, Revision] | None = None,
    languages: Iterable[Language] = (ENGLISH,),
) -> RenderedFeed:
    """Return the feed of a view over the world of the tests."""
    return render_personal(of, world or acted(), revisions or {}, tuple(languages), SITE)


def components(feed: RenderedFeed) -> dict[str, list[str]]:
    """Return the components of what a feed holds; that it ends is said apart from that."""
    return {name: lines for name, lines in every_component(feed).items() if name != ENDING}


def every_component(feed: RenderedFeed) -> dict[str, list[str]]:
    """Return the unfolded lines of each component by its name, without the host."""
    lines = feed.body.decode().replace("\r\n ", "").split("\r\n")
    found: dict[str, list[str]] = {}
    for number, line in enumerate(lines):
        if line in {"BEGIN:VEVENT", "BEGIN:VTODO"}:
            own = lines[number : lines.index(line.replace("BEGIN", "END"), number) + 1]
            name = next(each for each in own if each.startswith("UID:"))[4:].partition("@")[0]
            found[name] = own
    return found


def value(lines: Iterable[str], name: str) -> str:
    """Return the value of a property."""
    return next(each for each in lines if each.split(";")[0].split(":")[0] == name).partition(":")[2]
