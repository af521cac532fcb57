"""What an address is told of a release, and what is done with its answer."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from notifications.outward import Heard
from notifications.release_calls import Told, draw_secret, has_arrived, is_gone, next_try, sign, write_body

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
TOLD = Told(
    7, ("KEN", "UGA"), "https://upr.example.org/changes/7", "https://upr.example.org/api/v1/changes/7"
)
MINUTE = timedelta(minutes=1)


def test_only_public_facts_are_told() -> None:
    assert json.loads(write_body(TOLD, NOW)) == {
        "type": "release.published",
        "timestamp": "2026-11-21T12:00:00+00:00",
        "data": {
            "release": 7,
            "states": ["KEN", "UGA"],
            "page": "https://upr.example.org/changes/7",
            "api": "https://upr.example.org/api/v1/changes/7",
        },
    }
    assert json.loads(write_body(Told(0, (), "p", "a"), NOW))["type"] == "test"


def test_a_call_is_signed_as_the_standard_has_it() -> None:
    # The example of the specification of Standard Webhooks.
    secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    body = b'{"test": 2432232314}'
    at = datetime.fromtimestamp(1614265330, UTC)
    headers = sign(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", at, body)

    assert {name: each for name, each in headers.items() if name.startswith("webhook")} == {
        "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
        "webhook-timestamp": "1614265330",
        "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    }


def test_every_secret_is_another_one() -> None:
    secrets = {draw_secret() for _ in range(3)}

    assert [len(secrets), {each[:6] for each in secrets}] == [3, {"whsec_"}]


@pytest.mark.parametrize(
    ("heard", "tries", "wait"),
    [
        pytest.param(Heard(500), 1, MINUTE, id="the-first-failure"),
        pytest.param(Heard(failure="TimeoutError"), 6, 600 * MINUTE, id="the-sixth"),
        pytest.param(Heard(302), 7, None, id="the-last"),
        pytest.param(Heard(410), 1, None, id="gone"),
        pytest.param(Heard(429, "3600"), 1, 60 * MINUTE, id="asks-for-rest"),
        pytest.param(Heard(503, "5"), 2, 5 * MINUTE, id="asks-for-less"),
        pytest.param(Heard(503, "99999"), 1, timedelta(days=1), id="asks-for-days"),
        pytest.param(Heard(503, "Sat, 21 Nov 2026 12:00:00 GMT"), 1, MINUTE, id="asks-by-date"),
    ],
)
def test_what_failed_is_tried_again_later_and_later(heard: Heard, tries: int, wait: timedelta | None) -> None:
    assert next_try(heard, tries) == wait


def test_only_two_hundred_and_some_have_arrived() -> None:
    assert [has_arrived(Heard(each)) for each in (0, 199, 200, 202, 299, 300, 410)] == [
        *(False, False, True, True, True, False, False)
    ]
    assert (is_gone(Heard(410)), is_gone(Heard(404))) == (True, False)
