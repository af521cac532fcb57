"""The page that a link in a mail opens: one task, what its reader may answer, and what they answered.

To open it changes nothing, however often and by whatever program; only its forms do (decision 0036).
"""

from http import HTTPStatus

from fastapi import APIRouter, Response
from fastapi.responses import RedirectResponse

from uprcycle.checklist.answer import Fault
from uprcycle.wording.language import Language
from web.matters import NOTHING_SENT, TAKEN_BACK, Sent, read_answer, read_whole, word_matter
from web.page import Visit, Visiting
from web.private import OwnForm, nothing_here, render_private
from web.sources import Asked, Found

router = APIRouter(prefix="/answers", include_in_schema=False)

_ADDRESS = "/{token}/{number}"


@router.get(_ADDRESS)
def show_matter(visit: Visiting, token: str, number: str, office: str = "") -> Response:
    """Show one task of a mail and how it stands."""
    asked = _asked(token, number, office)
    found = visit.sources.answers.find(asked)
    if found is None:
        raise nothing_here(visit, _nothing(visit.language))
    return _page(visit, found)


@router.post(_ADDRESS)
def take_answer(visit: Visiting, form: OwnForm, token: str, number: str, office: str = "") -> Response:
    """Take an answer, or take one back, and go to the page that says so."""
    asked, answers = _asked(token, number, office), visit.sources.answers
    serial, answer = read_whole(form.get("serial", "")), read_answer(form)
    faults: tuple[Fault, ...] | None = (Fault.SAYING,)
    if form.get("saying") == TAKEN_BACK:
        faults = None if answers.undo(asked, serial) is None else ()
    elif answer:
        faults = answers.answer(asked, answer, serial)
    found = answers.find(asked)
    if faults is None or found is None:
        raise nothing_here(visit, _nothing(visit.language))
    if faults:
        return _page(visit, found, Sent(form, faults))
    return RedirectResponse(visit.href(f"/answers/{token}/{number}?office={found.office}"), 303)


def _page(visit: Visit, found: Found, sent: Sent = NOTHING_SENT) -> Response:
    return render_private(
        visit,
        "answer.html.j2",
        HTTPStatus.UNPROCESSABLE_ENTITY if sent.faults else HTTPStatus.OK,
        **word_matter(visit, found.matter, found.undoable, sent),
        frame="base.html.j2",
        offices=[
            (name, visit.href(f"?office={place}"), place == found.office)
            for place, name in enumerate(found.offices)
        ],
        action=visit.href(f"?office={found.office}"),
    )


def _asked(token: str, number: str, office: str) -> Asked:
    return Asked(token, read_whole(number), read_whole(office) if office else None)


def _nothing(language: Language) -> str:
    return language.text(
        "There is nothing to answer at this address, or no longer. "
        "Ask your office how the task stands; your next mail has new links."
    )
