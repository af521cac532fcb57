"""How to subscribe to one feed: the address that opens a calendar, and the one to copy."""

from dataclasses import dataclass
from functools import lru_cache

from calendars.feeds import plan_feeds
from uprcycle.timetable.world import World
from web.page import Visit


@dataclass(frozen=True, slots=True)
class FeedLink:
    """One feed: its path here, the address to copy, the address that calendars open."""

    name: str
    title: str
    path: str
    address: str
    webcal: str


@lru_cache(maxsize=2)
def feed_names(world: World) -> frozenset[str]:
    """Return the names of all public feeds."""
    return frozenset(feed.name for feed in plan_feeds(world))


def link_feed(visit: Visit, name: str, title: str) -> FeedLink:
    """Return the addresses of the feed ``name`` in the language of the visit."""
    default = visit.sources.languages[0]
    code = visit.language.code
    path = f"/feeds/{name}.ics" + (f"?lang={code}" if code != default else "")
    site = visit.sources.site
    return FeedLink(name, title, path, site.address(path), site.webcal(path))
