"""Loading a file of people: upload, problems beside the rows, what would change, and then the writing."""

from collections.abc import Iterable, Mapping
from datetime import date
from http import HTTPStatus

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from uprcycle.access.act import Act
from uprcycle.days.span import day_span
from uprcycle.errors import BadInputError, Problem, RefusedError, UprcycleError
from uprcycle.phrase import phrase
from uprcycle.roster.columns import COLUMNS, REQUIRED
from uprcycle.roster.plan import Effect, Step
from uprcycle.sheets.text import MAX_BYTES, plain_name
from uprcycle.wording.problems import refusal_texts
from uprcycle.wording.spans import short_span_text
from uprcycle.wording.terms import country_name
from web.access.page import render_signed
from web.access.reader import Reader, Signed
from web.private import OwnForm
from web.staff.paging import turn_to
from web.staff.source import Covers, Draft, Shown
from web.uploads import Upload, read_upload

router = APIRouter(include_in_schema=False)

_STEPS = 50
_PROBLEMS = 200
_MEGABYTES = MAX_BYTES // 1_000_000


@router.get("/people/load")
def show_form(reader: Signed) -> Response:
    """Show where to send a file, and what it has to look like."""
    reader.require_anywhere(Act.EDIT_PEOPLE)
    return _form(reader)


@router.post("/people/load")
async def take_file(reader: Signed, request: Request) -> Response:
    """Read a file, once it is known who sends it; show what is wrong with it, or what it would change."""
    reader.require_anywhere(Act.EDIT_PEOPLE)
    try:
        upload = await read_upload(request, reader.visit.sources)
    except HTTPException as error:
        if error.status_code != HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
            raise
        what = reader.visit.language.text("The file is larger than {size} MB.", size=_MEGABYTES)
        return await run_in_threadpool(_form, reader, [_said(what)])
    return await run_in_threadpool(_taken, reader, upload)


@router.get("/people/load/{draft}")
def show_draft(reader: Signed, draft: str) -> Response:
    """Show what loading a file would change; nothing is written."""
    reader.require_anywhere(Act.EDIT_PEOPLE)
    return _draft_page(reader, draft)


@router.post("/people/load/{draft}")
def load_draft(reader: Signed, draft: str, form: OwnForm) -> Response:
    """Load a file that somebody looked at, unless something moved since."""
    reader.require_anywhere(Act.EDIT_PEOPLE)
    accepted = tuple(value for name, value in form.items() if name.startswith("accept-"))
    shown = Shown(form.get("digest", ""), accepted, reader.principal.signature)
    try:
        written = reader.visit.sources.staff.enrolment.load(_owner(reader), draft, shown, _covers(reader))
    except RefusedError as error:
        return _draft_page(reader, draft, error)
    except BadInputError as error:
        return _form(reader, _rows(error))
    if written is None:
        return _gone(reader)
    return RedirectResponse(reader.visit.href("/people?said=loaded"), 303)


def _taken(reader: Reader, upload: Upload) -> Response:
    language = reader.visit.language
    if not upload.name or not upload.content:
        return _form(reader, [_said(language.text("Choose a file that holds something."))])
    name = plain_name(upload.name)
    try:
        key = reader.visit.sources.staff.enrolment.read(_owner(reader), name, upload.content, _covers(reader))
    except BadInputError as error:
        return _form(reader, _rows(error), name)
    return RedirectResponse(reader.visit.href(f"/people/load/{key}"), 303)


def _form(reader: Reader, problems: Iterable[Mapping[str, object]] = (), name: str = "") -> Response:
    found = list(problems)
    return render_signed(
        reader,
        "staff/load.html.j2",
        HTTPStatus.BAD_REQUEST if found else HTTPStatus.OK,
        columns=[(each.name, each.name in REQUIRED) for each in COLUMNS],
        problems=found[:_PROBLEMS],
        more=max(0, len(found) - _PROBLEMS),
        name=name,
    )


def _gone(reader: Reader) -> Response:
    what = reader.visit.language.text("This file is no longer kept here: send it again. Nothing was changed.")
    return _form(reader, [_said(what)])


def _draft_page(reader: Reader, key: str, refused: UprcycleError | None = None) -> Response:
    try:
        draft = reader.visit.sources.staff.enrolment.look(_owner(reader), key, _covers(reader))
    except BadInputError as error:
        return _form(reader, _rows(error))
    if draft is None:
        return _gone(reader)
    leaf = turn_to(reader.visit, _changes(reader, draft), _STEPS)
    return render_signed(
        reader,
        "staff/load_plan.html.j2",
        HTTPStatus.CONFLICT if refused else HTTPStatus.OK,
        draft=draft,
        counts={each.value: draft.plan.count(each) for each in Effect},
        leaf=leaf,
        refused=refusal_texts(refused, reader.visit.language) if refused else (),
        warnings=[_problem(each) for each in draft.problems],
    )


def _changes(reader: Reader, draft: Draft) -> list[Mapping[str, str]]:
    away = [
        {
            "effect": "away",
            "name": draft.names.get(each.new.person, ""),
            "state": "",
            "office": "",
            "first": _day(reader, each.new.first),
            "last": _day(reader, each.new.last),
        }
        for each in draft.plan.leaves
    ]
    return [*(_step(reader, each) for each in draft.plan.steps), *away]


def _step(reader: Reader, step: Step) -> Mapping[str, str]:
    new, countries = step.new, reader.visit.world.countries
    return {
        "effect": step.effect.value,
        "name": new.person.name,
        "state": country_name(countries[new.office.country], reader.visit.language),
        "office": new.office.name,
        "first": _day(reader, new.valid_from),
        "last": _day(reader, new.valid_to),
    }


def _day(reader: Reader, day: date) -> str:
    return "" if day in {date.min, date.max} else short_span_text(day_span(day), reader.visit.language)


def _rows(error: BadInputError) -> list[Mapping[str, object]]:
    return [_problem(each) for each in error.problems] or [_said(error.headline)]


def _problem(problem: Problem) -> Mapping[str, object]:
    """Return a problem as a row: where it stands in the file, or else in words what it is about."""
    place = problem.place
    where = "" if place.row or place.column else problem.where
    return {
        "row": place.row,
        "column": place.column,
        "sheet": place.sheet,
        "what": phrase("{subject}: {what}", subject=where, what=problem.what) if where else problem.what,
        "remedy": problem.remedy,
        "severity": problem.severity.value,
    }


def _said(what: str) -> Mapping[str, object]:
    return _problem(Problem("", what))


def _owner(reader: Reader) -> str:
    return reader.principal.id


def _covers(reader: Reader) -> Covers:
    return lambda code: reader.may(Act.EDIT_PEOPLE, country=code)
