"""A town in which dates changed and messages went, failed and wait."""

from dataclasses import replace
from datetime import date, timedelta

from flows.nudges.speaking import speak
from tests.flows.installed import NOON
from tests.web.staff.town import AMINA, DANA, Town
from uprcycle.days.span import Status, day_span
from uprcycle.store.packaged import load_ruleset
from uprcycle.store.ports import Outcome, Receipt
from uprcycle.timetable.override import Aim, Override


def release_again(town: Town) -> None:
    """Release once more, with the report of Kenya on another day."""
    store = town.wiring.store
    aim = Aim("national-report", country="KEN", cycle=4)
    store.overrides.add(
        Override(aim, day_span(date(2029, 12, 1)), Status.TENTATIVE, "Asked", "letter", "UPR Branch", NOON)
    )
    schedule = town.wiring.world().release.schedule
    store.releases.add(schedule, load_ruleset(), by="UPR Branch", note="later", source="letter", at=NOON)


def send_all(town: Town) -> None:
    """Send what is due, then let one message fail and one wait."""
    speak(town.wiring, town.wiring.today())
    ledger = town.wiring.store.ledger
    row = ledger.rows(1)[0]
    for name, person, outcome, answer in (
        ("<failed@example.org>", AMINA, Outcome.PERMANENT, "550 5.1.1 <no such user>"),
        ("<later@example.org>", DANA, Outcome.TEMPORARY, "451 4.7.1 try later"),
    ):
        message = replace(row.envelope, message_id=name, keys=(name,), person=person.id)
        ledger.claim(message, now=NOON, lease=timedelta(minutes=5))
        ledger.handing_over(name, now=NOON)
        ledger.record(name, Receipt(outcome, answer), now=NOON)
