"""The kinds of refusals: each with a name that programs may rely on, a status, and words.

The names are those of problem types (RFC 9457). They stand in addresses that say what each means,
and neither name nor status ever changes.
"""

from dataclasses import dataclass
from enum import StrEnum
from http import HTTPStatus

TYPES_PATH = "/api/problems"


def _(message: str) -> str:
    """Mark a message for the catalogues; it is translated where it is used."""
    return message


class Refusal(StrEnum):
    """Why a request was not answered as it was meant."""

    BAD_REQUEST = "bad-request"
    UNAUTHORISED = "unauthorised"
    FORBIDDEN = "forbidden"
    SCOPE = "scope-missing"
    NOT_FOUND = "not-found"
    METHOD = "method-not-allowed"
    CONFLICT = "conflict"
    TOO_LARGE = "too-large"
    MEDIA_TYPE = "media-type"
    INVALID = "invalid"
    TOO_MANY = "too-many-requests"
    FAULT = "internal"
    NOT_NOW = "not-now"

    @property
    def path(self) -> str:
        """The address that says what it means."""
        return f"{TYPES_PATH}/{self.value}"

    @property
    def status(self) -> HTTPStatus:
        """The status that it is answered with."""
        return _MEANINGS[self].status

    @property
    def heading(self) -> str:
        """What it is called, as a message."""
        return _MEANINGS[self].title

    @property
    def words(self) -> str:
        """What it says where nothing more is known, as a message."""
        return _MEANINGS[self].detail


@dataclass(frozen=True, slots=True)
class _Meaning:
    status: HTTPStatus
    title: str
    detail: str


_MEANINGS = {
    Refusal.BAD_REQUEST: _Meaning(
        HTTPStatus.BAD_REQUEST, _("This request cannot be answered"), _("The request was not understood.")
    ),
    Refusal.UNAUTHORISED: _Meaning(
        HTTPStatus.UNAUTHORIZED, _("A key is needed"), _("Send a key that is in force, as a bearer token.")
    ),
    Refusal.FORBIDDEN: _Meaning(
        HTTPStatus.FORBIDDEN,
        _("This did not come from our page"),
        _("Nothing was changed. Open the link again and use the buttons of the page."),
    ),
    Refusal.SCOPE: _Meaning(
        HTTPStatus.FORBIDDEN, _("The key does not open this"), _("Make a key for this, if you may do it.")
    ),
    Refusal.NOT_FOUND: _Meaning(
        HTTPStatus.NOT_FOUND, _("There is nothing here"), _("Nothing is kept at this address.")
    ),
    Refusal.METHOD: _Meaning(
        HTTPStatus.METHOD_NOT_ALLOWED,
        _("This can only be read"),
        _("The address exists, but not for this kind of request."),
    ),
    Refusal.CONFLICT: _Meaning(
        HTTPStatus.CONFLICT,
        _("It has changed meanwhile"),
        _("Nothing was changed. Read it again, and answer what it says now."),
    ),
    Refusal.TOO_LARGE: _Meaning(
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE, _("This is too large"), _("Send less at once.")
    ),
    Refusal.MEDIA_TYPE: _Meaning(
        HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
        _("This kind of content is not read here"),
        _("Send one of the kinds that the document of the API names."),
    ),
    Refusal.INVALID: _Meaning(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        _("What was sent has faults"),
        _("Nothing was changed. Correct what is named and send it again."),
    ),
    Refusal.TOO_MANY: _Meaning(
        HTTPStatus.TOO_MANY_REQUESTS,
        _("Too many requests"),
        _("Your network asked for this too often. Please try again in a minute."),
    ),
    Refusal.FAULT: _Meaning(
        HTTPStatus.INTERNAL_SERVER_ERROR,
        _("Something went wrong on our side"),
        _("The fault is recorded. Nothing was changed. Please try again in a while."),
    ),
    Refusal.NOT_NOW: _Meaning(
        HTTPStatus.SERVICE_UNAVAILABLE,
        _("Not just now"),
        _("This cannot be answered at the moment. Please try again in a while."),
    ),
}
_BY_STATUS = {each.status: each for each in reversed(Refusal)}


def refusal_of(status: int) -> Refusal:
    """Return what a status means where nothing else is known; of 403 that is a foreign form."""
    return _BY_STATUS.get(HTTPStatus(status), Refusal.BAD_REQUEST)
