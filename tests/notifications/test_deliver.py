from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from notifications.copies import RedirectingChannel, copy_for
from notifications.deliver import (
    CLAIMED_TOGETHER,
    FRESH,
    LEASE,
    DeliveryReport,
    Outlet,
    deliver,
    open_channel,
)
from notifications.digest import build_digests
from notifications.guard import DeliveryMode, Guard
from notifications.mail import seal
from notifications.mail_server import MailServer, Security
from notifications.message import compose
from notifications.pace import Limits
from notifications.recorder import Recorder
from notifications.smtp_channel import SmtpChannel, Waits
from tests.notifications.build import HEAD, MONDAY, NOON, nudge, person, task
from tests.notifications.mail_server import Inbox, serving
from tests.notifications.network import Died, Fate, MortalLedger, Network
from uprcycle.errors import BadInputError
from uprcycle.store.memory import MemoryStore
from uprcycle.store.ports import Envelope, Ledger, LedgerState
from uprcycle.wording.language import ENGLISH

ADDRESSES = {f"p{count}": f"p{count}@example.org" for count in range(1, 4)}
LIVE = Guard(DeliveryMode.LIVE)
MINUTE = timedelta(minutes=1)
SERVER = MailServer("localhost", 25, Security.NONE)


def envelope(to: str = "p1", item: str = "write-report") -> Envelope:
    (digest,) = build_digests([nudge(task(MONDAY, item), person(to))])
    return seal(digest, compose(digest, ENGLISH, HEAD, NOON))


def at(moment: datetime) -> Callable[[], datetime]:
    return lambda: moment


def states(ledger: Ledger) -> list[tuple[LedgerState, int]]:
    return [(each.state, each.attempts) for each in ledger.rows()]


@pytest.fixture
def ledger() -> Ledger:
    return MemoryStore().ledger


def test_a_message_is_claimed_sent_and_recorded_once(ledger: Ledger) -> None:
    network, letters = Network(), [envelope("p1"), envelope("p2")]
    outlet = Outlet(network, ADDRESSES, LIVE)
    reports = [deliver(ledger, outlet, letters, at(NOON)) for _ in range(2)]

    assert reports == [DeliveryReport(sent=2), DeliveryReport(already=2)]
    assert network.arrived == [(ADDRESSES[each.person], each.payload) for each in letters]
    assert states(ledger) == [(LedgerState.SENT, 1)] * 2


@pytest.mark.parametrize(
    ("fate", "report", "state"),
    [
        pytest.param(Fate.TAKEN, DeliveryReport(sent=1), LedgerState.SENT, id="taken"),
        pytest.param(Fate.LATER, DeliveryReport(deferred=1), LedgerState.CLAIMED, id="later"),
        pytest.param(Fate.NEVER, DeliveryReport(failed=1), LedgerState.FAILED, id="never"),
        pytest.param(Fate.LOST_IN_SILENCE, DeliveryReport(deferred=1), LedgerState.CLAIMED, id="silence"),
        pytest.param(Fate.BROKEN, DeliveryReport(deferred=1), LedgerState.CLAIMED, id="broken"),
    ],
)
def test_what_becomes_of_a_message(
    ledger: Ledger, fate: Fate, report: DeliveryReport, state: LedgerState
) -> None:
    outlet = Outlet(Network([fate]), ADDRESSES, LIVE)

    assert deliver(ledger, outlet, [envelope()], at(NOON)) == report
    assert states(ledger) == [(state, 1)]


def test_a_poisonous_message_does_not_stop_the_others(ledger: Ledger) -> None:
    network = Network([Fate.BROKEN])

    report = deliver(ledger, Outlet(network, ADDRESSES, LIVE), [envelope("p1"), envelope("p2")], at(NOON))

    assert report == DeliveryReport(sent=1, deferred=1)
    assert [to for to, _ in network.arrived] == [ADDRESSES["p2"]]


def test_a_message_waits_for_its_hour_unclaimed(ledger: Ledger) -> None:
    early = datetime(2026, 5, 4, 5, 59, tzinfo=UTC)
    outlet = Outlet(Network(), ADDRESSES, LIVE)

    assert deliver(ledger, outlet, [envelope()], at(early)) == DeliveryReport(deferred=1)
    assert ledger.rows() == ()
    assert deliver(ledger, outlet, [envelope()], at(early + MINUTE)) == DeliveryReport(sent=1)


@pytest.mark.parametrize(
    ("guard", "addresses"),
    [
        pytest.param(Guard(DeliveryMode.ALLOWLIST), ADDRESSES, id="not-on-the-list"),
        pytest.param(LIVE, {}, id="nobody-of-this-id"),
        pytest.param(LIVE, {"p1": "p1@example.org, eve@example.net"}, id="not-an-address"),
    ],
)
def test_what_may_not_go_out_is_withheld_unclaimed(
    ledger: Ledger, guard: Guard, addresses: dict[str, str]
) -> None:
    network = Network()

    assert deliver(ledger, Outlet(network, addresses, guard), [envelope()], at(NOON)) == DeliveryReport(
        withheld=1
    )
    assert (network.tried, ledger.rows()) == (0, ())


def test_redirected_mail_reaches_the_operator_alone_and_shows_whose_it_is(ledger: Ledger) -> None:
    letter, guard = envelope(), Guard(DeliveryMode.REDIRECT, "operator@example.net")
    with serving(Inbox()) as inbox:
        server = MailServer("127.0.0.1", inbox.port, Security.NONE)
        channel = open_channel(guard, server, HEAD.sender, Limits())
        report = deliver(ledger, Outlet(channel, ADDRESSES, guard), [letter], at(NOON))

    assert report == DeliveryReport(sent=1)
    assert [(each.rcpt_tos, each.content) for each in inbox.taken] == [
        (["operator@example.net"], copy_for(letter.payload, "operator@example.net"))
    ]
    assert [(row.envelope.payload, row.answer) for row in ledger.rows()] == [
        (letter.payload, "redirected: 250 2.0.0")
    ]


def test_greylisted_mail_arrives_once_with_the_bytes_of_the_first_try(ledger: Ledger) -> None:
    with serving(Inbox(["450 4.2.0 greylisted", "450 4.2.0 greylisted", "250 ok"])) as inbox:
        server = MailServer("127.0.0.1", inbox.port, Security.NONE)
        outlet = Outlet(SmtpChannel(server, HEAD.sender, Waits(5, 5, 5)), ADDRESSES, LIVE)
        letter = envelope()
        reports = [deliver(ledger, outlet, [letter], at(NOON))]
        reports += [deliver(ledger, outlet, [], at(NOON + count * MINUTE)) for count in (0, 1, 5, 6, 60)]

    assert reports == [
        DeliveryReport(deferred=1),
        DeliveryReport(),
        DeliveryReport(deferred=1),
        DeliveryReport(),
        DeliveryReport(sent=1),
        DeliveryReport(),
    ]
    assert [(each.rcpt_tos, each.content) for each in inbox.taken] == [(["p1@example.org"], letter.payload)]


@pytest.mark.parametrize("life", range(6))
@pytest.mark.parametrize("fate", [Fate.TAKEN, Fate.LATER])
def test_killed_anywhere_and_run_again_nothing_is_lost(ledger: Ledger, life: int, fate: Fate) -> None:
    network, letter = Network([fate]), envelope()
    outlet = Outlet(network, ADDRESSES, LIVE)

    # Two moments before and after the look at what is open, then claim, handing over and record.
    with pytest.raises(Died):
        deliver(MortalLedger(ledger, 2 + life), outlet, [letter], at(NOON))
    for hours in range(1, 4):
        deliver(ledger, outlet, [letter], at(NOON + hours * LEASE))

    copies = 2 if life == 4 and fate is Fate.TAKEN else 1
    assert network.arrived == [(ADDRESSES["p1"], letter.payload)] * copies
    assert [state for state, _ in states(ledger)] == [LedgerState.SENT]


def test_a_lease_that_ended_before_the_handing_over_is_left_to_the_next_round(ledger: Ledger) -> None:
    network = Network()
    moments = iter([NOON, NOON, NOON, NOON + LEASE])

    assert deliver(ledger, Outlet(network, ADDRESSES, LIVE), [envelope()], lambda: next(moments)) == (
        DeliveryReport(already=1)
    )
    assert network.tried == 0


def test_what_was_claimed_some_minutes_ago_is_not_begun_and_goes_out_after_its_lease(ledger: Ledger) -> None:
    network = Network()
    outlet, letters = Outlet(network, ADDRESSES, LIVE), [envelope("p1"), envelope("p2")]
    slowly = iter([NOON, NOON, NOON, *[NOON + FRESH] * 4])

    assert deliver(ledger, outlet, letters, lambda: next(slowly)) == DeliveryReport(sent=1, deferred=1)
    assert deliver(ledger, outlet, letters, at(NOON + FRESH)) == DeliveryReport(already=2)
    assert deliver(ledger, outlet, letters, at(NOON + LEASE)) == DeliveryReport(sent=1, already=2)
    assert [to for to, _ in network.arrived] == [ADDRESSES["p1"], ADDRESSES["p2"]]


def test_more_than_are_claimed_together_all_go_out_in_order(ledger: Ledger) -> None:
    network, count = Network(), 2 * CLAIMED_TOGETHER + 1
    letters = [
        Envelope(f"m{each}", (f"k{each}",), "p1", "email", b"%d" % each, NOON) for each in range(count)
    ]
    for each in letters[::7]:
        ledger.claim(each, now=NOON, lease=LEASE)
    taken = len(letters[::7])

    report = deliver(ledger, Outlet(network, ADDRESSES, LIVE), letters, at(NOON))
    assert report == DeliveryReport(sent=count - taken, already=taken)
    assert [int(payload) for _, payload in network.arrived] == [each for each in range(count) if each % 7]


@pytest.mark.parametrize("mode", list(DeliveryMode))
def test_only_the_recorder_is_open_unless_delivery_is_switched_on(mode: DeliveryMode) -> None:
    channel = open_channel(Guard(mode), SERVER, HEAD.sender, Limits(per_second=3))

    kinds = {DeliveryMode.RECORDER: Recorder, DeliveryMode.REDIRECT: RedirectingChannel}
    assert type(channel) is kinds.get(mode, SmtpChannel)
    assert getattr(channel, "limits", Limits(3)) == Limits(per_second=3)


def test_delivery_without_a_mail_server_is_refused() -> None:
    with pytest.raises(BadInputError, match=r"^no mail server is set"):
        open_channel(LIVE, None, HEAD.sender, Limits())


def test_what_a_round_opened_is_closed_at_its_end_however_it_ends(ledger: Ledger) -> None:
    network = Network()
    deliver(ledger, Outlet(network, ADDRESSES, LIVE), [envelope("p1"), envelope("p2")], at(NOON))
    with pytest.raises(Died):
        deliver(MortalLedger(ledger, 2), Outlet(network, ADDRESSES, LIVE), [envelope("p3")], at(NOON))

    assert network.closed == 2
