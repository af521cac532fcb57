"""What takes a load back: each row as it was before, while what was edited since stays and is named.

A date stands with its status and its source, and is put back with them or not at all: else an old
day would look as certain as the new one. So is the place of a State where the load changed it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeAlias

from uprcycle.schedule.compare import TABLES, cell_text, identity_of, row_name, row_text
from uprcycle.schedule.document import read_document, write_document
from uprcycle.schedule.rows import Row
from uprcycle.schedule.session import Schedule

_Key: TypeAlias = tuple[str, tuple[Any, ...]]
_Rows: TypeAlias = tuple[Row, ...]
_Lack: TypeAlias = tuple[_Key, _Key]
_Document: TypeAlias = Mapping[str, Iterable[Row]]

_DATED = "date dates span status record source place confidence note hours hours_confidence"
_TOGETHER = tuple(frozenset(fields.split()) for fields in (_DATED, "order order_confidence"))


class Reason(StrEnum):
    """Why something of a load is not taken back."""

    EDITED = "edited"
    NEEDED = "needed"


@dataclass(frozen=True, slots=True)
class Kept:
    """Something of a load that stays: what was said before the load, by the load, and is said now.

    ``what`` is the table and ``key`` the row; an empty ``field`` means the whole row, and an empty
    text that there is none. It was edited since, or another row that stays cannot do without it.
    """

    what: str
    key: str
    field: str
    before: str
    load: str
    now: str
    because: Reason


@dataclass(frozen=True, slots=True)
class Undone:
    """A schedule without a load, in canonical order, and what of the load stays, by table."""

    schedule: Schedule
    kept: tuple[Kept, ...] = ()


@dataclass(frozen=True, slots=True)
class _Unit:
    """All rows about one thing, before the load, after it, and now."""

    table: str
    before: _Rows
    load: _Rows
    now: _Rows

    @property
    def has_one_place(self) -> bool:
        """Whether all three sides hold one row each, in the same session."""
        sides = (self.before, self.load, self.now)
        return all(len(each) == 1 for each in sides) and len({each[0].get("session") for each in sides}) == 1


def undo_load(before: Schedule, load: Schedule, now: Schedule) -> Undone:
    """Take back from ``now`` what ``load`` changed in ``before``.

    Where ``now`` still says what the load said, it says again what was said before: rows that
    came go, rows that went come back. Where it was edited since, it stays.

    Args:
        before: The schedule upon which the load was released.
        load: The schedule that the load released.
        now: The schedule in force.
    """
    units = _units(*map(write_document, (before, load, now)))
    taken: dict[_Key, _Rows] = {}
    kept: list[Kept] = []
    for key, unit in units.items():
        taken[key], stays = _undo_unit(unit)
        kept += stays
    sides = ({key: getattr(unit, side) for key, unit in units.items()} for side in ("before", "now"))
    tolerated = frozenset().union(*map(_homeless, sides))
    while misfit := next(_misfits(units, taken, tolerated), None):
        taken[misfit] = units[misfit].now
        kept.append(_kept_row(units[misfit], Reason.NEEDED))
    document = {table: [row for key in taken if key[0] == table for row in taken[key]] for table in TABLES}
    in_order = sorted(kept, key=lambda each: TABLES.index(each.what))
    return Undone(read_document(document, "the schedule without the load"), tuple(in_order))


def _units(*sides: _Document) -> dict[_Key, _Unit]:
    rows: defaultdict[_Key, tuple[list[Row], ...]] = defaultdict(lambda: tuple([] for _ in sides))
    for number, side in enumerate(sides):
        for table in TABLES:
            for row in side[table]:
                rows[table, identity_of(table, row)][number].append(row)
    return {key: _Unit(key[0], *map(tuple, rows[key])) for key in sorted(rows)}


def _undo_unit(unit: _Unit) -> tuple[_Rows, tuple[Kept, ...]]:
    if unit.before in (unit.load, unit.now):
        return unit.now, ()
    if unit.now == unit.load:
        return unit.before, ()
    if not unit.has_one_place:
        return unit.now, (_kept_row(unit, Reason.EDITED),)
    row, kept = _undo_fields(unit)
    return (row,), kept


def _undo_fields(unit: _Unit) -> tuple[Row, tuple[Kept, ...]]:
    (before,), (load,), (now,) = unit.before, unit.load, unit.now
    fields = tuple(dict.fromkeys((*before, *load, *now)))
    row, kept = dict(now), []
    for group in dict.fromkeys(map(_group_of, fields)):
        one, other, last = ({each: side.get(each) for each in group} for side in (before, load, now))
        if one in (other, last):
            continue
        if last == other:
            row |= one
        else:
            named = (each for each in fields if each in group and not one[each] == other[each] == last[each])
            kept += [_kept_field(unit, each) for each in named]
    return {field: cell for field, cell in row.items() if cell is not None}, tuple(kept)


def _group_of(field: str) -> frozenset[str]:
    return next((each for each in _TOGETHER if field in each), frozenset({field}))


def _misfits(
    units: Mapping[_Key, _Unit], taken: Mapping[_Key, _Rows], tolerated: frozenset[_Lack]
) -> Iterator[_Key]:
    """Yield what must stay after all, because a row would stand where there is no room for it any more.

    What lacks its room before the load, or now, is no reason: that is for the checks.
    """
    for pair in sorted(_homeless(taken) - tolerated):
        yield from (each for each in pair if each in units and taken[each] != units[each].now)


def _homeless(rows: Mapping[_Key, _Rows]) -> frozenset[_Lack]:
    """Return each row that stands on a session or a State's place that is not there, with what it lacks."""
    sessions = {
        each["number"]: each["cycle"] for key, found in rows.items() if key[0] == "session" for each in found
    }
    places = {
        (each.get("session"), each["country"]) for key in rows if key[0] == "review" for each in rows[key]
    }
    lacking: set[_Lack] = set()
    for key, found in rows.items():
        for row in found:
            session, country = row.get("session"), row.get("country", "")
            if session is not None and session not in sessions:
                lacking.add((key, ("session", (session,))))
            elif key[0] == "date" and country and (session, country) not in places:
                lacking.add((key, ("review", (sessions[session], country))))
    return frozenset(lacking)


def _kept_row(unit: _Unit, because: Reason) -> Kept:
    sides = (unit.before, unit.load, unit.now)
    (first, *_) = (row for side in reversed(sides) for row in side)
    before, load, now = (" | ".join(map(row_text, side)) for side in sides)
    return Kept(unit.table, row_name(unit.table, first), "", before, load, now, because)


def _kept_field(unit: _Unit, field: str) -> Kept:
    before, load, now = (cell_text(side[0].get(field)) for side in (unit.before, unit.load, unit.now))
    return Kept(unit.table, row_name(unit.table, unit.now[0]), field, before, load, now, Reason.EDITED)
