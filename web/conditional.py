"""Bytes with their validators, answered by the rules of HTTP: 304, gzip, length.

The same document gives the same bytes to every agent; the only thing that a request may
change is the encoding. Each encoding has its own strong ETag.
"""

import gzip
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from functools import lru_cache
from hashlib import sha256
from http import HTTPStatus

from fastapi import Request, Response

_SMALLEST_TO_COMPRESS = 500
_SUFFIX = "-gzip"


@dataclass(frozen=True, slots=True)
class Document:
    """Bytes to be sent.

    ``etag`` is without quotes; ``modified`` is None where no day can be named honestly;
    ``vary`` names the request headers that chose these bytes, besides the encoding.
    """

    body: bytes
    media_type: str
    etag: str
    cache_control: str
    modified: datetime | None = None
    vary: tuple[str, ...] = ()


def digest(body: bytes) -> str:
    """Return a short digest of ``body`` for an ETag."""
    return sha256(body).hexdigest()[:32]


def answer(request: Request, document: Document, status: int = HTTPStatus.OK) -> Response:
    """Send ``document``, or 304 where the request shows that it is already there."""
    zipped = accepts_gzip(request.headers.get("accept-encoding", "")) and _is_worth_it(document.body)
    headers = _validators(document, zipped=zipped)
    if status == HTTPStatus.OK and _is_unchanged(request, document):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    headers["Content-Type"] = document.media_type
    if zipped:
        headers["Content-Encoding"] = "gzip"
    return Response(_compressed(document.body) if zipped else document.body, status, headers)


def accepts_gzip(header: str) -> bool:
    """Tell whether an ``Accept-Encoding`` header names gzip and does not forbid it."""
    for part in header.lower().split(","):
        name, _, parameter = (each.strip() for each in part.partition(";"))
        if name in ("gzip", "x-gzip"):
            weight = parameter.replace(" ", "").removeprefix("q=")
            return weight.strip("0.") != "" if parameter else True
    return False


def _is_worth_it(body: bytes) -> bool:
    return len(body) >= _SMALLEST_TO_COMPRESS


@lru_cache(maxsize=512)
def _compressed(body: bytes) -> bytes:
    return gzip.compress(body, compresslevel=6, mtime=0)


def _validators(document: Document, *, zipped: bool) -> dict[str, str]:
    headers = {
        "ETag": f'"{document.etag}{_SUFFIX if zipped else ""}"',
        "Cache-Control": document.cache_control,
        "Vary": ", ".join(("Accept-Encoding", *document.vary)),
    }
    if document.modified is not None:
        headers["Last-Modified"] = format_datetime(document.modified.astimezone(UTC), usegmt=True)
    return headers


def _is_unchanged(request: Request, document: Document) -> bool:
    """Tell whether the reader has these bytes; an ETag wins over a date (RFC 9110, 13.2.2)."""
    known = request.headers.get("if-none-match")
    if known is not None:
        return _names(known, document.etag)
    since = _read_date(request.headers.get("if-modified-since"))
    if since is None or document.modified is None:
        return False
    return document.modified.replace(microsecond=0) <= since


def _names(header: str, etag: str) -> bool:
    tags = {tag.strip().removeprefix("W/") for tag in header.split(",")}
    return not tags.isdisjoint({"*", f'"{etag}"', f'"{etag}{_SUFFIX}"'})


def _read_date(text: str | None) -> datetime | None:
    if text is None or not text.rstrip().endswith("GMT"):
        return None
    try:
        return parsedate_to_datetime(text).replace(tzinfo=UTC)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
