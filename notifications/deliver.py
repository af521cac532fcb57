"""Claim, hand over, send, record: the one place where messages leave.

A message is claimed, and its handing over noted, before its first byte goes out, so the process may
die anywhere and the round be run again: nothing is lost, and a message is repeated only where
nobody can know whether the server took it, with the same bytes and the same Message-ID.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import astuple, dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import islice

from notifications.channel import Channel
from notifications.copies import RedirectingChannel
from notifications.guard import DeliveryMode, Guard
from notifications.mail_server import MailServer
from notifications.pace import Limits
from notifications.recorder import Recorder
from notifications.sending import Clock, Sending
from notifications.smtp_channel import SmtpChannel
from uprcycle.errors import BadInputError
from uprcycle.store.ports import Envelope, Ledger, Outcome, Receipt

CLAIMED_TOGETHER = 25
# What was claimed longer ago is not begun any more, but left to the end of its lease.
FRESH = timedelta(minutes=10)
# Longer than that and all waits of a channel together, so that no lease ends while its message is on the way.
LEASE = timedelta(minutes=45)


@dataclass(frozen=True, slots=True)
class Outlet:
    """Where messages go: a channel, the addresses of people by their id, and the guard."""

    channel: Channel
    addresses: Mapping[str, str]
    guard: Guard

    def recipient(self, person: str) -> str | None:
        """Return the address to hand to; None for somebody unknown or whom the guard holds back."""
        address = self.addresses.get(person)
        return None if address is None else self.guard.recipient(address)


class Verdict(StrEnum):
    """What is to become of a message that an earlier round left open (decision 0031).

    What is ``stale`` would be said in other words today, what is ``dead`` would not be said.
    """

    GOOD = "good"
    HELD = "held"
    STALE = "stale"
    DEAD = "dead"
    OF_OTHERS = "of others"


Judge = Callable[[Envelope], Verdict]


class Fate(StrEnum):
    """What a round did with one message."""

    SENT = "sent"
    FAILED = "failed"
    DEFERRED = "deferred"
    ALREADY = "already"
    WITHHELD = "withheld"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class DeliveryReport:
    """How many messages of a round were sent and what became of the others.

    ``deferred`` wait for their hour or for another try; ``already`` were claimed by another
    round; ``withheld`` have no address or one the guard does not write to, and are unclaimed;
    ``stopped`` were claimed before and would not be said like this any more.
    """

    sent: int = 0
    failed: int = 0
    deferred: int = 0
    already: int = 0
    withheld: int = 0
    stopped: int = 0

    def __add__(self, other: "DeliveryReport") -> "DeliveryReport":
        """Return the counts of both."""
        return DeliveryReport(*(sum(each) for each in zip(astuple(self), astuple(other), strict=True)))


def open_channel(guard: Guard, server: MailServer | None, sender: str, limits: Limits) -> Channel:
    """Return the recorder, unless the guard's mode says that mail may leave the machine.

    Raises:
        BadInputError: It may, and there is no mail server.
    """
    if guard.mode is DeliveryMode.RECORDER:
        return Recorder()
    if server is None:
        raise BadInputError("no mail server is set; set UPRCYCLE_SMTP_URL")
    channel = SmtpChannel(server, sender, limits=limits)
    return RedirectingChannel(channel) if guard.mode is DeliveryMode.REDIRECT else channel


def deliver(
    ledger: Ledger,
    outlet: Outlet,
    envelopes: Iterable[Envelope],
    clock: Clock,
    judge: Judge = lambda _: Verdict.GOOD,
) -> DeliveryReport:
    """Deliver what earlier rounds left open, then ``envelopes``, and count what became of them.

    Args:
        ledger: Keeps who has which message, and how each fared.
        outlet: Where messages go.
        envelopes: New messages, in the order of sending.
        clock: The present moment, asked anew for each step, for a lease ends while others send.
        judge: Says of each message left open whether it is still to go out.
    """
    return resume(ledger, outlet, clock, judge) + begin(ledger, outlet, envelopes, clock)


def resume(ledger: Ledger, outlet: Outlet, clock: Clock, judge: Judge) -> DeliveryReport:
    """Deliver what earlier rounds left open, as far as it is still to go out."""
    return _count(_resumed(ledger, outlet, clock, judge))


def begin(ledger: Ledger, outlet: Outlet, envelopes: Iterable[Envelope], clock: Clock) -> DeliveryReport:
    """Deliver new messages, in the order of sending; what the round kept open is closed at its end."""
    with closing(outlet.channel):
        return _count(_begun(ledger, outlet, envelopes, clock))


def _count(fates: Iterable[Fate]) -> DeliveryReport:
    return DeliveryReport(**{fate.value: count for fate, count in Counter(fates).items()})


def _resumed(ledger: Ledger, outlet: Outlet, clock: Clock, judge: Judge) -> Iterator[Fate]:
    with _sending(ledger, outlet, clock) as sending:
        for envelope in ledger.resumable(clock()):
            verdict, to = judge(envelope), outlet.recipient(envelope.person)
            if verdict is Verdict.OF_OTHERS:
                continue
            if verdict in _OVER and ledger.withdraw(envelope.message_id, now=clock()):
                yield Fate.STOPPED
            elif to is None:
                yield Fate.WITHHELD
            elif verdict is Verdict.HELD:
                yield Fate.DEFERRED
            elif verdict is Verdict.DEAD:
                yield _given_up(ledger, envelope, clock)
            elif ledger.reclaim(envelope.message_id, now=clock(), lease=LEASE):
                yield _FATES[sending.send(envelope, to)]
            else:
                yield Fate.ALREADY


def _given_up(ledger: Ledger, envelope: Envelope, clock: Clock) -> Fate:
    """Stop a message that may have arrived once; its keys stay taken, so that nobody hears it twice."""
    if not ledger.reclaim(envelope.message_id, now=clock(), lease=LEASE):
        return Fate.ALREADY
    ledger.record(envelope.message_id, Receipt(Outcome.PERMANENT, _NOT_REPEATED), now=clock())
    return Fate.STOPPED


def _begun(ledger: Ledger, outlet: Outlet, envelopes: Iterable[Envelope], clock: Clock) -> Iterator[Fate]:
    left = iter(envelopes)
    with _sending(ledger, outlet, clock) as sending:
        group = _claimed(sending, outlet, left)
        while group is not None:
            following = _claimed(sending, outlet, left)  # beside the sending of this group
            yield from _sent(sending, group)
            group = following


@dataclass(frozen=True, slots=True)
class _Group:
    """Messages that are being claimed together, each with its recipient, and the fates of others."""

    began: datetime
    ready: tuple[tuple[Envelope, str], ...]
    fates: tuple[Fate, ...]
    claims: Future[tuple[bool, ...]]


def _claimed(sending: Sending, outlet: Outlet, left: Iterator[Envelope]) -> _Group | None:
    """Begin to claim the next messages of ``left``; None where there are none."""
    some = tuple(islice(left, CLAIMED_TOGETHER))
    if not some:
        return None
    began, ready, fates = sending.clock(), [], []
    for envelope in some:
        to = outlet.recipient(envelope.person)
        if to is None:
            fates.append(Fate.WITHHELD)
        elif envelope.not_before > began:
            fates.append(Fate.DEFERRED)
        else:
            ready.append((envelope, to))
    wanted = [envelope for envelope, _ in ready]
    claims = sending.beside.submit(sending.ledger.claim_all, wanted, now=began, lease=LEASE)
    return _Group(began, tuple(ready), tuple(fates), claims)


def _sent(sending: Sending, group: _Group) -> Iterator[Fate]:
    yield from group.fates
    for (envelope, to), is_ours in zip(group.ready, group.claims.result(), strict=True):
        if not is_ours:
            yield Fate.ALREADY
        elif sending.clock() - group.began >= FRESH:
            yield Fate.DEFERRED
        else:
            yield _FATES[sending.send(envelope, to)]


@contextmanager
def _sending(ledger: Ledger, outlet: Outlet, clock: Clock) -> Iterator[Sending]:
    """Send by ``outlet`` and keep how it went, however that ends."""
    with ThreadPoolExecutor(1, "ledger") as beside:
        sending = Sending(ledger, outlet.channel, clock, beside)
        try:
            yield sending
        finally:
            sending.finish()


_OVER = frozenset({Verdict.STALE, Verdict.DEAD})
_NOT_REPEATED = "not sent again: what it says is over; the first copy may have arrived"
_FATES = {
    None: Fate.ALREADY,
    Outcome.SENT: Fate.SENT,
    Outcome.PERMANENT: Fate.FAILED,
    Outcome.TEMPORARY: Fate.DEFERRED,
    Outcome.UNKNOWN: Fate.DEFERRED,
}
