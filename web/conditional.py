"""Bytes with their validators, answered by the rules of HTTP: 304, compression, length.

The same document gives the same bytes to every agent; the only thing that a request may
change is the coding. Each coding has its own strong ETag.
"""

import gzip
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from enum import StrEnum
from functools import lru_cache
from hashlib import sha256
from http import HTTPStatus

import brotli  # type: ignore[import-untyped]  # it ships no types
from fastapi import Request, Response

_SMALLEST_TO_COMPRESS = 500
_QUALITY = 5  # as fast as gzip's usual level, and a seventh smaller for feeds (decision 0026)


class Coding(StrEnum):
    """How bytes travel, the smallest first."""

    BROTLI = "br"
    GZIP = "gzip"
    IDENTITY = "identity"


@dataclass(frozen=True, slots=True)
class Validator:
    """What tells one state of a document from another, before there are any bytes.

    ``etag`` is without quotes; ``modified`` is None where no day can be named honestly;
    ``vary`` names the request headers that chose these bytes, besides the coding.
    """

    etag: str
    cache_control: str
    modified: datetime | None = None
    vary: tuple[str, ...] = ()

    def headers(self, coding: Coding) -> dict[str, str]:
        """Return what a 200 and a 304 say alike."""
        headers = {
            "ETag": f'"{self._tag(coding)}"',
            "Cache-Control": self.cache_control,
            "Vary": ", ".join(("Accept-Encoding", *self.vary)),
        }
        if self.modified is not None:
            headers["Last-Modified"] = format_datetime(self.modified.astimezone(UTC), usegmt=True)
        return headers

    def is_known(self, tags: str | None, since: str | None) -> bool:
        """Tell whether a reader has this state; an ETag wins over a date (RFC 9110, 13.2.2)."""
        if tags is not None:
            named = {tag.strip().removeprefix("W/") for tag in tags.split(",")}
            return not named.isdisjoint({"*", *(f'"{self._tag(each)}"' for each in Coding)})
        moment = _read_date(since)
        if moment is None or self.modified is None:
            return False
        return self.modified.replace(microsecond=0) <= moment

    def _tag(self, coding: Coding) -> str:
        return self.etag if coding is Coding.IDENTITY else f"{self.etag}-{coding}"


@dataclass(frozen=True, slots=True)
class Document:
    """Bytes to be sent; the fields they share with :class:`Validator` mean the same."""

    body: bytes
    media_type: str
    etag: str
    cache_control: str
    modified: datetime | None = None
    vary: tuple[str, ...] = ()

    @property
    def validator(self) -> Validator:
        """What tells this state of the document from another."""
        return Validator(self.etag, self.cache_control, self.modified, self.vary)


def digest(body: bytes) -> str:
    """Return a short digest of ``body`` for an ETag."""
    return sha256(body).hexdigest()[:32]


def answer(request: Request, document: Document, status: int = HTTPStatus.OK) -> Response:
    """Send ``document``, or 304 where the request shows that it is already there."""
    coding = Coding.IDENTITY
    if len(document.body) >= _SMALLEST_TO_COMPRESS:
        coding = choose_coding(request.headers.get("accept-encoding", ""))
    validator = document.validator
    if status == HTTPStatus.OK and (unchanged := answer_unchanged(request, validator, coding)):
        return unchanged
    response = answer_encoded(_kept_encoded(document.body, coding), document.media_type, validator, coding)
    response.status_code = status
    return response


def answer_encoded(body: bytes, media_type: str, validator: Validator, coding: Coding) -> Response:
    """Send ``body``, which is in ``coding`` already."""
    headers = validator.headers(coding) | {"Content-Type": media_type}
    if coding is not Coding.IDENTITY:
        headers["Content-Encoding"] = coding
    return Response(body, headers=headers)


def answer_unchanged(request: Request, validator: Validator, coding: Coding) -> Response | None:
    """Send 304 where the request shows that the document is already there; it need not exist as bytes."""
    tags, since = request.headers.get("if-none-match"), request.headers.get("if-modified-since")
    if not validator.is_known(tags, since):
        return None
    return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=validator.headers(coding))


@lru_cache(maxsize=256)
def choose_coding(header: str) -> Coding:
    """Return the coding that an ``Accept-Encoding`` header likes best; the smallest of several.

    Only what is named counts: a star stands for codings that the reader may not know.
    """
    weights = dict(map(_read_weight, header.lower().replace("x-gzip", "gzip").split(",")))
    liked = max(Coding, key=lambda each: weights.get(each, 0.0))
    return liked if weights.get(liked, 0.0) > 0 else Coding.IDENTITY


def encoded(body: bytes, coding: Coding) -> bytes:
    """Return ``body`` in ``coding``; the same bytes for the same body."""
    match coding:
        case Coding.IDENTITY:
            return body
        case Coding.GZIP:
            return gzip.compress(body, compresslevel=6, mtime=0)
        case Coding.BROTLI:
            return bytes(brotli.compress(body, quality=_QUALITY))


_kept_encoded = lru_cache(maxsize=512)(encoded)


def _read_weight(part: str) -> tuple[str, float]:
    name, _, parameter = (each.strip() for each in part.partition(";"))
    weight = parameter.replace(" ", "").removeprefix("q=")
    try:
        return name, float(weight) if parameter else 1.0
    except ValueError:
        return name, 0.0


def _read_date(text: str | None) -> datetime | None:
    if text is None or not text.rstrip().endswith("GMT"):
        return None
    try:
        return parsedate_to_datetime(text).replace(tzinfo=UTC)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
