"""The public change log as Atom feeds: of all States, and of each one."""

from itertools import islice

from fastapi import APIRouter, Response

from uprcycle.countries import Country
from uprcycle.timetable.announced import Entry
from uprcycle.wording.terms import country_name
from web.atom import MEDIA_TYPE, AtomEntry, AtomFeed, render_atom, tag_uri
from web.changed import Summary, summarise
from web.conditional import Document, answer, digest
from web.named import find_code
from web.page import CACHE_CONTROL, Visit, Visiting, render_html

router = APIRouter(include_in_schema=False)

_AUTHOR = "uprcycle"
_ENTRIES = 20
_LINES = 5


@router.get("/changes.atom")
def send_changes(visit: Visiting) -> Response:
    """Send the last releases as an Atom feed, each with what it changed."""
    title = visit.language.text("What changed in the Universal Periodic Review")
    return _send(visit, title, None)


@router.get("/countries/{code}/changes.atom")
def send_changes_of(visit: Visiting, code: str) -> Response:
    """Send the last releases that changed a public date of one State, named by its code alone."""
    country = find_code(visit, code)
    name = country_name(country, visit.language)
    return _send(visit, visit.language.text("What changed for {name}", name=name), country)


def _send(visit: Visit, title: str, country: Country | None) -> Response:
    site, history = visit.sources.site, visit.sources.history
    code = country.iso3 if country else ""
    first = history.releases()[-1].at
    entries = tuple(islice(history.entries(code), _ENTRIES))
    body = render_atom(
        AtomFeed(
            id=tag_uri(site.calendar_host, first.date(), _name(visit, "", code)),
            title=title,
            author=_AUTHOR,
            updated=max((each.imprint.at for each in entries), default=first),
            language=visit.language.code,
            address=site.address(
                _address(visit, f"/countries/{code}/changes.atom" if code else "/changes.atom")
            ),
            link=site.address(_address(visit, f"/changes?country={code}" if code else "/changes")),
            entries=tuple(_entry(visit, each, code) for each in entries),
        )
    )
    document = Document(body, MEDIA_TYPE, digest(body), CACHE_CONTROL, vary=("Accept-Language",))
    return answer(visit.request, document)


def _entry(visit: Visit, entry: Entry, code: str) -> AtomEntry:
    site, imprint = visit.sources.site, entry.imprint
    path = f"/changes/{imprint.number}" + (f"?country={code}" if code else "")
    link = site.address(_address(visit, path))
    summary = summarise(entry, visit.world.countries, visit.language, _LINES)
    release = visit.language.text("Release {number}", number=imprint.number)
    return AtomEntry(
        id=tag_uri(site.calendar_host, imprint.at.date(), _name(visit, f"/{imprint.number}", code)),
        title=f"{release}: {_in_short(visit, summary)}",
        updated=imprint.at,
        link=link,
        html=render_html(visit, "change_entry.html.j2", row=summary, link=link, is_of_one=bool(code)),
    )


def _name(visit: Visit, release: str, code: str) -> str:
    """Return what an id is of; each language has its own, because its readers see another text."""
    return f"changes{release}{'/' if code else ''}{code}/{visit.language.code}"


def _address(visit: Visit, path: str) -> str:
    """Return one of our paths with the language of the visit, which no reader's program would ask for."""
    return f"{path}{'&' if '?' in path else '?'}lang={visit.language.code}"


def _in_short(visit: Visit, summary: Summary) -> str:
    nothing = visit.language.text("No public date changed.")
    return ", ".join(summary.counts) or summary.opening or nothing
