"""What the value of a setting may look like: addresses, lists of receivers, keys."""

import re
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator

from notifications.guard import is_address
from notifications.mail_server import read_mail_server
from uprcycle.errors import BadInputError

_KEY = re.compile(r"[A-Za-z0-9_-]{43}=")
_CHAT = re.compile(r"[a-z0-9.-]{1,253}#[0-9a-f]{12}")  # as `uprcycle channel list` shows it
_PATH = re.compile(r"(?<![:/])/[^/\s,][^\s,]*")


def is_key(text: str) -> bool:
    """Tell whether ``text`` has the form of a key."""
    return _KEY.fullmatch(text) is not None


def _keys(values: tuple[str, ...]) -> tuple[str, ...]:
    if not all(map(is_key, values)):
        raise ValueError("write keys as `uprcycle keys make` prints them, with a comma between two")
    return values


def _web_address(value: str) -> str:
    parts = urlsplit(value)
    if value and (parts.scheme not in {"http", "https"} or not parts.hostname):
        raise ValueError("write it as https://upr.example.org")
    return value.rstrip("/")


def _issuer(value: str) -> str:
    parts = urlsplit(value)
    is_here = parts.scheme == "http" and parts.hostname in {"localhost", "127.0.0.1", "::1"}
    if value and (not (parts.scheme == "https" or is_here) or not parts.hostname or parts.query):
        raise ValueError("write it as the provider does, such as https://id.example.org")
    return value


def _mail_server(value: str) -> str:
    if not value:
        return value
    try:
        read_mail_server(value)
    except BadInputError as error:
        raise ValueError("; ".join(f"{each.what}, {each.remedy}" for each in error.problems)) from None
    return value


def _database(value: str) -> str:
    if value and not value.startswith(("sqlite:///", "postgresql://", "postgresql+psycopg://")):
        raise ValueError("write it as sqlite:///file or postgresql://user@host/name")
    return value


def _broker(value: str) -> str:
    parts = urlsplit(value)
    if value and (
        parts.scheme not in {"redis", "rediss"} or not parts.hostname or parts.path.strip("/") or parts.query
    ):
        raise ValueError("write it as redis://host:6379 or rediss://name:password@host:6379")
    return value.rstrip("/")


def _mailbox(value: str) -> str:
    if value and not is_address(value):
        raise ValueError("write one plain address, such as upr@example.org")
    return value


def _mailboxes(values: tuple[str, ...]) -> tuple[str, ...]:
    for each in values:
        if not (_CHAT.fullmatch(each) or is_address(f"any{each}" if each.startswith("@") else each)):
            raise ValueError(
                f"{without_path(each)!r} is neither an address nor a domain such as @example.org"
            )
    return values


def _parts(value: object) -> object:
    if isinstance(value, str):
        return tuple(part.strip() for part in value.split(",") if part.strip())
    return value


def without_path(given: str) -> str:
    """Leave the path of an address out: whoever has the whole address of a chat can write into it."""
    return _PATH.sub("/…", given)


BrokerAddress = Annotated[str, AfterValidator(_broker)]
DatabaseAddress = Annotated[str, AfterValidator(_database)]
Keys = Annotated[tuple[str, ...], BeforeValidator(_parts), AfterValidator(_keys)]
Mailbox = Annotated[str, AfterValidator(_mailbox)]
MailServerAddress = Annotated[str, AfterValidator(_mail_server)]
Receivers = Annotated[tuple[str, ...], BeforeValidator(_parts), AfterValidator(_mailboxes)]
WebAddress = Annotated[str, AfterValidator(_web_address)]
Issuer = Annotated[str, AfterValidator(_issuer)]
