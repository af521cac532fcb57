"""Looking again and again, in a thread beside whatever else a server does."""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Every how many seconds somebody of this ``name`` looks, and how many the last look may take to end."""

    name: str
    every: float
    stopped_within: float


@contextmanager
def looking(look: Callable[[], object], rhythm: Rhythm, failure: str) -> Iterator[None]:
    """Let ``look`` be called until the block ends; ``failure`` and the kind of what it raises are logged."""
    stop, log = threading.Event(), logging.getLogger(f"uprcycle.{rhythm.name}")

    def work() -> None:
        while not stop.wait(rhythm.every):
            try:
                look()
            except Exception as error:  # noqa: BLE001 - it has to look again, whatever happened
                log.error("%s: %s", failure, type(error).__name__)  # noqa: TRY400 - its words may name somebody

    thread = threading.Thread(target=work, name=rhythm.name, daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(rhythm.stopped_within)
