"""The audit trail: who did what, narrowed by the address, checked as a whole, and given out as a file."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, date
from http import HTTPStatus
from typing import TypeAlias
from urllib.parse import urlencode

from fastapi import APIRouter, Response
from fastapi.responses import StreamingResponse

from uprcycle.access.act import Act
from uprcycle.countries import UnknownCountryError
from uprcycle.errors import BadInputError
from uprcycle.sheets.inert import make_inert
from web.access.page import render_signed
from web.access.reader import Reader, Signed
from web.desk.moments import short_moment
from web.desk.registry import Searched, TrailRow

router = APIRouter(prefix="/desk/audit", include_in_schema=False)

_ROWS_A_PAGE = 50
_FIELDS = ("who", "what", "country", "since", "until", "people")
_COLUMNS = ("number", "at", "by", "action", "subject", "about", "detail")
_LONGEST = 200
_Lines: TypeAlias = Callable[[Iterable[TrailRow]], Iterator[str]]


@router.get("")
def show_trail(reader: Signed, before: str = "") -> Response:
    """Show the trail, the newest first, as the address narrows it."""
    reader.require(Act.SEE_AUDIT)
    trail = reader.visit.sources.registry.trail
    values = _values(reader)
    searched, wrong = _read(reader, values)
    below = int(before) if before.isascii() and before.isdigit() and len(before) <= len("999999999") else None
    found = () if wrong else trail.rows(searched, _ROWS_A_PAGE + 1, below, with_names=_sees_names(reader))
    shown = found[:_ROWS_A_PAGE]
    query = urlencode({each: values[each] for each in _FIELDS if values[each]})
    return render_signed(
        reader,
        "desk/audit.html.j2",
        HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK,
        values=values,
        wrong=wrong,
        rows=[(each, short_moment(each.at, reader.visit.language)) for each in shown],
        older=shown[-1].number if len(found) > _ROWS_A_PAGE else 0,
        is_newest=below is None,
        query=query,
        actions=trail.actions(),
        with_names=_sees_names(reader),
    )


@router.get("/check")
def check_trail(reader: Signed, head: str = "") -> Response:
    """Read the whole trail and say whether nobody changed it."""
    reader.require(Act.SEE_AUDIT)
    trail, wrong = reader.visit.sources.registry.trail, ""
    try:
        found = trail.check(head.strip()[:_LONGEST])
    except BadInputError:
        wrong = reader.visit.language.text("This is no head: write it as this page gave it, 120:9f2c…")
        found = trail.check("")
    return render_signed(
        reader,
        "desk/audit_check.html.j2",
        HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK,
        found=found,
        head=head.strip()[:_LONGEST],
        wrong=wrong,
    )


@router.get("/trail.csv")
def export_csv(reader: Signed) -> Response:
    """Give out what the address asks for as a table; no cell of it runs in a spreadsheet."""
    return _file(reader, "text/csv; charset=utf-8", "audit-trail.csv", _csv_lines)


@router.get("/trail.jsonl")
def export_json_lines(reader: Signed) -> Response:
    """Give out what the address asks for, one JSON object a line."""
    return _file(reader, "application/jsonl", "audit-trail.jsonl", _json_lines)


def _file(reader: Reader, media: str, name: str, lines_of: _Lines) -> Response:
    reader.require(Act.SEE_AUDIT)
    searched, wrong = _read(reader, _values(reader))
    trail = reader.visit.sources.registry.trail
    rows: Iterable[TrailRow] = () if wrong else trail.every(searched, with_names=_sees_names(reader))
    headers = {
        "Cache-Control": "private, no-store",
        "X-Robots-Tag": "noindex, nofollow",
        "Content-Disposition": f'attachment; filename="{name}"',
    }
    return StreamingResponse(lines_of(rows), HTTPStatus.OK, headers, media)


def _csv_lines(rows: Iterable[TrailRow]) -> Iterator[str]:
    yield _csv_line(_COLUMNS)
    for each in rows:
        yield _csv_line([make_inert(str(value)) for value in _cells(each).values()])


def _csv_line(cells: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()


def _json_lines(rows: Iterable[TrailRow]) -> Iterator[str]:
    for each in rows:
        yield json.dumps(_cells(each), ensure_ascii=False, separators=(",", ":")) + "\n"


def _cells(row: TrailRow) -> Mapping[str, object]:
    at = row.at.astimezone(UTC).isoformat()
    return {each: at if each == "at" else getattr(row, each) for each in _COLUMNS}


def _sees_names(reader: Reader) -> bool:
    return reader.may(Act.SEE_PEOPLE)


def _values(reader: Reader) -> dict[str, str]:
    typed = reader.visit.request.query_params
    return {each: " ".join(typed.get(each, "").split())[:_LONGEST] for each in _FIELDS}


def _read(reader: Reader, values: Mapping[str, str]) -> tuple[Searched, Mapping[str, str]]:
    """Return what is looked for, and what of it cannot be read, by field."""
    language, wrong = reader.visit.language, {}
    country = ""
    if values["country"]:
        try:
            country = reader.visit.world.countries.find(values["country"]).iso3
        except UnknownCountryError:
            wrong["country"] = language.text("There is no such State.")
    days: dict[str, date | None] = {}
    for each in ("since", "until"):
        try:
            days[each] = date.fromisoformat(values[each]) if values[each] else None
        except ValueError:
            days[each], wrong[each] = None, language.text("Write it as 2027-05-04, or leave it empty.")
    of_people = values["people"] == "yes"
    searched = Searched(values["who"], values["what"], country, days["since"], days["until"], of_people)
    return searched, wrong
