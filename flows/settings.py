"""What an operator may set: environment variables ``UPRCYCLE_*``, all optional.

A wrong value, or a name that is nearly right, stops the start and is named.
"""

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from notifications.cadence_file import load_cadences
from notifications.guard import DeliveryMode, is_address
from notifications.mail_server import MailServer, read_mail_server
from notifications.other_rooms import load_other_rooms
from notifications.pace import DEFAULT_LIMITS
from uprcycle.errors import BadInputError, Problem

_PREFIX = "UPRCYCLE_"
_FOR_TESTS = "UPRCYCLE_TEST_"
_KEY = re.compile(r"[A-Za-z0-9_-]{43}=")
_CHAT = re.compile(r"[a-z0-9.-]{1,253}#[0-9a-f]{12}")  # as `uprcycle channel list` shows it
_NEVER_REPEATED = frozenset({"secret_key"})
_SERVERS = frozenset({"smtp_url", "database_url"})
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


def _mailbox(value: str) -> str:
    if value and not is_address(value):
        raise ValueError("write one plain address, such as upr@example.org")
    return value


def _mailboxes(values: tuple[str, ...]) -> tuple[str, ...]:
    for each in values:
        if not (_CHAT.fullmatch(each) or is_address(f"any{each}" if each.startswith("@") else each)):
            raise ValueError(
                f"{_without_path(each)!r} is neither an address nor a domain such as @example.org"
            )
    return values


def _parts(value: object) -> object:
    if isinstance(value, str):
        return tuple(part.strip() for part in value.split(",") if part.strip())
    return value


class Settings(BaseModel):
    """Every setting with its meaning and default."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    data_dir: Annotated[Path, Field(description="folder of the store and of Prefect's own data")] = Path(
        ".uprcycle"
    )
    database_url: Annotated[
        str,
        AfterValidator(_database),
        Field(description="the store; empty: an SQLite file in the data folder"),
    ] = ""
    host: Annotated[str, Field(description="interface the web listens on")] = "127.0.0.1"
    port: Annotated[int, Field(ge=1, le=65535, description="port of the web")] = 8080
    workers: Annotated[
        int, Field(ge=1, le=64, description="processes that answer for the web under 'uprcycle serve'")
    ] = 1
    prefect_port: Annotated[
        int, Field(ge=1, le=65535, description="port of Prefect's own pages, loopback only")
    ] = 4280
    base_url: Annotated[
        str,
        AfterValidator(_web_address),
        Field(description="public address, used in links; empty: host and port"),
    ] = ""
    calendar_host: Annotated[
        str, Field(pattern=r"^[a-z0-9.-]+$", description="the domain behind every UID; never change it")
    ] = "uprcycle.example.org"
    delivery: Annotated[DeliveryMode, Field(description="recorder, redirect, allowlist or live")] = (
        DeliveryMode.RECORDER
    )
    smtp_url: Annotated[
        str, AfterValidator(_mail_server), Field(description="mail server for the other modes")
    ] = ""
    smtp_in_clear: Annotated[
        bool, Field(description="let mail go to a mail server on another machine without TLS")
    ] = False
    smtp_per_second: Annotated[
        float,
        Field(ge=0, le=10_000, description="how many mails a second the mail server is given; 0: no limit"),
    ] = DEFAULT_LIMITS.per_second
    smtp_per_connection: Annotated[
        int, Field(ge=1, le=1_000_000, description="how many mails go over one connection")
    ] = DEFAULT_LIMITS.per_connection
    mail_from: Annotated[str, AfterValidator(_mailbox), Field(description="sender address")] = (
        "uprcycle@example.org"
    )
    redirect_to: Annotated[
        str,
        AfterValidator(_mailbox),
        Field(description="the one address that receives all mail in redirect mode"),
    ] = ""
    allowlist: Annotated[
        tuple[str, ...],
        BeforeValidator(_parts),
        AfterValidator(_mailboxes),
        Field(description="addresses, @domains or chats (host#print) that allowlist mode may write to"),
    ] = ()
    secret_key: Annotated[
        tuple[str, ...],
        BeforeValidator(_parts),
        AfterValidator(_keys),
        Field(
            repr=False,
            description="what seals messages and chat addresses in the store, the newest key first; "
            "empty: a key file in the data folder",
        ),
    ] = ()
    rooms: Annotated[
        Path | None,
        Field(description="file of rooms in other services that are written to; empty: none"),
    ] = None
    cadence: Annotated[
        Path | None,
        Field(description="file that says on which days to speak of which tasks; empty: the packaged one"),
    ] = None
    notice_review_minutes: Annotated[
        int,
        Field(
            ge=0,
            le=10_080,
            description="how long after a release nobody is told of it, so that somebody can look first",
        ),
    ] = 30
    operator: Annotated[
        str,
        AfterValidator(_mailbox),
        Field(description="address of whoever is told when rounds stop, and when all is well again"),
    ] = ""
    alarm_after_minutes: Annotated[
        int, Field(ge=1, le=100_000, description="how long no round may have come to its end")
    ] = 1560
    watch_every_seconds: Annotated[
        int, Field(ge=1, le=86_400, description="how often the watchdog looks whether rounds come")
    ] = 300
    name_internal_items: Annotated[
        bool,
        Field(
            description="spell out in mails to UN offices what only the UN may see; else it is only counted"
        ),
    ] = False
    inferred_cycle: Annotated[
        bool, Field(description="also release the inferred fifth cycle, marked inferred")
    ] = False

    @property
    def mail_server(self) -> MailServer | None:
        """The server that takes mail; None where none is named."""
        return read_mail_server(self.smtp_url) if self.smtp_url else None

    @property
    def store_url(self) -> str:
        """The address of the store."""
        return self.database_url or f"sqlite:///{(self.data_dir / 'uprcycle.db').resolve()}"

    @property
    def address(self) -> str:
        """The address under which people reach the web."""
        return self.base_url or f"http://{self.host}:{self.port}"


def load_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Read the settings from the environment.

    Raises:
        BadInputError: With every wrong value and every unknown name at once.
    """
    given = os.environ if environment is None else environment
    mine = {name: value for name, value in given.items() if name.startswith(_PREFIX) and value}
    values = {name.removeprefix(_PREFIX).lower(): value for name, value in mine.items()}
    problems = [problem for name in mine if (problem := _unknown(name))]
    known = {key: value for key, value in values.items() if key in _names()}
    settings, wrong = _read(known)
    problems += wrong
    if settings is None or problems:
        raise BadInputError(
            f"{len(problems)} setting{'s are' if len(problems) != 1 else ' is'} wrong", problems
        )
    return settings


def _names() -> tuple[str, ...]:
    return tuple(Settings.model_fields)


def _unknown(name: str) -> Problem | None:
    key = name.removeprefix(_PREFIX).lower()
    if key in _names() or name.startswith(_FOR_TESTS):
        return None
    near = get_close_matches(key, _names(), n=1)
    listed = ", ".join(f"{_PREFIX}{each.upper()}" for each in near or _names())
    return Problem(name, "is not a setting", f"did you mean {listed}?" if near else f"use one of {listed}")


def _read(values: Mapping[str, Any]) -> tuple[Settings | None, list[Problem]]:
    try:
        settings = Settings.model_validate(values)
    except ValidationError as error:
        return None, [_problem(each) for each in error.errors()]
    return settings, _together(settings)


def _problem(error: Mapping[str, Any]) -> Problem:
    key = str(error["loc"][0])
    given = _repeatable(key, str(error["input"]))
    reason = str(error["msg"]).removeprefix("Value error, ")
    remedy = f"{reason[:1].lower()}{reason[1:]} ({Settings.model_fields[key].description})"
    return Problem(f"{_PREFIX}{key.upper()}", f"{given!r} does not fit", remedy)


def _repeatable(key: str, given: str) -> str:
    """Return a wrong value without what may be a key, a password or the address of a chat."""
    if key in _NEVER_REPEATED:
        return "…"
    return re.sub(r".*@", "…@", given) if key in _SERVERS else _without_path(given)


def _without_path(given: str) -> str:
    """Leave the path of an address out: whoever has the whole address of a chat can write into it."""
    return _PATH.sub("/…", given)


def _together(settings: Settings) -> list[Problem]:
    problems = _wrong_file("CADENCE", load_cadences, settings.cadence)
    problems += _wrong_file("ROOMS", load_other_rooms, settings.rooms)
    if settings.delivery is not DeliveryMode.RECORDER and not settings.smtp_url:
        what = f"delivery {settings.delivery.value!r} needs a mail server"
        problems.append(
            Problem("UPRCYCLE_SMTP_URL", what, "set it, or leave UPRCYCLE_DELIVERY at 'recorder'")
        )
    server = settings.mail_server
    if server and server.is_overheard and not settings.smtp_in_clear:
        remedy = "use smtp+starttls:// or smtps://, or set UPRCYCLE_SMTP_IN_CLEAR=true"
        problems.append(Problem("UPRCYCLE_SMTP_URL", "sends mail to another machine in clear", remedy))
    if settings.delivery is DeliveryMode.REDIRECT and not settings.redirect_to:
        problems.append(
            Problem("UPRCYCLE_REDIRECT_TO", "redirect needs the address that receives all mail", "set it")
        )
    if settings.delivery is DeliveryMode.ALLOWLIST and not settings.allowlist:
        problems.append(Problem("UPRCYCLE_ALLOWLIST", "the list of allowed addresses is empty", "set it"))
    return problems


def _wrong_file(setting: str, load: Callable[[Path], object], path: Path | None) -> list[Problem]:
    if path is None:
        return []
    try:
        load(path)
    except BadInputError as error:
        return [replace(each, where=f"{_PREFIX}{setting}: {each.where}") for each in error.problems]
    return []
