"""The watchdog: looks every few minutes whether rounds still come, by a path that needs no Prefect.

It says so once when they stop and once when all is well again, in the log and to the operator.
What is wrong stands in the store meanwhile, for pages and commands of every process.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta

from flows.installation.looking import Rhythm, looking
from flows.installation.wiring import Wiring
from flows.watch.heartbeat import end_turn, last_round, note_alarm, note_well, open_alarms, take_turn
from flows.watch.operator_mail import Report, tell_operator
from flows.watch.troubles import Kind, Trouble

_LOG = logging.getLogger("uprcycle.watchdog")
_AT_ONCE = frozenset({Kind.NO_ROUND, Kind.STORE})
"""What is true at one look; of the rest a second look decides, for a server may just be starting."""

_TOLD, _TELLING = "told", "telling"
_STOPPED_WITHIN = 10.0

Look = Callable[[datetime], Trouble | None]


def find_round_trouble(wiring: Wiring, since: datetime | None) -> Trouble | None:
    """Tell whether rounds no longer come to their end.

    The first is waited for from ``since`` on; where it is None, nobody promised that one would come.
    """
    try:
        last = last_round(wiring) or since
    except Exception:  # noqa: BLE001 - whatever it is, nobody can tell when the last round was
        return Trouble(Kind.STORE)
    limit = timedelta(minutes=wiring.settings.alarm_after_minutes)
    return Trouble(Kind.NO_ROUND, last) if last and wiring.now() - last > limit else None


class Watchdog:
    """Looks, remembers what was wrong, and tells the operator what began and what is over."""

    def __init__(self, wiring: Wiring, look: Look | None = None) -> None:
        """Watch ``wiring`` from now on; ``look`` tells what is wrong with a scheduler at a moment.

        Without one, rounds run elsewhere or not at all.
        """
        self._wiring = wiring
        self._look = look
        self._judged = _AT_ONCE if look is None else frozenset(Kind)
        self._since = None if look is None else wiring.now()
        self._before: frozenset[Kind] = frozenset()
        self._open: frozenset[Kind] = frozenset()
        self._unkept: frozenset[Kind] = frozenset()
        self._told = False  # and the store does not know it

    def look(self) -> tuple[Trouble, ...]:
        """Look once, tell what is new, and return what is wrong and lasts."""
        now = self._wiring.now()
        found = [find_round_trouble(self._wiring, self._since), self._look(now) if self._look else None]
        troubles = tuple(each for each in found if each)
        lasting = tuple(each for each in troubles if each.kind in _AT_ONCE | self._before)
        self._before = frozenset(each.kind for each in troubles)
        self._compare(lasting, now)
        self._tell(lasting, now)
        return lasting

    def _compare(self, lasting: tuple[Trouble, ...], now: datetime) -> None:
        """Keep what began and what is over, and say so in the log."""
        was = self._known()
        begun = tuple(each for each in lasting if each.kind not in was)
        over = (was & self._judged) - self._before
        self._open = (was | {each.kind for each in begun}) - over
        try:
            for each in begun:
                note_alarm(self._wiring, each.kind, now)
            for kind in over:
                note_well(self._wiring, kind, now)
        except Exception:  # noqa: BLE001 - a store that is the trouble cannot keep it
            self._unkept |= {each.kind for each in begun}
        self._unkept -= over
        if begun:
            _LOG.error("alarm: %s", "; ".join(f"{each.text}; {each.remedy}" for each in begun))
        if over and not self._open:
            _LOG.warning("all is well again")

    def _tell(self, lasting: tuple[Trouble, ...], now: datetime) -> None:
        """Tell the operator once of an outage and once of its end; what is not sent is tried at each look.

        Of several processes that see the same at once, one tells.
        """
        if not self._is_owed(lasting) or not self._takes_turn(now):
            return
        # Another process may have told since that was asked.
        if self._is_owed(lasting) and tell_operator(self._wiring, Report(lasting, now)):
            self._keep_told(now, is_told=bool(lasting))
        with suppress(Exception):  # as for alarms
            end_turn(self._wiring, _TELLING, now)

    def _is_owed(self, lasting: tuple[Trouble, ...]) -> bool:
        return not self._was_told() if lasting else self._was_told() and not self._open

    def _takes_turn(self, now: datetime) -> bool:
        try:
            return take_turn(self._wiring, _TELLING, now)
        except Exception:  # noqa: BLE001 - told twice is better than not at all
            return True

    def _was_told(self) -> bool:
        try:
            return self._told or bool(open_alarms(self._wiring, (_TOLD,)))
        except Exception:  # noqa: BLE001 - as for alarms
            return self._told

    def _keep_told(self, now: datetime, *, is_told: bool) -> None:
        try:
            (note_alarm if is_told else note_well)(self._wiring, _TOLD, now)
            self._told = False
        except Exception:  # noqa: BLE001 - as for alarms
            self._told = is_told

    def _known(self) -> frozenset[Kind]:
        """Return what is open, by any process; as far as this one knows where the store does not say."""
        try:
            return self._unkept | frozenset(map(Kind, open_alarms(self._wiring, Kind)))
        except Exception:  # noqa: BLE001 - the store is watched too, and may be what is wrong
            return self._open


@contextmanager
def watching(wiring: Wiring, look: Look | None = None) -> Iterator[None]:
    """Let a watchdog look every few minutes, in a thread, until the block ends."""
    rhythm = Rhythm("watchdog", wiring.settings.watch_every_seconds, _STOPPED_WITHIN)
    with looking(Watchdog(wiring, look).look, rhythm, "the watchdog could not look"):
        yield
