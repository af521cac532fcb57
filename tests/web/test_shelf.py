"""Public feeds are answered from what is known; the rooms see only what is not a feed."""

import asyncio
import gzip
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from time import monotonic

import brotli  # type: ignore[import-untyped]  # it ships no types
import httpx
import pytest
from starlette.responses import PlainTextResponse

from calendars.press import RenderedFeed
from tests.web.site import BASE, SOURCES
from uprcycle.errors import RefusedError
from web.shelf import TRUSTED_SECONDS, Shelf, ShelfLayer

AT = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
KENYA = "/feeds/country/KEN.ics"
STRICT = {"X-Content-Type-Options": "nosniff"}


@dataclass
class Newsroom:
    """Renders by number of the edition, and counts how often it is asked."""

    edition: int = 1
    asked: list[str] = field(default_factory=list)
    looked: int = 0

    def feed(self, name: str, language: str) -> RenderedFeed:
        self.asked.append(f"render {name} {language}")
        etag, at = self.validators(name, language)
        return RenderedFeed(f"{name} {language} {self.edition} ".encode() * 100, etag, at, 0)

    def validators(self, name: str, language: str) -> tuple[str, datetime]:
        return f'"{name}-{language}-{self.edition}"', AT

    def serial(self) -> int:
        self.looked += 1
        return self.edition


def shelf_over(
    newsroom: Newsroom, largest: int = 1_000_000, clock: Callable[[], float] = monotonic
) -> ShelfLayer:
    sources = replace(
        SOURCES,
        feed=newsroom.feed,
        validators=newsroom.validators,
        serial=newsroom.serial,
        languages=("en", "fr"),
    )
    return layer(Shelf(sources, STRICT, largest=largest, clock=clock))


def layer(shelf: Shelf) -> ShelfLayer:
    return ShelfLayer(PlainTextResponse("the rooms"), shelf=shelf)


def ask(shelf: ShelfLayer, path: str, method: str = "GET", **headers: str) -> httpx.Response:
    named = {"accept-encoding": "identity"} | {key.replace("_", "-"): value for key, value in headers.items()}

    async def send() -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(shelf), base_url=BASE) as client:
            return await client.request(method, path, headers=named)

    return asyncio.run(send())


def test_a_reader_who_has_a_feed_makes_nobody_render_it() -> None:
    newsroom = Newsroom()
    answer = ask(shelf_over(newsroom), KENYA, if_none_match='"country/KEN-en-1"')

    assert (answer.status_code, answer.content, newsroom.asked) == (304, b"", [])
    assert dict(answer.headers) == {
        "etag": '"country/KEN-en-1"',
        "cache-control": "public, max-age=43200, s-maxage=3600",
        "vary": "Accept-Encoding",
        "last-modified": "Fri, 20 Nov 2026 09:30:00 GMT",
        "x-content-type-options": "nosniff",
    }


def test_a_feed_is_rendered_once_for_each_language_and_coding() -> None:
    newsroom = Newsroom()
    shelf = shelf_over(newsroom)
    for _ in range(3):
        for coding in ("identity", "gzip", "br"):
            ask(shelf, KENYA, accept_encoding=coding)
        ask(shelf, f"{KENYA}?lang=fr")

    assert newsroom.asked == ["render country/KEN en"] * 3 + ["render country/KEN fr"]


def test_each_coding_has_its_tag_its_length_and_the_same_content() -> None:
    shelf = shelf_over(Newsroom())
    raw = {each: ask(shelf, KENYA, accept_encoding=each) for each in ("identity", "gzip", "br")}
    plain = raw["identity"].content

    assert [each.headers["etag"] for each in raw.values()] == [
        '"country/KEN-en-1"',
        '"country/KEN-en-1-gzip"',
        '"country/KEN-en-1-br"',
    ]
    assert [each.content for each in raw.values()] == [plain] * 3
    assert [int(each.headers["content-length"]) for each in raw.values()] == [
        len(plain),
        len(gzip.compress(plain, 6, mtime=0)),
        len(brotli.compress(plain, quality=5)),
    ]


@pytest.mark.parametrize("coding", ["identity", "gzip", "br"])
def test_head_tells_what_get_would_send(coding: str) -> None:
    shelf = shelf_over(Newsroom())
    head, found = (ask(shelf, KENYA, method, accept_encoding=coding) for method in ("HEAD", "GET"))

    assert (head.status_code, head.content, head.headers) == (200, b"", found.headers)


def test_another_edition_is_served_as_soon_as_it_is_looked_for() -> None:
    now = 100.0
    newsroom = Newsroom()
    shelf = shelf_over(newsroom, clock=lambda: now)
    first = ask(shelf, KENYA)
    newsroom.edition = 2
    now += TRUSTED_SECONDS / 2
    trusted = ask(shelf, KENYA, if_none_match=first.headers["etag"])
    now += TRUSTED_SECONDS
    second = ask(shelf, KENYA, if_none_match=first.headers["etag"])

    assert [each.status_code for each in (first, trusted, second)] == [200, 304, 200]
    assert second.headers["etag"] == '"country/KEN-en-2"'


def test_what_does_not_fit_is_rendered_again_and_served_all_the_same() -> None:
    newsroom = Newsroom()
    shelf = shelf_over(newsroom, largest=3_000)
    answers = [ask(shelf, f"/feeds/country/{each}.ics") for each in ("KEN", "TGO", "KEN", "KEN")]

    assert [each.content[:14] for each in answers] == [
        b"country/KEN en",
        b"country/TGO en",
        b"country/KEN en",
        b"country/KEN en",
    ]
    assert newsroom.asked == [f"render country/{each} en" for each in ("KEN", "TGO", "KEN")]


@pytest.mark.parametrize(
    ("path", "method", "headers"),
    [
        pytest.param("/", "GET", {}, id="a-page"),
        pytest.param("/feeds/country/QQQ.ics", "GET", {}, id="no-such-feed"),
        pytest.param("/feeds/my/abc.ics", "GET", {}, id="a-token"),
        pytest.param("/feeds/country/KEN", "GET", {}, id="no-ending"),
        pytest.param(KENYA, "POST", {}, id="another-method"),
        pytest.param(KENYA, "GET", {"host": "evil.example.net"}, id="another-host"),
    ],
)
def test_what_is_no_public_feed_is_passed_on(path: str, method: str, headers: dict[str, str]) -> None:
    newsroom = Newsroom()

    assert (ask(shelf_over(newsroom), path, method, **headers).text, newsroom.asked) == ("the rooms", [])


def test_what_is_no_feed_is_looked_for_once_in_an_edition() -> None:
    newsroom = Newsroom()
    shelf = shelf_over(newsroom, clock=lambda: 100.0)
    for _ in range(5):
        assert ask(shelf, "/feeds/my/abc.ics").text == "the rooms"

    assert newsroom.looked == 1


@pytest.mark.parametrize("host", ["upr.example.org", "UPR.example.org", "upr.example.org:8443"])
def test_our_host_is_known_with_any_port(host: str) -> None:
    assert ask(shelf_over(Newsroom()), KENYA, host=host).content.startswith(b"country/KEN en")


def refuse(*_: str) -> RenderedFeed:
    raise RefusedError("nothing is released yet")


@pytest.mark.parametrize("missing", ["serial", "validators", "feed"])
def test_what_cannot_be_answered_is_left_to_the_rooms(missing: str) -> None:
    broken: dict[str, Callable[..., object]] = {missing: refuse}
    sources = replace(SOURCES, **broken)  # type: ignore[arg-type]

    assert ask(layer(Shelf(sources, STRICT)), KENYA).text == "the rooms"
