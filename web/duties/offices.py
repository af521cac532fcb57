"""Offices: who holds them, how their duties stand, what was said of each, and the brief to hand them over."""

from collections.abc import Mapping
from datetime import date
from http import HTTPStatus

from fastapi import APIRouter, Response
from fastapi.responses import RedirectResponse

from uprcycle.access.act import Act
from uprcycle.checklist.local import is_local
from uprcycle.days.span import day_span
from uprcycle.errors import BadInputError
from uprcycle.people import Office
from uprcycle.wording.spans import short_span_text
from uprcycle.wording.terms import country_name, phase_text
from web.access.page import render_signed
from web.access.reader import Reader, Signed
from web.cards import word, word_date_shortly
from web.duties.office_words import (
    NEXT_MONTH,
    word_by_hand,
    word_dates,
    word_history,
    word_people,
    word_tasks,
)
from web.duties.source import OfficeView
from web.matters import read_whole
from web.private import OwnForm
from web.problems import NotThereError

router = APIRouter(prefix="/my/offices", include_in_schema=False)

_NO_FORM: Mapping[str, str] = {}


@router.get("")
def show_offices(reader: Signed, country: str = "") -> Response:
    """List the offices of the reader, and those of a State where they may look at all."""
    reader.require_anywhere(Act.SEE_OFFICE)
    world, language = reader.visit.world, reader.visit.language
    states = [
        (country_name(each, language), each.iso3)
        for each in world.countries.members()
        if reader.may(Act.SEE_OFFICE, country=each.iso3)
    ]
    chosen = country if country in {code for _, code in states} else ""
    mine = {each.office.key: each.office for each in reader.principal.held}
    return render_signed(
        reader,
        "duties/offices.html.j2",
        mine=[_named(reader, each) for each in sorted(mine.values(), key=lambda each: (each.name, each.key))],
        states=sorted(states),
        chosen=chosen,
        offices=[_named(reader, each) for each in reader.visit.sources.own.offices.of_state(chosen)],
    )


@router.get("/{key}")
def show_office(reader: Signed, key: str) -> Response:
    """Show an office: its people, its tasks, and what is coming."""
    return _office_page(reader, _find(reader, key, Act.SEE_OFFICE))


@router.get("/{key}/brief")
def show_brief(reader: Signed, key: str) -> Response:
    """Show what whoever takes the office over has to know, to be read or printed."""
    view = reader.visit.sources.own.offices.look(_find(reader, key, Act.HAND_OVER))
    return render_signed(reader, "duties/brief.html.j2", HTTPStatus.OK, **_values(reader, view))


@router.get("/{key}/tasks/{task}")
def show_task(reader: Signed, key: str, task: str) -> Response:
    """Show what was said of a task."""
    return _task_page(reader, _find(reader, key, Act.SEE_OFFICE), task)


@router.post("/{key}/tasks")
def add_task(reader: Signed, form: OwnForm, key: str) -> Response:
    """Put a task of its own on the list of an office."""
    office = _find(reader, key, Act.ANSWER_DUTIES)
    title, due = form.get("title", ""), _day(form.get("due", ""))
    if due is None:
        return _office_page(reader, office, form, "due")
    serial = read_whole(form.get("serial", ""))
    try:
        reader.visit.sources.own.offices.add(office, title, due, reader.principal.signature, serial)
    except BadInputError:
        return _office_page(reader, office, form, "title")
    return RedirectResponse(reader.visit.href(f"/my/offices/{key}#own"), 303)


@router.post("/{key}/tasks/{task}/drop")
def drop_task(reader: Signed, form: OwnForm, key: str, task: str) -> Response:
    """Take such a task off the list, once that was confirmed."""
    office = _find(reader, key, Act.ANSWER_DUTIES)
    if form.get("sure") != "yes":
        return _task_page(reader, office, task, is_asked=True)
    reader.visit.sources.own.offices.drop(office, task, reader.principal.signature)
    return RedirectResponse(reader.visit.href(f"/my/offices/{key}#own"), 303)


def _find(reader: Reader, key: str, act: Act) -> Office:
    office = reader.visit.sources.own.offices.find(key)
    if office is None:
        raise NotThereError(reader.visit.language.text("Nothing is kept at this address."))
    reader.require(act, office=office)
    return office


def _office_page(
    reader: Reader, office: Office, form: Mapping[str, str] = _NO_FORM, wrong: str = ""
) -> Response:
    view = reader.visit.sources.own.offices.look(office)
    return render_signed(
        reader,
        "duties/office.html.j2",
        HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK,
        **_values(reader, view),
        serial=view.serial,
        form=form,
        wrong=wrong,
        may_answer=reader.may(Act.ANSWER_DUTIES, office=office) and view.brief is not None,
        may_hand_over=reader.may(Act.HAND_OVER, office=office),
    )


def _task_page(reader: Reader, office: Office, task: str, *, is_asked: bool = False) -> Response:
    found = reader.visit.sources.own.offices.history(office, task)
    if found is None:
        raise NotThereError(reader.visit.language.text("The office has no such task, or no longer."))
    language, (dated, said) = reader.visit.language, found
    return render_signed(
        reader,
        "duties/task.html.j2",
        office=_named(reader, office),
        task=task,
        title_of=word(dated.title, language),
        when=word_date_shortly(dated.span, dated.status, language),
        said=list(word_history(said, language)),
        is_held=reader.principal.holds(office),
        cycle=dated.cycle,
        may_drop=is_local(task) and reader.may(Act.ANSWER_DUTIES, office=office),
        is_asked=is_asked,
    )


def _values(reader: Reader, view: OfficeView) -> dict[str, object]:
    """Return what the page of an office and its brief share."""
    language, today = reader.visit.language, reader.visit.sources.today()
    here, coming = word_people(view, today, language)
    values: dict[str, object] = {
        "office": _named(reader, view.office),
        "is_lead": view.is_lead,
        "here": here,
        "coming_people": coming,
        "today": short_span_text(day_span(today), language),
        "brief": None,
    }
    if view.brief is None or view.timetable is None:
        return values
    brief, timetable = view.brief, view.timetable
    tasks = brief.checklist.tasks
    phase, slot = timetable.phase(today), timetable.review.slot
    soon = [each for each in brief.coming if each.opens and each.opens <= today + NEXT_MONTH]
    groups = {
        "late": brief.late,
        "now": brief.now,
        "past": brief.past,
        "soon": soon,
        "coming": brief.coming,
        "settled": brief.settled,
        "own": [each for each in tasks if is_local(each.id)],
        "tasks": tasks,
    }
    return values | {
        "brief": {name: word_tasks(each, view, today, language) for name, each in groups.items()},
        "cycle": timetable.cycle,
        "phase": phase_text(phase, language) if phase else "",
        "review": word_date_shortly(slot.dates.span, slot.dates.status, language),
        "done": len(tasks) - len(brief.checklist.open_tasks),
        "by_hand": list(word_by_hand(brief.by_hand, timetable, language)),
        "outcome": word_dates(brief.outcome, language),
        "headlines": word_dates(brief.headlines, language),
        "guidance": word_dates(brief.checklist.guidance, language),
    }


def _named(reader: Reader, office: Office) -> tuple[str, str, str]:
    """Return the name of an office, that of its State, and its key."""
    state = country_name(reader.visit.world.countries[office.country], reader.visit.language)
    return office.name, state, office.key


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
