"""Publishing: what each release changed in every feed, and the feeds as bytes.

A revision is written before a feed can show it, so SEQUENCE rises in every feed at once.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import lru_cache

from calendars.feeds import find_feed
from calendars.press import Press, RenderedFeed
from calendars.publish import plan_revisions
from flows.wiring import Wiring
from uprcycle.store.packaged import load_language

_KEPT_FEEDS = 512


@dataclass(frozen=True, slots=True)
class Published:
    """How many entries of the feeds were new, moved or otherwise changed in which release."""

    changed: int
    release: int


def publish(wiring: Wiring, countries: Collection[str] = ()) -> Published:
    """Bring the revisions of all entries, or those of some States, up to the release in force.

    Again changes nothing.
    """
    world = wiring.world()
    changed = plan_revisions(world, wiring.store.revisions.current(), countries)
    if changed:
        wiring.store.revisions.save(changed, at=wiring.now())
    return Published(len(changed), world.release.number)


def press_of(wiring: Wiring) -> Callable[[str, str], RenderedFeed]:
    """Return what renders a public feed, by name and language code, from the release in force.

    Feeds are kept until the release or its revisions change, their components for longer.
    Asking for an unknown feed or language raises BadInputError with the nearest name.
    """
    press = Press(wiring.site)

    @lru_cache(maxsize=_KEPT_FEEDS)
    def render(name: str, language: str, _serial: int) -> RenderedFeed:
        edition = wiring.edition()
        feed = find_feed(name, edition.world)
        return press.render(feed, edition.world, edition.revisions, load_language(language))

    return lambda name, language: render(name, language, wiring.edition().serial)
