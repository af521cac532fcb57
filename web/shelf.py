"""The public feeds over HTTP, handed out as known bytes before any room is asked.

Calendars ask for the same addresses all day, mostly to hear that nothing changed. What they are
told follows from the edition in force, so it is made once for each feed, language and coding.
Only path and ``lang`` choose a feed; cookies, agents, accepted types and unknown parameters do not.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from http import HTTPStatus
from threading import Lock
from time import monotonic
from urllib.parse import parse_qsl

from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Receive, Scope, Send

from web.conditional import Coding, Validator, choose_coding, encoded
from web.feed_links import feed_names
from web.shield import is_known
from web.sources import Sources

LARGEST = 96 * 1024 * 1024
"""How many octets of feeds are kept; what had to go is joined and compressed again."""

TRUSTED_SECONDS = 0.25
"""How long an edition is taken to be in force, so that a storm asks the store four times a second."""

# Twelve hours, as the calendars themselves ask to be refreshed; caches in between hold them shorter.
CACHE_CONTROL = "public, max-age=43200, s-maxage=3600"
MEDIA_TYPE = "text/calendar; charset=utf-8"
_ROOM, _ENDING = "/feeds/", ".ics"

Headers = list[tuple[bytes, bytes]]
_Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Ask:
    """What a request asks of the feeds: name and language, and the headers that count."""

    key: _Key
    coding: Coding
    tags: str | None
    since: str | None
    is_head: bool


@dataclass(frozen=True, slots=True)
class Reply:
    """What is sent; ``head`` is status and headers as they stand on the line, but for the date."""

    status: int
    headers: Headers
    body: bytes
    head: bytes

    @classmethod
    def build(cls, status: HTTPStatus, headers: Headers, body: bytes = b"") -> "Reply":
        """Make an answer."""
        lines = (b"%b: %b\r\n" % each for each in headers)
        return cls(status, headers, body, b"".join((_status_line(status), *lines)))


@dataclass(frozen=True, slots=True)
class _Title:
    """What is known of a feed before there are bytes of it: in each coding its tag, and the 304."""

    validator: Validator
    tags: Mapping[Coding, str]
    unchanged: Mapping[Coding, Reply]


class _Rack:
    """What is kept of one edition; the oldest bytes go when there is no room. Threads may share it."""

    def __init__(self, serial: int, names: frozenset[str], largest: int) -> None:
        """Start empty; ``names`` are those of all feeds there are."""
        self.serial = serial
        self.names = names
        self.titles: dict[_Key, _Title] = {}
        self.replies: dict[tuple[_Key, Coding], Reply] = {}
        self._room = largest
        self._lock = Lock()

    def keep(self, key: _Key, coding: Coding, reply: Reply) -> None:
        """Keep a feed in one coding."""
        with self._lock:
            if (key, coding) in self.replies:
                return
            self._room -= len(reply.body)
            self.replies[key, coding] = reply
            while self._room < 0:
                self._room += len(self.replies.pop(next(iter(self.replies))).body)


class Shelf:
    """Knows the public feeds of the edition in force as answers. Threads may share it."""

    def __init__(
        self,
        sources: Sources,
        headers: Mapping[str, str],
        *,
        largest: int = LARGEST,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        """Start empty; ``headers`` stand on every answer, ``largest`` limits the octets that are kept."""
        self._sources = sources
        self._hosts = frozenset(sources.site.hosts)
        self._headers = headers
        self._largest = largest
        self._clock = clock
        self._rack = _Rack(-1, frozenset(), largest)
        self._fresh_until = 0.0
        self._lock = Lock()

    def read(self, scope: Scope) -> Ask | None:
        """Return what a request asks of the feeds; None where it is not for them, or to a wrong host."""
        path: str = scope["path"]
        if not path.startswith(_ROOM) or not path.endswith(_ENDING) or scope["method"] not in {"GET", "HEAD"}:
            return None
        given = dict(scope["headers"])
        if not is_known(given.get(b"host", b""), self._hosts):
            return None
        language = _asked_language(scope["query_string"], self._sources.languages)
        accepted = given.get(b"accept-encoding", b"").decode("latin-1")
        tags, since = given.get(b"if-none-match"), given.get(b"if-modified-since")
        return Ask(
            (path[len(_ROOM) : -len(_ENDING)], language),
            choose_coding(accepted),
            None if tags is None else tags.decode("latin-1"),
            None if since is None else since.decode("latin-1"),
            scope["method"] == "HEAD",
        )

    def find(self, ask: Ask) -> Reply | None:
        """Return the answer where all of it is at hand."""
        rack = self._rack
        title = rack.titles.get(ask.key)
        if title is None or self._clock() >= self._fresh_until:
            return None
        if ask.tags == title.tags[ask.coding] or title.validator.is_known(ask.tags, ask.since):
            return title.unchanged[ask.coding]
        reply = rack.replies.get((ask.key, ask.coding))
        return replace(reply, body=b"") if reply is not None and ask.is_head else reply

    def lacks(self, ask: Ask) -> bool:
        """Tell whether it is known that there is no such feed: a private one, for instance."""
        return self._clock() < self._fresh_until and ask.key[0] not in self._rack.names

    def fetch(self, ask: Ask) -> Reply | None:
        """Return the answer and make what is missing for it; None where there is no such feed."""
        try:
            rack = self._renewed()
            if ask.key[0] not in rack.names:
                return None
            if ask.key not in rack.titles:
                rack.titles[ask.key] = self._title(*self._sources.validators(*ask.key))
            return self.find(ask) or self._print(ask, rack)
        except Exception:  # noqa: BLE001 - the rooms meet it again, and have words for it
            return None

    def _renewed(self) -> _Rack:
        with self._lock:  # of many that ask at once only the first one looks
            if self._clock() >= self._fresh_until:
                serial = self._sources.serial()
                if serial != self._rack.serial:
                    self._rack = _Rack(serial, feed_names(self._sources.world()), self._largest)
                self._fresh_until = self._clock() + TRUSTED_SECONDS
            return self._rack

    def _print(self, ask: Ask, rack: _Rack) -> Reply:
        feed = self._sources.feed(*ask.key)
        # A release in between gives newer bytes, which bring their own tag.
        title = self._title(feed.etag, feed.modified)
        body = encoded(feed.body, ask.coding)
        headers = [*title.unchanged[ask.coding].headers, *_about(body, ask.coding)]
        reply = Reply.build(HTTPStatus.OK, headers, body)
        rack.titles[ask.key] = title
        rack.keep(ask.key, ask.coding, reply)
        return replace(reply, body=b"") if ask.is_head else reply

    def _title(self, etag: str, modified: datetime) -> _Title:
        validator = Validator(etag.strip('"'), CACHE_CONTROL, modified)
        headers = {each: validator.headers(each) for each in Coding}
        unchanged = {
            each: Reply.build(HTTPStatus.NOT_MODIFIED, _raw({**told, **self._headers}))
            for each, told in headers.items()
        }
        return _Title(validator, {each: told["ETag"] for each, told in headers.items()}, unchanged)


class ShelfLayer:
    """Stands around the rooms and answers from a shelf; what that does not hold is passed on."""

    def __init__(self, app: ASGIApp, *, shelf: Shelf) -> None:
        """Wrap ``app``."""
        self.app = app
        self.shelf = shelf

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer for a public feed, else pass the request on."""
        ask = self.shelf.read(scope) if scope["type"] == "http" else None
        reply = None
        if ask is not None and not self.shelf.lacks(ask):
            reply = self.shelf.find(ask) or await run_in_threadpool(self.shelf.fetch, ask)
        if reply is None:
            await self.app(scope, receive, send)
            return
        await send({"type": "http.response.start", "status": reply.status, "headers": reply.headers})
        await send({"type": "http.response.body", "body": reply.body})


def _status_line(status: HTTPStatus) -> bytes:
    return f"HTTP/1.1 {status.value} {status.phrase}\r\n".encode()


def _about(body: bytes, coding: Coding) -> Headers:
    told = {"Content-Type": MEDIA_TYPE, "Content-Length": str(len(body))}
    return _raw(told if coding is Coding.IDENTITY else told | {"Content-Encoding": coding.value})


def _raw(headers: Mapping[str, str]) -> Headers:
    return [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()]


@lru_cache(maxsize=256)
def _asked_language(query: bytes, languages: tuple[str, ...]) -> str:
    asked = dict(parse_qsl(query.decode("latin-1"), keep_blank_values=True)).get("lang", "")
    return asked if asked in languages else languages[0]
