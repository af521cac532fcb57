"""The pages of the feeds: which there are, and how to add one of them to each calendar program."""

from dataclasses import dataclass, replace
from urllib.parse import quote

from fastapi import APIRouter, Response

from calendars.covers import feed_title
from calendars.doctor.check import Severity
from calendars.doctor.examine import examine
from calendars.entries import Mark, write_entry
from calendars.feeds import find_feed
from calendars.identity import Part
from calendars.selection import select_marks
from uprcycle.countries import Region, fold
from uprcycle.days.span import day_span
from uprcycle.people import Role
from uprcycle.reviews.phases import Phase
from uprcycle.wording.language import Language
from uprcycle.wording.spans import short_span_text
from uprcycle.wording.terms import country_name, phase_text, region_text, role_text
from web.beside_addresses import draw_qr, is_local
from web.cards import When, word_date_shortly
from web.clients import CLIENTS
from web.feed_links import FeedLink, feed_names, link_feed
from web.page import Visit, Visiting, render_page
from web.problems import NotThereError, Suggestion, suggest_countries

router = APIRouter(include_in_schema=False)

_NEXT = 3


@dataclass(frozen=True, slots=True)
class Trial:
    """What a calendar program gets just now: its size in kB, the next entries, and what is wrong with it.

    ``undated`` counts the dates that nobody knows yet.
    """

    entries: int
    kilobytes: int
    errors: int
    release: int
    following: tuple[tuple[str, When], ...]
    undated: int


@router.get("/subscribe")
def show_subscribe(visit: Visiting) -> Response:
    """List every public feed with its address."""
    world, language = visit.world, visit.language
    states = [(country_name(each, language), each.iso3) for each in world.countries.members()]
    states.sort(key=lambda state: fold(state[0]))
    names = feed_names(world)
    return render_page(
        visit,
        "subscribe.html.j2",
        everything=link_feed(visit, "all", language.text("All States")),
        regions=[link_feed(visit, f"region/{each.value}", region_text(each, language)) for each in Region],
        roles=[
            link_feed(visit, f"role/{each}", role_text(each, language))
            for each in Role
            if f"role/{each}" in names
        ],
        phases=[link_feed(visit, f"phase/{each}", phase_text(each, language)) for each in Phase],
        sessions=[
            link_feed(visit, f"session/{each.number}", language.text("Session {number}", number=each.number))
            for each in reversed(world.sessions)
            if f"session/{each.number}" in names
        ],
        countries=[
            link_feed(visit, f"country/{code}", name) for name, code in states if f"country/{code}" in names
        ],
    )


@router.get("/subscribe/all")
def show_all(visit: Visiting, test: str = "") -> Response:
    """Show how to subscribe to the feed of all States."""
    return _show(visit, "all", is_tried=bool(test))


@router.get("/subscribe/{kind}/{key}")
def show_one(visit: Visiting, kind: str, key: str, test: str = "") -> Response:
    """Show how to subscribe to one feed; ``test`` asks what a calendar program gets just now."""
    return _show(visit, f"{kind}/{key}", is_tried=bool(test))


def _show(visit: Visit, name: str, *, is_tried: bool) -> Response:
    if name not in feed_names(visit.world):
        near = suggest_countries(visit, name.partition("/")[2]) if name.startswith("country/") else ()
        every = Suggestion(visit.language.text("All feeds"), "/subscribe")
        raise NotThereError(visit.language.text("There is no such feed."), (*near, every))
    title = feed_title(find_feed(name, visit.world), visit.world, visit.language)
    link = link_feed(visit, name, title)
    here = visit.sources.site.address(visit.href(f"/subscribe/{name}"))
    return render_page(
        visit,
        "subscribe_one.html.j2",
        feed=link,
        clients=CLIENTS,
        online=_online(link),
        qr=draw_qr(here),
        is_local=is_local(visit.sources.site.base_url),
        trial=_try(visit, name) if is_tried else None,
    )


def _online(link: FeedLink) -> tuple[tuple[str, str], ...]:
    """Return the calendars in the web that can be told the address by a link, which is followed by hand."""
    address, title = quote(link.address, safe=""), quote(link.title, safe="")
    outlook = f"addfromweb?url={address}&name={title}"
    return (
        ("Google Calendar", f"https://calendar.google.com/calendar/r?cid={quote(link.webcal, safe='')}"),
        ("Outlook, Microsoft 365", f"https://outlook.office.com/calendar/0/{outlook}"),
        ("Outlook.com", f"https://outlook.live.com/calendar/0/{outlook}"),
    )


def _try(visit: Visit, name: str) -> Trial:
    """Fetch the feed as a calendar program would, and examine what comes."""
    world, today, language = visit.world, visit.sources.today().isoformat(), visit.language
    plan = find_feed(name, world)
    feed = visit.sources.feed(name, visit.asked or visit.sources.languages[0])
    report = examine(feed.body, feed.modified)
    selection = select_marks(plan, world)
    coming = [mark for mark in selection.marks if mark.end.isoformat() > today][:_NEXT]
    return Trial(
        entries=feed.entries,
        kilobytes=round(len(feed.body) / 1000),
        errors=sum(each.check.severity is Severity.ERROR for each in report.findings),
        release=world.release.number,
        following=tuple(
            (write_entry(mark, world, language, plan.variant).summary, _when(mark, language))
            for mark in coming
        ),
        undated=len(selection.undated),
    )


def _when(mark: Mark, language: Language) -> When:
    """Return when the entry stands in the calendar; the end of a window is no surer than the window."""
    milestone = mark.milestone
    whole = word_date_shortly(milestone.span, milestone.status, language)
    if mark.part is Part.WHOLE:
        return whole
    return replace(whole, text=short_span_text(day_span(mark.start), language))
