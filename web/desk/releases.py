"""The releases: what each changed, what differs between two, and bringing an earlier one back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Query, Response
from fastapi.responses import RedirectResponse

from uprcycle.access.act import Act
from uprcycle.errors import UprcycleError
from uprcycle.timetable.announced import Entry
from uprcycle.wording.changes import count_texts, moment_text, opening_text
from uprcycle.wording.language import Language
from web.access.page import render_signed
from web.access.reader import Reader, Signed
from web.changed import is_address
from web.desk.agreement import check_seen, read_agreement, read_sealed
from web.desk.consequences import word_consequences
from web.desk.moments import short_moment
from web.desk.registry import Consequences, Released, Releases, Sealed
from web.leaves import turn_to
from web.private import OwnForm
from web.problems import NotThereError

router = APIRouter(prefix="/desk/releases", include_in_schema=False)

_RELEASES_A_PAGE = 10


@dataclass(frozen=True, slots=True)
class _Way:
    """A way back: rolling back to a release, or undoing one alone."""

    name: str
    look: Callable[[Releases, int], Consequences]
    act: Callable[[Releases, int, Sealed], int]


_ROLLBACK = _Way("rollback", lambda at, number: at.look_back(number), lambda at, *how: at.roll_back(*how))
_UNDO = _Way("undo", lambda at, number: at.look_undo(number), lambda at, *how: at.undo(*how))


@router.get("")
def list_releases(reader: Signed, page: str = "") -> Response:
    """List every release, the newest first."""
    reader.require(Act.PLAN_RELEASE)
    visit, language = reader.visit, reader.visit.language
    known = {each.number: each for each in visit.sources.registry.releases.all()}
    leaf = turn_to(visit, page, visit.sources.history.entries(""), _RELEASES_A_PAGE)
    rows = [
        (
            known[each.imprint.number],
            short_moment(each.imprint.at, language),
            summarise_shortly(each, language),
        )
        for each in leaf.rows
    ]
    return render_signed(reader, "desk/releases.html.j2", rows=rows, leaf=leaf, newest=len(known))


@router.get("/compare")
def compare(
    reader: Signed,
    since: Annotated[str, Query(alias="from")] = "",
    until: Annotated[str, Query(alias="to")] = "",
    page: str = "",
) -> Response:
    """Show what differs between two releases; the address carries both."""
    reader.require(Act.PLAN_RELEASE)
    old, new = _release(reader, since), _release(reader, until)
    return _differences(reader, old, new, page)


@router.get("/{number}")
def show_release(reader: Signed, number: str, page: str = "") -> Response:
    """Show one release and what it changed, by State."""
    reader.require(Act.PLAN_RELEASE)
    new = _release(reader, number)
    return _differences(reader, _before(reader, new), new, page)


@router.get("/{number}/rollback")
def show_rollback(reader: Signed, number: str) -> Response:
    """Show what rolling back to a release would do."""
    return _way_page(reader, _ROLLBACK, number)


@router.get("/{number}/undo")
def show_undo(reader: Signed, number: str) -> Response:
    """Show what taking one release back would do, and what of it would stay."""
    return _way_page(reader, _UNDO, number)


@router.post("/{number}/rollback")
def roll_back(reader: Signed, form: OwnForm, number: str) -> Response:
    """Roll back as it was looked at, or agree to it as a second person."""
    return _act(reader, _ROLLBACK, number, form)


@router.post("/{number}/undo")
def undo(reader: Signed, form: OwnForm, number: str) -> Response:
    """Take one release back as it was looked at, or agree to it as a second person."""
    return _act(reader, _UNDO, number, form)


def _differences(reader: Reader, old: Released | None, new: Released, page: str) -> Response:
    releases = reader.visit.sources.registry.releases
    found = (
        word_consequences(reader.visit, Consequences(releases.compare(old.number, new.number)), page)
        if old
        else None
    )
    language, newest = reader.visit.language, releases.all()[0].number
    return render_signed(
        reader,
        "desk/release.html.j2",
        old=old,
        old_at=moment_text(old.at, language) if old else "",
        new=new,
        new_at=moment_text(new.at, language),
        newest=newest,
        is_pair=reader.visit.request.url.path.endswith("/compare"),
        effect=found,
        link=new.source if is_address(new.source) else "",
        said=reader.visit.request.query_params.get("said") == "released",
        may_release=reader.may(Act.RELEASE),
    )


def summarise_shortly(entry: Entry, language: Language) -> str:
    """Return how many States a release changed for the public, in a line."""
    if entry.opening:
        return opening_text(entry.opening, language)
    counts = count_texts(entry.announcement, language)
    return ", ".join(counts) or language.text("No public date changed.")


def _way_page(
    reader: Reader,
    way: _Way,
    number: str,
    note: str = "",
    refusal: UprcycleError | None = None,
) -> Response:
    reader.require(Act.RELEASE)
    release = _release(reader, number)
    effect = None
    try:
        found = way.look(reader.visit.sources.registry.releases, release.number)
        page = reader.visit.request.query_params.get("page", "")
        effect = word_consequences(reader.visit, found, page)
    except UprcycleError as error:
        refusal = refusal or error
    agreed = effect.agreed if effect else ()
    is_needed = effect is not None and bool(effect.plan.moved_earlier)
    return render_signed(
        reader,
        "desk/way_back.html.j2",
        HTTPStatus.CONFLICT if refusal else HTTPStatus.OK,
        way=way.name,
        release=release,
        effect=effect,
        note=note,
        refusal=refusal,
        agreement=read_agreement(reader, agreed, is_needed=is_needed),
    )


def _act(reader: Reader, way: _Way, number: str, form: Mapping[str, str]) -> Response:
    reader.require(Act.RELEASE)
    release, releases = _release(reader, number), reader.visit.sources.registry.releases
    sealed = read_sealed(reader, form)
    path = f"/desk/releases/{release.number}/{way.name}"
    try:
        if form.get("action") == "agree":
            check_seen(way.look(releases, release.number).plan.digest, sealed)
            releases.agree(sealed)
        else:
            path = f"/desk/releases/{way.act(releases, release.number, sealed)}?said=released"
    except UprcycleError as error:
        return _way_page(reader, way, number, note=sealed.note, refusal=error)
    return RedirectResponse(reader.visit.href(path), HTTPStatus.SEE_OTHER)


def _release(reader: Reader, text: str) -> Released:
    for each in reader.visit.sources.registry.releases.all():
        if str(each.number) == text.strip():
            return each
    raise NotThereError(reader.visit.language.text("Nothing is kept at this address."))


def _before(reader: Reader, release: Released) -> Released | None:
    return None if release.number == 1 else _release(reader, str(release.number - 1))
