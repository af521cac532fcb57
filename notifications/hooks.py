"""Addresses of web-hooks of Slack and Teams, read by two strict grammars into their parts.

Whoever has such an address can write into a room, so it is never repeated in an error and never
shown: it goes by a fingerprint. Nothing else than what the two providers hand out is an address.
"""

import hashlib
import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias
from urllib.parse import quote

from uprcycle.errors import BadInputError, Problem

SLACK_HOST = "hooks.slack.com"
_SLACK = re.compile(
    r"https://hooks\.slack\.com/services/(T[A-Z0-9]{6,16})/(B[A-Z0-9]{6,16})/([A-Za-z0-9]{20,32})", re.ASCII
)
_TEAMS = re.compile(
    r"https://("
    r"prod-[0-9]{1,3}\.[a-z0-9]{3,32}\.logic\.azure\.com"
    r"|(?:default)?[0-9a-f]{30}\.[0-9a-f]{2}\.environment\.api\.powerplatform\.com"
    r")(?::443)?(/powerautomate/automations/direct(?:/cu/([0-9]{1,4}))?)?"
    r"/workflows/([0-9a-f]{32})/triggers/manual/paths/invoke\?([A-Za-z0-9=&%._/-]{1,300})",
    re.ASCII,
)
_VERSION = re.compile(r"1|20[0-9]{2}-[01][0-9]-[0-3][0-9](?:-preview)?", re.ASCII)
_SIGNATURE = re.compile(r"[A-Za-z0-9_-]{43}", re.ASCII)
_TRIGGER = frozenset({"%2Ftriggers%2Fmanual%2Frun", "%2ftriggers%2fmanual%2frun", "/triggers/manual/run"})
_ENDED = re.compile(r"msteams://|https?://[^/?#]*\.office(?:365)?\.com[:/]", re.IGNORECASE)


class HookKind(StrEnum):
    """The kinds of chats; the value is the channel of a person. Of others there are only rooms."""

    SLACK = "slack"
    TEAMS = "teams"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class SlackHook:
    """An incoming web-hook of Slack."""

    team: str
    app: str
    secret: str = field(repr=False)

    kind = HookKind.SLACK
    host = SLACK_HOST

    @property
    def address(self) -> str:
        """The address as it is kept."""
        return f"https://{self.host}/services/{self.team}/{self.app}/{self.secret}"


@dataclass(frozen=True, slots=True)
class TeamsHook:
    """A workflow of Power Automate that posts into Teams; ``route`` is part of some addresses."""

    host: str
    workflow: str
    version: str
    is_direct: bool
    route: str
    signature: str = field(repr=False)

    kind = HookKind.TEAMS

    @property
    def address(self) -> str:
        """The address as it is kept."""
        path = "/powerautomate/automations/direct" if self.is_direct else ""
        path += f"/cu/{self.route}" if self.route else ""
        run = quote("/triggers/manual/run", safe="")
        query = f"api-version={self.version}&sp={run}&sv=1.0&sig={self.signature}"
        return f"https://{self.host}{path}/workflows/{self.workflow}/triggers/manual/paths/invoke?{query}"


Hook: TypeAlias = SlackHook | TeamsHook


def read_hook(address: str) -> Hook:
    """Read the address of a web-hook as its provider shows it.

    Raises:
        BadInputError: It is none of the two forms. The error does not repeat it.
    """
    slack = _SLACK.fullmatch(address)
    if slack:
        return SlackHook(*slack.groups())
    teams = _TEAMS.fullmatch(address)
    if teams:
        host, direct, route, workflow, query = teams.groups()
        given = _parameters(query)
        if given is not None:
            version, signature = given
            return TeamsHook(host, workflow, version, bool(direct), route or "", signature)
    raise BadInputError("the web-hook is not known", [_problem(address)])


def fingerprint_of(hook: Hook) -> str:
    """Return by what a web-hook is known where its address must not be shown."""
    return hashlib.sha256(hook.address.encode()).hexdigest()[:12]


def _parameters(query: str) -> tuple[str, str] | None:
    """Return version and signature; None where a parameter is wrong, missing, doubled or too many."""
    pairs = [each.partition("=")[::2] for each in query.split("&")]
    given = dict(pairs)
    if len(pairs) != len(given) or given.keys() != {"api-version", "sp", "sv", "sig"}:
        return None
    version, signature = given["api-version"], given["sig"]
    is_sound = given["sp"] in _TRIGGER and given["sv"] == "1.0" and _VERSION.fullmatch(version)
    return (version, signature) if is_sound and _SIGNATURE.fullmatch(signature) else None


def _problem(address: str) -> Problem:
    if _ENDED.match(address):
        what = "is that of a connector of Office 365, and these have ended"
        remedy = "in Teams, make the workflow 'Send webhook alerts to a channel' and give its address"
    else:
        what = "is neither that of an incoming web-hook of Slack nor that of a workflow of Teams"
        remedy = "give it as shown there: https://hooks.slack.com/services/… or https://….powerplatform.com/…"
    return Problem("address", what, remedy)
