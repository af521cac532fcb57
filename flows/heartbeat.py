"""When the last round came to its end, and whether that was too long ago."""

from datetime import datetime, timedelta

from flows.wiring import Wiring

LATE = timedelta(hours=2)  # one round an hour, and one that was missed
_ROUND = "round"


def note_round(wiring: Wiring) -> None:
    """Keep that a round has just come to its end."""
    wiring.store.heartbeats.beat(_ROUND, wiring.now())


def last_round(wiring: Wiring) -> datetime | None:
    """Return when a round last came to its end; None before the first one."""
    return wiring.store.heartbeats.last(_ROUND)


def is_late(last: datetime, now: datetime) -> bool:
    """Tell whether rounds no longer come to their end every hour."""
    return now - last > LATE
