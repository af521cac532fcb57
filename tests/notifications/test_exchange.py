"""What passes by in one request is read for what it means, and there is no way to anywhere else."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
import requests

from notifications.exchange import Exchange, GuardedRequests, exchanging, open_adapter, read_rest
from tests.notifications.chat_server import Loopback, serving
from uprcycle.store.ports import Outcome

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


def exchange(status: int = 0, failure: Exception | None = None, *, taken: bool = False) -> Exchange:
    return Exchange(requests.Session(), status, taken, failure=failure)


@pytest.mark.parametrize(
    ("seen", "outcome", "answer"),
    [
        (exchange(200, taken=True), Outcome.SENT, "200"),
        (exchange(taken=True), Outcome.SENT, "0"),
        (exchange(202), Outcome.UNKNOWN, "202"),
        (exchange(), Outcome.TEMPORARY, "0"),
        (exchange(404), Outcome.TEMPORARY, "404"),
        (exchange(429), Outcome.TEMPORARY, "429"),
        (exchange(422), Outcome.PERMANENT, "422"),
        (exchange(failure=requests.ConnectTimeout()), Outcome.TEMPORARY, "ConnectTimeout"),
        (exchange(failure=requests.exceptions.SSLError()), Outcome.TEMPORARY, "SSLError"),
        (exchange(failure=requests.ReadTimeout()), Outcome.UNKNOWN, "ReadTimeout"),
        (exchange(200, failure=requests.ConnectionError()), Outcome.UNKNOWN, "ConnectionError"),
    ],
)
def test_what_became_of_a_message_is_told_as_far_as_it_can_be(
    seen: Exchange, outcome: Outcome, answer: str
) -> None:
    assert (seen.outcome, seen.answer) == (outcome, answer)


@pytest.mark.parametrize(
    ("status", "gone", "rest"),
    [(404, True, False), (410, True, False), (429, False, True), (503, False, True), (500, False, False)],
)
def test_a_server_says_that_somebody_is_gone_or_that_it_wants_rest(
    status: int, *, gone: bool, rest: bool
) -> None:
    assert (exchange(status).is_gone, exchange(status).asks_for_rest) == (gone, rest)


@pytest.mark.parametrize(
    "url",
    [
        "https://elsewhere.example.org/",
        "http://chat.example.org/",
        "https://chat.example.org.elsewhere.example.org/",
        "https://chat.example.org@127.0.0.1/",
        "https://chat.example.org:444/",
        "file:///etc/passwd",
    ],
)
def test_there_is_no_way_to_anywhere_else(url: str) -> None:
    with serving() as server:
        with exchanging(Loopback(server), "https://chat.example.org/") as seen:
            with pytest.raises(requests.exceptions.InvalidSchema):
                GuardedRequests().post(url, data="{}")
            assert (seen.outcome, server.taken) == (Outcome.TEMPORARY, [])
            assert GuardedRequests().post("https://chat.example.org/room", data="{}").text == "ok"
        assert (seen.status, len(server.taken)) == (200, 1)


def test_a_connection_is_made_once() -> None:
    assert open_adapter().max_retries.total == 0  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("7", 7),
        ("0", 1),
        ("-5", 60),
        ("", 60),
        ("soon", 60),
        ("9" * 30, 7 * 86400),
        (format_datetime(NOON + timedelta(hours=2), usegmt=True), 7200),
        (format_datetime(NOON - timedelta(hours=2), usegmt=True), 1),
        ("Mon, 04 May 2026 12:00:30", 60),
        ("\u0667", 60),
    ],
)
def test_rest_is_read_in_seconds_or_by_date_within_reason(said: str, seconds: int) -> None:
    assert read_rest(said, NOON) == timedelta(seconds=seconds)
