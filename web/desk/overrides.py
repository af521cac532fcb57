"""Dates set by hand: which there are and where each stands, a new one looked at first, one taken back."""

from http import HTTPStatus
from urllib.parse import urlencode

from fastapi import APIRouter, Response
from fastapi.responses import RedirectResponse

from uprcycle.access.act import Act
from uprcycle.errors import BadInputError, RefusedError, UprcycleError
from uprcycle.timetable.override import Aim
from web.access.page import render_signed
from web.access.reader import Reader, Signed
from web.desk.agreement import check_seen, read_agreement, read_sealed
from web.desk.asked_override import FIELDS, Typed, read_typed
from web.desk.consequences import visible
from web.desk.override_words import word_override
from web.desk.plans import word_shift
from web.desk.registry import OverrideEffect, Standing, StandingOverride
from web.private import OwnForm
from web.problems import NotThereError

router = APIRouter(prefix="/desk/overrides", include_in_schema=False)

_OVER = frozenset({Standing.LIFTED, Standing.EXPIRED, Standing.OVERTAKEN})
_MOST_SHIFTS = 60


@router.get("")
def list_overrides(reader: Signed, every: str = "", said: str = "") -> Response:
    """List the dates set by hand, the newest first."""
    reader.require_anywhere(Act.OVERRIDE)
    found = [each for each in reader.visit.sources.registry.overrides.all() if _is_theirs(reader, each)]
    shown = [each for each in found if every or each.standing not in _OVER]
    return render_signed(
        reader,
        "desk/overrides.html.j2",
        rows=[word_override(reader.visit, each) for each in shown],
        hidden=len(found) - len(shown),
        every=bool(every),
        said=said if said in {"set", "lifted"} else "",
    )


@router.get("/new")
def show_new(reader: Signed) -> Response:
    """Show the form of a new date and, once it is filled in, what would follow."""
    reader.require_anywhere(Act.OVERRIDE)
    return _new_page(reader, read_typed(reader.visit, reader.visit.request.query_params))


@router.post("/new")
def set_date(reader: Signed, form: OwnForm) -> Response:
    """Set a date as it was looked at, or agree to it as a second person."""
    reader.require_anywhere(Act.OVERRIDE)
    typed = read_typed(reader.visit, form)
    if typed.asked is None:
        return _new_page(reader, typed)
    _require(reader, typed.asked.aim)
    sealed = read_sealed(reader, form)
    registry = reader.visit.sources.registry
    try:
        if form.get("action") == "agree":
            check_seen(registry.overrides.look(typed.asked).digest, sealed)
            registry.releases.agree(sealed)
            query = urlencode({each: form[each] for each in FIELDS if form.get(each)})
            return _go_to(reader, f"/desk/overrides/new?{query}")
        registry.overrides.set(typed.asked, sealed)
    except UprcycleError as error:
        return _new_page(reader, typed, error)
    return _go_to(reader, "/desk/overrides?said=set")


@router.get("/{number}/lift")
def show_lift(reader: Signed, number: str) -> Response:
    """Show what taking a date back would do."""
    return _lift_page(reader, _standing(reader, number))


@router.post("/{number}/lift")
def lift(reader: Signed, _form: OwnForm, number: str) -> Response:
    """Take a date back."""
    found = _standing(reader, number)
    try:
        reader.visit.sources.registry.overrides.lift(found.override.number, reader.principal.signature)
    except RefusedError as error:
        return _lift_page(reader, found, error)
    return _go_to(reader, "/desk/overrides?said=lifted")


def _new_page(reader: Reader, typed: Typed, refusal: UprcycleError | None = None) -> Response:
    effect, wrong = None, dict(typed.wrong)
    if typed.asked is not None:
        _require(reader, typed.asked.aim)
        try:
            effect = reader.visit.sources.registry.overrides.look(typed.asked)
        except BadInputError as error:
            refusal = refusal or error
    elif typed.aim_of is not None:
        _require(reader, typed.aim_of)
    is_earlier = effect is not None and effect.earlier > 0
    status = HTTPStatus.UNPROCESSABLE_ENTITY if wrong or isinstance(refusal, BadInputError) else HTTPStatus.OK
    return render_signed(
        reader,
        "desk/override_new.html.j2",
        HTTPStatus.CONFLICT if isinstance(refusal, RefusedError) else status,
        typed=typed,
        wrong=wrong,
        refusal=refusal,
        effect=effect,
        shifts=_shifts(reader, effect),
        agreement=read_agreement(reader, effect.agreed if effect else (), is_needed=is_earlier),
    )


def _lift_page(reader: Reader, found: StandingOverride, refusal: UprcycleError | None = None) -> Response:
    effect = reader.visit.sources.registry.overrides.look_back(found.override.number)
    return render_signed(
        reader,
        "desk/override_lift.html.j2",
        HTTPStatus.CONFLICT if refusal else HTTPStatus.OK,
        row=word_override(reader.visit, found),
        is_over=found.standing in _OVER,
        refusal=refusal,
        shifts=_shifts(reader, effect),
    )


def _shifts(reader: Reader, effect: OverrideEffect | None) -> list[tuple[str, object]]:
    """Return the dates that move, each with its State's code."""
    changes = effect.changes if effect else ()
    seen = [(code, change) for code, _cycle, change in changes if visible([change])]
    return [(code, word_shift(change, reader.visit.language)) for code, change in seen[:_MOST_SHIFTS]]


def _standing(reader: Reader, number: str) -> StandingOverride:
    reader.require_anywhere(Act.OVERRIDE)
    for each in reader.visit.sources.registry.overrides.all():
        if str(each.override.number) == number and _is_theirs(reader, each):
            return each
    raise NotThereError(reader.visit.language.text("Nothing is kept at this address."))


def _is_theirs(reader: Reader, found: StandingOverride) -> bool:
    return reader.may(Act.OVERRIDE, country=found.override.aim.country)


def _require(reader: Reader, aim: Aim) -> None:
    reader.require(Act.OVERRIDE, country=aim.country)


def _go_to(reader: Reader, path: str) -> Response:
    return RedirectResponse(reader.visit.href(path), HTTPStatus.SEE_OTHER)
