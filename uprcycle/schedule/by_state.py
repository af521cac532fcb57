"""A table with one review a row, read into a schedule.

What a row says of its session must agree with the other rows of that session. A deadline that
every row of a session names alike is one of the session; otherwise it is one of its State.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from uprcycle.citation import Citation
from uprcycle.countries import Countries
from uprcycle.days.span import Days, Precision, Span, Status, Unknown, month_span, window_span
from uprcycle.phrase import in_short, phrase
from uprcycle.schedule.columns import (
    BY_STATE_REQUIRED,
    DATED_COLUMNS,
    MAX_CYCLE,
    MAX_ORDER,
    MAX_SESSION,
    STATUSES,
    DatedColumn,
)
from uprcycle.schedule.origins import Origin, Origins, group_origins, table_origin
from uprcycle.schedule.session import Published, PublishedDate, Schedule, Slot, WorkingGroupSession
from uprcycle.schedule.slot_cells import read_citation, read_slot_dates
from uprcycle.sheets.cells import Cells
from uprcycle.sheets.table import Row
from uprcycle.sheets.text import quoted


@dataclass(frozen=True, slots=True)
class _Review:
    """One row: the slot, what it says of its session, and the dates it names by column."""

    row: Row
    slot: Slot
    session: Mapping[str, Any]
    dates: Mapping[str, Published]


def read_by_state(cells: Cells, countries: Countries) -> tuple[Schedule, Origins]:
    """Read every row; problems are left in ``cells``."""
    cells.require(BY_STATE_REQUIRED)
    reviews = [each for row in cells.table.rows if (each := _read_review(cells, row, countries))]
    by_session: defaultdict[int, list[_Review]] = defaultdict(list)
    for review in reviews:
        if review.slot.session is not None:
            by_session[review.slot.session].append(review)
    schedule = Schedule(
        sessions=tuple(_join_session(cells, number, group) for number, group in by_session.items()),
        slots=tuple(each.slot for each in reviews),
        dates=tuple(
            dated
            for group in by_session.values()
            for column in DATED_COLUMNS
            for dated in _join(cells, column, group)
        ),
    )
    return schedule, _origins(cells, reviews)


def _origins(cells: Cells, reviews: Sequence[_Review]) -> Origins:
    slots = (
        ((each.slot.cycle, each.slot.session, each.slot.country), table_origin(cells.table, each.row.number))
        for each in reviews
    )
    sessions: dict[int, Origin] = {}
    dates: dict[tuple[int, str, str], Origin] = {}
    for review in sorted(reviews, key=lambda each: each.session["session_start"] is None):
        number = review.slot.session
        if number is None:
            continue
        sessions.setdefault(number, table_origin(cells.table, review.row.number))
        for column in (each for each in DATED_COLUMNS if each.name in review.dates):
            own = table_origin(cells.table, review.row.number, {"date": column.name})
            dates[number, column.milestone, review.slot.country] = own
            dates.setdefault((number, column.milestone, ""), own)
    return Origins(group_origins(slots), sessions, dates)


def _read_review(cells: Cells, row: Row, countries: Countries) -> _Review | None:
    if not row["cycle"].strip() or not row["country"].strip():
        for column in ("cycle", "country"):
            cells.required(row, column)
        return None
    cycle = cells.number(row, "cycle", most=MAX_CYCLE)
    session = cells.number(row, "session", most=MAX_SESSION)
    country = cells.country(row, "country", countries)
    order = cells.number(row, "order", most=MAX_ORDER) or 0
    dates, hours = read_slot_dates(cells, row)
    facts = {
        "cycle": cycle,
        "session_start": cells.date(row, "session_start"),
        "session_end": cells.date(row, "session_end"),
        "session_status": cells.word(row, "session_status", STATUSES),
        "hrc_session": read_councils(cells, row),
    }
    named = {each.name: found for each in DATED_COLUMNS if (found := _read_dated(cells, row, each))}
    if cycle is None or country is None or (session is None and row["session"].strip()):
        return None
    if session is None:
        for column in named:
            cells.refuse(
                row,
                column,
                phrase("a State without a session has no deadline"),
                in_short("name the session or empty the cell", phrase("name the session")),
            )
    return _Review(row, Slot(cycle, session, country, order, dates, hours), facts, named)


def read_councils(cells: Cells, row: Row) -> tuple[int, ...] | None:
    """Return the Council sessions that adopt, such as "44" or "44; 45"."""
    text = cells.text(row, "hrc_session")
    numbers = (
        text.casefold().replace("hrc", " ").replace(";", " ").replace(",", " ").replace("/", " ").split()
    )
    if not all(each.isascii() and each.isdigit() and 1 <= int(each[:9]) <= MAX_SESSION for each in numbers):
        cells.refuse(
            row,
            "hrc_session",
            phrase("{text} names no session of the Council", text=quoted(text)),
            phrase("write it as {example}", example="64"),
        )
        return None
    return tuple(dict.fromkeys(map(int, numbers))) or None


def _read_dated(cells: Cells, row: Row, column: DatedColumn) -> Published | None:
    span = cells.date(row, column.name)
    status = cells.word(row, column.status, STATUSES) or Status.TENTATIVE
    return Published(span, status, read_citation(cells, row)) if span is not None else None


def _join_session(cells: Cells, number: int, group: list[_Review]) -> WorkingGroupSession:
    facts: dict[str, Any] = {}
    said: dict[str, int] = {}
    for review in group:
        for column, value in review.session.items():
            if value is not None and facts.setdefault(column, value) != value:
                what = phrase(
                    "{text} differs from row {number}", text=quoted(review.row[column]), number=said[column]
                )
                cells.refuse(review.row, column, what, phrase("make the rows agree"))
            if value is not None:
                said.setdefault(column, review.row.number)
    span = _session_span(cells, group[0].row, facts.get("session_start"), facts.get("session_end"))
    status = facts.get("session_status", Status.TENTATIVE)
    citation = _shared_citation(cells, (each.slot.dates.citation for each in group))
    return WorkingGroupSession(
        number, facts["cycle"], Published(span, status, citation), facts.get("hrc_session", ())
    )


def _session_span(cells: Cells, row: Row, start: Span | None, end: Span | None) -> Span:
    if end is None:
        return start or Unknown()
    if not (isinstance(start, Days) and isinstance(end, Days) and start.precision is end.precision):
        cells.refuse(
            row,
            "session_end",
            phrase("the start and the end are not dates of one kind"),
            phrase("write two days or two months"),
        )
        return Unknown()
    if end.last < start.first:
        what = in_short(
            f"the session ends on {end}, before it starts on {start}",
            phrase("{end} lies before {start}", end=end, start=start),
        )
        cells.refuse(row, "session_end", what, phrase("swap the two"))
        return Unknown()
    match start.precision:
        case Precision.DAY:
            return window_span(start.first, end.first)
        case Precision.MONTH:
            return month_span(start.first, end.last)
        case _:
            cells.refuse(
                row,
                "session_end",
                phrase("a session lasts from a day to a day"),
                phrase("write two days or two months"),
            )
            return Unknown()


def _join(cells: Cells, column: DatedColumn, group: list[_Review]) -> Iterable[PublishedDate]:
    standing = [each for each in group if each.slot.dates.status is not Status.WITHDRAWN]
    dates = [each.dates.get(column.name) for each in standing]
    first = dates[0] if dates else None
    session = group[0].slot.session or 0
    shared = None
    if first is not None and all(each and _alike(each, first) for each in dates):
        citation = _shared_citation(cells, (each.citation for each in dates if each))
        shared = replace(first, citation=citation)
        yield PublishedDate(session, column.milestone, column.session_kind, shared)
    for review in group:
        own = review.dates.get(column.name)
        if own is not None and not (shared and _alike(own, shared)):
            yield PublishedDate(session, column.milestone, column.kind, own, review.slot.country)


def _alike(one: Published, other: Published) -> bool:
    return (one.span, one.status) == (other.span, other.status)


def _shared_citation(cells: Cells, citations: Iterable[Citation]) -> Citation:
    found = set(citations)
    return found.pop() if len(found) == 1 else Citation(cells.table.name)
