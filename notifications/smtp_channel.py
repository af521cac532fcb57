"""One message to one recipient by SMTP, and what the server's answers mean.

Each message is a transaction of its own, so one refused recipient harms no other. Where TLS
was asked for, nothing but the greeting goes over the line before it stands. After the final
dot the server may take ten minutes; silence there leaves open whether the message went out.
"""

import re
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final
from urllib.parse import unquote, urlsplit

from notifications.guard import is_address
from uprcycle.errors import BadInputError, Problem
from uprcycle.store.ports import Outcome, Receipt

_READY_FOR_TEXT: Final = 354
_ENHANCED = re.compile(rb"[245]\.\d{1,3}\.\d{1,3}")
_LEADING_DOT = re.compile(rb"^\.", re.MULTILINE)
_HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?|[0-9a-fA-F:.]{2,45}")
_DONE, _LATER, _NEVER = 2, 4, 5
_EXAMPLE = "smtp+starttls://user:password@mail.example.org:587"


class Security(StrEnum):
    """How a connection is protected; the value is the scheme of the address."""

    NONE = "smtp"
    STARTTLS = "smtp+starttls"
    TLS = "smtps"


_PORTS = {Security.NONE: 25, Security.STARTTLS: 587, Security.TLS: 465}


@dataclass(frozen=True, slots=True)
class MailServer:
    """The server that takes our mail, and how we are known to it."""

    host: str
    port: int
    security: Security
    user: str = ""
    password: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Waits:
    """How many seconds to wait: to connect, for the answer to a command, and after the final dot."""

    connect: float = 60
    command: float = 120
    accept: float = 600


def read_mail_server(url: str) -> MailServer:
    """Read ``smtp://``, ``smtp+starttls://`` or ``smtps://`` with host and, if need be, user and port.

    Raises:
        BadInputError: The address cannot be read, or would send a password in clear. The
            error does not repeat the address, because it may hold that password.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise _unreadable("has an impossible host or port", f"write it as {_EXAMPLE}") from None
    if parts.scheme not in set(Security) or not _HOST.fullmatch(parts.hostname or ""):
        raise _unreadable("is not the address of a mail server", f"write it as {_EXAMPLE}")
    if parts.path.strip("/") or parts.query or parts.fragment:
        raise _unreadable("goes on after the port", f"write it as {_EXAMPLE}")
    security = Security(parts.scheme)
    if parts.username and security is Security.NONE:
        raise _unreadable("would send a password in clear", "use smtp+starttls:// or smtps://")
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    return MailServer(parts.hostname or "", port or _PORTS[security], security, user, password)


@dataclass(frozen=True, slots=True)
class SmtpChannel:
    """Hands messages to one server, from one sender, over a connection for each.

    ``sender`` receives the bounces. ``context`` decides which certificates are trusted.
    """

    server: MailServer
    sender: str
    waits: Waits = Waits()
    context: ssl.SSLContext = field(default_factory=ssl.create_default_context, repr=False)

    def send(self, payload: bytes, to: str) -> Receipt:
        """Hand ``payload`` over to ``to``; every failure is in the receipt."""
        if not is_address(to):
            return Receipt(Outcome.PERMANENT, "not a plain mail address")
        try:
            with self._session() as session:
                _envelope(session, self.sender, to)
                return _body(session, payload, self.waits.accept)
        except _RefusedError as refusal:
            return refusal.receipt
        except smtplib.SMTPNotSupportedError:
            return Receipt(Outcome.TEMPORARY, "the server does not offer what was asked for")
        except smtplib.SMTPResponseException as refusal:
            return Receipt(Outcome.TEMPORARY, _answer(refusal.smtp_code, refusal.smtp_error))
        except OSError as failure:
            return Receipt(Outcome.TEMPORARY, type(failure).__name__)

    @contextmanager
    def _session(self) -> Iterator[smtplib.SMTP]:
        session = self._connected()
        try:
            _set_wait(session, self.waits.command)
            if self.server.security is Security.STARTTLS:
                session.starttls(context=self.context)
            session.ehlo_or_helo_if_needed()
            if self.server.user:
                session.login(self.server.user, self.server.password)
            yield session
            # What was accepted stays accepted, however the parting goes.
            with suppress(OSError):
                session.quit()
        finally:
            session.close()

    def _connected(self) -> smtplib.SMTP:
        place = (self.server.host, self.server.port, self.sender.rpartition("@")[2])
        if self.server.security is Security.TLS:
            return smtplib.SMTP_SSL(*place, timeout=self.waits.connect, context=self.context)
        return smtplib.SMTP(*place, timeout=self.waits.connect)


class _RefusedError(Exception):
    """The server answered, and not as hoped; the receipt says what to make of it."""

    def __init__(self, outcome: Outcome, code: int, text: bytes) -> None:
        super().__init__(code)
        self.receipt = Receipt(outcome, _answer(code, text))


def _envelope(session: smtplib.SMTP, sender: str, to: str) -> None:
    """Name sender and recipient; what is wrong with the sender is wrong with us, and may be mended."""
    code, text = session.mail(sender)
    if _class(code) != _DONE:
        raise _RefusedError(Outcome.TEMPORARY, code, text)
    code, text = session.rcpt(to)
    if _class(code) != _DONE:
        raise _RefusedError(_refusal(code), code, text)
    code, text = session.docmd("DATA")
    if code != _READY_FOR_TEXT:
        raise _RefusedError(_refusal(code), code, text)


def _body(session: smtplib.SMTP, payload: bytes, wait: float) -> Receipt:
    """Send the text up to the final dot; from then on only the server knows what became of it."""
    session.send(_LEADING_DOT.sub(b"..", payload.removesuffix(b"\r\n")) + b"\r\n.\r\n")
    _set_wait(session, wait)
    try:
        code, text = session.getreply()
    except (OSError, smtplib.SMTPException) as failure:
        return Receipt(Outcome.UNKNOWN, type(failure).__name__)
    if _class(code) == _DONE:
        return Receipt(Outcome.SENT, _answer(code, text))
    return Receipt(_refusal(code, otherwise=Outcome.UNKNOWN), _answer(code, text))


def _refusal(code: int, otherwise: Outcome = Outcome.TEMPORARY) -> Outcome:
    return {_LATER: Outcome.TEMPORARY, _NEVER: Outcome.PERMANENT}.get(_class(code), otherwise)


def _class(code: int) -> int:
    return code // 100


def _set_wait(session: smtplib.SMTP, seconds: float) -> None:
    if session.sock is not None:
        session.sock.settimeout(seconds)


def _answer(code: int, text: bytes | str) -> str:
    """Return the two codes of an answer and none of its words, which often repeat the address."""
    raw = text if isinstance(text, bytes) else text.encode()
    enhanced = _ENHANCED.match(raw)
    return f"{code} {enhanced[0].decode()}" if enhanced else str(code)


def _unreadable(what: str, remedy: str) -> BadInputError:
    return BadInputError("the mail server is not known", [Problem("mail server", what, remedy)])
