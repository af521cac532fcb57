"""A schedule as plain rows, the shape of the packaged TOML and of a stored release.

Four lists of rows: ``session``, ``council``, ``review`` and ``date``. Writing is canonical:
the same schedule gives the same rows in the same order, with empty keys left out.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from uprcycle.citation import Citation
from uprcycle.days.span import Status, read_span
from uprcycle.errors import Problem
from uprcycle.phrase import phrase
from uprcycle.schedule.rows import (
    Row,
    read_number,
    read_number_if_any,
    read_numbers,
    read_rows,
    read_text,
    read_text_if_any,
    row_of_document,
)
from uprcycle.schedule.session import (
    CouncilSession,
    Published,
    PublishedDate,
    Schedule,
    Slot,
    WorkingGroupSession,
)
from uprcycle.sheets.cells import refused

_Read = TypeVar("_Read")
_TABLES = ("session", "council", "review", "date")


def write_document(schedule: Schedule) -> dict[str, list[dict[str, Any]]]:
    """Return the rows of ``schedule``; :func:`read_document` reads them back to an equal value."""
    return {
        "session": [_session_row(each) for each in schedule.sessions],
        "council": [
            _row(number=each.number, **_published_row("dates", each.dates)) for each in schedule.councils
        ],
        "review": [_slot_row(each) for each in schedule.slots],
        "date": [_date_row(each) for each in schedule.dates],
    }


def read_document(document: Mapping[str, Any], name: str) -> Schedule:
    """Read rows into a schedule in canonical order.

    Args:
        document: The four lists; a missing one counts as empty, an unknown one is an error.
        name: What to call the file in problems.

    Raises:
        BadInputError: With every problem of every row.
    """
    problems: list[Problem] = []
    unknown = sorted(set(document) - set(_TABLES))
    problems += [
        Problem(
            name,
            phrase("the table {name} is not known", name=repr(each)),
            phrase("use one of {names}", names=", ".join(_TABLES)),
        )
        for each in unknown
    ]
    sessions = _rows(name, "session", document, _read_session, problems)
    cycles = {each.number: each.cycle for each in sessions}
    schedule = Schedule(
        sessions=_sorted(sessions, lambda each: each.number),
        councils=_sorted(_rows(name, "council", document, _read_council, problems), lambda each: each.number),
        slots=_sorted(
            _rows(name, "review", document, lambda row: _read_slot(row, cycles), problems),
            lambda each: (each.cycle, each.session or 10**6, each.order or 10**6, each.country),
        ),
        dates=_sorted(
            _rows(name, "date", document, _read_date, problems),
            lambda each: (each.session, each.milestone, each.kind, each.country, str(each.dates.span)),
        ),
    )
    if problems:
        raise refused(name, problems)
    return schedule


def _sorted(rows: Iterable[_Read], key: Callable[[_Read], Any]) -> tuple[_Read, ...]:
    return tuple(sorted(rows, key=key))


def _rows(
    name: str, table: str, document: Mapping[str, Any], read: Callable[[Row], _Read], problems: list[Problem]
) -> list[_Read]:
    return read_rows(
        document.get(table, []), read, lambda number, _: row_of_document(name, table, number), problems
    )


def _row(**cells: object) -> dict[str, Any]:
    return {key: cell for key, cell in cells.items() if cell not in ("", None, [])}


def _published_row(key: str, published: Published) -> dict[str, Any]:
    return _row(
        **{key: str(published.span)},
        status=published.status.value,
        record=published.record,
        source=published.citation.document,
        place=published.citation.place,
        confidence=published.citation.confidence,
        note=published.note,
    )


def _read_published(row: Row, key: str) -> Published:
    return Published(
        span=read_span(read_text(row, key)),
        status=Status(read_text(row, "status")),
        citation=Citation(
            document=read_text_if_any(row, "source"),
            place=read_text_if_any(row, "place"),
            confidence=read_text_if_any(row, "confidence"),
        ),
        record=read_text_if_any(row, "record"),
        note=read_text_if_any(row, "note"),
    )


def _session_row(session: WorkingGroupSession) -> dict[str, Any]:
    return _row(
        number=session.number,
        cycle=session.cycle,
        **_published_row("dates", session.dates),
        council=list(session.council),
        scheduled=session.scheduled,
        reviewed=session.reviewed,
    )


def _read_session(row: Row) -> WorkingGroupSession:
    return WorkingGroupSession(
        number=read_number(row, "number"),
        cycle=read_number(row, "cycle"),
        dates=_read_published(row, "dates"),
        council=read_numbers(row, "council"),
        scheduled=read_number_if_any(row, "scheduled"),
        reviewed=read_number_if_any(row, "reviewed"),
    )


def _read_council(row: Row) -> CouncilSession:
    return CouncilSession(read_number(row, "number"), _read_published(row, "dates"))


def _slot_row(slot: Slot) -> dict[str, Any]:
    return _row(
        cycle=slot.cycle,
        session=slot.session,
        country=slot.country,
        order=slot.order or None,
        **_published_row("date", slot.dates),
        hours=slot.hours,
        hours_confidence=slot.hours_confidence,
        name_at_time=slot.name_at_time,
        order_confidence=slot.order_confidence,
        composition_confidence=slot.composition_confidence,
    )


def _read_slot(row: Row, cycles: Mapping[int, int]) -> Slot:
    session = read_number_if_any(row, "session")
    if session is not None and session not in cycles and "cycle" not in row:
        raise ValueError(f"session {session} is not in the schedule")
    return Slot(
        cycle=read_number(row, "cycle") if "cycle" in row or session is None else cycles[session],
        session=session,
        country=read_text(row, "country"),
        order=read_number_if_any(row, "order") or 0,
        dates=_read_published(row, "date"),
        hours=read_text_if_any(row, "hours"),
        hours_confidence=read_text_if_any(row, "hours_confidence"),
        name_at_time=read_text_if_any(row, "name_at_time"),
        order_confidence=read_text_if_any(row, "order_confidence"),
        composition_confidence=read_text_if_any(row, "composition_confidence"),
    )


def _date_row(dated: PublishedDate) -> dict[str, Any]:
    return _row(
        kind=dated.kind,
        milestone=dated.milestone,
        session=dated.session,
        country=dated.country,
        **_published_row("span", dated.dates),
    )


def _read_date(row: Row) -> PublishedDate:
    return PublishedDate(
        session=read_number(row, "session"),
        milestone=read_text_if_any(row, "milestone"),
        kind=read_text_if_any(row, "kind"),
        dates=_read_published(row, "span"),
        country=read_text_if_any(row, "country"),
    )
