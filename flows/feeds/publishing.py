"""Publishing: what each release changed in every feed, and the feeds as bytes.

A revision is written before a feed can show it, so SEQUENCE rises in every feed at once.
"""

import logging
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from calendars.feeds import find_feed
from calendars.identity import country_of
from calendars.press import KEPT_COMPONENTS, Press, RenderedFeed
from calendars.publish import moves_told, plan_revisions
from flows.installation.program import program_digest
from flows.installation.wiring import Wiring
from uprcycle.store.packaged import load_language
from uprcycle.timetable.world import World

_LOG = logging.getLogger("uprcycle.publishing")
_MOST_NAMED = 20
_KEPT_FEEDS = 32  # joining known components takes less time than a page takes
_PAPERS = "papers in feeds"  # beats with the moment of the last document of which the feeds say where it is
_TOLD = "feeds"  # beats with the moment of the last release of which the feeds say everything


@dataclass(frozen=True, slots=True)
class Published:
    """How many entries of the feeds were new, moved or otherwise changed in which release."""

    changed: int
    release: int


def publish(wiring: Wiring, countries: Collection[str] = ()) -> Published:
    """Bring the revisions of all entries, or those of some States, up to the release in force.

    Again changes nothing.
    """
    world = wiring.printed_world()
    published = _revise(wiring, world, countries)
    if not countries:
        _note_told(wiring, world)
    return published


def publish_release(wiring: Wiring, number: int, countries: Collection[str]) -> Published:
    """Publish a release just made, of which only ``countries`` differ from the one before.

    The feeds must say all of the one before already (:func:`catch_up`).
    """
    world = wiring.printed_world()
    if world.release.number != number:  # somebody was faster, and other States may differ
        return publish(wiring)
    published = _revise(wiring, world, countries) if countries else Published(0, number)
    _note_told(wiring, world)
    return published


def catch_up(wiring: Wiring) -> Published:
    """Publish what a release that was cut off left undone: its SEQUENCE must not be spent on the next.

    The beat comes after the revisions. Where it is missing, all of them are looked at.
    """
    release = wiring.world().release
    if wiring.store.heartbeats.last(_TOLD) == release.at:
        return Published(0, release.number)
    return publish(wiring)


def publish_news(wiring: Wiring) -> Published:
    """Publish what a release left undone and what documents were recorded; mostly nothing is to be looked at.

    What else may change an entry, such as another version of this program, is found by :func:`publish`.
    """
    published, links = catch_up(wiring), wiring.store.documents.all()
    since = wiring.store.heartbeats.last(_PAPERS)
    fresh = [each for each in links if since is None or each.at > since]
    if not fresh:
        return published
    more = publish(wiring, {each.country for each in fresh})
    wiring.store.heartbeats.beat(_PAPERS, max(each.at for each in fresh))
    return Published(published.changed + more.changed, more.release)


def countries_behind(wiring: Wiring) -> tuple[str, ...]:
    """Return the States of which a feed does not say all yet, by code; mostly nothing is to be looked at."""
    world, links = wiring.printed_world(), wiring.store.documents.all()
    beats = wiring.store.heartbeats
    since = beats.last(_PAPERS)
    is_told = beats.last(_TOLD) == world.release.at
    if is_told and all(since and each.at <= since for each in links):
        return ()
    return tuple(
        sorted({country_of(each.uid) for each in plan_revisions(world, wiring.store.revisions.current())})
    )


def _revise(wiring: Wiring, world: World, countries: Collection[str]) -> Published:
    known = wiring.store.revisions.current()
    changed = plan_revisions(world, known, countries)
    if changed:
        wiring.store.revisions.save(changed, at=wiring.now())
    if changed and wiring.store.heartbeats.last(_TOLD) == world.release.at:
        _tell_moves(moves_told(known, changed))
    return Published(len(changed), world.release.number)


def _tell_moves(moves: Sequence[str]) -> None:
    """Tell the operator what moved though nothing was released: else nobody would know of it."""
    if moves:
        words = "%d entries moved though nothing was released, as when the rules of a time zone change: %s"
        _LOG.warning(words, len(moves), "; ".join(moves[:_MOST_NAMED]))


def _note_told(wiring: Wiring, world: World) -> None:
    if wiring.store.heartbeats.last(_TOLD) != world.release.at:
        wiring.store.heartbeats.beat(_TOLD, world.release.at)


class PublicFeeds:
    """The public feeds of the release in force, by name and language code.

    The last ones are kept until the release or its revisions change, their components for longer.
    Asking for an unknown feed or language raises BadInputError with the nearest name.
    """

    def __init__(self, wiring: Wiring, kept: int = KEPT_COMPONENTS) -> None:
        """Render for one installation and keep so many components."""
        self._wiring = wiring
        self._press = Press(wiring.site, program_digest(), kept)
        self._keep = lru_cache(maxsize=_KEPT_FEEDS)(self._render)

    def __call__(self, name: str, language: str) -> RenderedFeed:
        """Return a feed."""
        return self._keep(name, language, self.serial())

    def validators(self, name: str, language: str) -> tuple[str, datetime]:
        """Return tag and time of a feed, without rendering it."""
        edition = self._wiring.edition()
        feed = find_feed(name, edition.world)
        return self._press.validators(feed, edition.world, edition.revisions, load_language(language))

    def serial(self) -> int:
        """Return a number that rises when any feed may have changed."""
        return self._wiring.edition().serial

    def _render(self, name: str, language: str, _serial: int) -> RenderedFeed:
        edition = self._wiring.edition()
        feed = find_feed(name, edition.world)
        return self._press.render(feed, edition.world, edition.revisions, load_language(language))


def press_of(wiring: Wiring) -> PublicFeeds:
    """Return what renders the public feeds of an installation."""
    return PublicFeeds(wiring)
