"""What is remembered of an entry so that it can still be shown when its date was taken back."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from calendars.entries import Entry, Mark
from calendars.feeds import Feed, FeedKind
from calendars.identity import page_path
from calendars.selection import Selection
from calendars.wording import Variant, cancelled_description, cancelled_summary, categories_text
from uprcycle.days.span import Precision, Status
from uprcycle.reviews.phases import Phase
from uprcycle.rules.rule import Kind
from uprcycle.timetable.world import World
from uprcycle.visibility import Audience, may_see
from uprcycle.wording.language import Language
from uprcycle.wording.terms import kind_text, phase_text

_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class Keepsake:
    """The identity and place of one entry; ``title`` serves when the rule itself is gone.

    ``start`` and ``end`` are ISO days, or ISO times in UTC. What was kept
    before there were feeds of roles and phases has none of either.
    """

    country: str
    cycle: int
    session: int
    milestone: str
    kind: str
    prominence: str
    title: str
    start: str
    end: str
    phase: str = ""
    actors: tuple[str, ...] = ()
    informed: tuple[str, ...] = ()
    precision: str = Precision.DAY

    @property
    def roles(self) -> tuple[str, ...]:
        """Those that act or are informed."""
        return self.actors + self.informed

    @classmethod
    def read(cls, text: str) -> "Keepsake":
        """Read the text of a keepsake."""
        fields: dict[str, Any] = json.loads(text)
        lists: dict[str, Any] = {name: tuple(each) for name, each in fields.items() if isinstance(each, list)}
        return cls(**fields | lists)

    def __str__(self) -> str:
        """Return the text that :meth:`read` reads back."""
        fields: dict[str, Any] = {name: getattr(self, name) for name in self.__slots__}
        return _JSON.encode(fields)


def keep(mark: Mark, session: int) -> Keepsake:
    """Return what to remember of ``mark``."""
    milestone = mark.milestone
    return Keepsake(
        country=milestone.country,
        cycle=milestone.cycle,
        session=session,
        milestone=milestone.id,
        kind=milestone.rule.kind,
        prominence=milestone.rule.prominence,
        title=milestone.rule.title,
        start=mark.start.isoformat(),
        end=mark.end.isoformat(),
        phase=milestone.rule.phase,
        actors=tuple(milestone.rule.actors),
        informed=tuple(milestone.rule.informed),
        precision=milestone.span.precision,
    )


def belongs(keepsake: Keepsake, selection: Selection, world: World) -> bool:
    """Tell whether a feed would hold the entry, had its date not been taken back.

    ``selection`` is what the feed does hold.
    """
    window = selection.window
    return (
        is_public(keepsake, world)
        and keepsake.prominence in selection.reach.prominences
        and (window is None or window.holds(keepsake.start, keepsake.end))
        and _is_about(keepsake, selection.feed, world)
    )


def _is_about(keepsake: Keepsake, feed: Feed, world: World) -> bool:
    key = feed.key
    if feed.kinds and keepsake.kind not in feed.kinds:
        return False
    return {
        FeedKind.ALL: True,
        FeedKind.REGION: world.countries[keepsake.country].region == key,
        FeedKind.ROLE: key in keepsake.roles,
        FeedKind.PHASE: keepsake.phase == key,
        FeedKind.SESSION: str(keepsake.session) == key,
        FeedKind.COUNTRY: keepsake.country == key,
    }[feed.kind]


def is_replaced(keepsake: Keepsake, world: World) -> bool:
    """Tell whether the milestone has another public date now, so that nothing was cancelled.

    That is so when a closer date takes the place of the two ends of a long window, or the
    State has passed to its next cycle.
    """
    cycle = world.running.get(keepsake.country)
    if cycle is None or cycle < keepsake.cycle:
        return False
    milestone = world.timetable(keepsake.country, keepsake.cycle).milestone(keepsake.milestone)
    return milestone is not None and milestone.is_known


def write_cancelled(
    name: str, keepsake: Keepsake, world: World, language: Language, variant: Variant
) -> Entry:
    """Word an entry whose date was taken back and not replaced."""
    country = world.countries[keepsake.country]
    rule = world.ruleset_of(keepsake.country).rulebook.by_id.get(keepsake.milestone)
    title = language.text(rule.title if rule else keepsake.title)
    return Entry(
        name=name,
        start=_read(keepsake.start),
        end=_read(keepsake.end),
        status=Status.WITHDRAWN,
        kind=Kind(keepsake.kind),
        is_busy=False,
        summary=cancelled_summary(title, language, country if variant is Variant.SHARED else None),
        description=cancelled_description(language),
        categories=categories_text(rule, language) if rule else _categories(keepsake, language),
        path=page_path(keepsake.country, keepsake.milestone),
        language=language.code,
    )


def _categories(keepsake: Keepsake, language: Language) -> tuple[str, ...]:
    """Return the groups of what no rule dates any more; what was kept long ago has no phase."""
    phase = (phase_text(Phase(keepsake.phase), language),) if keepsake.phase else ()
    return kind_text(Kind(keepsake.kind), language), *phase


def is_public(keepsake: Keepsake, world: World) -> bool:
    """Tell whether the public may know what the entry was about."""
    rule = world.ruleset_of(keepsake.country).rulebook.by_id.get(keepsake.milestone)
    is_open = rule is None or may_see(Audience.PUBLIC, rule.visibility)
    return is_open and keepsake.country in world.countries


def _read(text: str) -> date:
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
