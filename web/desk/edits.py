"""Changing the schedule in force from a form: what a change would do, and a draft of it to be released.

What was typed stands in the address, so a second person can be sent it and sees the same. Looking
changes nothing; a draft is kept by a form of its own, and released as every other draft is.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from http import HTTPStatus

from fastapi import APIRouter, Response
from fastapi.responses import RedirectResponse

from uprcycle.access.act import Act
from uprcycle.days.span import Status
from uprcycle.errors import BadInputError, Problem
from uprcycle.timetable.plan import is_deadline
from uprcycle.wording.spans import short_span_text
from uprcycle.wording.terms import status_text, title_text
from web.access.page import render_signed
from web.access.reader import Reader, Signed
from web.desk.consequences import Effect, word_consequences
from web.desk.edit_forms import FORM_BY_NAME, FORMS, EditForm, Field
from web.page import Visit
from web.private import OwnForm
from web.problems import NotThereError

router = APIRouter(prefix="/desk/edit", include_in_schema=False)

_OVER = frozenset({Status.HELD, Status.WITHDRAWN})
_CHOSEN = (Status.TENTATIVE, Status.CONFIRMED, Status.ESTIMATED)
NO_CELLS: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Asked:
    """A field as it is shown: what was typed, what is wrong with it, and what can be chosen."""

    field: Field
    value: str
    wrong: str
    choices: tuple[tuple[str, str], ...]


@router.get("")
def list_forms(reader: Signed) -> Response:
    """List the forms."""
    reader.require(Act.PLAN_RELEASE)
    return render_signed(reader, "desk/edits.html.j2", forms=FORMS)


@router.get("/{name}")
def show_form(reader: Signed, name: str, page: str = "") -> Response:
    """Show a form and, once something was typed, what it would do."""
    reader.require(Act.PLAN_RELEASE)
    form = _form(reader, name)
    cells = _cells(form, reader.visit.request.query_params)
    if not any(cells.values()):
        return _page(reader, form, cells)
    try:
        found = reader.visit.sources.registry.edits.look(form.change, {**cells, **form.fixed})
    except BadInputError as error:
        return _page(reader, form, cells, problems=error.problems)
    return _page(reader, form, cells, word_consequences(reader.visit, found, page))


@router.post("/{name}")
def keep_draft(reader: Signed, typed: OwnForm, name: str) -> Response:
    """Keep the changed schedule as a draft, and go to it."""
    reader.require(Act.PLAN_RELEASE)
    form = _form(reader, name)
    cells = _cells(form, typed)
    edits = reader.visit.sources.registry.edits
    try:
        draft = edits.keep(form.change, {**cells, **form.fixed}, reader.principal.signature)
    except BadInputError as error:
        return _page(reader, form, cells, problems=error.problems)
    return RedirectResponse(reader.visit.href(f"/desk/drafts/{draft}"), HTTPStatus.SEE_OTHER)


def _page(
    reader: Reader,
    form: EditForm,
    cells: Mapping[str, str],
    effect: Effect | None = None,
    problems: Iterable[Problem] = (),
) -> Response:
    found = tuple(problems)
    wrong = {
        each.place.column: reader.visit.language.say(each.sentence)
        for each in reversed(found)
        if each.place.column in cells
    }
    return render_signed(
        reader,
        "desk/edit.html.j2",
        HTTPStatus.UNPROCESSABLE_ENTITY if found else HTTPStatus.OK,
        form=form,
        fields=[
            Asked(each, cells[each.column], wrong.get(each.column, ""), _choices(reader.visit, each))
            for each in form.fields
        ],
        problems=[each for each in found if each.place.column not in cells],
        effect=effect,
        cells=cells,
        query=_query(reader.visit),
    )


def _form(reader: Reader, name: str) -> EditForm:
    if name not in FORM_BY_NAME:
        raise NotThereError(reader.visit.language.text("Nothing is kept at this address."))
    return FORM_BY_NAME[name]


def _cells(form: EditForm, typed: Mapping[str, str]) -> dict[str, str]:
    return {each.column: " ".join(typed.get(each.column, "").split()) for each in form.fields}


def _query(visit: Visit) -> str:
    """Return the path with all that was typed, to which a page number can be added."""
    typed = visit.request.query_params
    kept = "&".join(
        each for each in str(typed).split("&") if each and not each.startswith(("page=", "lang=", "state="))
    )
    return f"{visit.request.url.path}?{kept}&" if kept else f"{visit.request.url.path}?"


def _choices(visit: Visit, field: Field) -> tuple[tuple[str, str], ...]:
    """Return what a list offers: the value and its words."""
    language, world = visit.language, visit.world
    match field.kind:
        case "session":
            return tuple(
                (str(each.number), f"{each.number} · {short_span_text(each.dates.span, language)}")
                for each in world.sessions
                if each.dates.status not in _OVER
            )
        case "milestone":
            return tuple(
                (each.id, title_text(each, language)) for each in world.rulebook.rules if is_deadline(each)
            )
        case "status":
            return tuple((each.value, status_text(each, language)) for each in _CHOSEN)
        case _:
            return ()
