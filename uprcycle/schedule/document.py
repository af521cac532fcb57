"""A schedule as plain rows, the shape of the packaged TOML and of a stored release.

Four lists of rows: ``session``, ``council``, ``review`` and ``date``. Writing is canonical:
the same schedule gives the same rows in the same order, with empty keys left out.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeAlias, TypeVar

from uprcycle.citation import Citation
from uprcycle.days.span import Status, read_span
from uprcycle.errors import BadInputError, Problem
from uprcycle.schedule.session import (
    CouncilSession,
    Published,
    PublishedDate,
    Schedule,
    Slot,
    WorkingGroupSession,
)

Row: TypeAlias = Mapping[str, Any]
_Read = TypeVar("_Read")


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
    unknown = sorted(set(document) - {"session", "council", "review", "date"})
    problems += [Problem(name, f"has an unknown table {each!r}", "rename or remove it") for each in unknown]
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
        raise BadInputError(f"{name} has {len(problems)} problem{'s' * (len(problems) != 1)}", problems)
    return schedule


def _sorted(rows: Iterable[_Read], key: Callable[[_Read], Any]) -> tuple[_Read, ...]:
    return tuple(sorted(rows, key=key))


def _rows(
    name: str, table: str, document: Mapping[str, Any], read: Callable[[Row], _Read], problems: list[Problem]
) -> list[_Read]:
    found = []
    for number, row in enumerate(document.get(table, ()), start=1):
        where = f"{name}: {table} {number}"
        try:
            found.append(read(row))
        except KeyError as error:
            problems.append(Problem(where, f"the key {error} is missing"))
        except (ValueError, TypeError, BadInputError) as error:
            problems.append(Problem(where, str(error)))
    return found


def _row(**cells: object) -> dict[str, Any]:
    return {key: cell for key, cell in cells.items() if cell not in ("", None, [])}


def _published_row(key: str, published: Published) -> dict[str, Any]:
    return _row(
        **{key: str(published.span)},
        status=published.status.value,
        record=published.record,
        source=published.citation.document,
        confidence=published.citation.confidence,
        note=published.note,
    )


def _read_published(row: Row, key: str) -> Published:
    return Published(
        span=read_span(row[key]),
        status=Status(row["status"]),
        citation=Citation(row.get("source", ""), confidence=row.get("confidence", "")),
        record=row.get("record", ""),
        note=row.get("note", ""),
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
        number=row["number"],
        cycle=row["cycle"],
        dates=_read_published(row, "dates"),
        council=tuple(row.get("council", ())),
        scheduled=row.get("scheduled"),
        reviewed=row.get("reviewed"),
    )


def _read_council(row: Row) -> CouncilSession:
    return CouncilSession(row["number"], _read_published(row, "dates"))


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
    session = row.get("session")
    if session is not None and session not in cycles and "cycle" not in row:
        message = f"session {session!r} is not in the list of sessions"
        raise ValueError(message)
    return Slot(
        cycle=row["cycle"] if "cycle" in row else cycles[row["session"]],
        session=session,
        country=row["country"],
        order=row.get("order", 0),
        dates=_read_published(row, "date"),
        hours=row.get("hours", ""),
        hours_confidence=row.get("hours_confidence", ""),
        name_at_time=row.get("name_at_time", ""),
        order_confidence=row.get("order_confidence", ""),
        composition_confidence=row.get("composition_confidence", ""),
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
        session=row["session"],
        milestone=row.get("milestone", ""),
        kind=row.get("kind", ""),
        dates=_read_published(row, "span"),
        country=row.get("country", ""),
    )
