"""A task before somebody who may answer it, in words, and the forms in which they do.

The page that a link in a mail opens and those of whoever signed in show and read the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from uprcycle.checklist.answer import UNDO, Answer, Fault, Matter, Saying
from uprcycle.checklist.pause import Pause
from uprcycle.checklist.task import Task
from uprcycle.checklist.tick import TaskState, Tick, is_in_person
from uprcycle.days.span import GENEVA, Unknown, day_span
from uprcycle.visibility import Audience, may_see
from uprcycle.wording.addresses import address_title, checked_text
from uprcycle.wording.language import Language
from uprcycle.wording.spans import short_span_text, span_text
from uprcycle.wording.terms import country_name
from web.cards import build_card
from web.page import Visit
from web.papers import build_papers

TAKEN_BACK = "undo"
"""What a form says that takes the last answer back."""

_NO_FORM: Mapping[str, str] = {}


def _(message: str) -> str:
    """Mark a message for the catalogues; it is translated where it is used."""
    return message


@dataclass(frozen=True, slots=True)
class Later:
    """A day on which to be told again, as it is chosen and as it is read."""

    value: str
    text: str


@dataclass(frozen=True, slots=True)
class Sent:
    """A form that was sent, and what of it cannot be taken."""

    form: Mapping[str, str]
    faults: tuple[Fault, ...] = ()


NOTHING_SENT = Sent(_NO_FORM)


def word_matter(
    visit: Visit, matter: Matter, undoable: Tick | Pause | None, sent: Sent = NOTHING_SENT
) -> dict[str, object]:
    """Return what a page of one task shows of it; ``undoable`` is what its reader may take back."""
    language, world, task = visit.language, visit.world, matter.task
    country = world.countries[task.country]
    papers = visit.sources.documents(world.timetable(task.country, task.cycle))
    return {
        "card": build_card(task.dated, language, country.zone),
        "country": country_name(country, language),
        "office": task.office.name,
        "roughly": roughly(task, language),
        "why": why_path(task),
        "said": said_text(matter, language),
        "note": task.tick.note if task.tick else "",
        "evidence": task.tick.evidence if task.tick else "",
        "undo_until": undo_until(undoable, language),
        "choices": [each.value for each in matter.choices],
        "later": later_days(matter, language),
        "is_overdue": matter.is_overdue,
        "papers": [each for each in build_papers(papers, matter.today, language) if each.links],
        "guidance": [
            (address_title(each, language), each.url, checked_text(each, language))
            for each in visit.sources.own.guidance(task)
        ],
        "serial": matter.serial,
        "faults": _fault_texts(sent, language),
        "form": sent.form,
    }


def later_days(matter: Matter, language: Language) -> list[Later]:
    """Return the days that are offered to be told again."""
    return [Later(each.isoformat(), span_text(day_span(each), language)) for each in matter.later_days]


def read_answer(form: Mapping[str, str]) -> Answer | None:
    """Return what a form answers; None where it is none of ours."""
    try:
        saying = Saying(form.get("saying", ""))
        day = date.fromisoformat(form["day"]) if saying is Saying.SNOOZED and form.get("day") else None
    except ValueError:
        return None
    note, evidence = (" ".join(form.get(each, "").split()) for each in ("note", "evidence"))
    return Answer(saying, note, evidence, day)


def read_whole(text: str) -> int:
    """Return a number that is written as we write them; -1 for any other text."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= len("999999") else -1


def said_text(matter: Matter, language: Language) -> str:
    """Say how the matter stands; nothing where it is simply open."""
    task, pause = matter.task, matter.pause
    if pause and not task.is_settled and matter.is_handed_back:
        return language.text("You said that this is not yours. {office} has it.", office=task.office.name)
    if pause and not task.is_settled and pause.day > matter.today:
        day = span_text(day_span(pause.day), language)
        return language.text("You will be told again on {day}.", day=day)
    if task.tick is None or task.state is TaskState.OPEN:
        return ""
    # What an undo brought back bears the name of who undid, and was said by somebody before.
    is_mine = task.tick.by == matter.person and is_in_person(task.tick.via)
    texts = _SAID_BY_ME if is_mine else _SAID_BY_OFFICE
    return language.text(texts[task.state], office=task.office.name)


def roughly(task: Task, language: Language) -> str:
    """Return by when it is safely done; nothing where that is its date."""
    if task.due is None or isinstance(task.span, Unknown) or task.due == task.span.last:
        return ""
    return span_text(day_span(task.due), language)


def undo_until(undoable: Tick | Pause | None, language: Language) -> str:
    """Return the last day on which an answer can be taken back; nothing where none can."""
    if undoable is None:
        return ""
    last = (undoable.at + UNDO - timedelta(days=1)).astimezone(GENEVA).date()
    return short_span_text(day_span(last), language)


def why_path(task: Task) -> str:
    """Return the public page of the date; nothing where it has none."""
    dated = task.dated
    is_public = may_see(Audience.PUBLIC, dated.rule.visibility)
    return f"/countries/{dated.country}/{dated.rule.id}?cycle={dated.cycle}" if is_public else ""


def _fault_texts(sent: Sent, language: Language) -> Mapping[str, str]:
    """Return what is wrong, by what was said and the field; nothing is said of what is settled meanwhile."""
    saying = sent.form.get("saying", "")
    texts = {each: language.text(_FAULTS[each]) for each in sent.faults}
    if Fault.NOTE in texts and not sent.form.get("note", "").strip():
        texts[Fault.NOTE] = language.text("Say in a line why the task does not apply.")
    return {f"{saying} {each.value}": text for each, text in texts.items()}


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
    Fault.DAY: _("Choose one of the days that are offered."),
    Fault.SAYING: _("This cannot be answered any more as it stands; look at it again."),
}
