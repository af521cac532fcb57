"""Mail to whoever runs the installation: that rounds have stopped, and that all is well again.

It goes through no ledger and no round, because these are what may have stopped. It obeys the
delivery mode like all mail, and names no person, State or task.
"""

import html
import logging
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime

from flows.installation.wiring import Wiring
from flows.nudges.posting import letterhead, outlet_to
from flows.watch.troubles import Trouble
from notifications.mail import Content, build_mail
from uprcycle.errors import UprcycleError
from uprcycle.people import Assignment, Office, Person
from uprcycle.store.ports import Outcome

_LOG = logging.getLogger("uprcycle.watchdog")
_NO_OFFICE = Office("", "", frozenset())


@dataclass(frozen=True, slots=True)
class Report:
    """What is wrong since ``at``; nothing where all is well again."""

    troubles: tuple[Trouble, ...]
    at: datetime

    @property
    def subject(self) -> str:
        """What it is about, in a line."""
        return f"uprcycle: {self.troubles[0].text}" if self.troubles else "uprcycle: all is well again"

    @property
    def lines(self) -> tuple[str, ...]:
        """What is wrong and what to do, a line each."""
        said = tuple(f"{each.text}: {each.remedy}" for each in self.troubles)
        return (
            (*said, "Nothing is lost: the next round sends what is owed.")
            if said
            else ("Rounds come again.",)
        )


@dataclass(frozen=True, slots=True)
class _Occasion:
    person: Person
    keys: tuple[str, ...]
    send_at: datetime


def tell_operator(wiring: Wiring, report: Report) -> bool:
    """Send ``report`` to the operator; False where it is to be tried again.

    Where no operator is named, or the delivery mode does not write to them, nothing is to be done.
    """
    person = Person("operator", "", wiring.settings.operator)
    if not person.email:
        return True
    try:
        outlet = outlet_to(wiring, [Assignment(person, _NO_OFFICE)])
        to = outlet.recipient(person.id)
        if to is None:
            return True
        with closing(outlet.channel) as channel:
            receipt = channel.send(_compose(wiring, report, person), to)
    except (UprcycleError, OSError) as error:
        _LOG.warning("the operator could not be told: %s", type(error).__name__)
        return False
    return receipt.outcome in {Outcome.SENT, Outcome.PERMANENT}


def _compose(wiring: Wiring, report: Report, person: Person) -> bytes:
    occasion = _Occasion(person, (f"watchdog/{report.at.isoformat()}",), report.at)
    lines = (*report.lines, wiring.settings.address)
    markup = "".join(f"<p>{html.escape(each)}</p>" for each in lines)
    content = Content(report.subject, "\n".join(lines) + "\n", f"<!doctype html>{markup}\n", "en")
    return build_mail(occasion, content, letterhead(wiring), report.at).as_bytes()
