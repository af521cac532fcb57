"""A schedule written to a file that :func:`read_schedule` reads back.

TOML and JSON hold all of it. CSV, one review a row, holds what its columns can: no sessions
without reviews, no Council dates, no notes but those of reviews.
"""

import csv
import io
import json
from collections.abc import Iterator, Mapping

import tomli_w

from uprcycle.countries import Countries
from uprcycle.days.span import Days, Instant, Precision, Span, Status, Unknown
from uprcycle.errors import BadInputError, Problem
from uprcycle.phrase import phrase
from uprcycle.schedule.columns import DATED_COLUMNS
from uprcycle.schedule.document import write_document
from uprcycle.schedule.session import Published, Schedule, Slot
from uprcycle.sheets.inert import make_inert

CSV_COLUMNS = (
    "cycle",
    "session",
    "session_start",
    "session_end",
    "session_status",
    "country",
    "order",
    "review_date",
    "slot_start",
    "slot_end",
    "status",
    "precision",
    *(name for column in DATED_COLUMNS[:2] for name in (column.name, column.status)),
    "hrc_session",
    *(name for column in DATED_COLUMNS[2:] for name in (column.name, column.status)),
    "source",
    "confidence",
    "note",
)


def export_schedule(schedule: Schedule, countries: Countries, ending: str) -> str:
    """Return ``schedule`` as the text of a file with ``ending``: ".toml", ".json" or ".csv".

    States stand in CSV under their English names, so that people can read it.

    Raises:
        BadInputError: The ending is none of the three.
    """
    match ending.casefold():
        case ".toml":
            return tomli_w.dumps(write_document(schedule))
        case ".json":
            return json.dumps(write_document(schedule), ensure_ascii=False, indent=1) + "\n"
        case ".csv":
            return _write_csv(schedule, countries)
        case _:
            problem = Problem(
                repr(ending),
                phrase("has an ending that is not known"),
                phrase("use one of {names}", names=".toml, .json, .csv, .xlsx"),
            )
            raise BadInputError(f"{ending!r} cannot be written", [problem])


def _write_csv(schedule: Schedule, countries: Countries) -> str:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(CSV_COLUMNS)
    for row in schedule_rows(schedule, countries):
        writer.writerow([make_inert(row.get(column, "")) for column in CSV_COLUMNS])
    return buffer.getvalue()


def schedule_rows(schedule: Schedule, countries: Countries) -> Iterator[Mapping[str, str]]:
    """Yield one row for each review, its cells by column; empty cells may be missing."""
    dates = {
        (each.session, each.country, each.milestone): each.dates
        for each in schedule.dates
        if each.dates.status is not Status.WITHDRAWN
    }
    for slot in schedule.slots:
        name = countries[slot.country].name("en") if slot.country in countries else slot.country
        cells = {"cycle": str(slot.cycle), "country": name, "order": str(slot.order or "")}
        cells |= _session_cells(schedule, slot) | _slot_cells(slot)
        for column in DATED_COLUMNS:
            own = dates.get((slot.session or 0, slot.country, column.milestone))
            found = own or dates.get((slot.session or 0, "", column.milestone))
            if found:
                cells |= {column.name: str(found.span), column.status: found.status.value}
        yield cells


def _session_cells(schedule: Schedule, slot: Slot) -> dict[str, str]:
    session = schedule.session_by_number.get(slot.session or 0)
    if session is None:
        return {"session": str(slot.session or "")}
    start, end = _ends(session.dates.span)
    return {
        "session": str(session.number),
        "session_start": start,
        "session_end": end,
        "session_status": session.dates.status.value,
        "hrc_session": "; ".join(map(str, session.council)),
    }


def _ends(span: Span) -> tuple[str, str]:
    if isinstance(span, Days) and span.precision is Precision.WINDOW:
        return str(span.first), str(span.last)
    if isinstance(span, Days) and span.precision is Precision.MONTH:
        first, _, last = str(span).partition("/")
        return first, last
    return ("", "") if isinstance(span, Unknown) else (str(span), "")


def _slot_cells(slot: Slot) -> dict[str, str]:
    span = slot.dates.span
    day = str(span)
    start, _, end = slot.hours.partition("/")
    if isinstance(span, Instant) and span.first == span.last:
        day, start, end = str(span.first), f"{span.start:%H:%M}", f"{span.end:%H:%M}"
    return _published_cells(slot.dates) | {
        "review_date": "" if isinstance(span, Unknown) else day,
        "slot_start": start,
        "slot_end": end,
        "precision": span.precision.value,
    }


def _published_cells(published: Published) -> dict[str, str]:
    return {
        "status": published.status.value,
        "source": published.citation.document,
        "confidence": published.citation.confidence,
        "note": published.note,
    }
