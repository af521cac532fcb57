"""One's own calendars: made, tried, changed, given a new address and ended; the address is shown once."""

from collections.abc import Mapping
from http import HTTPStatus

from fastapi import APIRouter, Response
from fastapi.responses import RedirectResponse

from uprcycle.days.span import day_span
from uprcycle.errors import BadInputError, RefusedError
from uprcycle.subscriptions import LIFETIME, Change, Handed, Listed, Subscription, Wish
from uprcycle.wording.language import Language
from uprcycle.wording.spans import short_span_text
from web.access.page import render_signed
from web.access.reader import Reader, Signed
from web.beside_addresses import draw_qr, is_local
from web.clients import CLIENTS
from web.duties.feed_words import (
    STATES,
    build_form,
    new_wish,
    read_filter_form,
    read_wish,
    whose_text,
)
from web.matters import read_whole
from web.private import LongForm, OwnForm
from web.problems import NotThereError, Suggestion

router = APIRouter(prefix="/my/feeds", include_in_schema=False)


@router.get("")
def show_feeds(reader: Signed) -> Response:
    """List the reader's calendars and how they stand."""
    listed = reader.visit.sources.own.feeds.listed(reader.principal)
    rows = [(each.subscription, _worded(reader, each)) for each in listed]
    return render_signed(
        reader,
        "duties/feeds.html.j2",
        standing=[each for each in rows if not each[0].revoked],
        ended=[each for each in rows if each[0].revoked],
        has_offices=bool(reader.principal.held),
    )


@router.get("/new")
def show_new(reader: Signed) -> Response:
    """Show the form for a new calendar."""
    return _new_page(reader, new_wish(reader.visit))


@router.post("/new")
def make_feed(reader: Signed, form: LongForm) -> Response:
    """Count what a calendar would hold, or make it and show its address."""
    feeds, wish = reader.visit.sources.own.feeds, read_wish(form, reader.principal, reader.visit)
    try:
        if form.get("action") != "make":
            return _new_page(reader, wish, count=feeds.count(reader.principal, wish))
        handed = feeds.make(reader.principal, wish, read_whole(form.get("seen", "")))
    except BadInputError:
        return _new_page(reader, wish, wrong="title")
    except RefusedError:
        return _new_page(reader, wish, wrong="whose")
    return _handed_page(reader, handed)


@router.get("/{feed}")
def show_feed(reader: Signed, feed: str) -> Response:
    """Show one calendar: how it stands, what it holds, and what can be done with it."""
    return _feed_page(reader, _find(reader, feed))


@router.post("/{feed}")
def edit_feed(reader: Signed, form: LongForm, feed: str) -> Response:
    """Change what a calendar holds, or extend it; its address stays."""
    kept = _find(reader, feed).subscription
    if form.get("action") == "extend":
        change = Change(days=LIFETIME.days)
    else:
        chosen = read_filter_form(form, kept.filter, reader.principal, reader.visit)
        change = Change(" ".join(form.get("title", "").split()), chosen)
    try:
        reader.visit.sources.own.feeds.edit(reader.principal, feed, change)
    except BadInputError:
        return _feed_page(reader, _find(reader, feed), change, wrong="title")
    return RedirectResponse(reader.visit.href(f"/my/feeds/{feed}?told=changed"), 303)


@router.get("/{feed}/address")
def ask_for_address(reader: Signed, feed: str) -> Response:
    """Say what stops when a calendar gets a new address, and ask."""
    return _loss_page(reader, _find(reader, feed).subscription, is_end=False)


@router.post("/{feed}/address")
def give_address(reader: Signed, form: OwnForm, feed: str) -> Response:
    """Give a calendar a new address and show it."""
    _find(reader, feed)
    try:
        handed = reader.visit.sources.own.feeds.rotate(reader.principal, feed, form.get("seen", ""))
    except RefusedError:
        return RedirectResponse(reader.visit.href(f"/my/feeds/{feed}"), 303)
    return _handed_page(reader, handed)


@router.get("/{feed}/end")
def ask_to_end(reader: Signed, feed: str) -> Response:
    """Say what stops when a calendar is ended, and ask."""
    return _loss_page(reader, _find(reader, feed).subscription, is_end=True)


@router.post("/{feed}/end")
def end_feed(reader: Signed, _form: OwnForm, feed: str) -> Response:
    """End a calendar for ever."""
    _find(reader, feed)
    reader.visit.sources.own.feeds.revoke(reader.principal, feed)
    return RedirectResponse(reader.visit.href("/my/feeds"), 303)


def _find(reader: Reader, feed: str) -> Listed:
    found = reader.visit.sources.own.feeds.find(reader.principal, feed)
    if found is None:
        language = reader.visit.language
        mine = Suggestion(language.text("My calendars"), "/my/feeds")
        raise NotThereError(language.text("You have no such calendar."), [mine])
    return found


def _new_page(reader: Reader, wish: Wish, count: int | None = None, wrong: str = "") -> Response:
    whose = f"{wish.scope}:{wish.key}" if wish.key else wish.scope.value
    return render_signed(
        reader,
        "duties/feed_new.html.j2",
        HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK,
        form=build_form(wish.title, wish.filter, reader.principal, reader.visit, whose),
        seen=len(reader.visit.sources.own.feeds.listed(reader.principal)),
        count=count,
        wrong=wrong,
        has_offices=bool(reader.principal.held),
    )


def _feed_page(reader: Reader, found: Listed, change: Change | None = None, wrong: str = "") -> Response:
    kept = found.subscription
    asked = change or Change(kept.title, kept.filter)
    return render_signed(
        reader,
        "duties/feed.html.j2",
        HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK,
        feed=kept,
        stands=_worded(reader, found),
        ends_soon=found.ends_soon,
        form=build_form(asked.title or "", asked.filter or kept.filter, reader.principal, reader.visit),
        told=reader.visit.request.query_params.get("told") == "changed",
        wrong=wrong,
    )


def _handed_page(reader: Reader, handed: Handed | None) -> Response:
    """Show an address; it is told in this answer alone, which is why the browser is not sent elsewhere."""
    if handed is None:  # sent twice, or from an old page: what was made stands on the list
        return RedirectResponse(reader.visit.href("/my/feeds"), 303)
    site = reader.visit.sources.site
    webcal = f"webcal://{handed.address.partition('://')[2]}"
    return render_signed(
        reader,
        "duties/feed_address.html.j2",
        feed=handed.subscription,
        address=handed.address,
        webcal=webcal,
        qr=draw_qr(webcal),
        until=_day(handed.subscription, reader),
        clients=CLIENTS,
        is_local=is_local(site.base_url),
    )


def _loss_page(reader: Reader, kept: Subscription, *, is_end: bool) -> Response:
    if kept.revoked:
        return RedirectResponse(reader.visit.href(f"/my/feeds/{kept.id}"), 303)
    return render_signed(
        reader,
        "duties/feed_loss.html.j2",
        feed=kept,
        seen=kept.made.isoformat(),
        is_end=is_end,
        fetched=_fetched(kept, reader.visit.language),
    )


def _worded(reader: Reader, listed: Listed) -> Mapping[str, str]:
    """Return how a calendar stands, in words."""
    kept, language = listed.subscription, reader.visit.language
    return {
        "state": language.text(STATES[listed.state]),
        "whose": whose_text(kept, language),
        "until": _day(kept, reader),
        "fetched": _fetched(kept, language),
    }


def _fetched(kept: Subscription, language: Language) -> str:
    """Return the hour of the last fetch, and the family of the program; nothing where there was none."""
    if kept.fetched is None:
        return ""
    day = short_span_text(day_span(kept.fetched.date()), language)
    hour = language.text("{day}, {clock} UTC", day=day, clock=f"{kept.fetched:%H:00}")
    return hour + (f", {kept.client}" if kept.client else "")


def _day(kept: Subscription, reader: Reader) -> str:
    return short_span_text(day_span(kept.expires), reader.visit.language)
