"""The feeds that need a token, as they are asked for: joined to the roles of the day at every request.

Only what is open stands in the book, so that every address that opens nothing is looked up the
same way and fails the same way, whatever the reason.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from threading import Lock

from calendars.access import digest_of
from calendars.holdings import PersonalView
from calendars.press import PackedFeed, RenderedFeed
from flows.feeds.binding import Binder, Opened
from flows.feeds.fetches import Fetches
from flows.installation.wiring import Wiring
from uprcycle.people import Assignment
from uprcycle.subscriptions import Fetch, Scope, build_right

KEPT_FEEDS = 4000
"""How many feeds are kept, packed: that of an office takes some 30 kB."""


@dataclass(frozen=True, slots=True)
class _Book:
    """What is open on a day, by the digests of tokens, as long as nobody's role or feed changes."""

    people: int
    day: date
    opened: Mapping[str, Opened]


@dataclass(frozen=True, slots=True)
class _Print:
    """A feed and all that it was made from: while that is the same, so are the bytes.

    It was last found to be the same when ``written`` was what it is, for a subscription as it was ``opened``.
    """

    written: int
    opened: Opened
    serial: int
    view: PersonalView
    feed: PackedFeed


class PrivateFeeds:
    """Answers whoever shows a token. Threads may share it.

    A role or a feed that changes anywhere closes the book, and the next request opens it anew: so what
    was taken away is gone at once, and the bytes of its feed with it. A feed is only rendered again
    when something in it changed.
    """

    def __init__(self, wiring: Wiring, fetches: Fetches | None = None) -> None:
        """Answer for one installation; ``fetches`` notes that a feed was asked for."""
        self._wiring = wiring
        self._fetches = fetches or Fetches(wiring.store.subscriptions.note_fetches)
        self._lock = Lock()
        self._book = _Book(-1, date.min, {})
        self._prints: dict[str, _Print] = {}
        self._binder = Binder(wiring)

    def __call__(self, token: str, client: str) -> PackedFeed | None:
        """Return the feed that ``token`` opens today; None for whatever opens nothing."""
        sight, day = self._wiring.sight(), self._wiring.today()
        opened = self._current(sight.people, day).opened.get(digest_of(token))
        if opened is None:
            return None
        self._fetches.note(Fetch(opened.subscription.id, client, self._wiring.now()))
        return self._rendered(opened, sight.written, day)

    def at_hand(self, token: str, client: str) -> PackedFeed | None:
        """Return the same where nothing has to be read or rendered for it; None tells nothing."""
        sight, day = self._wiring.sight(), self._wiring.today()
        book = self._book
        if (book.people, book.day) != (sight.people, day) or (
            opened := book.opened.get(digest_of(token))
        ) is None:
            return None
        kept = self._prints.get(opened.subscription.id)
        if kept is None or kept.written != sight.written or kept.opened is not opened:
            return None
        self._fetches.note(Fetch(opened.subscription.id, client, self._wiring.now()))
        return kept.feed

    def __len__(self) -> int:
        """Return how many feeds are kept as bytes."""
        return len(self._prints)

    def _current(self, people: int, day: date) -> _Book:
        if (self._book.people, self._book.day) != (people, day):
            with self._lock:  # of many that ask at once only the first one reads
                if (self._book.people, self._book.day) != (people, day):
                    opened = {each.subscription.digest: each for each in open_on(self._wiring, day)}
                    self._book = _Book(people, day, opened)
                    names = {each.subscription.id for each in opened.values()}
                    self._prints = {name: each for name, each in self._prints.items() if name in names}
        return self._book

    def _rendered(self, opened: Opened, written: int, day: date) -> PackedFeed:
        name = opened.subscription.id
        kept = self._prints.get(name)
        if kept and kept.written == written and kept.opened is opened:
            return kept.feed
        edition = self._wiring.edition()
        view = self._binder.view(opened, edition, written, day)
        if kept and (kept.serial, kept.view) == (edition.serial, view):
            feed = kept.feed
        else:
            feed = self._binder.bind(view, edition).packed()
        with self._lock:
            if len(self._prints) >= KEPT_FEEDS and name not in self._prints:
                del self._prints[next(iter(self._prints))]
            self._prints[name] = _Print(written, opened, edition.serial, view, feed)
        return feed


def open_on(wiring: Wiring, day: date) -> Iterator[Opened]:
    """Yield every subscription that answers on ``day``, by person and id."""
    by_person, by_body = _grouped(wiring.assignments())
    for each in wiring.store.subscriptions.all():
        of_body = by_body[each.key] if each.scope is Scope.ORGANISATION else ()
        right = build_right(each, (*by_person[each.person], *of_body), day) if each.is_live(day) else None
        if right is not None:
            yield Opened(each, right)


def render_opened(wiring: Wiring, opened: Opened) -> RenderedFeed:
    """Return the bytes of a feed as it stands now."""
    edition, binder = wiring.edition(), Binder(wiring)
    return binder.bind(binder.view(opened, edition, wiring.written(), wiring.today()), edition).rendered()


def _grouped(
    assignments: Iterable[Assignment],
) -> tuple[Mapping[str, list[Assignment]], Mapping[str, list[Assignment]]]:
    by_person: defaultdict[str, list[Assignment]] = defaultdict(list)
    by_body: defaultdict[str, list[Assignment]] = defaultdict(list)
    for each in assignments:
        by_person[each.person.id].append(each)
        by_body[each.organisation].append(each)
    return by_person, by_body
