"""The states of a message: who may send it, when it is tried again, when it is given up."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise

import pytest

from tests.uprcycle.store.build import HOUR, LEASE, MINUTE, NEPAL_TIME, NOW, envelope
from uprcycle.errors import RefusedError
from uprcycle.store.ledger_rules import (
    claimed,
    handed_over,
    is_due,
    is_spent,
    reclaimed,
    recorded,
    settled,
    settling,
    taken,
    unknown_message,
)
from uprcycle.store.ports import LedgerRow, LedgerState, Outcome, Receipt

CLAIMED = claimed(envelope("m"), NOW, LEASE)
ON_THE_WAY = handed_over(CLAIMED, NOW)
LOST_ONCE = replace(ON_THE_WAY, losses=1)
SENT = recorded(ON_THE_WAY, Receipt(Outcome.SENT, "250 queued"), NOW)
FAILED = recorded(ON_THE_WAY, Receipt(Outcome.PERMANENT, "550 no such box"), NOW)
PARKED = settled(LOST_ONCE, NOW)
TAKEN = taken(LOST_ONCE)
OVER = NOW + LEASE


def refused_until_given_up(row: LedgerRow, interval: timedelta = timedelta(0)) -> Iterable[datetime]:
    """Yield the moments of the tries, each as soon as it may be and no closer than ``interval``."""
    now = NOW
    while row.finished_at is None:
        yield now
        row = recorded(handed_over(row, now), Receipt(Outcome.TEMPORARY, "451 later"), now)
        now = max(row.envelope.not_before, now + interval)
        row = reclaimed(row, now, LEASE) or row


def test_first_row_of_a_message() -> None:
    assert (
        LedgerRow(envelope("m"), LedgerState.CLAIMED, attempts=1, claimed_at=NOW, lease_until=NOW + LEASE)
        == CLAIMED
    )


def test_moments_are_kept_in_utc() -> None:
    later = (NOW + HOUR).astimezone(NEPAL_TIME)
    row = claimed(envelope("m", not_before=later), NOW.astimezone(NEPAL_TIME), LEASE)

    assert [each.isoformat() for each in (row.claimed_at, row.lease_until, row.envelope.not_before)] == [
        "2026-05-04T07:00:00.123456+00:00",
        "2026-05-04T07:15:00.123456+00:00",
        "2026-05-04T08:00:00.123456+00:00",
    ]


@pytest.mark.parametrize(
    ("row", "now", "what"),
    [
        pytest.param(ON_THE_WAY, NOW, "is handing-over, not claimed", id="another-hands-it-over"),
        pytest.param(SENT, NOW, "is sent, not claimed", id="sent"),
        pytest.param(FAILED, NOW, "is failed, not claimed", id="failed"),
        pytest.param(PARKED, NOW, "is parked, not claimed", id="parked"),
        pytest.param(CLAIMED, OVER, "has a lease that is over", id="too-late"),
    ],
)
def test_only_who_holds_the_claim_hands_over(row: LedgerRow, now: datetime, what: str) -> None:
    with pytest.raises(RefusedError) as refusal:
        handed_over(row, now)

    (problem,) = refusal.value.problems
    assert (problem.where, problem.what) == ("message 'm'", what)


@pytest.mark.parametrize(
    ("row", "receipt", "expected"),
    [
        pytest.param(
            ON_THE_WAY,
            Receipt(Outcome.SENT, "250 queued"),
            replace(ON_THE_WAY, state=LedgerState.SENT, finished_at=NOW, answer="250 queued"),
            id="sent",
        ),
        pytest.param(
            CLAIMED,
            Receipt(Outcome.SENT),
            replace(CLAIMED, state=LedgerState.SENT, finished_at=NOW),
            id="sent-by-a-channel-that-hands-nothing-over",
        ),
        pytest.param(
            ON_THE_WAY,
            Receipt(Outcome.PERMANENT, "550 no"),
            replace(ON_THE_WAY, state=LedgerState.FAILED, finished_at=NOW, answer="550 no"),
            id="permanent",
        ),
        pytest.param(
            ON_THE_WAY,
            Receipt(Outcome.TEMPORARY, "450 later"),
            replace(
                ON_THE_WAY,
                state=LedgerState.CLAIMED,
                envelope=envelope("m", not_before=NOW + MINUTE),
                lease_until=NOW,
                answer="450 later",
                refusals=1,
                refused_at=NOW,
            ),
            id="temporary",
        ),
        pytest.param(
            ON_THE_WAY,
            Receipt(Outcome.UNKNOWN, "cut"),
            replace(
                ON_THE_WAY,
                state=LedgerState.CLAIMED,
                envelope=envelope("m", not_before=NOW + MINUTE),
                lease_until=NOW,
                answer="cut",
                losses=1,
            ),
            id="lost-for-the-first-time",
        ),
        pytest.param(
            LOST_ONCE,
            Receipt(Outcome.UNKNOWN, "cut"),
            replace(LOST_ONCE, state=LedgerState.PARKED, finished_at=NOW, answer="cut", losses=2),
            id="lost-for-the-second-time",
        ),
        pytest.param(
            PARKED,
            Receipt(Outcome.SENT, "250 late"),
            replace(PARKED, state=LedgerState.SENT, answer="250 late"),
            id="sent-after-all",
        ),
        pytest.param(SENT, Receipt(Outcome.SENT, "250 again"), SENT, id="sent-said-twice"),
        pytest.param(SENT, Receipt(Outcome.TEMPORARY, "450"), SENT, id="sent-stays-sent"),
        pytest.param(FAILED, Receipt(Outcome.UNKNOWN), FAILED, id="failed-stays-failed"),
    ],
)
def test_receipt_moves_the_row(row: LedgerRow, receipt: Receipt, expected: LedgerRow) -> None:
    assert recorded(row, receipt, NOW) == expected


def test_temporary_refusals_back_off_and_end_after_two_days() -> None:
    tries = list(refused_until_given_up(CLAIMED))

    gaps = [(later - earlier) / MINUTE for earlier, later in pairwise(tries)]
    assert gaps == [1, 5, 15, *[60] * 47]
    assert tries[-1] - NOW == 47 * HOUR + 21 * MINUTE


def test_patience_is_counted_in_hours_and_not_in_tries() -> None:
    assert [(each - NOW) / HOUR for each in refused_until_given_up(CLAIMED, 24 * HOUR)] == [0, 24, 48]


def test_patience_starts_with_the_first_refusal_and_not_with_the_claim() -> None:
    week_later = NOW + timedelta(days=7)
    row = reclaimed(CLAIMED, week_later, LEASE)
    assert row is not None

    refused = recorded(row, Receipt(Outcome.TEMPORARY), week_later)

    assert (refused.state, refused.envelope.not_before) == (LedgerState.CLAIMED, week_later + MINUTE)


def test_back_off_never_brings_a_message_forward() -> None:
    row = claimed(envelope("m", not_before=NOW + HOUR), NOW, LEASE)

    assert recorded(row, Receipt(Outcome.TEMPORARY), NOW).envelope.not_before == NOW + HOUR


@pytest.mark.parametrize(
    ("row", "now", "due", "spent"),
    [
        pytest.param(CLAIMED, OVER - MINUTE, False, False, id="held"),
        pytest.param(CLAIMED, OVER, True, False, id="lease-over"),
        pytest.param(ON_THE_WAY, OVER - MINUTE, False, False, id="on-the-way"),
        pytest.param(ON_THE_WAY, OVER, True, False, id="lost-for-the-first-time"),
        pytest.param(LOST_ONCE, OVER - MINUTE, False, False, id="on-the-way-again"),
        pytest.param(LOST_ONCE, OVER, True, True, id="lost-for-the-second-time"),
        pytest.param(replace(CLAIMED, losses=1), OVER, True, False, id="claimed-again-and-never-handed-over"),
        pytest.param(TAKEN, OVER - MINUTE, False, False, id="taken"),
        pytest.param(TAKEN, OVER, True, True, id="taken-and-never-recorded"),
        pytest.param(SENT, OVER, False, False, id="sent"),
        pytest.param(FAILED, OVER, False, False, id="failed"),
        pytest.param(PARKED, OVER, False, False, id="parked"),
        pytest.param(
            claimed(envelope("m", not_before=OVER + HOUR), NOW, LEASE), OVER, False, False, id="not-yet"
        ),
    ],
)
def test_what_is_to_be_tried_again(row: LedgerRow, now: datetime, *, due: bool, spent: bool) -> None:
    assert (is_due(row, now), is_spent(row, now)) == (due, spent)
    assert (reclaimed(row, now, LEASE) is not None) == (due and not spent)


def test_claim_without_a_sign_of_sending_is_taken_again_any_number_of_times() -> None:
    row, now = CLAIMED, NOW
    for _ in range(100):
        now += LEASE
        again = reclaimed(row, now, LEASE)
        assert again is not None
        row = again

    assert row == replace(CLAIMED, attempts=101, lease_until=now + LEASE)


def test_message_lost_on_its_way_is_taken_once_more() -> None:
    again = reclaimed(ON_THE_WAY, OVER, LEASE)

    assert again == replace(CLAIMED, attempts=2, lease_until=OVER + LEASE, losses=1)


def test_parked_row_says_that_it_may_have_been_sent_twice() -> None:
    assert replace(LOST_ONCE, state=LedgerState.PARKED, finished_at=OVER, losses=2) == settled(
        LOST_ONCE, OVER
    )
    assert settled(LOST_ONCE, OVER).possibly_twice
    assert settling(PARKED) == "park"


@pytest.mark.parametrize("row", [CLAIMED, SENT, FAILED, PARKED])
def test_only_what_was_handed_over_was_taken(row: LedgerRow) -> None:
    assert taken(row) == row


def test_taken_row_is_sent_when_nobody_records_it() -> None:
    sent = replace(TAKEN, state=LedgerState.SENT, finished_at=OVER)

    assert settled(TAKEN, OVER) == sent
    assert settling(sent) == "record sent"
    assert recorded(TAKEN, Receipt(Outcome.SENT), OVER) == sent


@pytest.mark.parametrize(
    ("answer", "kept"),
    [
        pytest.param("550 naïve", "550 naïve", id="kept"),
        pytest.param("a\0b", "a\N{REPLACEMENT CHARACTER}b", id="nul"),
        pytest.param("a\udcffb", "a?b", id="half-a-character"),
        pytest.param("x" * 501, "x" * 500, id="long"),
    ],
)
def test_answer_of_a_stranger_is_kept_as_text_every_database_holds(answer: str, kept: str) -> None:
    assert recorded(ON_THE_WAY, Receipt(Outcome.PERMANENT, answer), NOW).answer == kept


def test_unknown_message_is_refused_by_its_id() -> None:
    assert str(unknown_message("m")) == (
        "the ledger does not know the message\n"
        "  message 'm': is not in the ledger; claim it before it is sent"
    )
