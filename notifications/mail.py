"""Letters as mails: headers, a text part, an HTML part and calendar entries, always in the same bytes.

Built by the standard library's mail policy, which refuses a line break in any header.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from functools import cache
from typing import Protocol

from jinja2 import Environment, PackageLoader, StrictUndefined

from notifications.guard import is_address
from notifications.letterhead import Letterhead
from notifications.mail_policy import MAIL
from notifications.plain import display_name, plain_line
from uprcycle.errors import BadInputError
from uprcycle.people import MAIL as MAIL_CHANNEL
from uprcycle.people import Person
from uprcycle.store.ports import Envelope, Link

CALENDAR_NAME = "upr.ics"


class Occasion(Protocol):
    """Why somebody is written to: a digest or a notice, known for ever by its keys."""

    @property
    def person(self) -> Person:
        """Who is written to."""

    @property
    def keys(self) -> tuple[str, ...]:
        """What the message answers, in alphabetical order."""

    @property
    def send_at(self) -> datetime:
        """The earliest moment to deliver."""


@dataclass(frozen=True, slots=True)
class Content:
    """What a mail says, in one language; ``calendar`` is a whole iCalendar object, or empty."""

    subject: str
    text: str
    html: str
    language: str
    calendar: bytes = b""


def build_mail(occasion: Occasion, content: Content, head: Letterhead, now: datetime) -> EmailMessage:
    """Return the mail that says ``content``, dated ``now``.

    Raises:
        BadInputError: The person's stored address, or the sender's, is not one plain address.
    """
    message = EmailMessage(policy=MAIL)
    message["From"] = _mailbox(head.name, head.sender, "sender")
    message["To"] = _mailbox(occasion.person.name, occasion.person.email, occasion.person.id)
    message["Subject"] = plain_line(content.subject)
    message["Date"] = now
    message["Message-ID"] = message_id(occasion, head)
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    message["List-Id"] = f"<nudges.{_domain(head)}>"
    message["List-Unsubscribe"] = f"<{head.unsubscribe_link}>"
    if head.unsubscribe_link.startswith("https:"):  # no program would click on another (RFC 8058)
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(content.text, cte="quoted-printable")
    message.add_alternative(content.html, subtype="html", cte="quoted-printable")
    # A boundary would be drawn by chance, and setting content drops every header named Content-*.
    message.set_boundary(f"=_{_fingerprint(occasion)}")
    if content.calendar:
        _attach(message, content.calendar)
        message.set_boundary(f"=_{_fingerprint(occasion)}_")
    message["Content-Language"] = content.language
    return message


def seal(occasion: Occasion, message: EmailMessage, links: tuple[Link, ...] = ()) -> Envelope:
    """Return ``message`` as the bytes that go out at every try, with its ``links``, by its occasion."""
    return Envelope(
        message_id=message["Message-ID"],
        keys=occasion.keys,
        person=occasion.person.id,
        channel=MAIL_CHANNEL,
        payload=message.as_bytes(),
        not_before=occasion.send_at,
        links=links,
    )


def message_id(occasion: Occasion, head: Letterhead) -> str:
    """Return the Message-ID that follows from the keys, so that a second copy is known as one."""
    return f"<{_fingerprint(occasion)}@{_domain(head)}>"


@cache
def templates() -> Environment:
    """Return the one environment in which mails are rendered."""
    return Environment(
        loader=PackageLoader("notifications"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _attach(message: EmailMessage, calendar: bytes) -> None:
    message.add_attachment(
        calendar,
        maintype="text",
        subtype="calendar",
        filename=CALENDAR_NAME,
        params={"method": "PUBLISH", "charset": "utf-8"},
    )


def _fingerprint(occasion: Occasion) -> str:
    return hashlib.sha256("\n".join(occasion.keys).encode()).hexdigest()[:40]


def _domain(head: Letterhead) -> str:
    return head.sender.rpartition("@")[2]


def _mailbox(name: str, address: str, whose: str) -> Address:
    if not is_address(address):
        raise BadInputError(
            f"the address of {whose!r} is not one plain mail address; correct it and load it again"
        )
    return Address(display_name(name), addr_spec=address)
