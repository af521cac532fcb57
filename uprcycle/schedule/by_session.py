"""A table with one session a row, its States in one cell, read into a schedule."""

import re
from collections.abc import Iterable, Iterator, Mapping

from uprcycle.countries import Countries, fold
from uprcycle.days.span import Status, Unknown
from uprcycle.phrase import phrase
from uprcycle.schedule.by_state import read_councils
from uprcycle.schedule.columns import (
    BY_SESSION_REQUIRED,
    DATED_COLUMNS,
    MAX_CYCLE,
    MAX_ORDER,
    MAX_SESSION,
    STATUSES,
)
from uprcycle.schedule.origins import Origins, group_origins, table_origin
from uprcycle.schedule.session import Published, PublishedDate, Schedule, Slot, WorkingGroupSession
from uprcycle.schedule.slot_cells import read_citation
from uprcycle.sheets.cells import Cells
from uprcycle.sheets.table import Row

_NUMBERING = re.compile(r"^(?:\d{1,2}\s*[.)]|[-–—•*·])\s*")
_LONGEST_NAME = 3  # "Korea, Democratic People's Republic of" has two parts; no name has four
_LAST_WORD = re.compile(r"\s+(?:and|et|y|e)\s+")


def read_by_session(cells: Cells, countries: Countries) -> tuple[Schedule, Origins]:
    """Read every row; problems are left in ``cells``. The days of the reviews are not known."""
    cells.require(BY_SESSION_REQUIRED)
    names = frozenset(
        fold(text)
        for country in countries
        for text in (country.iso3, *country.names.values(), *country.aliases)
    )
    sessions: dict[int, WorkingGroupSession] = {}
    rows: dict[int, int] = {}
    slots: list[Slot] = []
    dates: list[PublishedDate] = []
    for row in cells.table.rows:
        session = _read_session(cells, row)
        if session is None:
            continue
        if session.number in rows:
            what = phrase(
                "session {number} stands in row {row} as well",
                number=session.number,
                row=rows[session.number],
            )
            cells.refuse(row, "session", what, phrase("keep one of them"))
            continue
        sessions[session.number] = session
        rows[session.number] = row.number
        slots += _read_slots(cells, row, session, _find_states(cells, row, names, countries))
        dates += _read_dates(cells, row, session.number)
    schedule = Schedule(sessions=tuple(sessions.values()), slots=tuple(slots), dates=tuple(dates))
    return schedule, _origins(cells, schedule, rows)


def _origins(cells: Cells, schedule: Schedule, rows: Mapping[int, int]) -> Origins:
    columns = {"country": "states", "order": "states", "session_start": "dates"}
    origins = {session: table_origin(cells.table, row, columns) for session, row in rows.items()}
    dates = {
        (session, column.milestone, ""): table_origin(cells.table, row, {"date": column.name})
        for session, row in rows.items()
        for column in DATED_COLUMNS
    }
    slots = (
        ((each.cycle, each.session, each.country), origins[each.session])
        for each in schedule.slots
        if each.session is not None
    )
    return Origins(group_origins(slots), origins, dates)


def _read_session(cells: Cells, row: Row) -> WorkingGroupSession | None:
    for column in ("cycle", "session", "states"):
        if not row[column].strip():
            cells.required(row, column)
    cycle = cells.number(row, "cycle", most=MAX_CYCLE)
    number = cells.number(row, "session", most=MAX_SESSION)
    span = cells.date(row, "dates") or Unknown()
    status = cells.word(row, "status", STATUSES) or Status.TENTATIVE
    councils = read_councils(cells, row) or ()
    if cycle is None or number is None:
        return None
    note = cells.text(row, "note")
    published = Published(span, status, read_citation(cells, row), note=note)
    return WorkingGroupSession(number, cycle, published, councils)


def _read_slots(cells: Cells, row: Row, session: WorkingGroupSession, codes: Iterable[str]) -> Iterator[Slot]:
    dates = Published(Unknown(), Status.TENTATIVE, read_citation(cells, row))
    for order, code in enumerate(codes, start=1):
        yield Slot(session.cycle, session.number, code, order, dates)


def _read_dates(cells: Cells, row: Row, session: int) -> Iterator[PublishedDate]:
    for column in DATED_COLUMNS:
        span = cells.date(row, column.name)
        status = cells.word(row, column.status, STATUSES) or Status.TENTATIVE
        if span is not None:
            published = Published(span, status, read_citation(cells, row))
            yield PublishedDate(session, column.milestone, column.session_kind, published)


def _find_states(cells: Cells, row: Row, names: frozenset[str], countries: Countries) -> list[str]:
    found: list[str] = []
    for text in split_states(cells.lines(row, "states"), names):
        if len(found) > MAX_ORDER:
            cells.refuse(
                row,
                "states",
                phrase("holds more than {most} States", most=MAX_ORDER),
                phrase("write one session a row"),
            )
            break
        code = cells.one_country(row, "states", text, countries)
        if code is not None:
            found.append(code)
    return found


def split_states(lines: Iterable[str], names: frozenset[str]) -> Iterator[str]:
    """Yield the States of a list, one text each, in its order.

    Some names hold a comma ("Iran, Islamic Republic of") and some hold "and", so the longest
    run of parts that is one of the folded ``names`` stays together.
    """
    for line in lines:
        for text in line.split(";"):
            parts = [each.strip() for each in _NUMBERING.sub("", text).split(",") if each.strip()]
            while parts:
                width = next((n for n in range(_LONGEST_NAME, 0, -1) if _is_name(parts[:n], names)), 1)
                name, parts = ", ".join(parts[:width]), parts[width:]
                pair = _LAST_WORD.split(name)
                yield from pair if _are_two_names(name, pair, names) else [name]


def _is_name(parts: list[str], names: frozenset[str]) -> bool:
    return fold(", ".join(parts)) in names


def _are_two_names(name: str, pair: list[str], names: frozenset[str]) -> bool:
    return fold(name) not in names and len(pair) > 1 and all(fold(each) in names for each in pair)
