"""The public change log: every release, what it changed, and what lies between any two of them."""

from typing import Annotated

from fastapi import APIRouter, Query, Response
from fastapi.responses import RedirectResponse

from uprcycle.wording.terms import country_name
from web.changed import summarise, word_origin, word_review
from web.leaves import turn_to
from web.named import find_country, find_release, find_releases
from web.page import Visit, Visiting, render_page

router = APIRouter(include_in_schema=False)

_RELEASES_A_PAGE = 10
_STATES_A_PAGE = 20
_LINES_A_RELEASE = 3
_LINES_A_STATE = 4
_ALL = 1_000

_From = Annotated[str, Query(alias="from")]
_To = Annotated[str, Query(alias="to")]


@router.get("/changes")
def show_changes(
    visit: Visiting, country: str = "", page: str = "", since: _From = "", until: _To = ""
) -> Response:
    """List every release, newest first, with what it changed for the public."""
    state = find_country(visit, country.strip()) if country.strip() else None
    code = state.iso3 if state else ""
    if since or until:
        return _go_to_pair(visit, since, until, code)
    if code != country:
        return _go_to(visit, "/changes", code)
    leaf = turn_to(visit, page, visit.sources.history.entries(code), _RELEASES_A_PAGE)
    countries, language = visit.world.countries, visit.language
    return render_page(
        visit,
        "changes.html.j2",
        code=code,
        name=country_name(state, language) if state else "",
        rows=[summarise(each, countries, language, _LINES_A_RELEASE) for each in leaf.rows],
        newest=visit.sources.history.releases()[0].number,
        leaf=leaf,
    )


@router.get("/changes/{which}")
def show_release(visit: Visiting, which: str, country: str = "", page: str = "") -> Response:
    """Show every public date that a release changed, or that differs between two (`3..7`), by State."""
    old, new = find_releases(visit, which)
    state = find_country(visit, country.strip()) if country.strip() else None
    code = state.iso3 if state else ""
    if code != country:
        return _go_to(visit, f"/changes/{old}..{new}" if ".." in which else f"/changes/{new}", code)
    countries, language = visit.world.countries, visit.language
    imprints = {each.number: each for each in visit.sources.history.releases()}
    entry = visit.sources.history.between(old, new)
    if code:
        entry = entry.of(code)
    leaf = turn_to(visit, page, entry.announcement.reviews, _STATES_A_PAGE)
    most = _ALL if code else _LINES_A_STATE
    return render_page(
        visit,
        "change.html.j2",
        which=which,
        is_pair=".." in which,
        base=word_origin(imprints[old], language) if old else None,
        summary=summarise(entry, countries, language, _LINES_A_RELEASE),
        code=code,
        name=country_name(state, language) if state else "",
        states=[word_review(each, countries, language, most) for each in leaf.rows],
        reviewed=_reviewed(visit),
        newest=max(imprints),
        leaf=leaf,
    )


def _reviewed(visit: Visit) -> set[tuple[str, int]]:
    """Return the States, each with a cycle, that have a page now."""
    world = visit.world
    return {(each.country, each.cycle) for cycle in world.cycles for each in world.reviews(cycle)}


def _go_to_pair(visit: Visit, since: str, until: str, code: str) -> Response:
    newest = visit.sources.history.releases()[0].number
    new = find_release(visit, until.strip()) if until.strip() else newest
    old = find_release(visit, since.strip()) if since.strip() else max(1, new - 1)
    return _go_to(visit, f"/changes/{old}..{new}", code)


def _go_to(visit: Visit, path: str, code: str) -> Response:
    # The address is built from our own numbers and codes, never from what was typed.
    query = f"?country={code}" if code else ""
    return RedirectResponse(visit.href(f"{path}{query}"), status_code=303)
