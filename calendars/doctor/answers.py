"""Looks at what one answer over HTTP says of a feed: its way, its type, its validators."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from calendars.doctor.check import ADVISED, MEASURED, REPORTED, Check, Finding, Severity
from calendars.doctor.check import mark as _
from calendars.doctor.lines import MOST_BYTES
from calendars.doctor.tree import Parsed
from calendars.doctor.values import read_duration
from calendars.doctor.visit import Answer, Hop, Visit, is_loopback

MOVED = Check(
    "redirected",
    Severity.HINT,
    _("the address leads on to {target} ({status})"),
    _("give out the last address"),
    "RFC 9110, 15.4",
)
MOVED_FOR_NOW = Check(
    "redirected-for-now",
    Severity.WARNING,
    _("the address leads on to {target}, for the time being ({status})"),
    _("answer 301 or 308, and give out the last address"),
    f"RFC 9110, 15.4; {REPORTED}",
    effect=_("programs ask twice for ever, and some follow no redirect at all"),
)
OTHER_PATH = Check(
    "redirected-to-other-path",
    Severity.WARNING,
    _("http leads to https on another path: {target}"),
    _("lead from http to https on the same path"),
    ADVISED,
)
UNSAFE = Check(
    "plain-http",
    Severity.WARNING,
    _("the feed is sent over http, which anyone on the way can read and change"),
    _("send it over https"),
    "RFC 7986, 7",
)
OTHER_MEDIA = Check(
    "wrong-content-type",
    Severity.ERROR,
    _("Content-Type is {value}"),
    _("send text/calendar; charset=utf-8"),
    "RFC 5545, 8.1",
    effect=_("programs refuse the feed or offer it as a download"),
)
NO_CHARSET = Check(
    "wrong-charset",
    Severity.WARNING,
    _("Content-Type does not say charset=utf-8: {value}"),
    _("send text/calendar; charset=utf-8"),
    "RFC 5545, 8.1",
    effect=_("programs guess the letters"),
)
OTHER_SUFFIX = Check(
    "path-without-ics",
    Severity.WARNING,
    _("the path does not end in .ics: {value}"),
    _("let it end in .ics, and let it tell what the calendar is"),
    MEASURED,
    ("Thunderbird",),
    _("Thunderbird names the calendar by its path"),
)
NO_ETAG = Check(
    "no-etag",
    Severity.WARNING,
    _("there is no ETag"),
    _("send one made from the bytes"),
    "RFC 9110, 8.8.3",
    effect=_("every fetch sends everything"),
)
NO_DATE = Check(
    "no-last-modified-header",
    Severity.HINT,
    _("there is no Last-Modified"),
    _("send when the calendar changed last"),
    "RFC 9110, 8.8.2",
)
NO_LENGTH = Check(
    "no-content-length",
    Severity.HINT,
    _("there is no Content-Length"),
    _("say how many bytes there are"),
    "RFC 9110, 8.6",
    effect=_("a program cannot tell a whole feed from one that was cut off"),
)
OTHER_LENGTH = Check(
    "wrong-content-length",
    Severity.ERROR,
    _("Content-Length is {value}, and {count} bytes came"),
    _("say how many bytes are sent"),
    "RFC 9110, 8.6",
)
ZIPPED_UNASKED = Check(
    "encoded-unasked",
    Severity.ERROR,
    _("Content-Encoding is {value}, though nobody asked"),
    _("compress only when Accept-Encoding asks for it"),
    "RFC 9110, 12.5.3",
    effect=_("programs read noise"),
)
NO_CACHING = Check(
    "no-cache-control",
    Severity.HINT,
    _("there is no Cache-Control"),
    _("send max-age, not above REFRESH-INTERVAL"),
    "RFC 9111, 5.2",
)
KEPT_TOO_LONG = Check(
    "max-age-too-long",
    Severity.WARNING,
    _("it may be kept for {count} seconds, longer than REFRESH-INTERVAL says ({value})"),
    _("send max-age, not above REFRESH-INTERVAL"),
    "RFC 9111, 5.2.2.1",
    effect=_("programs that come back get the old feed"),
)
COOKIE = Check(
    "sets-cookie",
    Severity.WARNING,
    _("the answer sets a cookie"),
    _("send feeds without cookies"),
    ADVISED,
    effect=_("caches do not keep it, and readers can be told apart"),
)

_FOR_NOW = frozenset({302, 303, 307})
_MAX_AGE = re.compile(r"(?:^|[\s,])max-age\s*=\s*\"?(\d{1,12})", re.IGNORECASE)
_NO_CACHE = re.compile(r"(?:^|[\s,])no-cache(?:[\s,]|$)", re.IGNORECASE)
_CHARSET = re.compile(r";\s*charset\s*=\s*\"?utf-?8\"?\s*(;|$)", re.IGNORECASE)


def look_at_answer(visit: Visit, parsed: Parsed) -> Iterator[Finding]:
    """Look at the answer to a plain request."""
    for hop in visit.hops:
        yield from _look_at_hop(hop)
    if visit.parts.scheme == "http" and not is_loopback(visit.url):
        yield UNSAFE.found()
    if not visit.parts.path.lower().endswith(".ics"):
        yield OTHER_SUFFIX.found(value=visit.parts.path)
    yield from _look_at_type(visit.answer.header("content-type"))
    for name, check in (("etag", NO_ETAG), ("cache-control", NO_CACHING)):
        if not visit.answer.header(name):
            yield check.found()
    if not visit.answer.header("last-modified") and not _is_asked_about_each_time(visit.answer):
        yield NO_DATE.found()
    if visit.answer.header("set-cookie"):
        yield COOKIE.found()
    yield from _look_at_length(visit)
    yield from _look_at_age(visit, parsed)


def _is_asked_about_each_time(answer: Answer) -> bool:
    """Say whether programs ask by the ETag before each use: a date would tell them nothing more."""
    return bool(answer.header("etag") and _NO_CACHE.search(answer.header("cache-control")))


def _look_at_hop(hop: Hop) -> Iterator[Finding]:
    origin, target = urlsplit(hop.origin), urlsplit(hop.target)
    if hop.status in _FOR_NOW:
        yield MOVED_FOR_NOW.found(target=hop.target, status=hop.status)
    elif (origin.scheme, target.scheme) == ("http", "https") and origin.path != target.path:
        yield OTHER_PATH.found(target=hop.target)
    else:
        yield MOVED.found(target=hop.target, status=hop.status)


def _look_at_type(value: str) -> Iterator[Finding]:
    if value.partition(";")[0].strip().lower() != "text/calendar":
        yield OTHER_MEDIA.found(value=value or "–")
    elif not _CHARSET.search(value):
        yield NO_CHARSET.found(value=value)


def _look_at_length(visit: Visit) -> Iterator[Finding]:
    answer, length = visit.answer, visit.answer.header("content-length")
    encoding = answer.header("content-encoding")
    if encoding.lower() not in ("", "identity"):
        yield ZIPPED_UNASKED.found(value=encoding)
    if not length:
        yield NO_LENGTH.found()
    elif length != f"{len(answer.body)}" and len(answer.body) <= MOST_BYTES:
        yield OTHER_LENGTH.found(value=length, count=len(answer.body))


def _look_at_age(visit: Visit, parsed: Parsed) -> Iterator[Finding]:
    age = _MAX_AGE.search(visit.answer.header("cache-control"))
    told = parsed.calendar.value("REFRESH-INTERVAL") if parsed.calendar else ""
    refresh = read_duration(told)
    if age and refresh is not None and int(age[1]) > refresh.total_seconds():
        yield KEPT_TOO_LONG.found(count=int(age[1]), value=told)
