"""What a feed is meant to say, from its entries before they are written down, and of which kinds it is.

The bytes of a feed are not looked at.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from calendars.entries import Entry, Mark, marks_of, write_entry
from calendars.ics import clean_label, clean_line, clean_text
from calendars.identity import Part, uid_of
from calendars.keepsake import Keepsake, write_cancelled
from calendars.wording import Variant
from flows.installation.wiring import Wiring
from tests.interop.reading import Item
from uprcycle.days.span import Precision, Status
from uprcycle.rules.rule import Kind, Prominence
from uprcycle.timetable.timetable import Timetable
from uprcycle.visibility import Audience
from uprcycle.wording.language import Language
from uprcycle.wording.terms import title_text

_STATUS = {
    Status.ESTIMATED: "TENTATIVE",
    Status.TENTATIVE: "TENTATIVE",
    Status.CONFIRMED: "CONFIRMED",
    Status.HELD: "CONFIRMED",
    Status.WITHDRAWN: "CANCELLED",
}
_MAIN = frozenset({Prominence.HEADLINE, Prominence.KEY})


@dataclass(frozen=True, slots=True)
class Meant:
    """An entry and the kinds of which it is."""

    item: Item
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Subject:
    """A feed by its name, the States it is about, and which of their dates it tells."""

    name: str
    states: frozenset[str]
    prominences: frozenset[Prominence]
    variant: Variant


SUBJECTS = (
    Subject("country/ISL", frozenset({"ISL"}), frozenset(Prominence), Variant.OWN),
    Subject("country/UGA", frozenset({"UGA"}), frozenset(Prominence), Variant.OWN),
    Subject("country/VEN", frozenset({"VEN"}), frozenset(Prominence), Variant.OWN),
    Subject("session/54", frozenset({"ISL", "UGA", "VEN"}), _MAIN, Variant.SHARED),
)

KINDS = (
    "sitting with hours",
    "cut-off with an hour",
    "all-day deadline",
    "window as a bar",
    "window as two ends",
    "month only",
    "estimated",
    "tentative",
    "confirmed",
    "projected",
    "moved",
    "withdrawn",
)


def meant_by(subject: Subject, wiring: Wiring, language: Language) -> dict[str, Meant]:
    """Return every entry of a feed by UID."""
    found = (*_standing(subject, wiring, language), *_withdrawn(subject, wiring, language))
    return {each.item.uid: each for each in found}


def undated(subject: Subject, wiring: Wiring, language: Language) -> list[str]:
    """Return the titles of what has no date in a feed, and so no entry."""
    return [
        clean_text(title_text(each.rule, language))
        for timetable in _timetables(subject, wiring)
        for each in timetable.seen_by(Audience.PUBLIC)
        if not each.is_known
    ]


def _timetables(subject: Subject, wiring: Wiring) -> Iterable[Timetable]:
    world = wiring.world()
    if subject.variant is Variant.SHARED:
        return [each for each in world.timetables_of_session(54) if each.country in subject.states]
    return [world.timetable(each, 4) for each in subject.states]


def _standing(subject: Subject, wiring: Wiring, language: Language) -> Iterator[Meant]:
    histories = wiring.store.revisions.current()
    for timetable in _timetables(subject, wiring):
        for milestone in timetable.seen_by(Audience.PUBLIC):
            if milestone.rule.prominence not in subject.prominences:
                continue
            for mark in marks_of(milestone):
                entry = write_entry(mark, wiring.world(), language, subject.variant)
                sequence = histories[mark.name].sequence
                yield Meant(item_of(entry, sequence, wiring), tuple(kinds_of(mark, sequence)))


def _withdrawn(subject: Subject, wiring: Wiring, language: Language) -> Iterator[Meant]:
    world = wiring.world()
    for history in wiring.store.revisions.current().values():
        if not history.withdrawn:
            continue
        kept = Keepsake.read(history.payload)
        milestone = world.timetable(kept.country, kept.cycle).milestone(kept.milestone)
        is_replaced = milestone is not None and milestone.is_known
        if kept.country in subject.states and kept.prominence in subject.prominences and not is_replaced:
            entry = write_cancelled(history.uid, kept, world, language, subject.variant)
            yield Meant(item_of(entry, history.sequence, wiring), ("withdrawn",))


def item_of(entry: Entry, sequence: int, wiring: Wiring) -> Item:
    """Return what an entry says, cleaned as every text of a feed is."""
    link = f"{wiring.site.base_url}{entry.path}"
    return Item(
        uid=uid_of(entry.name, wiring.site),
        start=entry.start,
        end=entry.end,
        summary=clean_line(entry.summary),
        description=clean_text(f"{entry.description}\n\n{link}"),
        location="",
        categories=tuple(map(clean_label, entry.categories)),
        url=link,
        status=_STATUS[entry.status],
        sequence=sequence,
        related=uid_of(entry.related, wiring.site) if entry.related else "",
        alarms=tuple((-int(each.total_seconds()), clean_line(entry.summary)) for each in entry.alarms),
    )


def kinds_of(mark: Mark, sequence: int) -> Iterator[str]:
    """Yield the kinds that the entry of a mark is of."""
    milestone = mark.milestone
    precision = milestone.span.precision
    if mark.is_busy:
        yield "sitting with hours"
    elif precision is Precision.INSTANT and milestone.rule.kind is Kind.DEADLINE:
        yield "cut-off with an hour"
    elif precision is Precision.DAY and milestone.rule.kind is Kind.DEADLINE:
        yield "all-day deadline"
    elif precision is Precision.WINDOW:
        yield "window as a bar" if mark.part is Part.WHOLE else "window as two ends"
    elif precision is Precision.MONTH:
        yield "month only"
    yield milestone.status.value
    if milestone.is_projected:
        yield "projected"
    if sequence:
        yield "moved"
