"""Keys of people: when they open something, and when not any more."""

from datetime import timedelta

import pytest

from tests.flows.called import OFFICER, Called, refusal
from tests.flows.signed import AMINA, UGANDA
from uprcycle.access.key import MOST_KEYS, Scope
from uprcycle.errors import RefusedError
from web.api.source import AskedKey
from web.throttle import Throttle, Throttles

DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def shared() -> Called:
    """An installation for tests that change nothing but keys."""
    return Called(AMINA, OFFICER)


def test_without_a_key_nothing_is_told_but_how_to_ask(shared: Called) -> None:
    called = shared

    assert refusal(called.call("/api/v1/duties")) == (401, "unauthorised", 'Bearer realm="uprcycle"')
    assert refusal(called.call("/api/v1/duties", "uprkey_none")) == (
        401,
        "unauthorised",
        'Bearer realm="uprcycle", error="invalid_token"',
    )


def test_a_key_ends_at_once_with_its_time_and_with_the_last_role_of_its_owner() -> None:
    called = Called()
    ended, over, roleless = (called.key(Scope.DUTIES, days=each) for each in (30, 1, 30))
    key_id = called.sources.doors.keys.of(called.principal)[-1].id
    assert [called.call("/api/v1/me", each).status_code for each in (ended, over, roleless)] == [200] * 3

    called.sources.doors.keys.end(key_id, by="desk")
    called.now += DAY
    statuses = [called.call("/api/v1/me", each).status_code for each in (ended, over, roleless)]
    called.assign(UGANDA, valid_to=(called.now - DAY).date())

    assert (statuses, called.call("/api/v1/me", roleless).status_code) == ([401, 401, 200], 401)


def test_when_a_key_was_last_used_is_kept_to_the_minute() -> None:
    called = Called()
    key = called.key(Scope.DUTIES)
    first = called.now
    for _ in range(3):
        called.call("/api/v1/me", key)
        called.now += timedelta(seconds=25)

    assert [each.used for each in called.sources.doors.keys.of(called.principal)] == [first]


def test_no_key_is_made_for_what_its_owner_may_not_do_nor_one_too_many() -> None:
    called = Called()
    with pytest.raises(RefusedError, match="the key would open nothing by audit:read, schedule:plan"):
        called.key(Scope.DUTIES, Scope.AUDIT, Scope.PLAN)
    for _ in range(MOST_KEYS):
        called.key(Scope.DUTIES)
    with pytest.raises(RefusedError, match="there are 20 keys in force already"):
        called.sources.doors.keys.make(called.principal, AskedKey("more", frozenset({Scope.DUTIES}), 1))

    assert [name for _, name in called.sources.doors.keys.all()] == ["Amina"] * MOST_KEYS


def test_a_key_that_is_shown_too_often_has_to_wait() -> None:
    called = Called()
    key = called.key(Scope.DUTIES)
    called.app.state.throttles = Throttles(calls=Throttle(2))

    assert [called.call("/api/v1/me", key).status_code for _ in range(3)] == [200, 200, 429]
