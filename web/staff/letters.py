"""One message as its reader sees it: its text in our page, its HTML in a document that can do nothing."""

from datetime import date
from http import HTTPStatus

from fastapi import APIRouter, Response

from notifications.preview import Preview, read_preview
from uprcycle.access.act import Act
from uprcycle.store.ports import Envelope
from web.access.page import render_signed
from web.access.reader import Reader, Signed
from web.problems import NotThereError
from web.shield import SANDBOXED
from web.staff.messages import Addressees, message_row

router = APIRouter(include_in_schema=False)

_HTML = "html"
_HEADERS = {
    "Cache-Control": "private, no-store",
    "X-Robots-Tag": "noindex, nofollow",
    "Content-Security-Policy": SANDBOXED,
}


@router.get("/outbox/messages/{message}")
def show_message(reader: Signed, message: str, form: str = "") -> Response:
    """Show a message of the ledger with its receipt."""
    reader.require_anywhere(Act.SEE_OUTBOX)
    row = reader.visit.sources.staff.outbox.message(f"<{message}>")
    if row is None:
        raise _nothing(reader)
    addressees = _addressees(reader, row.envelope.person)
    receipt = message_row(row, addressees, reader.visit.language)
    return _shown(reader, row.envelope, form, receipt=receipt)


@router.get("/outbox/notices/{person}")
def show_notice(reader: Signed, person: str, form: str = "") -> Response:
    """Show the notice that somebody would get now."""
    reader.require_anywhere(Act.SEE_OUTBOX)
    _addressees(reader, person)
    return _shown(reader, reader.visit.sources.staff.outbox.notice_for(person), form)


@router.get("/outbox/ahead/{day}/{person}")
def show_mail_ahead(reader: Signed, day: date, person: str, form: str = "") -> Response:
    """Show the mail that somebody would get on a day if nothing changed."""
    reader.require_anywhere(Act.SEE_OUTBOX)
    _addressees(reader, person)
    return _shown(reader, reader.visit.sources.staff.outbox.mail_for(person, day), form)


def _shown(reader: Reader, envelope: Envelope | None, form: str, *, receipt: object = None) -> Response:
    if envelope is None:
        raise _nothing(reader)
    preview = read_preview(envelope)
    if form == _HTML:
        return _sandboxed(reader, preview)
    return render_signed(
        reader,
        "staff/letter.html.j2",
        to=Addressees(reader).show(envelope.person),
        preview=preview,
        direction=_direction(reader, preview),
        receipt=receipt,
    )


def _sandboxed(reader: Reader, preview: Preview | None) -> Response:
    if preview is None or not preview.html:
        raise _nothing(reader)
    return Response(preview.html, HTTPStatus.OK, _HEADERS, "text/html; charset=utf-8")


def _direction(reader: Reader, preview: Preview | None) -> str:
    sources = reader.visit.sources
    known = preview is not None and preview.language in sources.languages
    return sources.language(preview.language).direction if known and preview else "auto"


def _addressees(reader: Reader, person: str) -> Addressees:
    """Return whose messages the reader may see, ``person`` among them.

    Raises:
        NotThereError: That is not so.
    """
    addressees = Addressees(reader)
    if not addressees.may_see(person):
        raise _nothing(reader)
    return addressees


def _nothing(reader: Reader) -> NotThereError:
    return NotThereError(reader.visit.language.text("No message is kept at this address."))
