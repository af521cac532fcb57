"""What waits and is held, what was sent lately and what became of it; holding, letting go and sending."""

from collections import Counter
from collections.abc import Callable
from http import HTTPStatus

from fastapi import APIRouter, Response
from fastapi.responses import RedirectResponse

from notifications.notices import Untold, is_soon
from uprcycle.access.act import Act
from uprcycle.errors import BadInputError, RefusedError
from uprcycle.wording.changes import moment_text
from uprcycle.wording.languages import language_name
from uprcycle.wording.problems import refusal_texts
from web.access.page import render_signed
from web.access.reader import Reader, Signed
from web.private import OwnForm
from web.staff.forms import read_words
from web.staff.messages import Addressees, clock_text, message_row
from web.staff.paging import turn_to
from web.staff.source import NoticeState

router = APIRouter(include_in_schema=False)

_LATELY, _ROWS = 500, 50


def _(message: str) -> str:
    """Mark a message for the catalogues; it is translated where it is used."""
    return message


_WHY = {
    Untold.AWARE: _("told already, or in office only since"),
    Untold.WITHOUT_OFFICE: _("holds no office today"),
    Untold.UNCONCERNED: _("nothing that changed concerns their offices"),
    Untold.DECLINED: _("declined what changed"),
}


@router.get("/outbox")
def show_outbox(reader: Signed, said: str = "") -> Response:
    """Show how far messages go, what notices wait for, and the messages that need somebody."""
    return _overview(reader, said=said)


@router.get("/outbox/sent")
def show_sent(reader: Signed) -> Response:
    """List the last messages with their receipts."""
    reader.require_anywhere(Act.SEE_OUTBOX)
    post, addressees = reader.visit.sources.staff.outbox, Addressees(reader)
    seen = [each for each in post.lately(_LATELY) if addressees.may_see(each.envelope.person)]
    leaf = turn_to(reader.visit, seen, _ROWS)
    rows = [message_row(each, addressees, reader.visit.language) for each in leaf.rows]
    return render_signed(reader, "staff/sent.html.j2", leaf=leaf, rows=rows, most=_LATELY)


@router.get("/outbox/notices")
def show_notices(reader: Signed) -> Response:
    """List who would be told of what, and count who would not and why."""
    reader.require_anywhere(Act.SEE_OUTBOX)
    addressees, language = Addressees(reader), reader.visit.language
    state = reader.visit.sources.staff.outbox.state()
    seen = [each for each in state.notices if addressees.may_see(each.person.id)]
    leaf = turn_to(reader.visit, seen, _ROWS)
    why = Counter(why for person, why in state.untold if addressees.may_see(person))
    rows = [
        {
            "to": addressees.show(each.person.id),
            "language": language_name(each.person.language, language),
            "dates": len(each.changes),
            "soon": sum(is_soon(change, each.day) for change in each.changes),
            "at": clock_text(each.send_at, language),
        }
        for each in leaf.rows
    ]
    return render_signed(
        reader,
        "staff/notices.html.j2",
        leaf=leaf,
        rows=rows,
        state=state,
        untold=[(language.text(_WHY[each]), count) for each, count in why.most_common()],
        may_send=reader.may(Act.SEND),
    )


@router.get("/outbox/send")
def show_sending(reader: Signed) -> Response:
    """Ask once more before notices go out."""
    reader.require(Act.SEND)
    return _sending(reader)


@router.post("/outbox/send")
def send_notices(reader: Signed, form: OwnForm) -> Response:
    """Begin to send the notices of the plan that was seen."""
    reader.require(Act.SEND)
    try:
        reader.visit.sources.staff.outbox.send(form.get("digest", ""), at_once="at_once" in form)
    except RefusedError as error:
        return _sending(reader, error)
    return RedirectResponse(reader.visit.href("/outbox?said=sending"), 303)


@router.post("/outbox")
def hold_or_resume(reader: Signed, form: OwnForm) -> Response:
    """Hold notices back, or let them go again."""
    reader.require(Act.SEND)
    post, by = reader.visit.sources.staff.outbox, reader.principal.signature
    try:
        match form.get("action"):
            case "hold":
                reason = read_words(form, "reason", reader.visit.language)
                return _done(reader, lambda: post.hold(reason, by), "held")
            case "resume":
                return _done(reader, lambda: post.resume(by), "resumed")
            case _:
                return _overview(reader, HTTPStatus.BAD_REQUEST)
    except BadInputError as error:
        return _overview(
            reader,
            HTTPStatus.BAD_REQUEST,
            problem=reader.visit.language.say(error.headline),
            typed=form.get("reason", ""),
        )


def _done(reader: Reader, act: Callable[[], None], said: str) -> Response:
    try:
        act()
    except RefusedError:  # somebody else was faster: the page says how it stands
        said = ""
    return RedirectResponse(reader.visit.href(f"/outbox?said={said}"), 303)


def _overview(
    reader: Reader, status: int = HTTPStatus.OK, *, said: str = "", problem: str = "", typed: str = ""
) -> Response:
    reader.require_anywhere(Act.SEE_OUTBOX)
    post, addressees, language = reader.visit.sources.staff.outbox, Addressees(reader), reader.visit.language
    state = post.state()
    rows = {
        name: [
            message_row(each, addressees, language)
            for each in found
            if addressees.may_see(each.envelope.person)
        ]
        for name, found in (("troubled", post.troubled(_ROWS)), ("waiting", post.waiting(_ROWS)))
    }
    return render_signed(
        reader,
        "staff/outbox.html.j2",
        status,
        state=state,
        people=sum(addressees.may_see(each.person.id) for each in state.notices),
        review_ends="" if post.now() >= state.review_ends else moment_text(state.review_ends, language),
        held_since=moment_text(state.hold.since, language) if state.hold else "",
        may_send=reader.may(Act.SEND),
        said=said,
        problem=problem,
        typed=typed,
        most=_ROWS,
        **rows,
    )


def _sending(reader: Reader, refused: RefusedError | None = None) -> Response:
    state = reader.visit.sources.staff.outbox.state()
    return render_signed(
        reader,
        "staff/send.html.j2",
        HTTPStatus.CONFLICT if refused else HTTPStatus.OK,
        state=state,
        languages=_languages(reader, state),
        refused=refusal_texts(refused, reader.visit.language) if refused else (),
    )


def _languages(reader: Reader, state: NoticeState) -> list[tuple[str, int, str]]:
    """Return each language with how many read in it and the first of them, whose mail may be looked at."""
    count = Counter(each.person.language for each in state.notices)
    first = {each.person.language: each.person.id for each in reversed(state.notices)}
    return [
        (language_name(code, reader.visit.language), readers, first[code])
        for code, readers in count.most_common()
    ]
