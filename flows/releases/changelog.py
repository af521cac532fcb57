"""The public change log: what each release changed, and what lies between any two of them.

Releases never change, so what two of them differ in is computed once and kept.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from threading import Lock

from flows.installation.wiring import Wiring
from notifications.plain import plain_line
from uprcycle.errors import RefusedError
from uprcycle.store.ports import ReleaseSummary
from uprcycle.timetable.announced import Announcement, Entry, Imprint, announce, describe_opening
from uprcycle.timetable.plan import plan_release
from uprcycle.timetable.world import World

_STEPS_KEPT = 100_000
"""How many changed dates are kept of releases and the ones before them: some 50 MB."""

_LEAPS_KEPT = 40_000
"""The same for any other two releases, so that whoever compares many does not push out the log."""

_WORLDS_KEPT = 4

_PATIENCE = 3.0
"""How many seconds to wait for comparisons of others: whoever asks for many must not hold up all pages."""

_Pair = tuple[ReleaseSummary, ReleaseSummary]


class ChangeLog:
    """What everybody may know of the releases of one installation."""

    def __init__(self, wiring: Wiring) -> None:
        """Read nothing yet."""
        self._wiring = wiring
        self._steps, self._leaps = _Kept(_STEPS_KEPT), _Kept(_LEAPS_KEPT)
        self._comparing = Lock()
        self._world = lru_cache(maxsize=_WORLDS_KEPT)(self._load_world)

    def releases(self) -> tuple[Imprint, ...]:
        """Return the releases, newest first."""
        return tuple(map(_imprint, reversed(self._wiring.store.releases.history())))

    def entries(self, country: str = "") -> Iterator[Entry]:
        """Yield the log, newest first; of one State only the releases that changed a public date of it."""
        history = self._wiring.store.releases.history()
        for number in range(len(history), 0, -1):
            entry = self.between(number - 1, number)
            if not country:
                yield entry
            elif (mine := entry.of(country)).announcement.reviews:
                yield mine

    def between(self, old: int, new: int) -> Entry:
        """Return what changed for the public from one release to another, either way round.

        Before release 1 there is number 0, of which that release is the opening.

        Raises:
            RefusedError: One of them does not exist, or too much is being compared just now.
        """
        known = {each.number: each for each in self._wiring.store.releases.history()}
        for number in (new, old):
            if number not in known and (number, new) != (0, 1):
                raise RefusedError(f"there is no release {number}; the store holds {len(known)}")
        if not old:
            opening = describe_opening(self._world(known[new]))
            return Entry(_imprint(known[new]), Announcement(0, new, ()), opening)
        return Entry(_imprint(known[new]), self._compared(known[old], known[new]))

    def world_on(self, day: date) -> World:
        """Return the world as it stood at the end of ``day`` in UTC.

        Raises:
            RefusedError: Nothing was released by then.
        """
        end = end_of(day)
        released = [each for each in self._wiring.store.releases.history() if each.at <= end]
        if not released:
            raise RefusedError(f"nothing was released by {end:%Y-%m-%d %H:%M} UTC")
        return self._world(released[-1])

    def _compared(self, old: ReleaseSummary, new: ReleaseSummary) -> Announcement:
        kept = self._steps if new.number == old.number + 1 else self._leaps
        found = kept.find((old, new))
        if found is not None:
            return found
        if not self._comparing.acquire(timeout=_PATIENCE):
            raise RefusedError("releases are being compared for others; ask again in a moment")
        try:  # one at a time: it takes a processor for up to seconds
            found = kept.find((old, new))
            if found is None:
                plan = plan_release(self._world(old), self._world(new))
                found = announce(plan, new.number)
                kept.keep((old, new), found)
        finally:
            self._comparing.release()
        return found

    def _load_world(self, summary: ReleaseSummary) -> World:
        latest = self._wiring.world()
        return latest if latest.release.number == summary.number else self._wiring.world_of(summary.number)


def end_of(day: date) -> datetime:
    """Return the last moment of ``day`` in UTC."""
    return datetime.combine(day + timedelta(days=1), time.min, tzinfo=UTC) - timedelta(microseconds=1)


class _Kept:
    """Announcements by their two releases, the oldest of them dropped when all are too heavy."""

    def __init__(self, most: int) -> None:
        """Keep at most ``most`` changed dates, or the last announcement alone."""
        self._most = most
        self._found: dict[_Pair, Announcement] = {}

    def find(self, pair: _Pair) -> Announcement | None:
        return self._found.get(pair)

    def keep(self, pair: _Pair, announcement: Announcement) -> None:
        self._found[pair] = announcement
        while len(self._found) > 1 and sum(map(_weight, self._found.values())) > self._most:
            del self._found[next(iter(self._found))]


def _weight(announcement: Announcement) -> int:
    return 1 + sum(len(each.changes) for each in announcement.reviews)


def _imprint(summary: ReleaseSummary) -> Imprint:
    return Imprint(summary.number, summary.at, plain_line(summary.note), plain_line(summary.source))
