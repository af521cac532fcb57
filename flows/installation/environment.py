"""Reading the settings from environment variables ``UPRCYCLE_*``, all optional.

A wrong value, or a name that is nearly right, stops the start and is named.
"""

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from flows.installation.setting_kinds import without_path
from flows.installation.settings import Settings
from notifications.cadence_file import load_cadences
from notifications.guard import DeliveryMode
from notifications.other_rooms import load_other_rooms
from uprcycle.errors import BadInputError, Problem

_PREFIX = "UPRCYCLE_"
_FOR_TESTS = "UPRCYCLE_TEST_"
_NEVER_REPEATED = frozenset({"secret_key", "oidc_client_secret"})
_SERVERS = frozenset({"smtp_url", "database_url", "redis_url"})


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
    return re.sub(r".*@", "…@", given) if key in _SERVERS else without_path(given)


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
