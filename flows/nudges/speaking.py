"""All that a round says of what is due: to people, to the rooms of offices, and of chats that are closed."""

from dataclasses import replace
from datetime import date

from flows.installation.wiring import Wiring
from flows.nudges.nudging import NudgeReport, send_nudges
from flows.nudges.posting import language_for, letterhead, outlet_to
from flows.nudges.rooms import send_to_rooms
from flows.offices.staffing import find_person
from notifications.closed import Closed, compose_closed
from notifications.deliver import DeliveryReport, begin
from notifications.guard import is_address
from notifications.mail import seal
from uprcycle.people import MAIL
from uprcycle.store.ports import ChatHook, Envelope


def speak(wiring: Wiring, today: date) -> NudgeReport:
    """Say everything that is due on ``today``; again, or after a stop anywhere, nothing twice."""
    told = send_nudges(wiring, today)
    return replace(told, delivery=told.delivery + send_to_rooms(wiring, today) + tell_of_closed(wiring))


def tell_of_closed(wiring: Wiring) -> DeliveryReport:
    """Tell whoever answers for a chat that is closed, once and by mail."""
    dead = [each for each in wiring.store.chat_hooks.all() if each.dead_since]
    if not dead:
        return DeliveryReport()
    ledger = wiring.store.ledger
    claimed = ledger.keys()
    found = [each for hook in dead if (each := _envelope(wiring, hook))]
    fresh = [each for each in found if claimed.isdisjoint(each.keys)]
    outlet = outlet_to(wiring, wiring.store.people.assignments())
    return begin(ledger, outlet, fresh, wiring.now)


def _envelope(wiring: Wiring, hook: ChatHook) -> Envelope | None:
    person, now = find_person(wiring, hook.person), wiring.now()
    if person is None or hook.dead_since is None or not is_address(person.email):
        return None
    head = letterhead(wiring).for_a_mail(now)
    closed = Closed(replace(person, channel=MAIL), hook, hook.dead_since)
    return seal(closed, compose_closed(closed, language_for(person), head, now), head.tokens.kept)
