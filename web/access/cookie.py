"""The cookie of a session: an opaque token that no script reads and no other site sends along a form."""

from fastapi import Response

from web.page import Visit

_NAME = "uprcycle"
_SECURE_NAME = f"__Host-{_NAME}"  # a browser takes such a name only from our own host, over https
_LONGEST = 7 * 24 * 60 * 60


def shown_token(visit: Visit) -> str:
    """Return the token that a request shows; empty for none."""
    return visit.request.cookies.get(_name(visit), "")


def keep_token(visit: Visit, response: Response, token: str) -> None:
    """Let the browser show ``token`` from now on, for a week at most."""
    _set(visit, response, token, _LONGEST)


def drop_token(visit: Visit, response: Response) -> None:
    """Let the browser forget the token."""
    _set(visit, response, "", 0)


def _set(visit: Visit, response: Response, token: str, seconds: int) -> None:
    response.set_cookie(
        _name(visit),
        token,
        max_age=seconds,
        path="/",
        secure=visit.sources.site.is_secure,
        httponly=True,
        samesite="lax",
    )


def _name(visit: Visit) -> str:
    return _SECURE_NAME if visit.sources.site.is_secure else _NAME
