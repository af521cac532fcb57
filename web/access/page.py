"""How signed pages are made: in the language of their reader, for them alone, with what is open to them."""

from dataclasses import dataclass
from http import HTTPStatus

from fastapi import Response

from uprcycle.access.act import Act, may_anywhere
from uprcycle.access.principal import Principal
from web.access.reader import Reader
from web.private import render_private


def _(message: str) -> str:
    """Mark a message for the catalogues; it is translated where it is used."""
    return message


@dataclass(frozen=True, slots=True)
class Area:
    """A part of the site that is open to whoever may do one of ``acts`` anywhere."""

    path: str
    label: str
    acts: tuple[Act, ...]


AREAS = (
    Area("/my", _("My duties"), (Act.SEE_DUTIES,)),
    Area("/my/offices", _("Offices"), (Act.SEE_OFFICE,)),
    Area("/board", _("Session board"), (Act.SEE_BOARD,)),
    Area("/desk", _("Desk"), (Act.PLAN_RELEASE, Act.OVERRIDE, Act.SEE_AUDIT)),
    Area("/people", _("People"), (Act.SEE_PEOPLE,)),
    Area("/outbox", _("Outbox"), (Act.SEE_OUTBOX,)),
    Area("/knowledge", _("Knowledge"), (Act.SEE_KNOWLEDGE,)),
    Area("/health", _("Health"), (Act.SEE_HEALTH,)),
    Area("/access", _("Access"), (Act.MANAGE_ACCESS,)),
)


def open_areas(principal: Principal) -> tuple[Area, ...]:
    """Return the areas that are open to somebody, in the order in which they are offered."""
    return tuple(each for each in AREAS if any(may_anywhere(principal, act) for act in each.acts))


def landing_of(principal: Principal) -> str:
    """Return where somebody arrives who signed in and did not say where they want to go."""
    return next((each.path for each in open_areas(principal)), "/my/sign-ins")


def render_signed(reader: Reader, template: str, status: int = HTTPStatus.OK, **values: object) -> Response:
    """Fill a template that extends ``signed.html.j2`` and send it to its reader alone."""
    areas = open_areas(reader.principal)
    frame = {"reader": reader, "areas": areas, "here": _here(areas, reader.visit.request.url.path)}
    return render_private(reader.visit, template, status, **(frame | values))


def _here(areas: tuple[Area, ...], path: str) -> str:
    """Return the path of the area in which a page lies; empty for none."""
    around = (each.path for each in areas if f"{path}/".startswith(f"{each.path}/"))
    return max(around, key=len, default="")
