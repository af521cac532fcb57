"""Tests of uprcycle.subscriptions."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from uprcycle.subscriptions import Scope, Subscription

SUBSCRIPTION = Subscription(
    id="s1",
    person="p1",
    title="My duties",
    scope=Scope.PERSON,
    digest="0" * 64,
    made=datetime(2026, 11, 21, 9, tzinfo=UTC),
    expires=date(2027, 11, 21),
)


@pytest.mark.parametrize(
    ("day", "is_live"), [(date(2026, 11, 21), True), (date(2027, 11, 21), True), (date(2027, 11, 22), False)]
)
def test_a_subscription_answers_to_the_end_of_its_last_day(day: date, *, is_live: bool) -> None:
    assert SUBSCRIPTION.is_live(day) is is_live


def test_a_revoked_subscription_never_answers() -> None:
    revoked = replace(SUBSCRIPTION, revoked=datetime(2026, 11, 21, 9, 1, tzinfo=UTC))
    assert revoked.is_live(date(2026, 11, 21)) is False
