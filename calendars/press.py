"""Feeds as the bytes that are served: known components, joined.

The same edition, language and site give the same bytes whatever order things come in, so the
tag of a feed is known before it is rendered.
"""

import gzip
import hashlib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from threading import Lock
from typing import Protocol

from calendars.covers import write_cover
from calendars.editions import Column, Edition, Slug
from calendars.entries import Entry, write_entry
from calendars.feeds import Feed
from calendars.ics import calendar_ends, component_bytes
from calendars.identity import Site
from calendars.keepsake import Keepsake, write_cancelled
from calendars.wording import Variant
from uprcycle.store.ports import Revision
from uprcycle.timetable.world import World
from uprcycle.wording.language import Language

KEPT_COMPONENTS = 40_000
"""How many components a press keeps by default: all of one language, some 60 MB."""


@dataclass(frozen=True, slots=True)
class RenderedFeed:
    """The bytes of a feed; ``etag`` is strong and quoted, ``modified`` when it last changed."""

    body: bytes
    etag: str
    modified: datetime
    entries: int


class ServedFeed(Protocol):
    """What whoever serves a feed has to know of it; tag and time cost nothing."""

    @property
    def etag(self) -> str:
        """The tag, strong and quoted."""

    @property
    def modified(self) -> datetime:
        """When it last changed."""

    @property
    def body(self) -> bytes:
        """The bytes."""


@dataclass(frozen=True, slots=True)
class PackedFeed:
    """A feed as it is kept for long: an eighth of its size, and unpacked each time its body is read.

    ``packed`` is gzip, so that it can be sent as it is.
    """

    packed: bytes
    etag: str
    modified: datetime

    @classmethod
    def pack(cls, feed: RenderedFeed) -> "PackedFeed":
        """Pack a feed."""
        return cls(gzip.compress(feed.body, 6, mtime=0), feed.etag, feed.modified)

    @property
    def body(self) -> bytes:
        """The bytes as they were rendered."""
        return gzip.decompress(self.packed)


@dataclass(frozen=True, slots=True)
class _Style:
    """In which words an edition is set: its language, and for whom."""

    edition: Edition
    language: Language
    variant: Variant

    @property
    def name(self) -> str:
        return f"{self.language.code}/{self.variant.value}"


class Press:
    """Renders the feeds of a site and keeps the components it made.

    A component is known by what its words rest on, its stamp, language and variant, so a press may
    outlive a release: what did not change is not rendered again. Threads may share it.
    """

    def __init__(self, site: Site, program: str = "", kept: int = KEPT_COMPONENTS) -> None:
        """Start with nothing kept; beyond ``kept`` components the oldest is forgotten.

        ``program`` names the state of all code and packaged data that have a say in the bytes.
        """
        self._site = site
        self._program = program
        self._limit = kept
        self._kept: defaultdict[str, dict[str, bytes]] = defaultdict(dict)
        self._covers: dict[tuple[Feed, str], tuple[Edition, bytes, bytes]] = {}
        self._edition: Edition | None = None
        self._lock = Lock()

    def __len__(self) -> int:
        """Return how many components are kept."""
        return sum(map(len, tuple(self._kept.values())))

    def validators(
        self, feed: Feed, world: World, revisions: Mapping[str, Revision], language: Language
    ) -> tuple[str, datetime]:
        """Return tag and time of what :meth:`render` would return, without rendering anything.

        Feeds that differ in a byte have different tags. The tag is the same in every process.
        """
        edition = self._edition_of(world, revisions)
        site = self._site
        inputs = (edition.digest, self._program, site.base_url, site.calendar_host, feed.name, language.code)
        tag = hashlib.sha256("\x1f".join(inputs).encode()).hexdigest()[:32]
        return f'"{tag}"', edition.modified.astimezone(UTC).replace(microsecond=0)

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
        edition = self._edition_of(world, revisions)
        components = self._components(edition.column(feed), _Style(edition, language, feed.variant))
        head, tail = self._cover(feed, edition, language)
        etag, modified = self.validators(feed, world, revisions, language)
        return RenderedFeed(b"".join((head, *components, tail)), etag, modified, len(components))

    def _edition_of(self, world: World, revisions: Mapping[str, Revision]) -> Edition:
        kept = self._edition
        if kept is None or kept.world is not world or kept.revisions is not revisions:
            kept = self._edition = Edition(world, revisions)
        return kept

    def _components(self, column: Column, style: _Style) -> list[bytes]:
        found = map(self._kept[style.name].get, column.keys)
        return [each or self._set(slug, style) for each, slug in zip(found, column.slugs, strict=True)]

    def _set(self, slug: Slug, style: _Style) -> bytes:
        body = component_bytes(_worded(slug, style), slug.stamp, self._site)
        with self._lock:
            if len(self) >= self._limit:
                fullest = max(tuple(self._kept.values()), key=len)
                del fullest[next(iter(fullest))]
            self._kept[style.name][slug.key] = body
        return body

    def _cover(self, feed: Feed, edition: Edition, language: Language) -> tuple[bytes, bytes]:
        of, head, tail = self._covers.get((feed, language.code)) or (None, b"", b"")
        if of is not edition:
            selection = edition.column(feed).selection
            head, tail = calendar_ends(write_cover(feed, selection, edition.world, language, self._site))
            self._covers[feed, language.code] = (edition, head, tail)
        return head, tail


def render_feed(
    feed: Feed, world: World, revisions: Mapping[str, Revision], language: Language, site: Site
) -> RenderedFeed:
    """Return ``feed`` once, with nothing kept; a server holds a :class:`Press` instead."""
    return Press(site).render(feed, world, revisions, language)


def _worded(slug: Slug, style: _Style) -> Entry:
    world = style.edition.world
    if isinstance(slug.shown, Keepsake):
        return write_cancelled(slug.name, slug.shown, world, style.language, style.variant)
    return write_entry(slug.shown, world, style.language, style.variant)
