"""The public change log as JSON: the releases, and what each of them changed, State by State."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Response

from uprcycle.wording.changes import show_entry, show_review
from web.api.schema import COMPARED, NAMED, ChangesShape, ReleasesShape
from web.leaves import Leaf, turn_to
from web.named import find_code, find_releases
from web.page import Visiting, send_json

router = APIRouter(prefix="/api/v1/changes", tags=["public"])

_RELEASES_A_PAGE = 20
_REVIEWS_A_PAGE = 50


@router.get("", responses={200: {"model": ReleasesShape}, **NAMED})
def list_releases(visit: Visiting, country: str = "", page: str = "") -> Response:
    """List the releases, newest first; with a State only those that changed a public date of it."""
    code = find_code(visit, country).iso3 if country else ""
    leaf = turn_to(visit, page, visit.sources.history.entries(code), _RELEASES_A_PAGE)
    rows = [show_entry(each) for each in leaf.rows]
    return send_json(visit, _turned(leaf, code) | {"releases": rows})


@router.get("/{which}", responses={200: {"model": ChangesShape}, **COMPARED})
def list_changes(
    visit: Visiting,
    which: Annotated[str, Path(description="a release, or two of them: 3..7", examples=["1", "0..1"])],
    country: str = "",
    page: str = "",
    lang: str = "",  # noqa: ARG001 - read by the visit
) -> Response:
    """List every public date that a release changed, or that differs between two (`3..7`), by State."""
    old, new = find_releases(visit, which)
    code = find_code(visit, country).iso3 if country else ""
    entry = visit.sources.history.between(old, new)
    if code:
        entry = entry.of(code)
    leaf = turn_to(visit, page, entry.announcement.reviews, _REVIEWS_A_PAGE)
    rows = [show_review(each, visit.language) for each in leaf.rows]
    body = {"base": old, "release": show_entry(entry)} | _turned(leaf, code) | {"reviews": rows}
    return send_json(visit, body)


def _turned(leaf: Leaf[Any], code: str) -> dict[str, Any]:
    return {"country": code or None, "page": leaf.number, "is_last": leaf.is_last}
