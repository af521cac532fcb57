"""Looks at what a server answers when it is asked again, in other ways, for the same feed."""

from collections.abc import Iterator
from urllib.parse import urlencode, urljoin, urlsplit

from calendars.doctor.check import ADVISED, REPORTED, Check, Finding, Severity
from calendars.doctor.check import mark as _
from calendars.doctor.lines import MOST_BYTES
from calendars.doctor.robots import may_fetch
from calendars.doctor.visit import Answer, Ask, Request, Visit

ALWAYS_SENT = Check(
    "no-304",
    Severity.WARNING,
    _("asked again with its own validator, the server answers {status} instead of 304"),
    _("answer 304 where If-None-Match names the ETag"),
    "RFC 9110, 13.1.2",
    effect=_("every fetch sends everything"),
)
NEVER_SENT = Check(
    "304-to-anything",
    Severity.ERROR,
    _("the server answers 304 to an ETag that it never sent"),
    _("compare If-None-Match with the ETag, and answer 200 where they differ"),
    f"RFC 9110, 13.1.2; {REPORTED}",
    ("Apple Calendar",),
    _("the calendar is frozen for good"),
)
DATE_WINS = Check(
    "date-beats-etag",
    Severity.ERROR,
    _("the server answers 304 for the date, though the ETag differs"),
    _("pass over If-Modified-Since where there is If-None-Match"),
    "RFC 9110, 13.1.3",
    effect=_("programs keep the old calendar"),
)
JUNK_DATE = Check(
    "304-to-junk-date",
    Severity.ERROR,
    _("the server answers {status} to an If-Modified-Since that is no date"),
    _("pass over what is no date, and answer 200"),
    "RFC 9110, 13.1.3",
    effect=_("programs keep the old calendar"),
)
HEAD_DIFFERS = Check(
    "head-differs",
    Severity.WARNING,
    _("HEAD does not answer as GET does: {value}"),
    _("answer HEAD with the status and the headers of GET"),
    "RFC 9110, 9.3.2",
)
CHANGING = Check(
    "changing-bytes",
    Severity.WARNING,
    _("asked twice, the server sends different bytes"),
    _("let the same data give the same bytes: sorted, and stamped when they change"),
    REPORTED,
    effect=_("every fetch looks like a change"),
)
BY_AGENT = Check(
    "chosen-by-reader",
    Severity.WARNING,
    _("another program with another Accept header and a cookie is answered otherwise ({status})"),
    _("send the same bytes to everyone"),
    ADVISED,
    effect=_("what works in a browser fails in a calendar"),
)
BY_PARAMETER = Check(
    "chosen-by-parameter",
    Severity.WARNING,
    _("a parameter that nobody knows changes the answer ({status})"),
    _("pass over unknown parameters"),
    ADVISED,
    effect=_("programs that add one to get past caches fail"),
)
NOT_ZIPPED = Check(
    "no-gzip",
    Severity.HINT,
    _("the server does not compress, though asked to"),
    _("send gzip where Accept-Encoding asks for it"),
    "RFC 9110, 8.4",
)
ZIPPED_FOR_ALL = Check(
    "gzip-without-vary",
    Severity.WARNING,
    _("the answer is compressed, and Vary does not name Accept-Encoding"),
    _("send Vary: Accept-Encoding"),
    "RFC 9110, 12.5.5",
    effect=_("caches send compressed bytes to programs that cannot read them"),
)
ZIPPED_WRONGLY = Check(
    "gzip-of-other-bytes",
    Severity.ERROR,
    _("unpacked, the compressed answer is not the plain one"),
    _("compress the very bytes"),
    "RFC 9110, 8.4.1",
)
ROBOTS = Check(
    "robots-forbidden",
    Severity.WARNING,
    _("robots.txt forbids the feed to {value}"),
    _("allow public feeds in robots.txt"),
    f"RFC 9309; {REPORTED}",
    ("Google Calendar",),
    _("Google does not fetch it"),
)

_OK, _NOT_MODIFIED = 200, 304
_WORTH_ZIPPING = 1000
_OTHER_TAG = {"If-None-Match": '"0-never-sent-0"'}
_LATER = {"If-Modified-Since": "Fri, 31 Dec 2100 23:59:59 GMT"}
_OTHER_READER = {"User-Agent": "Mozilla/5.0", "Accept": "text/html, */*;q=0.1", "Cookie": "seen=1"}
_ROBOT = "Google-Calendar-Importer"


def look_at_repeats(visit: Visit, ask: Ask) -> Iterator[Finding]:
    """Ask again in other ways; ten requests."""
    again = ask(Request(visit.url))
    yield from _look_at_conditions(visit, ask)
    yield from _look_at_head(visit, ask)
    if again.body == visit.answer.body:
        yield from _look_at_choices(visit, ask)
    else:
        yield CHANGING.found()
    yield from _look_at_robots(visit, ask)


def _look_at_conditions(visit: Visit, ask: Ask) -> Iterator[Finding]:
    tag, date = visit.answer.header("etag"), visit.answer.header("last-modified")
    own = {"If-None-Match": tag} if tag else {"If-Modified-Since": date}
    if tag or date:
        status = ask(Request(visit.url, headers=own)).status
        if status != _NOT_MODIFIED:
            yield ALWAYS_SENT.found(status=status)
    if ask(Request(visit.url, headers=_OTHER_TAG)).status == _NOT_MODIFIED:
        yield NEVER_SENT.found()
    elif ask(Request(visit.url, headers={**_OTHER_TAG, **_LATER})).status == _NOT_MODIFIED:
        yield DATE_WINS.found()
    junk = ask(Request(visit.url, headers={"If-Modified-Since": "yesterday"})).status
    if junk != _OK:
        yield JUNK_DATE.found(status=junk)


def _look_at_head(visit: Visit, ask: Ask) -> Iterator[Finding]:
    head = ask(Request(visit.url, "HEAD"))
    if head.status != visit.answer.status:
        yield HEAD_DIFFERS.found(value=head.status)
        return
    for name in ("content-type", "etag", "content-length"):
        if head.header(name) not in ("", visit.answer.header(name)):  # what costs the body may be left out
            yield HEAD_DIFFERS.found(value=name)
            return


def _look_at_choices(visit: Visit, ask: Ask) -> Iterator[Finding]:
    """Look at what else chooses the bytes; of a feed that changes by itself it cannot be told."""
    joint = "&" if visit.parts.query else "?"
    unknown = f"{visit.url.partition('#')[0]}{joint}{urlencode({'feed-doctor': 'asks'})}"
    for check, request in (
        (BY_AGENT, Request(visit.url, headers=_OTHER_READER)),
        (BY_PARAMETER, Request(unknown)),
    ):
        answer = ask(request)
        if (answer.status, answer.body) != (_OK, visit.answer.body):
            yield check.found(status=answer.status)
    if not visit.answer.header("content-encoding"):
        yield from _look_at_gzip(ask(Request(visit.url, headers={"Accept-Encoding": "gzip"})), visit.answer)


def _look_at_gzip(zipped: Answer, plain: Answer) -> Iterator[Finding]:
    if not zipped.is_zipped:
        if len(plain.body) >= _WORTH_ZIPPING:
            yield NOT_ZIPPED.found()
        return
    names = {name.strip().lower() for name in zipped.header("vary").split(",")}
    if names.isdisjoint({"accept-encoding", "*"}):
        yield ZIPPED_FOR_ALL.found()
    if zipped.plain != plain.body:
        yield ZIPPED_WRONGLY.found()


def _look_at_robots(visit: Visit, ask: Ask) -> Iterator[Finding]:
    answer = ask(Request(urljoin(visit.url, "/robots.txt")))
    if answer.status != _OK:
        return
    robots = answer.body[:MOST_BYTES].decode("utf-8", "replace")
    parts = urlsplit(visit.url)
    if not may_fetch(robots, _ROBOT, f"{parts.path}?{parts.query}" if parts.query else parts.path):
        yield ROBOTS.found(value=_ROBOT)
