"""What an address is told of a release, and how it knows that it was us: by the scheme of Standard Webhooks.

Only public facts: the number of a release, the codes of the States whose public dates it changed, and
where to read more. What comes of a call decides what is done next.
"""

import base64
import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus

from notifications.outward import Heard

SECRET_PREFIX = "whsec_"  # noqa: S105 - how every secret begins
MOST_FAILURES = 5
"""After so many calls in a row that came to nothing an address is told nothing any more."""

_WAITS = tuple(timedelta(minutes=each) for each in (1, 5, 30, 120, 300, 600))
_BYTES = 32
_LONGEST_REST = 86_400


@dataclass(frozen=True, slots=True)
class Told:
    """A release as an address is told of it; ``number`` 0 is a test."""

    number: int
    states: Sequence[str]
    page: str
    data: str


def draw_secret() -> str:
    """Draw the secret of a new address."""
    return SECRET_PREFIX + base64.b64encode(secrets.token_bytes(_BYTES)).decode()


def write_body(told: Told, at: datetime) -> bytes:
    """Return what is sent; the same for the same release, at each try."""
    kind = "release.published" if told.number else "test"
    said = {"release": told.number, "states": list(told.states), "page": told.page, "api": told.data}
    body = {"type": kind, "timestamp": at.isoformat(), "data": said}
    return json.dumps(body, separators=(",", ":")).encode()


def sign(secret: str, call_id: str, at: datetime, body: bytes) -> Mapping[str, str]:
    """Return the headers of a call: whose it is, when it was made, and that nobody changed it."""
    moment = str(int(at.timestamp()))
    key = base64.b64decode(secret.removeprefix(SECRET_PREFIX))
    signature = hmac.new(key, b".".join((call_id.encode(), moment.encode(), body)), hashlib.sha256).digest()
    return {
        "Content-Type": "application/json",
        "User-Agent": "uprcycle",
        "webhook-id": call_id,
        "webhook-timestamp": moment,
        "webhook-signature": f"v1,{base64.b64encode(signature).decode()}",
    }


def has_arrived(heard: Heard) -> bool:
    """Tell whether the other side took it."""
    return HTTPStatus.OK <= heard.status < HTTPStatus.MULTIPLE_CHOICES


def is_gone(heard: Heard) -> bool:
    """Tell whether the other side wants nothing any more."""
    return heard.status == HTTPStatus.GONE


def next_try(heard: Heard, tries: int) -> timedelta | None:
    """Return after how long to try again after so many tries; None where there was the last one."""
    if is_gone(heard) or tries > len(_WAITS):
        return None
    return max(_WAITS[tries - 1], _rest(heard.retry_after))


def _rest(asked: str) -> timedelta:
    """Return for how long the other side asks to be left alone; it may say that in seconds."""
    is_number = asked.isascii() and asked.isdigit() and len(asked) <= len(str(_LONGEST_REST))
    return timedelta(seconds=min(int(asked), _LONGEST_REST)) if is_number else timedelta()
