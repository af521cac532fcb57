"""When the last round came to its end, whether that was too long ago, and which alarms are open."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from flows.installation.wiring import Wiring

LATE = timedelta(hours=2)  # one round an hour, and one that was missed
_ROUND = "round"
_SPELL = timedelta(minutes=15)  # after which a turn is over whose process died; longer than a mail may take


def note_round(wiring: Wiring) -> None:
    """Keep that a round has just come to its end."""
    wiring.store.heartbeats.beat(_ROUND, wiring.now())


def last_round(wiring: Wiring) -> datetime | None:
    """Return when a round last came to its end; None before the first one."""
    return wiring.store.heartbeats.last(_ROUND)


def is_late(last: datetime, now: datetime) -> bool:
    """Tell whether rounds no longer come to their end every hour."""
    return now - last > LATE


def note_alarm(wiring: Wiring, name: str, at: datetime) -> None:
    """Keep that something called ``name`` has been wrong since ``at``."""
    wiring.store.heartbeats.beat(f"alarm {name}", at)


def note_well(wiring: Wiring, name: str, at: datetime) -> None:
    """Keep that it is well again."""
    wiring.store.heartbeats.beat(f"well {name}", at)


def open_alarms(wiring: Wiring, names: Iterable[str]) -> tuple[str, ...]:
    """Return those of ``names`` that are wrong still, in the order given."""
    return tuple(each for each in names if _is_open(wiring, each))


def take_turn(wiring: Wiring, name: str, at: datetime) -> bool:
    """Tell whether this process may do what one of many is to do; the others may not until its turn ends."""
    return wiring.store.heartbeats.take_turn(f"turn {name}", at, _SPELL)


def end_turn(wiring: Wiring, name: str, at: datetime) -> None:
    """Let others take the turn that began at ``at``."""
    wiring.store.heartbeats.beat(f"turn {name}", at - _SPELL)


def _is_open(wiring: Wiring, name: str) -> bool:
    alarm, well = (wiring.store.heartbeats.last(f"{word} {name}") for word in ("alarm", "well"))
    return alarm is not None and (well is None or well < alarm)
