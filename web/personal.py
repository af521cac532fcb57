"""The feeds that need a token, over HTTP: who has the address may read, and all others learn nothing.

An address that was never given, one that is over, revoked or of somebody without a role today
are answered with the same bytes. The address itself is written down nowhere.
"""

from http import HTTPStatus

from fastapi import APIRouter, Response
from starlette.concurrency import run_in_threadpool

from calendars.press import PackedFeed, ServedFeed
from web.agents import client_family
from web.conditional import (
    Coding,
    Document,
    Validator,
    answer,
    answer_encoded,
    answer_unchanged,
    choose_coding,
)
from web.page import Visit, Visiting
from web.throttle import throttles_of

router = APIRouter(prefix="/feeds/my", include_in_schema=False)

# Kept by the reader alone, and asked for again each time: a feed that is revoked ends at once.
_CACHE_CONTROL = "private, no-cache"
_MEDIA_TYPE = "text/calendar; charset=utf-8"


@router.get("/{token}.ics")
async def send_personal(visit: Visiting, token: str) -> Response:
    """Send the feed that ``token`` opens; who shows too many wrong ones has to wait.

    Most calendars hear that nothing changed, which needs no other thread.
    """
    client = client_family(visit.request.headers.get("user-agent", ""))
    sources = visit.sources
    feed = sources.personal_at_hand(token, client) or await run_in_threadpool(sources.personal, token, client)
    if feed is None:
        throttles_of(visit.request).misses.count(visit.request)
        return _nothing(visit)
    # No day is named: a role or a tick changes the feed without any release.
    validator = Validator(feed.etag.strip('"'), _CACHE_CONTROL)
    coding = choose_coding(visit.request.headers.get("accept-encoding", ""))
    if unchanged := answer_unchanged(visit.request, validator, coding):
        return unchanged
    if coding is Coding.GZIP and isinstance(feed, PackedFeed):
        return answer_encoded(feed.packed, _MEDIA_TYPE, validator, coding)
    return await run_in_threadpool(_send, visit, feed, validator)


def _send(visit: Visit, feed: ServedFeed, validator: Validator) -> Response:
    return answer(visit.request, Document(feed.body, _MEDIA_TYPE, validator.etag, _CACHE_CONTROL))


def _nothing(visit: Visiting) -> Response:
    message = "There is no feed at this address, or no longer. Whoever gave it to you can give you a new one."
    return Response(
        f"{visit.language.text(message)}\n",
        HTTPStatus.NOT_FOUND,
        {"Cache-Control": "no-store"},
        "text/plain; charset=utf-8",
    )
