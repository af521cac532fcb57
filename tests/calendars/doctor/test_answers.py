"""What one answer says: each fault of a server gives its own finding alone."""

from collections.abc import Callable

import pytest

from calendars.doctor.answers import look_at_answer
from calendars.doctor.examine import examine_visit
from calendars.doctor.fetch import fetch
from calendars.doctor.tree import parse
from calendars.doctor.visit import Answer, Hop, Visit, visit
from tests.calendars.doctor.good import GOOD, SEEN, ics
from tests.calendars.doctor.served import PATH, Asked, Reply, respond_well, serving

Change = Callable[[Reply], Reply]


def without(name: str) -> Change:
    return lambda reply: reply.with_header(name, None)


def with_header(name: str, value: str) -> Change:
    return lambda reply: reply.with_header(name, value) if reply.status == 200 else reply


SERVED: dict[str, Change] = {
    "wrong-content-type": with_header("Content-Type", "text/plain; charset=utf-8"),
    "wrong-charset": with_header("Content-Type", "text/calendar"),
    "no-etag": without("ETag"),
    "no-last-modified-header": without("Last-Modified"),
    "no-cache-control": without("Cache-Control"),
    "no-content-length": without("Content-Length"),
    "wrong-content-length": with_header("Content-Length", "99999"),
    "max-age-too-long": with_header("Cache-Control", "public, max-age=43201"),
    "sets-cookie": with_header("Set-Cookie", "seen=1"),
}
LED = {
    "redirected": (301, "http://127.0.0.1/all.ics", "http://127.0.0.1/feeds/all.ics"),
    "redirected-for-now": (302, "http://127.0.0.1/all.ics", "http://127.0.0.1/feeds/all.ics"),
    "redirected-to-other-path": (
        308,
        "http://upr.example.org/all.ics",
        "https://upr.example.org/feeds/all.ics",
    ),
    "plain-http": (0, "", "http://upr.example.org/feeds/all.ics"),
    "path-without-ics": (0, "", "https://upr.example.org/feeds/all"),
    "encoded-unasked": (0, "br", "https://upr.example.org/feeds/all.ics"),
}


@pytest.mark.parametrize("name", SERVED)
def test_what_is_served_badly_is_what_is_found(name: str) -> None:
    def respond(asked: Asked) -> Reply:
        reply = respond_well(asked)
        return SERVED[name](reply) if asked.path.startswith(PATH) else reply

    with serving(respond) as server:
        report = examine_visit(visit(f"{server}{PATH}", fetch), fetch, SEEN)

    assert [each.check.id for each in report.findings] == [name]


@pytest.mark.parametrize(
    ("caching", "found"),
    [
        ("private, no-cache", []),
        ("no-cache", []),
        ("private", ["no-last-modified-header"]),
        ('private="no-cache"', ["no-last-modified-header"]),
    ],
)
def test_a_feed_that_is_asked_about_each_time_by_its_etag_needs_no_date(
    caching: str, found: list[str]
) -> None:
    def respond(asked: Asked) -> Reply:
        reply = respond_well(asked)
        return without("Last-Modified")(with_header("Cache-Control", caching)(reply))

    with serving(respond) as server:
        report = examine_visit(visit(f"{server}{PATH}", fetch), fetch, SEEN)

    assert [each.check.id for each in report.findings] == found


def test_what_is_compressed_unasked_is_read_all_the_same() -> None:
    def respond(asked: Asked) -> Reply:
        return respond_well(Asked(asked.method, asked.path, {**asked.headers, "accept-encoding": "gzip"}))

    with serving(respond) as server:
        report = examine_visit(visit(f"{server}{PATH}", fetch), fetch, SEEN)

    assert ([each.check.id for each in report.findings], report.entries) == (["encoded-unasked"], 5)


@pytest.mark.parametrize("name", LED)
def test_how_an_address_leads_to_the_feed_is_looked_at(name: str) -> None:
    status, origin, url = LED[name]
    body = ics(GOOD)
    headers = {
        "content-type": "text/calendar; charset=utf-8",
        "etag": '"a"',
        "last-modified": "Fri, 20 Nov 2026 09:30:00 GMT",
        "cache-control": "max-age=43200",
        "content-length": str(len(body)),
    }
    hops = (Hop(status, origin, url),) if status else ()
    encoding = {} if status else {"content-encoding": origin}
    found = look_at_answer(Visit(url, hops, Answer(200, {**headers, **encoding}, body)), parse(body, SEEN))

    assert [each.check.id for each in found] == [name]
