"""What became of a draft: how far its release is, what it came to, or that it was withdrawn."""

from fastapi import Response

from uprcycle.access.act import Act
from uprcycle.store.draft_steps import DraftState, KeptDraft
from uprcycle.wording.changes import count_texts, moment_text
from uprcycle.wording.terms import country_name
from web.access.page import render_signed
from web.access.reader import Reader
from web.assets import load_assets

_STATES = 24


def show_outcome(reader: Reader, draft: KeptDraft) -> Response:
    """Show how a draft stands that is open no more."""
    if draft.state is DraftState.ORDERED:
        return _show_progress(reader, draft)
    if draft.state is DraftState.RELEASED:
        return _show_release(reader, draft)
    return render_signed(reader, "desk/withdrawn.html.j2", draft=draft)


def _show_progress(reader: Reader, draft: KeptDraft) -> Response:
    """Show how far a release is; the page asks for itself again."""
    order = draft.order
    return render_signed(
        reader,
        "desk/progress.html.j2",
        draft=draft,
        order=order,
        asked=moment_text(order.at, reader.visit.language) if order else "",
        is_taken=draft.held_until is not None,
        is_written=reader.visit.sources.drafting.is_written(draft),
        script=load_assets()["progress.js"].path,
    )


def _show_release(reader: Reader, draft: KeptDraft) -> Response:
    """Show what was released, and where it can be seen."""
    visit, language = reader.visit, reader.visit.language
    base = draft.order.base if draft.order else draft.release - 1
    announcement = visit.sources.history.between(base, draft.release).announcement
    codes = sorted({each.country for each in announcement.reviews})
    front = visit.sources.drafting.front()
    return render_signed(
        reader,
        "desk/released.html.j2",
        draft=draft,
        order=draft.order,
        counts=count_texts(announcement, language),
        states=[(each, country_name(visit.world.countries[each], language)) for each in codes[:_STATES]],
        further=max(0, len(codes) - _STATES),
        waiting=front.waiting,
        ends=moment_text(front.waiting.review_ends, language),
        may_send=reader.may_anywhere(Act.SEE_OUTBOX),
    )
