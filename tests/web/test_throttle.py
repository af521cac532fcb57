"""Networks are counted and never kept; a guesser waits, and who has the address does not."""

import asyncio
from collections.abc import Iterable

import httpx
import pytest
from fastapi import FastAPI

from calendars.press import RenderedFeed
from tests.web.released import build_released
from tests.web.site import BASE, RELEASED, build_app
from web.throttle import COMPARISONS, MISSES, Throttle, network_of

TOKEN = "/feeds/my/uprfeed-known.ics"
FEED = RenderedFeed(b"BEGIN:VCALENDAR\r\n", '"abc"', RELEASED, 0)


def send(app: FastAPI, asked: Iterable[tuple[str, str]]) -> list[httpx.Response]:
    """Ask for paths, each from an address."""

    async def run() -> list[httpx.Response]:
        answers = []
        for address, path in asked:
            transport = httpx.ASGITransport(app, client=(address, 40_000))
            async with httpx.AsyncClient(transport=transport, base_url=BASE) as client:
                answers.append(await client.get(path))
        return answers

    return asyncio.run(run())


def open_one() -> FastAPI:
    return build_app(personal=lambda token, _client: FEED if token == "uprfeed-known" else None)


@pytest.mark.slow
def test_after_a_thousand_wrong_tokens_the_right_one_still_opens() -> None:
    app = open_one()
    wrong = [(f"203.0.113.{each % 256}", f"/feeds/my/uprfeed-{each}.ics") for each in range(1_000)]
    answers = send(app, wrong)
    (right, other) = send(app, [("203.0.113.9", TOKEN), ("198.51.100.1", wrong[0][1])])

    assert [each.status_code for each in answers] == [404] * MISSES + [429] * (1_000 - MISSES)
    assert {each.headers["retry-after"] for each in answers[MISSES:]} == {"60"}
    assert {each.content for each in answers[MISSES:]} == {
        b"Your network asked for this too often. Please try again in a minute.\n"
    }
    assert (right.status_code, right.content, other.status_code) == (200, FEED.body, 404)


def test_comparisons_of_any_two_releases_are_counted_and_single_releases_are_not() -> None:
    app = build_released()
    pairs = [("203.0.113.9", "/changes/2..3"), ("203.0.113.9", "/api/v1/changes/2..3")] * (COMPARISONS // 2)
    allowed = send(app, pairs)
    page, data, single = send(app, [*pairs[:2], ("203.0.113.9", "/changes/3")])

    assert {each.status_code for each in allowed} == {200}
    assert [each.status_code for each in (page, data, single)] == [429, 429, 200]
    assert (page.headers["content-type"], data.headers["content-type"]) == (
        "text/html; charset=utf-8",
        "application/problem+json",
    )
    assert (page.headers["retry-after"], data.json()["title"]) == ("60", "Too many requests")


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("203.0.113.1", "203.0.113.254", True),
        ("203.0.113.1", "203.0.114.1", False),
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:203.0.113.1", "203.0.113.2", True),
        ("fe80::1%eth0", "fe80::2", True),
        ("", "unix:", True),
    ],
)
def test_one_subscriber_is_one_network(one: str, other: str, is_same: bool) -> None:  # noqa: FBT001 - the answer
    assert (network_of(one) == network_of(other)) is is_same


def test_what_is_kept_of_an_address_is_a_digest_that_another_process_would_not_find() -> None:
    first, second = Throttle(1), Throttle(1)

    assert (len(first.key("203.0.113.1")), first.key("203.0.113.1")) == (32, first.key("203.0.113.2"))
    assert first.key("203.0.113.1") != second.key("203.0.113.1")
