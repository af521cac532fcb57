"""What takes longer than a page may: worked out beside it, kept until it is no longer true, and done once.

Kept in the memory of one process; another works the same out for itself.
"""

from collections.abc import Callable, Hashable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as TooLongError
from threading import Lock, Thread
from typing import Generic, TypeVar

_Value = TypeVar("_Value")

PATIENCE = 2.0
"""So many seconds a page waits; after that it says that it is being worked out."""


class Background(Generic[_Value]):
    """Works one thing out at a time, in a thread of its own. Threads may share it."""

    def __init__(self, patience: float = PATIENCE) -> None:
        """Start with nothing worked out."""
        self._patience = patience
        self._lock = Lock()
        self._kept: tuple[Hashable, Future[_Value]] | None = None

    def ask(self, key: Hashable, work: Callable[[], _Value]) -> _Value | None:
        """Return what ``work`` gives for ``key``, or None while it is worked out.

        What another key asks for meanwhile waits until the work that is under way has ended. What
        ``work`` raises is raised here, once: whoever asks next begins it anew.
        """
        with self._lock:
            kept = self._kept
            if kept is None or (kept[0] != key and kept[1].done()):
                kept = self._kept = (key, _begun(work))
        if kept[0] != key:
            return None
        try:
            return kept[1].result(self._patience)
        except TooLongError:
            return None
        except BaseException:
            self._kept = None
            raise

    def take(self, key: Hashable, work: Callable[[], _Value]) -> _Value | None:
        """Return the same and keep it no longer: whoever asks next has it worked out anew."""
        found = self.ask(key, work)
        if found is not None:
            self._kept = None
        return found


def _begun(work: Callable[[], _Value]) -> Future[_Value]:
    """Begin ``work`` in a thread that nobody waits for where the process ends."""
    future: Future[_Value] = Future()

    def run() -> None:
        try:
            future.set_result(work())
        except BaseException as fault:  # noqa: BLE001 - whoever asks has it raised
            future.set_exception(fault)

    Thread(target=run, daemon=True).start()
    return future
