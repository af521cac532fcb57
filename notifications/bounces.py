"""Reports of mail servers that a mail could not be delivered (RFC 3464), read with distrust.

Anybody can write such a report. It counts only if it gives back the Message-ID under which a message of
ours left and the token that stood in it; to whom that went stands in the ledger and nowhere else.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

LARGEST = 1024 * 1024
"""So many octets of a report are read; servers that give back whole mails cut them long before."""

_MOST_PARTS = 20
_MESSAGE_ID = re.compile(r"<[^<>\s]{1,250}>")
_FAILED = re.compile(r"5\.\d{1,3}\.\d{1,3}")
_LINK = re.compile(r"/unsubscribe/([\w-]{20,100})>")
_ORIGINALS = frozenset({"message/rfc822", "text/rfc822-headers"})
_STATUS = "message/delivery-status"


@dataclass(frozen=True, slots=True)
class Returned:
    """What a report gives back of a message: its Message-ID and its token; and the code of the failure."""

    message_id: str
    code: str
    token: str = field(repr=False)


def read_report(octets: bytes) -> Returned | None:
    """Return which message a report says failed for good; None for anything else, however malformed."""
    # To read parts within parts takes a time that grows with the square of their number.
    if len(octets) > LARGEST or octets.lower().count(b"content-type") > _MOST_PARTS:
        return None
    try:
        return _read(message_from_bytes(octets, policy=default))
    except (ValueError, LookupError, RecursionError, AttributeError, TypeError):
        return None  # the parser of the standard library stumbles over some headers


def _read(report: EmailMessage) -> Returned | None:
    if report.get_content_type() != "multipart/report" or not report.is_multipart():
        return None
    parts = _parts(report)
    codes = [code for each in parts if each.get_content_type() == _STATUS for code in _codes(each)]
    originals = [each for each in parts if each.get_content_type() in _ORIGINALS]
    if not codes or len(originals) != 1:
        return None
    headers = _headers_of(originals[0])
    found = _MESSAGE_ID.fullmatch(str(headers.get("Message-ID", "")).strip())
    token = _LINK.search("".join(str(headers.get("List-Unsubscribe", "")).split()))
    return Returned(found[0], codes[0], token[1]) if found and token else None


def _codes(status: EmailMessage) -> Iterator[str]:
    """Yield the code of each recipient to whom delivery failed for good; delays and successes are none."""
    for group in _parts(status):
        code = _FAILED.match(str(group.get("Status", "")).strip())
        if code and str(group.get("Action", "")).strip().casefold() == "failed":
            yield code[0]


def _headers_of(original: EmailMessage) -> EmailMessage:
    """Return the headers that were given back, of a whole mail or alone as text."""
    if original.is_multipart():
        return _parts(original)[0]
    text = original.get_payload(decode=True)
    return message_from_bytes(text if isinstance(text, bytes) else b"", policy=default)


def _parts(message: EmailMessage) -> list[EmailMessage]:
    parts = message.get_payload()
    return [each for each in parts if isinstance(each, EmailMessage)] if isinstance(parts, list) else []
