"""The feeds that need a token, as they are asked for: joined to the roles of the day at every request.

Only what is open stands in the book, so that every address that opens nothing is looked up the
same way and fails the same way, whatever the reason.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from threading import Lock

from calendars.access import digest_of
from calendars.ics import Cover, calendar_bytes
from calendars.press import RenderedFeed
from flows.fetches import Fetches
from flows.watching import Watch
from flows.wiring import Wiring
from uprcycle.people import Assignment
from uprcycle.subscriptions import Fetch, Right, Scope, Subscription, build_right


@dataclass(frozen=True, slots=True)
class Opened:
    """A live subscription and what the roles of today let it show."""

    subscription: Subscription
    right: Right


@dataclass(frozen=True, slots=True)
class _Book:
    """What is open on a day, by the digests of tokens, as long as nothing is written."""

    count: int
    day: date
    opened: Mapping[str, Opened]
    rendered: dict[str, RenderedFeed]


class PrivateFeeds:
    """Answers whoever shows a token. Threads may share it."""

    def __init__(self, wiring: Wiring, fetches: Fetches | None = None) -> None:
        """Answer for one installation; ``fetches`` notes that a feed was asked for."""
        self._wiring = wiring
        self._watch = Watch(wiring.store.audit)
        self._fetches = fetches or Fetches(wiring.store.subscriptions.note_fetches)
        self._lock = Lock()
        self._book: _Book | None = None

    def __call__(self, token: str, client: str) -> RenderedFeed | None:
        """Return the feed that ``token`` opens today; None for whatever opens nothing."""
        book = self._current()
        opened = book.opened.get(digest_of(token))
        if opened is None:
            return None
        self._fetches.note(Fetch(opened.subscription.id, client, self._wiring.now()))
        rendered = book.rendered.get(opened.subscription.id)
        if rendered is None:
            rendered = book.rendered[opened.subscription.id] = render_opened(self._wiring, opened)
        return rendered

    def _current(self) -> _Book:
        count, day = self._watch.count(), self._wiring.today()
        book = self._book
        if book is None or (book.count, book.day) != (count, day):
            with self._lock:  # of many that ask at once only the first one reads
                book = self._book
                if book is None or (book.count, book.day) != (count, day):
                    opened = {each.subscription.digest: each for each in open_on(self._wiring, day)}
                    book = self._book = _Book(count, day, opened, {})
        return book


def open_on(wiring: Wiring, day: date) -> Iterator[Opened]:
    """Yield every subscription that answers on ``day``, by person and id."""
    assignments = wiring.store.people.assignments()
    by_person, by_body = _grouped(assignments)
    for each in wiring.store.subscriptions.all():
        of_body = by_body[each.key] if each.scope is Scope.ORGANISATION else ()
        right = build_right(each, (*by_person[each.person], *of_body), day) if each.is_live(day) else None
        if right is not None:
            yield Opened(each, right)


def render_opened(wiring: Wiring, opened: Opened) -> RenderedFeed:
    """Return the bytes of a feed as it stands now."""
    subscription, world = opened.subscription, wiring.world()
    cover = Cover(
        name=subscription.title,
        description="",
        source=wiring.site.base_url,
        page=wiring.site.base_url,
        color=("purple", "#800080"),
        language=subscription.filter.languages[0],
    )
    body = calendar_bytes(cover, ())
    return RenderedFeed(body, f'"{hashlib.sha256(body).hexdigest()}"', world.release.at, 0)


def _grouped(
    assignments: Iterable[Assignment],
) -> tuple[Mapping[str, list[Assignment]], Mapping[str, list[Assignment]]]:
    by_person: defaultdict[str, list[Assignment]] = defaultdict(list)
    by_body: defaultdict[str, list[Assignment]] = defaultdict(list)
    for each in assignments:
        by_person[each.person.id].append(each)
        by_body[each.organisation].append(each)
    return by_person, by_body
