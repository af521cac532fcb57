import gzip
from datetime import UTC, datetime

import httpx
import pytest
from fastapi import FastAPI

from calendars.press import PackedFeed, RenderedFeed
from tests.web.site import ask, build_app
from web.shield import STRICT_HEADERS

TOKEN = "uprfeed-known"
PATH = f"/feeds/my/{TOKEN}.ics"
BODY = b"BEGIN:VCALENDAR\r\n" + 50 * b"X-FILLED:with words\r\n" + b"END:VCALENDAR\r\n"
FEED = RenderedFeed(BODY, '"abc"', datetime(2026, 11, 20, tzinfo=UTC), 0)


class Feeds:
    """Opens one feed and remembers who asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []

    def __call__(self, token: str, client: str) -> RenderedFeed | None:
        self.asked.append((token, client))
        return FEED if token == TOKEN else None


@pytest.fixture
def feeds() -> Feeds:
    return Feeds()


@pytest.fixture
def private(feeds: Feeds) -> FastAPI:
    return build_app(personal=feeds)


def test_whoever_has_the_address_reads_the_feed(private: FastAPI, feeds: Feeds) -> None:
    answer = ask(PATH, app=private, user_agent="Evolution/3.46")

    assert (answer.status_code, answer.content) == (200, BODY)
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert (answer.headers["etag"], answer.headers["cache-control"]) == ('"abc"', "private, no-cache")
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert "last-modified" not in answer.headers
    assert feeds.asked == [(TOKEN, "gnome")]


def test_a_feed_that_is_known_is_not_sent_again_and_head_sends_no_body(private: FastAPI) -> None:
    known, other = (ask(PATH, app=private, if_none_match=each) for each in ('"abc"', '"abd"'))
    head = ask(PATH, "HEAD", private)

    assert [(each.status_code, each.content) for each in (known, other, head)] == [
        (304, b""),
        (200, BODY),
        (200, b""),
    ]
    assert head.headers["content-length"] == str(len(BODY))
    assert known.headers["cache-control"] == "private, no-cache"


def test_a_feed_is_compressed_when_asked(private: FastAPI) -> None:
    with_gzip = ask(PATH, app=private, accept_encoding="gzip")

    assert (with_gzip.headers["content-encoding"], with_gzip.content) == ("gzip", BODY)
    assert int(with_gzip.headers["content-length"]) == len(gzip.compress(BODY, 6, mtime=0))


def bare(answer: httpx.Response) -> tuple[int, bytes, list[tuple[bytes, bytes]]]:
    return answer.status_code, answer.content, answer.headers.raw


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize(
    "token", ["uprfeed-other", "known", TOKEN.upper(), "a", "%F0%9F%98%80", "%00", "%ff", "x" * 5000]
)
def test_whatever_opens_nothing_is_told_the_same_byte_for_byte(
    private: FastAPI, token: str, method: str
) -> None:
    first, answer = (ask(f"/feeds/my/{each}.ics", method, private) for each in ("uprfeed-unknown", token))

    assert bare(answer) == bare(first)
    assert (answer.status_code, answer.headers["cache-control"]) == (404, "no-store")
    assert {name: answer.headers[name] for name in STRICT_HEADERS} == dict(STRICT_HEADERS)


@pytest.mark.parametrize(
    "path", ["/feeds/my/", f"/feeds/my/{TOKEN}", f"/feeds/my/{TOKEN}/a.ics", "/feeds/my"]
)
def test_no_other_path_asks_for_a_feed(private: FastAPI, feeds: Feeds, path: str) -> None:
    assert (ask(path, app=private).status_code, feeds.asked) == (404, [])


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PROPFIND", "REPORT"])
def test_nothing_but_reading_is_allowed(private: FastAPI, feeds: Feeds, method: str) -> None:
    assert (ask(PATH, method, private).status_code, feeds.asked) == (405, [])


@pytest.mark.parametrize("coding", ["identity", "gzip", "br"])
def test_a_packed_feed_is_sent_as_any_other(coding: str) -> None:
    whole, packed = (
        ask(PATH, app=build_app(personal=lambda _token, _client, feed=each: feed), accept_encoding=coding)
        for each in (FEED, PackedFeed.pack(FEED))
    )

    assert (packed.status_code, packed.content, packed.headers) == (200, BODY, whole.headers)
