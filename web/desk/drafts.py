"""An uploaded schedule on its way to a release, step by step; only forms act, each once.

Until it is released nobody but officers sees it. What is released is what was looked at: the form
bears the hash of the plan, and another plan by then is refused.
"""

from collections.abc import Mapping
from http import HTTPStatus
from urllib.parse import quote

from fastapi import APIRouter, Response
from fastapi.responses import RedirectResponse

from uprcycle.access.act import Act
from uprcycle.errors import Problem, UprcycleError
from uprcycle.store.draft_steps import DraftState
from web.access.page import render_signed
from web.access.reader import Reader, Signed
from web.desk.moments import short_moment
from web.desk.outcomes import show_outcome
from web.desk.source import Asked, Looked
from web.desk.step_pages import values_of
from web.desk.steps import Step, choose_step, first_step, stages
from web.private import LongForm, OwnForm
from web.problems import NotThereError

router = APIRouter(prefix="/desk/drafts", include_in_schema=False)

_NO_FORM: Mapping[str, str] = {}


@router.get("/{draft}")
def show_draft(reader: Signed, draft: str, step: str = "") -> Response:
    """Show a draft at one of its steps, or what became of it."""
    looked = _looked(reader, draft, Act.PLAN_RELEASE)
    if looked.draft.state is not DraftState.OPEN:
        return show_outcome(reader, looked.draft)
    return _page(reader, looked, step)


@router.get("/{draft}/file")
def send_file(reader: Signed, draft: str) -> Response:
    """Send the file as it was uploaded."""
    kept = _looked(reader, draft, Act.PLAN_RELEASE).draft
    headers = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(kept.name)}",
        "Cache-Control": "private, no-store",
    }
    return Response(kept.content, HTTPStatus.OK, headers, "application/octet-stream")


@router.post("/{draft}/corrections")
def confirm_corrections(reader: Signed, form: LongForm, draft: str) -> Response:
    """Keep which corrections are confirmed; what is not ticked is not."""
    looked = _looked(reader, draft, Act.PLAN_RELEASE)
    known = {each.words for each in looked.corrections}
    accepted = tuple(sorted(known.intersection(form.values())))
    reader.visit.sources.drafting.confirm(draft, accepted, reader.principal.signature)
    return _go(reader, draft)


@router.post("/{draft}/loss")
def allow_loss(reader: Signed, form: OwnForm, draft: str) -> Response:
    """Keep that the States which are missing are meant to be."""
    del form
    _looked(reader, draft, Act.PLAN_RELEASE)
    reader.visit.sources.drafting.allow_loss(draft, reader.principal.signature)
    return _go(reader, draft)


@router.post("/{draft}/withdraw")
def withdraw(reader: Signed, form: OwnForm, draft: str) -> Response:
    """Take a draft back."""
    del form
    _looked(reader, draft, Act.PLAN_RELEASE)
    reader.visit.sources.drafting.withdraw(draft, reader.principal.signature)
    return _go(reader, draft)


@router.post("/{draft}/release")
def release(reader: Signed, form: OwnForm, draft: str) -> Response:
    """Let a draft be released as it was looked at, and go to the page that says how far it is."""
    looked = _looked(reader, draft, Act.RELEASE)
    if looked.draft.state is not DraftState.OPEN:  # asked for twice: it is under way
        return _go(reader, draft)
    note, source = (" ".join(form.get(each, "").split()) for each in ("note", "source"))
    asked = Asked(form.get("plan", ""), reader.principal.signer, note, source)
    try:
        reader.visit.sources.drafting.order(draft, asked)
    except UprcycleError as error:
        return _page(reader, looked, "release", form, error)
    return _go(reader, draft)


@router.get("/{draft}/approval")
def show_approval(reader: Signed, draft: str) -> Response:
    """Show a second person what they would agree to."""
    return _approval(reader, _looked(reader, draft, Act.RELEASE))


@router.post("/{draft}/approval")
def approve(reader: Signed, form: OwnForm, draft: str) -> Response:
    """Write down that a second person agrees to what they saw."""
    looked = _looked(reader, draft, Act.RELEASE)
    try:
        reader.visit.sources.drafting.agree(draft, form.get("plan", ""), reader.principal.signer)
    except UprcycleError as error:
        return _approval(reader, looked, error)
    return RedirectResponse(reader.visit.href(f"/desk/drafts/{draft}/approval"), HTTPStatus.SEE_OTHER)


def _looked(reader: Reader, draft: str, act: Act) -> Looked:
    """Return a draft.

    Raises:
        NotTheirsError: It is not for them to do that.
        NotThereError: There is none of this id, or no longer.
    """
    reader.require(act)
    looked = reader.visit.sources.drafting.look(draft)
    if looked is None:
        language = reader.visit.language
        raise NotThereError(
            language.text("There is no such draft, or no longer: drafts are kept for 14 days.")
        )
    return looked


def _go(reader: Reader, draft: str) -> Response:
    return RedirectResponse(reader.visit.href(f"/desk/drafts/{draft}"), HTTPStatus.SEE_OTHER)


def _page(
    reader: Reader,
    looked: Looked,
    asked: str,
    form: Mapping[str, str] = _NO_FORM,
    refusal: UprcycleError | None = None,
) -> Response:
    step, language = choose_step(asked, looked), reader.visit.language
    return render_signed(
        reader,
        f"desk/step_{step.value}.html.j2",
        HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.OK,
        draft=looked.draft,
        uploaded=short_moment(looked.draft.at, language),
        expires=short_moment(looked.draft.expires, language),
        stages=stages(step, looked, language),
        form=form,
        refused=_problems_of(refusal),
        **values_of(step, reader, looked),
    )


def _approval(reader: Reader, looked: Looked, refusal: UprcycleError | None = None) -> Response:
    if looked.draft.state is not DraftState.OPEN or first_step(looked) is not Step.PLAN:
        return _go(reader, looked.draft.id)
    return render_signed(
        reader,
        "desk/approval.html.j2",
        HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.OK,
        draft=looked.draft,
        uploaded=short_moment(looked.draft.at, reader.visit.language),
        refused=_problems_of(refusal),
        **values_of(Step.PLAN, reader, looked),
    )


def _problems_of(refusal: UprcycleError | None) -> tuple[Problem, ...]:
    """Return what stands in the way; the headline alone where nothing more is said."""
    if refusal is None:
        return ()
    return refusal.problems or (Problem("", refusal.headline),)
