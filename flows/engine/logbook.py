"""Where Prefect's own log goes: into a bounded file beside its database, and one sentence to the terminal.

``logging.yml`` names both of these, and Prefect reads it in each of its processes, runs of flows included.
"""

import logging
import os
import sys
import time
from contextlib import suppress
from io import TextIOWrapper
from logging.handlers import WatchedFileHandler
from pathlib import Path

from uvicorn.config import LOGGING_CONFIG

NAME = "prefect.log"
"""The file in Prefect's home; what was before it bears ``.1`` behind its name."""

CONFIGURATION = Path(__file__).with_name("logging.yml")
LARGEST = 4 * 2**20
_OURS = "uprcycle."
_AGAIN_AFTER = 3600.0
_MESSAGES = "prefect.server.utilities.messaging.memory"
"""What fails here Prefect tries again, as when its database is locked; a warning says that it gave up."""


def open_log(filename: str) -> "LogFile":
    """Return the file, into which uvicorn writes as well where Prefect's command starts it.

    What cannot be logged, here or to the pages of a run, is left; Prefect would print that it could not.
    """
    logging.raiseExceptions = False
    LOGGING_CONFIG["loggers"]["uvicorn"] = {"handlers": [], "level": "INFO", "propagate": True}
    return LogFile(filename)


class LogFile(WatchedFileHandler):
    """A file that several processes write to, and of which only the end is kept.

    Two that begin a new one in the same moment may lose the older half, and nothing else.
    """

    def __init__(self, filename: str) -> None:
        """Write to ``filename`` once there is something to write."""
        super().__init__(filename, encoding="utf-8", delay=True)

    def emit(self, record: logging.LogRecord) -> None:
        """Write a record, into a new file where the old one is full.

        What cannot be written is left: where the disk is full, a traceback for each line helps nobody.
        """
        try:
            self._make_room()
            self.reopenIfNeeded()
            self.stream = self.stream or self._open()
            self.stream.write(self.format(record) + self.terminator)
            self.flush()
        except Exception:  # noqa: BLE001, S110 - see above
            pass

    def _make_room(self) -> None:
        with suppress(OSError):  # nobody wrote yet, or another process was first
            if os.path.getsize(self.baseFilename) > LARGEST:  # noqa: PTH202 - the file is logging's
                os.replace(self.baseFilename, f"{self.baseFilename}.1")  # noqa: PTH105 - likewise

    def _open(self) -> TextIOWrapper:
        """Open the file for nobody else to read: it tells how the machine works."""
        return open(self.baseFilename, "a", encoding="utf-8", opener=_open_privately)


class Hint(logging.Handler):
    """Says on the terminal what this program says of itself, and of Prefect's errors where they stand.

    Those at most once an hour, and none where a run was told to end: it takes that for a crash.
    """

    def __init__(self, filename: str) -> None:
        """Name ``filename`` as the place."""
        super().__init__()
        self._filename = filename
        self._said_at: float | None = None

    def emit(self, record: logging.LogRecord) -> None:
        """Say the record, or where to look."""
        if record.name.startswith(_OURS):
            self._say(f"{record.levelname.lower():<8} {self.format(record)}")
        elif _is_trouble(record) and not self._has_said() and not _is_told_to_end():
            self._said_at = time.monotonic()
            self._say(f"prefect  has trouble; its log says which: {self._filename}")

    def _has_said(self) -> bool:
        return self._said_at is not None and time.monotonic() - self._said_at < _AGAIN_AFTER

    def _say(self, line: str) -> None:
        with suppress(OSError, ValueError):  # nobody listens any more
            sys.stderr.write(f"{line}\n")
            sys.stderr.flush()


def hush() -> None:
    """Give no more hints in this process: what ends is interrupted, and says so at length in the file."""
    for each in logging.getLogger().handlers:
        if isinstance(each, Hint):
            each.setLevel(logging.CRITICAL + 1)


def _open_privately(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _is_trouble(record: logging.LogRecord) -> bool:
    if record.name == _MESSAGES:
        return record.levelno == logging.WARNING
    return record.levelno >= logging.ERROR


def _is_told_to_end() -> bool:
    listener = sys.modules.get("prefect._internal.control_listener")
    return listener is not None and listener.get_intent() is not None
