"""One message to one recipient by SMTP, and what the server's answers mean.

Each message is a transaction of its own, so one refused recipient harms no other; many of them
share a connection. Where TLS was asked for, nothing but the greeting goes over the line before
it stands. After the final dot the server may take ten minutes; silence there leaves open whether
the message went out.
"""

import re
import smtplib
import ssl
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final

from notifications.guard import is_address
from notifications.mail_server import MailServer, Security
from notifications.pace import DEFAULT_LIMITS, Limits, Pace
from uprcycle.store.ports import Outcome, Receipt

_READY_FOR_TEXT: Final = 354
_CLOSING: Final = 421
_PARTING: Final = 5  # seconds
_ENHANCED = re.compile(rb"[245]\.\d{1,3}\.\d{1,3}")
_LEADING_DOT = re.compile(rb"^\.", re.MULTILINE)
_DONE, _LATER, _NEVER = 2, 4, 5


@dataclass(frozen=True, slots=True)
class Waits:
    """How many seconds to wait for each thing.

    To connect, for the answer to a command, and after the final dot; ``apart`` is how long a server
    that let nobody in is left alone.
    """

    connect: float = 60
    command: float = 120
    accept: float = 600
    apart: float = 60


@dataclass(slots=True)
class SmtpChannel:
    """Hands messages to one server, from one sender, over one connection as long as that goes well.

    ``sender`` receives the bounces. ``context`` decides which certificates are trusted; without
    one it is those that the machine trusts. Not to be shared between threads.
    """

    server: MailServer
    sender: str
    waits: Waits = Waits()
    limits: Limits = DEFAULT_LIMITS
    context: ssl.SSLContext | None = field(default=None, repr=False)
    now: Callable[[], float] = field(default=time.monotonic, repr=False)
    _pace: Pace = field(init=False, repr=False)
    _kept: smtplib.SMTP | None = field(default=None, init=False, repr=False)
    _carried: int = field(default=0, init=False, repr=False)
    _shut: tuple[float, Receipt] | None = field(default=None, init=False, repr=False)

    def __post_init__(self) -> None:
        """Begin at the pace that was asked for."""
        self._pace = Pace(self.limits.per_second)

    def send(self, payload: bytes, to: str) -> Receipt:
        """Hand ``payload`` over to ``to``; every failure is in the receipt."""
        if not is_address(to):
            return Receipt(Outcome.PERMANENT, "not a plain mail address")
        if self._shut and self.now() < self._shut[0]:
            return self._shut[1]
        self._pace.wait()
        try:
            receipt = self._handed_over(payload, to)
        except (smtplib.SMTPException, OSError) as failure:
            receipt = _failed(failure)
            self._drop()
        if receipt.outcome is Outcome.UNKNOWN:
            self._drop()
        elif self._carried >= self.limits.per_connection:
            self.close()
        return receipt

    def close(self) -> None:
        """Part from the server; what it accepted stays accepted, however the parting goes."""
        if self._kept is not None:
            with suppress(smtplib.SMTPException, OSError):
                _set_wait(self._kept, min(self.waits.command, _PARTING))
                self._kept.quit()
        self._drop()

    def _handed_over(self, payload: bytes, to: str) -> Receipt:
        session = self._begun()
        try:
            _name_recipient(session, to)
            receipt = _body(session, payload, self.waits.accept)
        except _RefusedError as refusal:
            if refusal.code == _CLOSING or not _is_reset(session):
                self._drop()
            return refusal.receipt
        self._carried += 1
        return receipt

    def _begun(self) -> smtplib.SMTP:
        """Return a connection that knows the sender: the one that was kept, if it still lives."""
        if self._kept is not None:
            try:
                _name_sender(self._kept, self.sender, self.waits.command)
            except (smtplib.SMTPException, OSError):
                self._drop()
            else:
                return self._kept
        try:
            return self._opened()
        except (smtplib.SMTPException, OSError) as failure:
            self._shut = (self.now() + self.waits.apart, _failed(failure))
            raise

    def _opened(self) -> smtplib.SMTP:
        session = self._kept = self._connected()
        _set_wait(session, self.waits.command)
        if self.server.security is Security.STARTTLS:
            session.starttls(context=self._trust())
        session.ehlo_or_helo_if_needed()
        if self.server.user:
            session.login(self.server.user, self.server.password)
        _name_sender(session, self.sender, self.waits.command)
        return session

    def _connected(self) -> smtplib.SMTP:
        place = (self.server.host, self.server.port, self.sender.rpartition("@")[2])
        if self.server.security is Security.TLS:
            return smtplib.SMTP_SSL(*place, timeout=self.waits.connect, context=self._trust())
        return smtplib.SMTP(*place, timeout=self.waits.connect)

    def _trust(self) -> ssl.SSLContext:
        if self.context is None:
            self.context = ssl.create_default_context()
        return self.context

    def _drop(self) -> None:
        if self._kept is not None:
            self._kept.close()
        self._kept, self._carried = None, 0


class _RefusedError(smtplib.SMTPException):
    """The server answered, and not as hoped; the receipt says what to make of it."""

    def __init__(self, outcome: Outcome, code: int, text: bytes) -> None:
        super().__init__(code)
        self.code = code
        self.receipt = Receipt(outcome, _answer(code, text))


def _name_sender(session: smtplib.SMTP, sender: str, wait: float) -> None:
    """Begin a transaction; what is wrong with the sender is wrong with us, and may be mended."""
    _set_wait(session, wait)
    code, text = session.mail(sender)
    if _class(code) != _DONE:
        raise _RefusedError(Outcome.TEMPORARY, code, text)


def _is_reset(session: smtplib.SMTP) -> bool:
    """Let the server forget the sender who was named, and tell whether it did."""
    try:
        return _class(session.rset()[0]) == _DONE
    except (smtplib.SMTPException, OSError):
        return False


def _name_recipient(session: smtplib.SMTP, to: str) -> None:
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


def _failed(failure: Exception) -> Receipt:
    """Return what to make of a failure before the final dot: nothing was sent, so it may be tried again."""
    match failure:
        case _RefusedError():
            return failure.receipt
        case smtplib.SMTPNotSupportedError():
            return Receipt(Outcome.TEMPORARY, "the server does not offer what was asked for")
        case smtplib.SMTPResponseException():
            return Receipt(Outcome.TEMPORARY, _answer(failure.smtp_code, failure.smtp_error))
        case _:
            return Receipt(Outcome.TEMPORARY, type(failure).__name__)


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
