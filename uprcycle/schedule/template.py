"""An empty schedule to fill in: its heading, an example, and what belongs into each column.

Everything but the heading begins with "# " and is passed by when the sheet is read, so an example
that was forgotten is never taken for a review.
"""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from uprcycle.errors import BadInputError, Problem
from uprcycle.phrase import phrase
from uprcycle.schedule.columns import BY_SESSION_REQUIRED, BY_STATE_REQUIRED, COLUMNS, STATUSES
from uprcycle.schedule.export import CSV_COLUMNS
from uprcycle.sheets.inert import make_inert
from uprcycle.sheets.workbook_file import Page, write_workbook


class RowKind(StrEnum):
    """What one row of a schedule is."""

    REVIEW = "review"
    SESSION = "session"


@dataclass(frozen=True, slots=True)
class _Note:
    """What belongs into a column, and an example of it."""

    meaning: str
    example: str = ""


_STATUS = f"one of {', '.join(dict.fromkeys(each.value for each in STATUSES.meanings.values()))}"
_DATED_STATUS = f"how sure the date beside it is: {_STATUS}; tentative where empty"
_NOTES = {
    "cycle": _Note("number of the cycle", "5"),
    "session": _Note("number of the Working Group session", "55"),
    "session_start": _Note("first day of the session, or its month", "2027-11-01"),
    "session_end": _Note("last day of the session, or its month", "2027-11-12"),
    "session_status": _Note(f"how sure the dates of the session are: {_STATUS}", "tentative"),
    "country": _Note("State under review: any of its names, or its ISO code", "Kenya"),
    "order": _Note("place of the State in the session", "1"),
    "review_date": _Note("day of the review; empty while it is not known", "2027-11-03"),
    "slot_start": _Note("hour at which the review begins, in Geneva", "09:00"),
    "slot_end": _Note("hour at which the review ends, in Geneva", "12:30"),
    "status": _Note(f"how sure the date of the review or the session is: {_STATUS}", "tentative"),
    "precision": _Note("how exact the date is, such as instant, day, week or month; empty: as it is written"),
    "submission_deadline": _Note("last day for submissions of stakeholders", "2027-03-25T15:00"),
    "submission_deadline_status": _Note(_DATED_STATUS),
    "national_report_deadline": _Note("last day for the national report", "2027-07-26"),
    "national_report_deadline_status": _Note(_DATED_STATUS),
    "hrc_session": _Note("sessions of the Human Rights Council that adopt, parted by ';'", "67"),
    "adoption_date": _Note("day of the adoption, or its month", "2028-03"),
    "adoption_date_status": _Note(_DATED_STATUS),
    "source": _Note("document or address that the row was taken from", "A/HRC/1/1"),
    "confidence": _Note("how the source may be relied on, in your words"),
    "note": _Note("anything that others should know of the row"),
    "dates": _Note("days or months of the session", "1-12 November 2027"),
    "states": _Note("States in their order, parted by commas or lines", "Kenya, Nepal, Togo"),
}
_SESSION_COLUMNS = (
    "cycle",
    "session",
    "dates",
    "status",
    "states",
    "submission_deadline",
    "submission_deadline_status",
    "national_report_deadline",
    "national_report_deadline_status",
    "hrc_session",
    "adoption_date",
    "adoption_date_status",
    "source",
    "note",
)
_GENERAL = (
    "# Rows that begin with # and a space are notes, and are not read.",
    "# Write dates with the year first (2027-11-03); a week, a month or 'no later than' may stand for a day.",
    "# Columns may stand in any order, and those you do not need may go; those marked * must stay.",
)


def build_template(ending: str, kind: RowKind) -> bytes:
    """Return the bytes of an empty schedule with ``ending``: ".csv" or ".xlsx".

    Raises:
        BadInputError: The ending is neither.
    """
    columns = CSV_COLUMNS if kind is RowKind.REVIEW else _SESSION_COLUMNS
    example = [_NOTES[column].example for column in columns]
    example[0] = f"# {example[0]}"
    notes = [["# column", "what to write", "example", "also named"], *_explain(columns, kind)]
    match ending.casefold():
        case ".xlsx":
            pages = [Page("schedule", [columns, example]), Page("notes", [*notes, *([x] for x in _GENERAL)])]
            return write_workbook(pages)
        case ".csv":
            short = [[f"{name}: {meaning}"] for name, meaning, *_ in notes[1:]]
            return _write_csv([columns, example, *([x] for x in _GENERAL), *short])
        case _:
            problem = Problem(
                repr(ending),
                phrase("has an ending that is not known"),
                phrase("use one of {names}", names=".csv, .xlsx"),
            )
            raise BadInputError(f"{ending!r} cannot be written", [problem])


def _explain(columns: Sequence[str], kind: RowKind) -> list[list[str]]:
    required = BY_STATE_REQUIRED if kind is RowKind.REVIEW else BY_SESSION_REQUIRED
    synonyms = {each.name: each.synonyms for each in COLUMNS}
    return [
        [
            f"# {name}{' *' * (name in required)}",
            _NOTES[name].meaning,
            _NOTES[name].example,
            ", ".join(synonyms[name]),
        ]
        for name in columns
    ]


def _write_csv(rows: Sequence[Sequence[str]]) -> bytes:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, lineterminator="\r\n").writerows([map(make_inert, row) for row in rows])
    return buffer.getvalue().encode("utf-8-sig")  # without the mark, Excel takes UTF-8 for Windows-1252
