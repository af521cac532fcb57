"""Asking over the network: every status is an answer, and nothing takes for ever."""

import socket
from time import sleep

import pytest

from calendars.doctor import fetch as fetching
from calendars.doctor.fetch import AGENT, fetch
from calendars.doctor.lines import MOST_BYTES
from calendars.doctor.visit import Request
from tests.calendars.doctor.served import Asked, Reply, serving
from uprcycle.errors import BadInputError


@pytest.mark.parametrize("status", [200, 301, 304, 404, 500])
def test_every_status_is_an_answer(status: int) -> None:
    with serving(lambda _: Reply(status, {"Content-Length": "0", "X-A": "b"})) as server:
        answer = fetch(Request(server))

    assert (answer.status, answer.header("x-a")) == (status, "b")


def test_it_says_who_asks_and_asks_for_no_compression() -> None:
    asked: list[Asked] = []

    def respond(each: Asked) -> Reply:
        asked.append(each)
        return Reply(200, {})

    with serving(respond) as server:
        fetch(Request(server, headers={"If-None-Match": '"a"'}))

    heard = [asked[0].header(name) for name in ("user-agent", "accept-encoding", "if-none-match")]
    assert heard == [AGENT, "identity", '"a"']


def test_no_more_is_read_than_is_looked_at() -> None:
    with serving(lambda _: Reply(200, {}, b"x" * (MOST_BYTES + 10_000_000))) as server:
        body = fetch(Request(server)).body

    assert MOST_BYTES < len(body) <= MOST_BYTES + 64 * 1024


def test_a_host_that_does_not_answer_is_bad_input() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        with pytest.raises(BadInputError) as caught:
            fetch(Request(f"http://127.0.0.1:{taken.getsockname()[1]}/"))

    assert "there is no answer (" in str(caught.value)


def test_a_host_that_answers_too_slowly_is_bad_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "SECONDS_FOR_ALL", 0.05)

    def respond(_: Asked) -> Reply:
        sleep(0.3)
        return Reply(200, {}, b"late")

    with serving(respond) as server, pytest.raises(BadInputError) as caught:
        fetch(Request(server))

    assert "there is no answer within 0.05 seconds" in str(caught.value)
