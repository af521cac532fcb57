"""Feeds as the bytes that are served: known components, joined.

The same release, histories, language and site give the same bytes whatever order they come
in, so an ETag of the bytes is honest.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from threading import Lock

from calendars.covers import write_cover
from calendars.entries import Mark, write_entry
from calendars.feeds import Feed
from calendars.ics import Stamp, calendar_bytes, component_bytes
from calendars.identity import Site
from calendars.keepsake import Keepsake, belongs, is_replaced, write_cancelled
from calendars.publish import Prints, is_in_time, prints_of, stamp_of
from calendars.selection import Selection, select_marks
from uprcycle.store.ports import Revision
from uprcycle.timetable.world import World
from uprcycle.wording.language import Language

KEPT_COMPONENTS = 40_000
"""How many components a press keeps: all of one language, some 60 MB."""


@dataclass(frozen=True, slots=True)
class RenderedFeed:
    """The bytes of a feed; ``etag`` is strong and quoted, ``modified`` the time of the release."""

    body: bytes
    etag: str
    modified: datetime
    entries: int


@dataclass(frozen=True, slots=True)
class _Edition:
    """What one rendering is made from."""

    feed: Feed
    world: World
    revisions: Mapping[str, Revision]
    language: Language


@dataclass(frozen=True, slots=True)
class _Piece:
    """One component and what it is sorted by."""

    start: str
    name: str
    body: bytes


class Press:
    """Renders the feeds of a site and keeps the components it made.

    A component is known by its name, fingerprints, stamp, language and variant, so a press may
    outlive a release: what did not change is not rendered again. Threads may share it.
    """

    def __init__(self, site: Site, kept: int = KEPT_COMPONENTS) -> None:
        """Start with nothing kept; beyond ``kept`` components the oldest is forgotten."""
        self._site = site
        self._limit = kept
        self._kept: dict[tuple[object, ...], bytes] = {}
        self._lock = Lock()

    def __len__(self) -> int:
        """Return how many components are kept."""
        return len(self._kept)

    def render(
        self, feed: Feed, world: World, revisions: Mapping[str, Revision], language: Language
    ) -> RenderedFeed:
        """Return ``feed`` as the release of ``world`` shows it.

        Args:
            feed: Which feed.
            world: The release and all that follows from it.
            revisions: The histories by name; an entry without one is as new as the release.
            language: The language of every text.
        """
        edition = _Edition(feed, world, revisions, language)
        selection = select_marks(feed, world)
        pieces = [*self._standing(selection.marks, edition), *self._cancelled(selection, edition)]
        pieces.sort(key=lambda each: (each.start, each.name))
        cover = write_cover(feed, selection, world, language, self._site)
        body = calendar_bytes(cover, (each.body for each in pieces))
        modified = world.release.at.astimezone(UTC).replace(microsecond=0)
        return RenderedFeed(body, f'"{hashlib.sha256(body).hexdigest()}"', modified, len(pieces))

    def _standing(self, marks: Iterable[Mark], edition: _Edition) -> Iterator[_Piece]:
        release = edition.world.release
        for mark in marks:
            prints = prints_of(mark)
            stamp = stamp_of(mark, prints, edition.revisions.get(mark.name), release)
            if not mark.is_withdrawn or is_in_time(stamp.modified, release):
                body = self._component(mark, prints, stamp, edition)
                yield _Piece(mark.start.isoformat(), mark.name, body)

    def _component(self, mark: Mark, prints: Prints, stamp: Stamp, edition: _Edition) -> bytes:
        variant, language = edition.feed.variant, edition.language
        key = (mark.name, prints, stamp, language.code, variant)
        body = self._kept.get(key)
        if body is None:
            entry = write_entry(mark, edition.world, language, variant)
            body = component_bytes(entry, stamp, self._site)
            self._keep(key, body)
        return body

    def _keep(self, key: tuple[object, ...], body: bytes) -> None:
        with self._lock:
            if len(self._kept) >= self._limit:
                del self._kept[next(iter(self._kept))]
            self._kept[key] = body

    def _cancelled(self, selection: Selection, edition: _Edition) -> Iterator[_Piece]:
        world, feed = edition.world, edition.feed
        for revision in edition.revisions.values():
            if not revision.withdrawn or not is_in_time(revision.modified, world.release):
                continue
            keepsake = Keepsake.read(revision.payload)
            if belongs(keepsake, selection, world) and not is_replaced(keepsake, world):
                entry = write_cancelled(revision.uid, keepsake, world, edition.language, feed.variant)
                stamp = Stamp(revision.sequence, revision.modified)
                yield _Piece(keepsake.start, revision.uid, component_bytes(entry, stamp, self._site))


def render_feed(
    feed: Feed, world: World, revisions: Mapping[str, Revision], language: Language, site: Site
) -> RenderedFeed:
    """Return ``feed`` once, with nothing kept; a server holds a :class:`Press` instead."""
    return Press(site).render(feed, world, revisions, language)
