import pytest

from calendars.feeds import plan_feeds
from calendars.press import RenderedFeed
from tests.web.site import RELEASED, ask, ask_all, build_app, feed, world
from uprcycle.wording.language import Language

KENYA = "/feeds/country/KEN.ics"


def test_every_planned_feed_is_served_under_its_name() -> None:
    def named(name: str, language: str) -> RenderedFeed:
        return RenderedFeed(f"{name} {language}".encode(), '"a"', RELEASED, 0)

    names = [each.name for each in plan_feeds(world())]
    answers = ask_all((f"/feeds/{name}.ics" for name in names), over=build_app(feed=named))

    assert [each.text for each in answers] == [f"{name} en" for name in names]
    assert {each.headers["content-type"] for each in answers} == {"text/calendar; charset=utf-8"}
    assert len(names) == 247


@pytest.mark.parametrize(
    "name",
    ["country/UKR", "country/KEN", "session/54", "region/eastern-europe", "role/NHRI", "phase/review", "all"],
)
def test_a_feed_is_served_as_it_was_rendered(name: str) -> None:
    answer = ask(f"/feeds/{name}.ics")

    assert (answer.content, answer.content[:17]) == (feed(name, "en").body, b"BEGIN:VCALENDAR\r\n")


def test_a_feed_is_sent_with_all_that_caches_need() -> None:
    headers = ask(KENYA).headers
    calendar = feed("country/KEN", "en")

    assert headers["etag"] == calendar.etag
    assert headers["last-modified"] == "Fri, 20 Nov 2026 09:30:00 GMT"
    assert headers["cache-control"] == "public, max-age=43200, s-maxage=3600"
    assert (headers["vary"], headers["content-length"]) == ("Accept-Encoding", str(len(calendar.body)))
    assert RELEASED.microsecond == 0


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        pytest.param(KENYA, {"user_agent": "Google-Calendar-Importer"}, id="agent"),
        pytest.param(KENYA, {"accept": "text/html"}, id="accept"),
        pytest.param(KENYA, {"accept_language": "fr"}, id="accept-language"),
        pytest.param(KENYA, {"cookie": "lang=fr; session=1"}, id="cookie"),
        pytest.param(KENYA, {"range": "bytes=0-10"}, id="range"),
        pytest.param(f"{KENYA}?nocache=123", {}, id="unknown-parameter"),
        pytest.param(f"{KENYA}?lang=xx", {}, id="unknown-language"),
        pytest.param(f"{KENYA}?lang=en", {}, id="default-language"),
    ],
)
def test_nothing_but_path_and_language_chooses_the_bytes(path: str, headers: dict[str, str]) -> None:
    plain, other = ask(KENYA), ask(path, "GET", None, **headers)

    assert (other.status_code, other.content, other.headers) == (200, plain.content, plain.headers)


def test_the_address_chooses_the_language() -> None:
    two = build_app(languages=("en", "fr"), language=Language)

    assert ask(f"{KENYA}?lang=fr", app=two).content == feed("country/KEN", "fr").body


def test_a_feed_that_did_not_change_is_not_sent_again() -> None:
    tag = ask(KENYA).headers["etag"]

    assert [
        ask(KENYA, if_none_match=tag).status_code,
        ask(KENYA, "HEAD", if_none_match=tag).status_code,
        ask("/feeds/country/USA.ics", if_none_match=tag).status_code,
        ask(KENYA, if_modified_since="Fri, 20 Nov 2026 09:30:00 GMT").status_code,
        ask(KENYA, if_modified_since="junk").status_code,
    ] == [304, 304, 200, 304, 200]


def test_a_feed_is_compressed_only_when_asked() -> None:
    zipped = ask(KENYA, accept_encoding="gzip")

    assert (zipped.headers["content-encoding"], zipped.content) == ("gzip", feed("country/KEN", "en").body)
    assert zipped.headers["etag"] == feed("country/KEN", "en").etag[:-1] + '-gzip"'
    assert "content-encoding" not in ask(KENYA).headers


@pytest.mark.parametrize(
    "name",
    [
        "country/QQQ",
        "country/ken",
        "country/VAT",
        "session/99",
        "session/27",
        "region/atlantis",
        "none",
        "my/token",
    ],
)
def test_a_feed_that_is_not_there_is_refused(name: str) -> None:
    assert ask(f"/feeds/{name}.ics").status_code == 404
