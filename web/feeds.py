"""The public feeds over HTTP: the same bytes for every agent, honestly validated.

Only the path and ``lang`` choose the bytes. Cookies, agents, accepted languages and unknown
parameters do not.
"""

from fastapi import APIRouter, Response

from web.conditional import Document, answer
from web.feed_links import feed_names
from web.page import Visit, Visiting
from web.problems import NotThereError, Suggestion, suggest_countries

router = APIRouter(prefix="/feeds", include_in_schema=False)

# Twelve hours, as the calendars themselves ask to be refreshed; caches in between hold them shorter.
_CACHE_CONTROL = "public, max-age=43200, s-maxage=3600"
_MEDIA_TYPE = "text/calendar; charset=utf-8"


@router.get("/all.ics")
def send_all(visit: Visiting) -> Response:
    """Send the feed of all States."""
    return _send(visit, "all")


@router.get("/country/{code}.ics")
def send_country(visit: Visiting, code: str) -> Response:
    """Send the feed of one State, named by its code alone."""
    return _send(visit, f"country/{code}", code)


@router.get("/session/{number}.ics")
def send_session(visit: Visiting, number: str) -> Response:
    """Send the feed of one Working Group session."""
    return _send(visit, f"session/{number}")


@router.get("/region/{name}.ics")
def send_region(visit: Visiting, name: str) -> Response:
    """Send the feed of one regional group."""
    return _send(visit, f"region/{name}")


@router.get("/role/{code}.ics")
def send_role(visit: Visiting, code: str) -> Response:
    """Send the feed of all that one party acts on or is told of, in every State."""
    return _send(visit, f"role/{code}")


@router.get("/phase/{name}.ics")
def send_phase(visit: Visiting, name: str) -> Response:
    """Send the feed of one phase of the reviews of all States."""
    return _send(visit, f"phase/{name}")


def _send(visit: Visit, name: str, country: str = "") -> Response:
    if name not in feed_names(visit.world):
        near = suggest_countries(visit, country) if country else ()
        every = Suggestion(visit.language.text("All feeds"), "/subscribe")
        raise NotThereError(visit.language.text("There is no such feed."), (*near, every))
    feed = visit.sources.feed(name, visit.asked or visit.sources.languages[0])
    return answer(
        visit.request, Document(feed.body, _MEDIA_TYPE, feed.etag.strip('"'), _CACHE_CONTROL, feed.modified)
    )
