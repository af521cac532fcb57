"""Escalating: to whom overdue tasks are passed on, joined from duties, people and the ledger."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from datetime import date

from flows.following import by_mail, told_by_mail
from flows.recipients import absences, recipients
from flows.wiring import Wiring
from notifications.duties import Duties
from notifications.escalation import Chain, build_chain, overdue, plan_escalations
from notifications.ladder import load_ladder
from notifications.plan import Nudge
from notifications.told import keys_of, sort_said
from uprcycle.days.span import GENEVA
from uprcycle.presence import Staffing


def chain_of(wiring: Wiring, today: date) -> Chain:
    """Return who is above whom among all who hold an office."""
    staffing = Staffing(tuple(map(by_mail, recipients(wiring))), absences(wiring))
    return build_chain(load_ladder(), staffing, told_by_mail(wiring, today))


class Escalation:
    """What is overdue on a day, and who is above whom; what was said is read anew each time."""

    def __init__(self, wiring: Wiring, duties: Duties, today: date) -> None:
        """Look at ``duties`` on ``today``."""
        self.chain = chain_of(wiring, today)
        self.late = overdue(duties, self.chain.ladder, today)
        self._ledger = wiring.store.ledger
        self._today = today

    def days(self) -> Mapping[str, date]:
        """Return the keys that speak of what is overdue, each with the day in Geneva of its claim."""
        claimed = self._ledger.claimed_at(keys_of(self.late, self._ledger.keys())) if self.late else {}
        return {key: moment.astimezone(GENEVA).date() for key, moment in claimed.items()}

    def owed(self, claimed: AbstractSet[str]) -> tuple[Nudge, ...]:
        """Return to whom it is passed on today, but for the ``claimed`` keys."""
        return plan_escalations(self.late, self.chain, sort_said(self.days()), claimed, self._today)
