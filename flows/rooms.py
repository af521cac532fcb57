"""The rooms of offices: told what an office has to do, as far as anybody may know it.

Who reads in a room is not known, and a room holds no office: it is told beside the people, of
public items alone, and nothing that it is told counts as told to anybody.
"""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date, datetime

from flows.chatting import open_chats, outlet_by
from flows.nudging import chat_envelope_of, duties_of, envelope_of
from flows.posting import letterhead, outlet_to
from flows.wiring import Wiring
from notifications.deliver import DeliveryReport, Judge, Outlet, Verdict, begin, resume
from notifications.digest import Digest, is_public
from notifications.guard import DeliveryMode
from notifications.plan import Nudge, plan_nudges
from notifications.retries import Present, judge_by
from notifications.rhythm import hold, plan_mails
from uprcycle.checklist.local import is_local
from uprcycle.people import Assignment, Office, Person
from uprcycle.store.packaged import load_countries
from uprcycle.store.ports import ChatHook, Envelope

_READER = "room-"


def send_to_rooms(wiring: Wiring, today: date) -> DeliveryReport:
    """Tell every room what its office has to do; again, or after a stop anywhere, nothing twice."""
    hooks = _rooms(wiring)
    readers = [each for hook in hooks if (each := _reader(wiring, hook))]
    if not readers:
        return DeliveryReport()
    duties, ledger, now = duties_of(wiring, readers), wiring.store.ledger, wiring.now()

    def owed(claimed: AbstractSet[str]) -> Iterable[Nudge]:
        return filter(_is_for_all, plan_nudges(duties, claimed, today))

    outlet = _outlet(wiring, hooks, readers)
    present = Present({each.person.id: each.person for each in readers}, now, today)
    judge = _of_rooms(judge_by(present, lambda: owed(frozenset())))
    report = resume(ledger, outlet, wiring.now, judge)
    claimed = ledger.keys()
    mails = [hold(each, now) for each in plan_mails(owed(claimed), claimed)]
    return report + begin(ledger, outlet, (_envelope(wiring, each, now) for each in mails), wiring.now)


def is_room(person: str) -> bool:
    """Tell whether an id is that of a room, and of no person."""
    return person.startswith(_READER)


def _rooms(wiring: Wiring) -> Sequence[ChatHook]:
    redirected = wiring.settings.delivery is DeliveryMode.REDIRECT
    found = wiring.store.chat_hooks.all() if redirected else open_chats(wiring)
    return [each for each in found if each.is_room and not each.dead_since]


def _reader(wiring: Wiring, hook: ChatHook) -> Assignment | None:
    """Return a room as somebody who holds its office; None where nobody does."""
    held = wiring.store.people.assignments(hook.country)
    roles = [each.office.roles for each in held if each.office.name == hook.office]
    if not roles:
        return None
    person = Person(
        id=f"{_READER}{hook.id}",
        name=hook.office,
        email=wiring.settings.redirect_to,
        language=hook.language,
        zone=load_countries()[hook.country].zone,
        channel=hook.kind,
    )
    return Assignment(person, Office(hook.office, hook.country, frozenset().union(*roles)))


def _outlet(wiring: Wiring, hooks: Iterable[ChatHook], readers: Iterable[Assignment]) -> Outlet:
    if wiring.settings.delivery is DeliveryMode.REDIRECT:
        return outlet_to(wiring, readers)
    return outlet_by(wiring, {f"{_READER}{each.id}": each.id for each in hooks})


def _envelope(wiring: Wiring, digest: Digest, now: datetime) -> Envelope:
    head = letterhead(wiring)
    if wiring.settings.delivery is DeliveryMode.REDIRECT:
        # Nobody holds an office here, so no link may act.
        return envelope_of(digest, replace(head, sent=False), now)
    return chat_envelope_of(digest, head)


def _is_for_all(nudge: Nudge) -> bool:
    return is_public(nudge) and not is_local(nudge.task.id)


def _of_rooms(judge: Judge) -> Judge:
    def judged(envelope: Envelope) -> Verdict:
        return judge(envelope) if is_room(envelope.person) else Verdict.OF_OTHERS

    return judged
