from datetime import UTC, date, datetime, timedelta

import pytest

from notifications.deliver import Outlet, Verdict, begin, resume
from notifications.digest import Digest
from notifications.guard import DeliveryMode, Guard
from notifications.mail import seal
from notifications.message import compose
from notifications.plan import Nudge, plan_nudges
from notifications.retries import Present, judge_by, judge_notices
from notifications.rhythm import plan_mails
from tests.notifications.build import HEAD, MONDAY, NOON, duties, holds, person, task
from tests.notifications.network import Fate, Network
from uprcycle.checklist.task import Task
from uprcycle.store.memory import MemoryStore
from uprcycle.store.ports import Envelope, Ledger, LedgerState
from uprcycle.wording.language import ENGLISH

A, B = (task(MONDAY + timedelta(days=5), item) for item in "ab")
TUESDAY, LATER = MONDAY + timedelta(days=1), NOON + timedelta(hours=2)
NIGHT = datetime(2026, 5, 4, 19, tzinfo=UTC)
OUTLET = {"p1": "p1@example.org"}
LIVE = Guard(DeliveryMode.LIVE)


def owed(day: date, *tasks: Task, claimed: frozenset[str] = frozenset()) -> tuple[Nudge, ...]:
    return plan_nudges(duties(tasks, [holds(person())]), claimed, day)


def mails(day: date, *tasks: Task, claimed: frozenset[str] = frozenset()) -> tuple[Digest, ...]:
    return plan_mails(owed(day, *tasks, claimed=claimed), claimed)


def sealed(day: date, *tasks: Task, claimed: frozenset[str] = frozenset()) -> list[Envelope]:
    found = mails(day, *tasks, claimed=claimed)
    return [seal(each, compose(each, ENGLISH, HEAD, NOON)) for each in found]


def present(now: datetime = NOON, today: date = MONDAY, who: str = "p1") -> Present:
    return Present({who: person(who)}, now, today)


@pytest.mark.parametrize(
    ("round_of", "tasks", "verdict"),
    [
        pytest.param(present(), [A, B], Verdict.GOOD, id="as-it-was"),
        pytest.param(present(), [A], Verdict.DEAD, id="one-of-two-is-settled"),
        pytest.param(present(), [], Verdict.DEAD, id="all-are"),
        pytest.param(present(today=TUESDAY), [A, B], Verdict.STALE, id="another-day"),
        pytest.param(present(today=MONDAY + timedelta(days=6)), [A, B], Verdict.DEAD, id="over"),
        pytest.param(present(NIGHT), [A, B], Verdict.HELD, id="quiet-hours"),
        pytest.param(present(NIGHT, TUESDAY), [A, B], Verdict.HELD, id="quiet-hours-of-another-day"),
        pytest.param(present(who="p2"), [A, B], Verdict.OF_OTHERS, id="somebody-of-another-round"),
    ],
)
def test_a_mail_goes_out_on_its_day_while_every_line_of_it_would_be_said(
    round_of: Present, tasks: list[Task], verdict: Verdict
) -> None:
    (mail,) = sealed(MONDAY, A, B)

    assert judge_by(round_of, lambda: owed(round_of.today, *tasks))(mail) is verdict


def test_what_is_owed_is_asked_once_and_only_for_mails_of_nudges() -> None:
    notice = Envelope("n", ("notice/2/email/p1",), "p1", "email", b"", NOON)
    (mail,) = sealed(MONDAY, A)
    asked: list[int] = []

    def counted() -> tuple[Nudge, ...]:
        asked.append(1)
        return owed(MONDAY, A)

    judge = judge_by(present(), counted)

    assert (judge(notice), asked) == (Verdict.OF_OTHERS, [])
    assert (judge(mail), judge(mail), asked) == (Verdict.GOOD, Verdict.GOOD, [1])
    assert (judge_notices(notice), judge_notices(mail)) == (Verdict.GOOD, Verdict.OF_OTHERS)


def round_on(ledger: Ledger, network: Network, now: datetime, *tasks: Task) -> None:
    """Run a round as the flow does: first what was left open, then what is owed."""
    outlet, today = Outlet(network, OUTLET, LIVE), now.date()
    judge = judge_by(present(now, today), lambda: owed(today, *tasks))
    resume(ledger, outlet, lambda: now, judge)
    claimed = ledger.keys()
    begin(ledger, outlet, sealed(today, *tasks, claimed=claimed), lambda: now)


def items(ledger: Ledger, state: LedgerState) -> list[list[str]]:
    rows = (row for row in ledger.rows() if row.state is state)
    return [sorted({key.split("/")[2] for key in row.envelope.keys if key.startswith("KEN")}) for row in rows]


def test_a_task_that_was_done_before_a_retry_leaves_the_mail_and_the_others_are_told() -> None:
    ledger, network = MemoryStore().ledger, Network([Fate.LATER])
    round_on(ledger, network, NOON, A, B)
    round_on(ledger, network, LATER, A)

    assert items(ledger, LedgerState.SENT) == [["a"]]
    assert items(ledger, LedgerState.WITHDRAWN) == [[]]
    assert len(network.arrived) == 1


def test_a_retry_on_another_day_is_written_anew() -> None:
    ledger, network = MemoryStore().ledger, Network([Fate.LATER])
    round_on(ledger, network, NOON, A)
    round_on(ledger, network, NOON + timedelta(days=1), A)
    ((_, payload),) = network.arrived

    assert b"in 4 days" in payload
    assert b"in 5 days" not in payload
    assert items(ledger, LedgerState.SENT) == [["a"]]


def test_what_may_have_arrived_is_not_repeated_once_it_is_over_and_says_so() -> None:
    ledger, network = MemoryStore().ledger, Network([Fate.TAKEN_IN_SILENCE])
    round_on(ledger, network, NOON, A, B)
    round_on(ledger, network, LATER, A)
    (row,) = ledger.rows()

    assert len(network.arrived) == 1
    assert row.state is LedgerState.FAILED
    assert row.answer == "not sent again: what it says is over; the first copy may have arrived"


@pytest.mark.parametrize("later", [LATER, NOON + timedelta(days=1)])
def test_what_may_have_arrived_and_is_not_over_is_repeated_byte_for_byte(later: datetime) -> None:
    ledger, network = MemoryStore().ledger, Network([Fate.LOST_IN_SILENCE])
    round_on(ledger, network, NOON, A)
    first = ledger.rows()[0].envelope.payload
    round_on(ledger, network, later, A)

    assert [payload for _, payload in network.arrived] == [first]


def test_a_retry_waits_for_the_end_of_the_quiet_hours() -> None:
    ledger, network = MemoryStore().ledger, Network([Fate.LATER])
    round_on(ledger, network, NOON, A)
    round_on(ledger, network, NIGHT, A)

    assert (network.tried, len(ledger.resumable(NIGHT))) == (1, 1)
