"""The server that takes our mail: where it is, how the way to it is protected, how we are known to it."""

import ipaddress
import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final
from urllib.parse import unquote, urlsplit

from uprcycle.errors import BadInputError, Problem

_HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?|[0-9a-fA-F:.]{2,45}")
_EXAMPLE: Final = "smtp+starttls://user:password@mail.example.org:587"


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

    @property
    def is_overheard(self) -> bool:
        """Whether mail goes to another machine in clear."""
        return self.security is Security.NONE and not _is_this_machine(self.host)


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


def _is_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _unreadable(what: str, remedy: str) -> BadInputError:
    return BadInputError("the mail server is not known", [Problem("mail server", what, remedy)])
