"""Who calls: a program with a key, for the person who made it, and for one scope at a time.

The key stands in one place alone, the header ``Authorization``. No cookie counts here, so no other
page can let a browser call for somebody who signed in.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import Depends, Response, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from uprcycle.access.act import may_anywhere
from uprcycle.access.key import ACTS, ApiKey, Scope
from uprcycle.access.principal import Principal
from web.page import Visit, Visiting
from web.problems import RefusedRequestError
from web.refusals import Refusal
from web.throttle import throttles_of

REALM = "uprcycle"
_BEARER = HTTPBearer(
    scheme_name="key",
    description="A key that a person made on the page /access/keys: `Authorization: Bearer uprkey_…`",
    auto_error=False,
)
_Credentials = HTTPAuthorizationCredentials | None


@dataclass(frozen=True, slots=True)
class Caller:
    """A program, the request by which it calls, and for whom."""

    visit: Visit
    principal: Principal
    key: ApiKey


def send_own(body: object, status: int = HTTPStatus.OK) -> Response:
    """Send JSON to its caller alone."""
    encoded = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    headers = {"Cache-Control": "private, no-store", "X-Robots-Tag": "noindex, nofollow"}
    return Response(encoded, status, headers, "application/json")


def called_for(scope: Scope | None) -> Any:  # noqa: ANN401 - what FastAPI calls a dependency
    """Return the dependency that lets in who may call for ``scope``; None for whoever has a key."""
    scopes = [] if scope is None else [scope.value]
    return Security(_reading(scope), scopes=scopes)


def _reading(scope: Scope | None) -> Callable[..., Caller]:
    def read(visit: Visiting, shown: Annotated[_Credentials, Depends(_BEARER)]) -> Caller:
        caller = _read_caller(visit, shown)
        if scope and scope not in caller.key.scopes:
            raise _refused_scope(visit, scope, Refusal.SCOPE.words)
        if scope and not may_anywhere(caller.principal, ACTS[scope]):
            raise _refused_scope(visit, scope, _NOT_THEIRS)
        return caller

    return read


def _read_caller(visit: Visit, shown: _Credentials) -> Caller:
    """Return who calls.

    Raises:
        RefusedRequestError: No key was shown, or one that opens nothing.
        TooManyError: The network showed too many of those, or the key too often.
    """
    if shown is None:
        raise RefusedRequestError(Refusal.UNAUTHORISED, headers=_challenge())
    throttles = throttles_of(visit.request)
    found = visit.sources.doors.keys.opened(shown.credentials)
    if found is None:
        throttles.misses.count(visit.request)
        raise RefusedRequestError(Refusal.UNAUTHORISED, headers=_challenge(error="invalid_token"))
    throttles.calls.count_name(found.key.id)
    return Caller(visit, found.principal, found.key)


def _refused_scope(visit: Visit, scope: Scope, detail: str) -> RefusedRequestError:
    headers = _challenge(error="insufficient_scope", scope=scope.value)
    return RefusedRequestError(Refusal.SCOPE, visit.language.text(detail), headers=headers)


def _challenge(**said: str) -> dict[str, str]:
    """Return the header that says what is asked for (RFC 6750, section 3)."""
    parts = ", ".join(f'{name}="{value}"' for name, value in {"realm": REALM, **said}.items())
    return {"WWW-Authenticate": f"Bearer {parts}"}


def _(message: str) -> str:
    """Mark a message for the catalogues; it is translated where it is used."""
    return message


_NOT_THEIRS = _("Whoever made the key may not do this today.")
