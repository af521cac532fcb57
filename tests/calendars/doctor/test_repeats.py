"""What asking again shows: each fault of a server gives its own finding alone."""

import gzip
from collections.abc import Callable
from dataclasses import replace

import pytest

from calendars.doctor.examine import examine_visit
from calendars.doctor.fetch import fetch
from calendars.doctor.visit import visit
from tests.calendars.doctor.good import SEEN
from tests.calendars.doctor.served import PATH, TAG, Asked, Reply, respond_well, serving

Change = Callable[[Asked, Reply], Reply]
FULL = Asked("GET", PATH, {})


def send_always(_: Asked, reply: Reply) -> Reply:
    return respond_well(FULL) if reply.status == 304 else reply


def send_never(asked: Asked, reply: Reply) -> Reply:
    return Reply(304, {"ETag": TAG}) if asked.header("if-none-match") else reply


def prefer_the_date(asked: Asked, reply: Reply) -> Reply:
    is_both = asked.header("if-none-match") and asked.header("if-modified-since")
    return Reply(304, {"ETag": TAG}) if is_both else reply


def believe_junk(asked: Asked, reply: Reply) -> Reply:
    return Reply(304, {}) if asked.header("if-modified-since") == "yesterday" else reply


def refuse_head(asked: Asked, reply: Reply) -> Reply:
    return Reply(405, {"Content-Length": "0"}) if asked.method == "HEAD" else reply


def leave_out_length(asked: Asked, reply: Reply) -> Reply:
    return reply.with_header("Content-Length", None) if asked.method == "HEAD" else reply


def change_each_time(asked: Asked, reply: Reply) -> Reply:
    SEEN_PATHS.append(asked.path)
    return replace(reply, body=reply.body.replace(b"Kenya", b"%05d" % len(SEEN_PATHS)))


def know_browsers(asked: Asked, reply: Reply) -> Reply:
    return Reply(406, {"Content-Length": "0"}) if "html" in asked.header("accept") else reply


def know_parameters(asked: Asked, reply: Reply) -> Reply:
    return Reply(400, {"Content-Length": "0"}) if "?" in asked.path else reply


def never_compress(asked: Asked, reply: Reply) -> Reply:
    return respond_well(FULL) if asked.header("accept-encoding") == "gzip" else reply


def hide_what_varies(_: Asked, reply: Reply) -> Reply:
    return reply.with_header("Vary", None)


def compress_something_else(_: Asked, reply: Reply) -> Reply:
    if "Content-Encoding" not in reply.headers:
        return reply
    body = gzip.compress(b"BEGIN:VCALENDAR")
    return replace(reply, body=body).with_header("Content-Length", f"{len(body)}")


def forbid_robots(asked: Asked, reply: Reply) -> Reply:
    body = b"User-agent: *\nDisallow: /\n"
    return Reply(200, {"Content-Length": f"{len(body)}"}, body) if asked.path == "/robots.txt" else reply


SEEN_PATHS: list[str] = []
SERVED: dict[str, Change] = {
    "no-304": send_always,
    "304-to-anything": send_never,
    "date-beats-etag": prefer_the_date,
    "304-to-junk-date": believe_junk,
    "head-differs": refuse_head,
    "changing-bytes": change_each_time,
    "chosen-by-reader": know_browsers,
    "chosen-by-parameter": know_parameters,
    "no-gzip": never_compress,
    "gzip-without-vary": hide_what_varies,
    "gzip-of-other-bytes": compress_something_else,
    "robots-forbidden": forbid_robots,
}


def served(change: Change) -> list[str]:
    with serving(lambda asked: change(asked, respond_well(asked))) as server:
        report = examine_visit(visit(f"{server}{PATH}", fetch), fetch, SEEN)
    return [each.check.id for each in report.findings]


@pytest.mark.parametrize("change", [lambda _, reply: reply, leave_out_length])
def test_nothing_is_found_in_what_is_served_well(change: Change) -> None:
    assert served(change) == []


@pytest.mark.parametrize("name", SERVED)
def test_what_is_served_badly_is_what_is_found(name: str) -> None:
    assert served(SERVED[name]) == [name]
