"""Noting which feeds programs still fetch: once an hour for each, together, after the answer is sent.

Two thousand calendars may ask in the same minute. None of them waits for a disk, and what is
lost when the process ends is noted at the next fetch.
"""

import logging
from collections.abc import Callable, Iterable
from threading import Lock, Timer

from uprcycle.errors import UprcycleError
from uprcycle.subscriptions import Fetch

_LOG = logging.getLogger("uprcycle.fetches")
_SECONDS = 2.0


class Fetches:
    """Gathers fetches and hands them on. Threads may share it."""

    def __init__(self, keep: Callable[[Iterable[Fetch]], None], seconds: float = _SECONDS) -> None:
        """Hand to ``keep`` what was gathered so many seconds after the first of it."""
        self._keep = keep
        self._seconds = seconds
        self._lock = Lock()
        self._latest: dict[str, Fetch] = {}
        self._gathered: list[Fetch] = []

    def note(self, fetch: Fetch) -> None:
        """Gather ``fetch``, unless one of its subscription in this hour was gathered before."""
        with self._lock:
            before = self._latest.get(fetch.subscription)
            if before and before.hour == fetch.hour:
                return
            self._latest[fetch.subscription] = fetch
            self._gathered.append(fetch)
            is_first = len(self._gathered) == 1
        if is_first:
            timer = Timer(self._seconds, self.flush)
            timer.daemon = True
            timer.start()

    def flush(self) -> None:
        """Hand on what was gathered; where it cannot be kept it is forgotten, and gathered again later."""
        with self._lock:
            gathered, self._gathered = self._gathered, []
        try:
            if gathered:
                self._keep(gathered)
        except UprcycleError as error:
            _LOG.warning("fetches of %d feeds could not be noted: %s", len(gathered), error.headline)
            with self._lock:
                for each in gathered:
                    self._latest.pop(each.subscription, None)
