"""Who is to be told of what now, planned again only when something was written, and after half a minute."""

from datetime import datetime, timedelta

from flows.installation.wiring import Wiring
from flows.nudges.noticing import NoticePlan, plan_notices

_FRESH = timedelta(seconds=30)


class RecentPlan:
    """The plan of notices as pages show it. Threads may share it."""

    def __init__(self, wiring: Wiring) -> None:
        """Plan for one installation."""
        self._wiring = wiring
        self._kept: tuple[int, datetime, NoticePlan] | None = None

    def current(self) -> NoticePlan:
        """Return the plan; whoever sends by it has it checked against a new one."""
        now, last, kept = self._wiring.now(), self._wiring.store.audit.last(), self._kept
        if kept is None or kept[0] != last or not timedelta() <= now - kept[1] < _FRESH:
            kept = self._kept = (last, now, plan_notices(self._wiring, self._wiring.today()))
        return kept[2]
