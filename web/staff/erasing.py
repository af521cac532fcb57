"""Taking a person out of everything: what is held is counted first, and their name is typed to agree."""

from http import HTTPStatus

from fastapi import APIRouter, Response
from fastapi.responses import RedirectResponse

from uprcycle.errors import RefusedError
from uprcycle.store.ports import ErasedKind
from uprcycle.wording.problems import refusal_texts
from web.access.page import render_signed
from web.access.reader import Reader, Signed
from web.private import OwnForm
from web.problems import NotThereError
from web.staff.person import find_subject, may_erase
from web.staff.person_acts import Subject

router = APIRouter(include_in_schema=False)


def _(message: str) -> str:
    """Mark a message for the catalogues; it is translated where it is used."""
    return message


_KINDS = {
    ErasedKind.PERSON: _("person with address"),
    ErasedKind.ASSIGNMENT: _("offices held"),
    ErasedKind.DEPUTY: _("named as the one stood in for"),
    ErasedKind.SUBSCRIPTION: _("private feeds"),
    ErasedKind.PREFERENCE: _("preferences"),
    ErasedKind.BOUNCE: _("mail that came back"),
    ErasedKind.ABSENCE: _("absences"),
    ErasedKind.CHAT: _("chat channels"),
    ErasedKind.ACCOUNT: _("accounts"),
    ErasedKind.SIGN_IN: _("sign-ins"),
    ErasedKind.MESSAGE: _("messages"),
    ErasedKind.TICK: _("ticks"),
    ErasedKind.LOCAL_TASK: _("tasks that offices added"),
    ErasedKind.OVERRIDE: _("dates set by hand"),
    ErasedKind.DOCUMENT: _("links of documents"),
    ErasedKind.RELEASE: _("releases"),
    ErasedKind.TRAIL: _("cells of the audit trail"),
}


@router.get("/people/{person}/erase")
def show_erasure(reader: Signed, person: str) -> Response:
    """Count what is held about somebody; nothing is changed."""
    return _page(reader, _erasable(reader, person))


@router.post("/people/{person}/erase")
def erase_person(reader: Signed, person: str, form: OwnForm) -> Response:
    """Erase somebody whose name was typed."""
    subject, language = _erasable(reader, person), reader.visit.language
    typed = " ".join(form.get("name", "").split())
    if typed.casefold() != " ".join(subject.person.name.split()).casefold():
        problem = language.text("This is not the name. Nothing was erased.")
        return _page(reader, subject, problem, typed)
    try:
        reader.visit.sources.staff.people.erase(subject.person, reader.principal.signature)
    except RefusedError as error:
        return _page(reader, subject, "; ".join(refusal_texts(error, language)), typed)
    return RedirectResponse(reader.visit.href("/people?said=erased"), 303)


def _erasable(reader: Reader, person: str) -> Subject:
    """Return whom the reader may erase.

    Raises:
        NotThereError: It is nobody they may.
    """
    subject = find_subject(reader, person)
    if not may_erase(reader, subject):
        raise NotThereError(reader.visit.language.text("Nobody is kept at this address."))
    return subject


def _page(reader: Reader, subject: Subject, problem: str = "", typed: str = "") -> Response:
    held = reader.visit.sources.staff.people.held(subject.person)
    return render_signed(
        reader,
        "staff/erase.html.j2",
        HTTPStatus.BAD_REQUEST if problem else HTTPStatus.OK,
        person=subject.person,
        counts=[
            (reader.visit.language.text(_KINDS.get(kind, kind.value)), count) for kind, count in held.items()
        ],
        problem=problem,
        typed=typed,
    )
