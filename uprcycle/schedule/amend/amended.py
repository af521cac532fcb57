"""A schedule after a change, and what the change did to each row.

What was done is read off the rows themselves, so it can neither leave out nor invent anything.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from typing import TypeAlias, TypeVar

from uprcycle.phrase import phrase, series
from uprcycle.schedule.document import read_document, write_document
from uprcycle.schedule.session import (
    CouncilSession,
    Published,
    PublishedDate,
    Schedule,
    Slot,
    WorkingGroupSession,
    name_session,
    name_waiting,
)

Row: TypeAlias = WorkingGroupSession | CouncilSession | Slot | PublishedDate
Pair: TypeAlias = tuple[Row | None, Row | None]
_Kind = TypeVar("_Kind", bound=Row)


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that was done: where, to what, from which text to which.

    ``old`` is empty for what is new, ``new`` for what is gone.
    """

    place: str
    what: str
    old: str
    new: str

    def __str__(self) -> str:
        """Return the deed on one line."""
        return f"{self.place}: {self.what} {self.old or '–'} → {self.new or '–'}"


@dataclass(frozen=True, slots=True)
class Amended:
    """A schedule in canonical order, and what was done to it, in the order of doing."""

    schedule: Schedule
    done: tuple[Deed, ...] = ()


def rewrite_rows(schedule: Schedule, pairs: Iterable[Pair]) -> Amended:
    """Replace rows of ``schedule``: (old, new), (None, new) to add, (old, None) to remove.

    Pairs of equal rows do nothing. Every other row stays as it is.
    """
    changed = [(old, new) for old, new in pairs if old != new]
    if not changed:
        return Amended(schedule)
    amended = Schedule(
        sessions=_rewritten(schedule.sessions, WorkingGroupSession, changed),
        councils=_rewritten(schedule.councils, CouncilSession, changed),
        slots=_rewritten(schedule.slots, Slot, changed),
        dates=_rewritten(schedule.dates, PublishedDate, changed),
    )
    in_order = read_document(write_document(amended), "the amended schedule")
    return Amended(in_order, tuple(deed for old, new in changed for deed in _deeds(old, new)))


def _rewritten(rows: tuple[_Kind, ...], kind: type[_Kind], changed: list[Pair]) -> tuple[_Kind, ...]:
    successor = {id(old): new for old, new in changed if old is not None}
    kept = (successor.get(id(each), each) for each in rows)
    added = (new for old, new in changed if old is None)
    return tuple(each for each in (*kept, *added) if isinstance(each, kind))


def _deeds(old: Row | None, new: Row | None) -> Iterator[Deed]:
    row = old or new
    if row is None:
        return
    place = place_of(row)
    if old is None or new is None:
        texts = [date_text(each.dates) if each else "" for each in (old, new)]
        yield Deed(place, "row", *texts)
        return
    for field in fields(old):
        before, after = getattr(old, field.name), getattr(new, field.name)
        if before == after:
            continue
        if isinstance(before, Published):
            yield _deed_of_date(place, before, after)
        else:
            yield Deed(place, field.name, _text(before), _text(after))


def _deed_of_date(place: str, old: Published, new: Published) -> Deed:
    if date_text(old) != date_text(new):
        return Deed(place, "dates", date_text(old), date_text(new))
    return Deed(place, "record", *(_record_text(each) for each in (old, new)))


def _record_text(published: Published) -> str:
    return "; ".join(each for each in (published.record, str(published.citation), published.note) if each)


def _text(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return "" if value in (None, 0) else str(value)


def date_text(published: Published) -> str:
    """Return a date and how far it may be relied on."""
    return f"{published.span} ({published.status})"


def place_of(row: Row) -> str:
    """Name a row as problems and deeds name it."""
    match row:
        case WorkingGroupSession():
            return name_session(row.number)
        case CouncilSession():
            return phrase("Council session {number}", number=row.number)
        case Slot(session=None):
            return name_waiting(row)
        case Slot():
            return series([name_session(row.session or 0), row.country])
        case PublishedDate():
            named = row.milestone or row.kind
            return series([name_session(row.session), row.country, named])
