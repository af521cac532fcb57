"""The page that a link in a mail opens: one task, what its reader may answer, and what they answered.

To open it changes nothing, however often and by whatever program; only its forms do (decision 0036).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from http import HTTPStatus

from fastapi import APIRouter, Response
from fastapi.responses import RedirectResponse

from uprcycle.checklist.answer import UNDO, Answer, Fault, Saying
from uprcycle.checklist.task import Task
from uprcycle.checklist.tick import BY_LINK, TaskState
from uprcycle.days.span import GENEVA, Unknown, day_span
from uprcycle.visibility import Audience, may_see
from uprcycle.wording.language import Language
from uprcycle.wording.spans import short_span_text, span_text
from uprcycle.wording.terms import country_name
from web.cards import build_card
from web.page import Visit, Visiting
from web.papers import build_papers
from web.private import OwnForm, nothing_here, render_private
from web.sources import Asked, Found

router = APIRouter(prefix="/answers", include_in_schema=False)

_ADDRESS = "/{token}/{number}"
_UNDO = "undo"
_NO_FORM: Mapping[str, str] = {}


def _(message: str) -> str:
    """Mark a message for the catalogues; it is translated where it is used."""
    return message


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
    serial, answer = _whole(form.get("serial", "")), _read_answer(form)
    faults: tuple[Fault, ...] | None = (Fault.SAYING,)
    if form.get("saying") == _UNDO:
        faults = None if answers.undo(asked, serial) is None else ()
    elif answer:
        faults = answers.answer(asked, answer, serial)
    found = answers.find(asked)
    if faults is None or found is None:
        raise nothing_here(visit, _nothing(visit.language))
    if faults:
        return _page(visit, found, faults, form)
    return RedirectResponse(visit.href(f"/answers/{token}/{number}?office={found.office}"), 303)


@dataclass(frozen=True, slots=True)
class _Later:
    """A day on which to be told again, as it is chosen and as it is read."""

    value: str
    text: str


def _page(
    visit: Visit, found: Found, faults: tuple[Fault, ...] = (), form: Mapping[str, str] = _NO_FORM
) -> Response:
    language, matter, world = visit.language, found.matter, visit.world
    task = matter.task
    country = world.countries[task.country]
    papers = visit.sources.documents(world.timetable(task.country, task.cycle))
    return render_private(
        visit,
        "answer.html.j2",
        HTTPStatus.UNPROCESSABLE_ENTITY if faults else HTTPStatus.OK,
        card=build_card(task.dated, language, country.zone),
        country=country_name(country, language),
        office=task.office.name,
        roughly=_roughly(task, language),
        offices=[
            (name, visit.href(f"?office={place}"), place == found.office)
            for place, name in enumerate(found.offices)
        ],
        why=_why_path(found),
        said=_said(found, language),
        note=task.tick.note if task.tick else "",
        evidence=task.tick.evidence if task.tick else "",
        undo_until=_undo_until(found, language),
        choices=[each.value for each in matter.choices],
        later=[_Later(each.isoformat(), span_text(day_span(each), language)) for each in matter.later_days],
        papers=[each for each in build_papers(papers, matter.today, language) if each.links],
        serial=matter.serial,
        action=visit.href(f"?office={found.office}"),
        faults=_fault_texts(faults, form, language),
        form=form,
    )


def _asked(token: str, number: str, office: str) -> Asked:
    return Asked(token, _whole(number), _whole(office) if office else None)


def _whole(text: str) -> int:
    """Return a number that is written as we write them; -1 for any other text."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= len("999999") else -1


def _read_answer(form: Mapping[str, str]) -> Answer | None:
    try:
        saying = Saying(form.get("saying", ""))
        day = date.fromisoformat(form["day"]) if saying is Saying.SNOOZED and form.get("day") else None
    except ValueError:
        return None
    note, evidence = (" ".join(form.get(each, "").split()) for each in ("note", "evidence"))
    return Answer(saying, note, evidence, day)


def _said(found: Found, language: Language) -> str:
    """Say how the matter stands; nothing where it is simply open."""
    matter, task = found.matter, found.matter.task
    pause = matter.pause
    if pause and not task.is_settled and matter.is_handed_back:
        return language.text("You said that this is not yours. {office} has it.", office=task.office.name)
    if pause and not task.is_settled and pause.day > matter.today:
        day = span_text(day_span(pause.day), language)
        return language.text("You will be told again on {day}.", day=day)
    if task.tick is None or task.state is TaskState.OPEN:
        return ""
    # What an undo brought back bears the name of who undid, and was said by somebody before.
    is_mine = (task.tick.by, task.tick.via) == (matter.person, BY_LINK)
    texts = _SAID_BY_ME if is_mine else _SAID_BY_OFFICE
    return language.text(texts[task.state], office=task.office.name)


def _roughly(task: Task, language: Language) -> str:
    """Return by when it is safely done; nothing where that is its date."""
    if task.due is None or isinstance(task.span, Unknown) or task.due == task.span.last:
        return ""
    return span_text(day_span(task.due), language)


def _undo_until(found: Found, language: Language) -> str:
    if found.undoable is None:
        return ""
    last = (found.undoable.at + UNDO - timedelta(days=1)).astimezone(GENEVA).date()
    return short_span_text(day_span(last), language)


def _why_path(found: Found) -> str:
    """Return the public page of the date; nothing where it has none."""
    dated = found.matter.task.dated
    is_public = may_see(Audience.PUBLIC, dated.rule.visibility)
    return f"/countries/{dated.country}/{dated.rule.id}?cycle={dated.cycle}" if is_public else ""


def _fault_texts(faults: tuple[Fault, ...], form: Mapping[str, str], language: Language) -> Mapping[str, str]:
    """Return what is wrong, by what was said and the field; nothing is said of what is settled meanwhile."""
    saying = form.get("saying", "")
    texts = {each: language.text(_FAULTS[each]) for each in faults}
    if Fault.NOTE in texts and not form.get("note", "").strip():
        texts[Fault.NOTE] = language.text("Say in a line why the task does not apply.")
    return {f"{saying} {each.value}": text for each, text in texts.items()}


def _nothing(language: Language) -> str:
    return language.text(
        "There is nothing to answer at this address, or no longer. "
        "Ask your office how the task stands; your next mail has new links."
    )


_SAID_BY_ME = {
    TaskState.DONE: _("You said that it is done."),
    TaskState.NOT_APPLICABLE: _("You said that it does not apply."),
    TaskState.ACKNOWLEDGED: _("You said that you are on it."),
}
_SAID_BY_OFFICE = {
    TaskState.DONE: _("{office} has said that it is done."),
    TaskState.NOT_APPLICABLE: _("{office} has said that it does not apply."),
    TaskState.ACKNOWLEDGED: _("{office} has said that somebody is on it."),
}
_FAULTS = {
    Fault.NOTE: _("Write it in plain words, at most 2,000 characters."),
    Fault.EVIDENCE: _("Give an address that begins with https://, or leave it out."),
    Fault.DAY: _("Choose a day before the task is due."),
    Fault.SAYING: _("This cannot be answered any more as it stands; look at it again."),
}
