"""The public feeds where the shelf has no answer: what is not there is refused, with what may be meant."""

from fastapi import APIRouter, Response

from web.conditional import Document, answer
from web.feed_links import feed_names
from web.page import Visit, Visiting
from web.problems import NotThereError, Suggestion, suggest_countries
from web.shelf import CACHE_CONTROL, MEDIA_TYPE

router = APIRouter(prefix="/feeds", include_in_schema=False)


@router.get("/{name}.ics")
def send_one(visit: Visiting, name: str) -> Response:
    """Send a feed of which there is one only."""
    return _send(visit, name)


@router.get("/{kind}/{key}.ics")
def send_of_kind(visit: Visiting, kind: str, key: str) -> Response:
    """Send the feed of a State, a session, a region, a role or a phase."""
    return _send(visit, f"{kind}/{key}", key if kind == "country" else "")


def _send(visit: Visit, name: str, country: str = "") -> Response:
    if name not in feed_names(visit.world):
        near = suggest_countries(visit, country) if country else ()
        every = Suggestion(visit.language.text("All feeds"), "/subscribe")
        raise NotThereError(visit.language.text("There is no such feed."), (*near, every))
    feed = visit.sources.feed(name, visit.asked or visit.sources.languages[0])
    return answer(
        visit.request, Document(feed.body, MEDIA_TYPE, feed.etag.strip('"'), CACHE_CONTROL, feed.modified)
    )
