"""A message as its reader sees it, for somebody else to look at: nothing in it acts, nothing is fetched."""

from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from typing import cast

from notifications.copies import disarmed
from notifications.mail_policy import MAIL
from uprcycle.people import MAIL as BY_MAIL
from uprcycle.store.ports import Envelope


@dataclass(frozen=True, slots=True)
class Preview:
    """The words of a message; ``html`` and ``language`` are empty where it goes to a chat."""

    subject: str
    language: str
    text: str = field(repr=False)
    html: str = field(repr=False, default="")
    has_entries: bool = False


def read_preview(envelope: Envelope) -> Preview | None:
    """Return what a message says, with its acting links switched off; None where its text is gone."""
    if not envelope.payload:
        return None
    if envelope.channel != BY_MAIL and not envelope.payload.startswith(b"From:"):
        return Preview("", "", envelope.payload.decode(errors="replace"))
    # The policy makes it one, but the type of the parser does not say so.
    mail = cast("EmailMessage", message_from_bytes(disarmed(envelope.payload), policy=MAIL))
    return Preview(
        str(mail["Subject"] or ""),
        str(mail["Content-Language"] or ""),
        _words(mail, "plain"),
        _words(mail, "html"),
        has_entries=any(True for _ in mail.iter_attachments()),
    )


def _words(mail: EmailMessage, kind: str) -> str:
    part = mail.get_body((kind,))
    return str(part.get_content()).replace("\r\n", "\n") if isinstance(part, EmailMessage) else ""
