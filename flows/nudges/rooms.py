"""The rooms of offices: told what an office has to do, as far as anybody may know it.

Who reads in a room is not known, and a room holds no office: it is told beside the people, of
public items alone, and nothing that it is told counts as told to anybody.
"""

from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import UTC, date, datetime

from flows.installation.wiring import Wiring
from flows.nudges.chatting import CHATS, ChatOutlet, is_written_to, open_chats, outlet_by
from flows.nudges.nudging import chat_envelope_of, duties_of, envelope_of
from flows.nudges.posting import letterhead, outlet_to
from notifications.deliver import DeliveryReport, Judge, Outlet, Verdict, begin, resume
from notifications.digest import Digest, is_public
from notifications.guard import DeliveryMode, Guard
from notifications.hooks import HookKind
from notifications.other_rooms import load_other_rooms
from notifications.plan import Nudge, plan_nudges
from notifications.recorder import Recorder
from notifications.retries import Present, judge_by
from notifications.rhythm import hold, plan_mails
from uprcycle.checklist.local import is_local
from uprcycle.people import Assignment, Office, Person
from uprcycle.store.packaged import load_countries
from uprcycle.store.ports import ChatHook, Envelope

_Way = Callable[[Wiring, Sequence[ChatHook]], Outlet]
_READER = "room-"


def send_to_rooms(wiring: Wiring, today: date) -> DeliveryReport:
    """Tell every room what its office has to do; again, or after a stop anywhere, nothing twice."""
    chats = _send(wiring, today, _rooms(wiring), _outlet_of_chats)
    return chats + _send(wiring, today, other_rooms(wiring), _outlet_of_others)


def _send(wiring: Wiring, today: date, hooks: Sequence[ChatHook], way: _Way) -> DeliveryReport:
    readers = [each for hook in hooks if (each := _reader(wiring, hook))]
    if not readers:
        return DeliveryReport()
    duties, ledger, now = duties_of(wiring, readers), wiring.store.ledger, wiring.now()

    def owed(claimed: AbstractSet[str]) -> Iterable[Nudge]:
        return filter(_is_for_all, plan_nudges(duties, claimed, today))

    redirected = wiring.settings.delivery is DeliveryMode.REDIRECT
    outlet = outlet_to(wiring, readers) if redirected else way(wiring, hooks)
    present = Present({each.person.id: each.person for each in readers}, now, today)
    judge = _of_these(present, judge_by(present, lambda: owed(frozenset())), by_mail=redirected)
    report = resume(ledger, outlet, wiring.now, judge)
    claimed = ledger.keys()
    mails = [hold(each, now) for each in plan_mails(owed(claimed), claimed)]
    return report + begin(ledger, outlet, (_envelope(wiring, each, now) for each in mails), wiring.now)


def other_rooms(wiring: Wiring) -> tuple[ChatHook, ...]:
    """Return the rooms in other services that the operator wrote down, as ways into chats."""
    found = load_other_rooms(wiring.settings.rooms)
    begun = datetime.min.replace(tzinfo=UTC)
    return tuple(
        ChatHook(
            id=each.name,
            kind=HookKind.OTHER.value,
            person="",
            fingerprint=each.allowed_as,
            made=begun,
            address="",
            country=each.country,
            office=each.office,
            language=each.language,
        )
        for each in found
    )


def reader_of(hook: ChatHook) -> str:
    """Return the id under which a room is told."""
    return f"{_READER}{hook.id}"


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
        id=reader_of(hook),
        name=hook.office,
        email=wiring.settings.redirect_to,
        language=hook.language,
        zone=load_countries()[hook.country].zone,
        channel=hook.kind,
    )
    return Assignment(person, Office(hook.office, hook.country, frozenset().union(*roles)))


def _outlet_of_chats(wiring: Wiring, hooks: Iterable[ChatHook]) -> Outlet:
    return outlet_by(wiring, {reader_of(each): each.id for each in hooks})


def _outlet_of_others(wiring: Wiring, hooks: Iterable[ChatHook]) -> Outlet:
    """Return the way to rooms in other services, as far as the delivery mode goes."""
    settings = wiring.settings
    found = {reader_of(each): each.id for each in hooks if is_written_to(each, settings)}
    is_kept = wiring.is_rehearsal or settings.delivery is DeliveryMode.RECORDER
    if is_kept:
        return ChatOutlet(Recorder(), found, Guard(settings.delivery))
    channel = wiring.other_chats(load_other_rooms(settings.rooms), wiring.store.heartbeats, wiring.now)
    return ChatOutlet(channel, found, Guard(settings.delivery))


def _envelope(wiring: Wiring, digest: Digest, now: datetime) -> Envelope:
    head = letterhead(wiring)
    if wiring.settings.delivery is DeliveryMode.REDIRECT:
        # Nobody holds an office here, so no link may act.
        return envelope_of(digest, replace(head, sent=False), now)
    return chat_envelope_of(digest, head)


def _is_for_all(nudge: Nudge) -> bool:
    return is_public(nudge) and not is_local(nudge.task.id)


def _of_these(present: Present, judge: Judge, *, by_mail: bool) -> Judge:
    """Leave messages to others, and take back what was written for the other way."""

    def judged(envelope: Envelope) -> Verdict:
        if envelope.person not in present.people:
            return Verdict.OF_OTHERS
        is_mail = envelope.channel not in CHATS
        return judge(envelope) if is_mail is by_mail else Verdict.DEAD

    return judged
