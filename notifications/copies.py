"""Copies of mails for the operator, who is not whom they are for.

A copy keeps Message-ID, date and words, and says at its top for whom the mail is. It is addressed to
the operator alone, in its headers too, and what would act in the name of the other leads nowhere
in it. What the ledger holds is never changed.
"""

import re
from collections.abc import Callable
from email import message_from_bytes
from email.message import EmailMessage
from html import escape
from typing import cast

from notifications.channel import Channel
from notifications.mail_policy import MAIL
from uprcycle.store.ports import Receipt

_SWITCHED_OFF = "switched-off"
# A token stands in a path as 43 characters or more; the titles of documents that are so long are lower case.
_TOKEN = re.compile(r"(?<=/)(?=[^/\s\"<>]*[A-Z])[A-Za-z0-9_-]{43,}")
_BODY = re.compile(r"<body[^>]*>")
_ACTING = ("List-Unsubscribe", "List-Unsubscribe-Post")
_BANNER = '<div lang="en" dir="ltr" style="margin:0 0 16px;padding:12px;border:2px solid #c4361c">{}</div>'


class RedirectingChannel:
    """Hands a copy of each mail to the operator, by another channel."""

    def __init__(self, channel: Channel) -> None:
        """Hand over by ``channel``."""
        self._channel = channel

    def send(self, payload: bytes, to: str) -> Receipt:
        """Hand a copy of ``payload`` to the operator at ``to``."""
        receipt = self._channel.send(copy_for(payload, to), to)
        return Receipt(receipt.outcome, f"redirected: {receipt.answer}")

    def close(self) -> None:
        """Let go of what the other channel keeps open."""
        self._channel.close()


def copy_for(payload: bytes, operator: str) -> bytes:
    """Return a copy of a mail addressed to ``operator`` that says at its top for whom the mail is."""
    message = _read(payload)
    told = f"Redirected to you. This mail is for {message['To']}; its links to answer are switched off."
    del message["To"]
    message["To"] = operator
    _reword(message, lambda text: f"{told}\r\n\r\n{text}", lambda html: _under_banner(html, told))
    return message.as_bytes()


def disarmed(payload: bytes) -> bytes:
    """Return a mail as it would have gone out, but for the links that act."""
    message = _read(payload)
    _reword(message, str, str)
    return message.as_bytes()


def _read(payload: bytes) -> EmailMessage:
    # The policy makes it one, but the type of the parser does not say so.
    return cast("EmailMessage", message_from_bytes(payload, policy=MAIL))


def _reword(message: EmailMessage, text: Callable[[str], str], html: Callable[[str], str]) -> None:
    """Put other words into both parts and take out what acts, there and in the headers."""
    for name in _ACTING:
        del message[name]
    for kind, change in (("plain", text), ("html", html)):
        part = message.get_body((kind,))
        if isinstance(part, EmailMessage):
            words = _TOKEN.sub(_SWITCHED_OFF, change(str(part.get_content())))
            part.set_content(words, subtype=kind, cte="quoted-printable")


def _under_banner(html: str, told: str) -> str:
    banner = _BANNER.format(escape(told))
    return _BODY.sub(lambda body: f"{body[0]}\n{banner}", html, count=1)
