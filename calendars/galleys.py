"""What several feeds of one's own have in common, set once: everything but who subscribed.

Feeds that stand on the same right, filter and lists differ in their title and in the day on which
they end. All the rest is a galley: components that are worded once, joined and packed once. A
galley knows no person: it is made without the subscription for which it is asked first.
"""

import hashlib
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from threading import Lock

from calendars.holdings import Before, Holdings, PersonalView, hold
from calendars.identity import Site
from calendars.pieces import Piece, Source, piece_bytes, pieces_of
from calendars.selection import Window, window_of
from calendars.tasks import Words
from calendars.wording import Variant
from uprcycle.checklist.build import Checklist
from uprcycle.store.ports import Revision
from uprcycle.subscriptions import Filter, Right, Scope, Subscription
from uprcycle.timetable.world import World
from uprcycle.wording.language import Language

MOST_ENTRIES, MOST_BYTES = 1_000, 690_000
"""What every client takes, with room for the head of the calendar."""

KEPT_COMPONENTS = 10_000
"""How many components are kept to be set in another galley: some 30 MB."""

KEPT_GALLEYS = 500
"""How many galleys are kept, packed: that of an office takes some 30 kB."""

_RUNGS: tuple[tuple[Variant, tuple[int, int] | None], ...] = (
    (Variant.OWN, None),
    (Variant.SHARED, None),
    *((Variant.SHARED, months) for months in ((24, 24), (12, 18), (6, 12), (3, 9), (1, 6), (1, 3))),
)
"""In how many words and for how many months a feed may be written, most first; the first that fits is."""

_NOBODY = Subscription(
    id="",
    person="",
    title="",
    scope=Scope.PERSON,
    digest="",
    made=datetime.min.replace(tzinfo=UTC),
    expires=date.min,
)

_RAW = -zlib.MAX_WBITS


@dataclass(frozen=True, slots=True)
class Galley:
    """The components of a feed and what its cover has to say of them.

    ``packed`` is a stretch of raw deflate that ends on a whole byte, to be put between others;
    ``digest`` is of what it unpacks to.
    """

    packed: bytes
    digest: str
    entries: int
    modified: datetime
    held: Holdings
    window: Window | None
    left_out: int

    @property
    def body(self) -> bytes:
        """The components, joined."""
        return zlib.decompressobj(_RAW).decompress(self.packed)


@dataclass(frozen=True, slots=True)
class _Made:
    """A galley, and what it was made from besides right and filter."""

    checklists: tuple[Checklist, ...]
    before: tuple[Before, ...]
    galley: Galley


@dataclass(frozen=True, slots=True)
class _Shelf:
    """What was made of one world and its histories."""

    world: World
    revisions: Mapping[str, Revision]
    made: dict[tuple[Right, Filter], _Made] = field(default_factory=dict)
    components: dict[tuple[Words, Piece], bytes] = field(default_factory=dict)

    def is_of(self, world: World, revisions: Mapping[str, Revision]) -> bool:
        """Tell whether it is of these two themselves, not of equal ones."""
        return self.world is world and self.revisions is revisions

    def find(self, view: PersonalView) -> Galley | None:
        """Return the galley of a view, None where none was made of just this."""
        made = self.made.get((view.right, view.filter))
        if made is None or (made.checklists, made.before) != (view.checklists, view.before):
            return None
        return made.galley

    def put(self, view: PersonalView, galley: Galley) -> None:
        """Keep a galley; the one made first is forgotten for it."""
        self.made[view.right, view.filter] = _Made(view.checklists, view.before, galley)
        if len(self.made) > KEPT_GALLEYS:
            del self.made[next(iter(self.made))]


class Galleys:
    """Makes galleys and keeps them as long as world and histories are the same. Threads may share it."""

    def __init__(self, site: Site) -> None:
        """Start with nothing kept."""
        self.site = site
        self._lock = Lock()
        self._shelf: _Shelf | None = None

    def __len__(self) -> int:
        """Return how many components are kept."""
        return len(self._shelf.components) if self._shelf else 0

    def of(
        self,
        view: PersonalView,
        world: World,
        revisions: Mapping[str, Revision],
        languages: Sequence[Language],
    ) -> Galley:
        """Return the galley of ``view``; who subscribed has no say in it."""
        shelf = self._shelf
        if shelf and shelf.is_of(world, revisions) and (found := shelf.find(view)):
            return found
        with self._lock:  # of many that ask for one at once only the first one makes it
            shelf = self._shelf
            if shelf is None or not shelf.is_of(world, revisions):
                shelf = self._shelf = _Shelf(world, revisions)
            galley = shelf.find(view)
            if galley is None:
                anybody = replace(view, subscription=replace(_NOBODY, filter=view.filter), ends_soon=False)
                galley = self._set(anybody, shelf, tuple(languages))
                shelf.put(view, galley)
            return galley

    def _set(self, view: PersonalView, shelf: _Shelf, languages: tuple[Language, ...]) -> Galley:
        world = shelf.world
        source = Source(view, world, shelf.revisions, hold(view, world))
        pieces = pieces_of(source)
        bodies: list[bytes] = []
        for variant, months in _RUNGS:
            window = window_of(months, world) if months else None
            near = [each for each in pieces if window is None or window.holds(each.start, each.end)]
            if len(near) > MOST_ENTRIES and months != _RUNGS[-1][1]:
                continue
            words = _words(source, languages, variant)
            bodies = [self._component(each, words, shelf.components) for each in near]
            if sum(map(len, bodies)) <= MOST_BYTES:
                break
        body = b"".join(bodies)
        return Galley(
            packed=deflate(body),
            digest=hashlib.sha256(body).hexdigest(),
            entries=len(bodies),
            modified=max((world.release.at, *(each.stamp.modified for each in near))),
            held=source.held,
            window=window,
            left_out=len(pieces) - len(near),
        )

    def _component(self, piece: Piece, words: Words, kept: dict[tuple[Words, Piece], bytes]) -> bytes:
        body = kept.get((words, piece))
        if body is None:
            body = piece_bytes(piece, words, self.site)
            if len(kept) >= KEPT_COMPONENTS:
                del kept[next(iter(kept))]
            kept[words, piece] = body
        return body


def deflate(body: bytes, *, is_last: bool = False) -> bytes:
    """Return ``body`` as a stretch of raw deflate that reads back alone, and between others."""
    packer = zlib.compressobj(6, zlib.DEFLATED, _RAW)
    return packer.compress(body) + packer.flush(zlib.Z_FINISH if is_last else zlib.Z_FULL_FLUSH)


def _words(source: Source, languages: tuple[Language, ...], variant: Variant) -> Words:
    offices = source.view.right.offices
    return Words(
        world=source.world,
        languages=languages,
        variant=variant,
        names_states=len(source.held.countries) != 1,
        names_offices=len(offices) > len({each.country for each in offices}),
        has_alarms=source.view.filter.has_alarms,
    )
