"""The desk: what is in force, what waits, and where to go."""

from dataclasses import dataclass

from fastapi import APIRouter, Response

from uprcycle.access.act import Act
from uprcycle.days.span import Unknown
from uprcycle.store.draft_steps import DraftState, KeptDraft
from uprcycle.wording.changes import moment_text
from uprcycle.wording.language import Language
from web.access.page import render_signed
from web.access.reader import Reader, Signed
from web.cards import When, word_published
from web.desk.moments import short_moment
from web.page import Visit

router = APIRouter(prefix="/desk", include_in_schema=False)

_SESSIONS = 3


def _(message: str) -> str:
    """Mark a message for the catalogues; it is translated where it is used."""
    return message


_STATES = {
    DraftState.OPEN: _("open"),
    DraftState.ORDERED: _("being released"),
    DraftState.RELEASED: _("released"),
    DraftState.WITHDRAWN: _("withdrawn"),
}


@dataclass(frozen=True, slots=True)
class ListedDraft:
    """A draft as one line; ``until`` is when it is forgotten."""

    id: str
    name: str
    by: str
    at: str
    until: str
    state: str
    release: int
    is_open: bool


@dataclass(frozen=True, slots=True)
class NextSession:
    """A session that is to come."""

    number: int
    when: When


@router.get("")
def show_desk(reader: Signed) -> Response:
    """Show what is in force and what waits."""
    _require_any(reader)
    language, drafting = reader.visit.language, reader.visit.sources.drafting
    front = drafting.front()
    return render_signed(
        reader,
        "desk/front.html.j2",
        release=front.release,
        released=moment_text(front.release.at, language),
        drafts=list_drafts(drafting.drafts(), language) if reader.may(Act.PLAN_RELEASE) else (),
        waiting=front.waiting,
        ends=moment_text(front.waiting.review_ends, language),
        is_held=bool(front.waiting.hold),
        troubles=front.troubles if reader.may(Act.SEE_HEALTH) else (),
        sessions=_next_sessions(reader.visit),
        may_plan=reader.may(Act.PLAN_RELEASE),
        may_send=reader.may_anywhere(Act.SEE_OUTBOX),
        may_see_board=reader.may(Act.SEE_BOARD),
        may_see_health=reader.may(Act.SEE_HEALTH),
    )


def list_drafts(drafts: tuple[KeptDraft, ...], language: Language) -> tuple[ListedDraft, ...]:
    """Return drafts as lines."""
    return tuple(
        ListedDraft(
            each.id,
            each.name,
            each.by,
            short_moment(each.at, language),
            short_moment(each.expires, language),
            language.text(_STATES[each.state]),
            each.release,
            each.state in {DraftState.OPEN, DraftState.ORDERED},
        )
        for each in drafts
    )


def _require_any(reader: Reader) -> None:
    if not any(map(reader.may_anywhere, (Act.OVERRIDE, Act.SEE_AUDIT))):
        reader.require(Act.PLAN_RELEASE)


def _next_sessions(visit: Visit) -> tuple[NextSession, ...]:
    today, language = visit.sources.today(), visit.language
    ahead = [
        each
        for each in visit.world.sessions
        if isinstance(each.dates.span, Unknown) or each.dates.span.last >= today
    ]
    return tuple(NextSession(each.number, word_published(each.dates, language)) for each in ahead[:_SESSIONS])
