"""The duties of whoever made a key, as JSON, and their answers: the same as on their pages."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Response

from uprcycle.access.act import Act, may
from uprcycle.access.key import Scope
from uprcycle.access.standing import Grant
from uprcycle.checklist.agenda import Duty, Group, group_of
from uprcycle.checklist.answer import Answer, Fault, Saying
from uprcycle.checklist.pause import Pause, PauseKind
from uprcycle.checklist.tick import BY_KEY
from uprcycle.people import Office
from uprcycle.wording.language import Language
from uprcycle.wording.shown import show_span
from web.api.caller import Caller, called_for, send_own
from web.api.own_schema import (
    AnswerBody,
    DutiesShape,
    DutyShape,
    MeShape,
    OfficesShape,
    SentListShape,
    TakenShape,
)
from web.api.schema import KEYED, KEYED_BODY, KEYED_NAMED
from web.api.source import SentRow
from web.duties.source import Place
from web.matters import read_whole
from web.page import Visit
from web.problems import NotThereError, RefusedRequestError
from web.refusals import Refusal

router = APIRouter(prefix="/api/v1", tags=["own"])

_DUTY = "/duties/{office}/{cycle}/{task}"
_SENT = 100

OfficeKey = Annotated[
    str, Path(description="the key of an office, as `/offices` gives it", examples=["UGA-d267c5d7a511"])
]
CycleNamed = Annotated[str, Path(description="a cycle by its number", examples=["4"])]
Serial = Annotated[str, Query(description="the serial of the duty as it was read", examples=["1"])]
TaskNamed = Annotated[str, Path(description="a task by its id", examples=["brief-media-early"])]


@router.get("/me", responses={200: {"model": MeShape}, **KEYED})
def show_caller(caller: Annotated[Caller, called_for(None)]) -> Response:
    """Say for whom a key calls, and for what."""
    principal, key = caller.principal, caller.key
    body = {
        "key": key.id,
        "expires": key.expires.isoformat(),
        "scopes": sorted(key.scopes),
        "person": principal.id,
        "language": principal.language,
        "grants": [_grant(each) for each in principal.grants],
        "offices": [_office(each) for each in _offices(caller)],
    }
    return send_own(body)


@router.get("/offices", responses={200: {"model": OfficesShape}, **KEYED})
def list_offices(caller: Annotated[Caller, called_for(Scope.OFFICES)]) -> Response:
    """List the offices that the person holds today."""
    return send_own({"offices": [_office(each) for each in _offices(caller)]})


@router.get("/duties", responses={200: {"model": DutiesShape}, **KEYED})
def list_duties(
    caller: Annotated[Caller, called_for(Scope.DUTIES)],
    country: str = "",
    group: Annotated[str, Query(description=f"one of {', '.join(Group)}")] = "",
    lang: str = "",  # noqa: ARG001 - read by the visit, named for the document
) -> Response:
    """List what the person has before them in all their offices; with a State or a group only that."""
    visit = caller.visit
    held = visit.sources.own.duties.held(caller.principal)
    duties = [
        _duty(each, visit)
        for found, those in held.agenda.items()
        for each in those
        if group in {"", found.value} and country in {"", each.matter.task.country}
    ]
    day = visit.sources.today().isoformat()
    return send_own({"release": visit.world.release.number, "day": day, "duties": duties})


@router.get(_DUTY, responses={200: {"model": DutyShape}, **KEYED_NAMED})
def show_duty(
    caller: Annotated[Caller, called_for(Scope.DUTIES)],
    office: OfficeKey,
    cycle: CycleNamed,
    task: TaskNamed,
    lang: str = "",  # noqa: ARG001 - likewise
) -> Response:
    """Show one duty whole."""
    return send_own(_duty(_find(caller, Place(office, read_whole(cycle), task)), caller.visit))


@router.post(f"{_DUTY}/answer", responses={200: {"model": TakenShape}, **KEYED_BODY})
def take_answer(
    caller: Annotated[Caller, called_for(Scope.ANSWER)],
    body: AnswerBody,
    office: OfficeKey,
    cycle: CycleNamed,
    task: TaskNamed,
) -> Response:
    """Answer a duty in the name of its office; the same answer, sent again, is taken once."""
    place, duties = Place(office, read_whole(cycle), task), caller.visit.sources.own.duties
    answer, before = _read_answer(body), _find(caller, place)
    if before.matter.serial != body.serial:
        if _is_said(before, answer, body.serial):
            return _taken(caller, place, is_new=False)
        raise RefusedRequestError(Refusal.CONFLICT, members={"serial": before.matter.serial})
    faults = duties.answer(caller.principal, place, answer, body.serial, f"{BY_KEY}{caller.key.id}")
    if faults is None:
        raise NotThereError("")
    if Fault.SAYING in faults:  # it is settled, or not theirs any more: nothing of what was sent is wrong
        raise RefusedRequestError(Refusal.CONFLICT, members={"serial": before.matter.serial})
    if faults:
        raise RefusedRequestError(Refusal.INVALID, members={"errors": [_fault(each) for each in faults]})
    return _taken(caller, place, is_new=True)


@router.delete(f"{_DUTY}/answer", responses={200: {"model": TakenShape}, **KEYED_BODY})
def take_back(
    caller: Annotated[Caller, called_for(Scope.ANSWER)],
    office: OfficeKey,
    cycle: CycleNamed,
    task: TaskNamed,
    serial: Serial,
) -> Response:
    """Take the person's last answer back."""
    place, duties = Place(office, read_whole(cycle), task), caller.visit.sources.own.duties
    before = _find(caller, place)
    if not duties.undo(caller.principal, place, read_whole(serial)):
        raise RefusedRequestError(Refusal.CONFLICT, members={"serial": before.matter.serial})
    return _taken(caller, place, is_new=True)


@router.get("/nudges", responses={200: {"model": SentListShape}, **KEYED})
def list_nudges(caller: Annotated[Caller, called_for(Scope.NUDGES)]) -> Response:
    """List the last messages to the person: when, how, how far, and of which tasks; not their text."""
    rows = caller.visit.sources.doors.programs.sent(caller.principal, _SENT)
    return send_own({"nudges": [_sent(each) for each in rows]})


def _offices(caller: Caller) -> list[Office]:
    principal = caller.principal
    held = {(each.office.country, each.office.name): each.office for each in principal.held}
    return [held[key] for key in sorted(held) if may(principal, Act.SEE_OFFICE, office=held[key])]


def _grant(grant: Grant) -> dict[str, Any]:
    return {"standing": grant.standing.value, "countries": sorted(grant.countries)}


def _office(office: Office) -> dict[str, Any]:
    return {"key": office.key, "name": office.name, "country": office.country, "roles": sorted(office.roles)}


def _find(caller: Caller, place: Place) -> Duty:
    found = caller.visit.sources.own.duties.find(caller.principal, place)
    if found is None:
        raise NotThereError("")
    return found


def _taken(caller: Caller, place: Place, *, is_new: bool) -> Response:
    return send_own({"taken": is_new, "duty": _duty(_find(caller, place), caller.visit)})


def _duty(duty: Duty, visit: Visit) -> Mapping[str, Any]:
    matter, task, language = duty.matter, duty.matter.task, visit.language
    tick = task.tick
    return {
        "office": task.office.key,
        "country": task.country,
        "cycle": task.cycle,
        "task": task.id,
        "title": _title(duty, language),
        "kind": task.rule.kind.value,
        "group": group_of(matter).value,
        "due": task.due.isoformat() if task.due else None,
        "date": show_span(task.span),
        "status": task.status.value,
        "state": task.state.value,
        "serial": matter.serial,
        "said": tick
        and {
            "state": tick.state.value,
            "at": tick.at.isoformat(),
            "note": tick.note,
            "evidence": tick.evidence,
        },
        "choices": [each.value for each in matter.choices],
        "later_days": [each.isoformat() for each in matter.later_days],
        "can_take_back": duty.undoable is not None,
        "answer": f"/api/v1/duties/{duty.key}/answer",
    }


def _title(duty: Duty, language: Language) -> str:
    return language.text(duty.matter.task.title)


def _read_answer(body: AnswerBody) -> Answer:
    try:
        day = date.fromisoformat(body.day) if body.day and body.saying is Saying.SNOOZED else None
    except ValueError:
        raise RefusedRequestError(Refusal.INVALID, members={"errors": [_fault(Fault.DAY)]}) from None
    note, evidence = (" ".join(each.split()) for each in (body.note, body.evidence))
    return Answer(body.saying, note, evidence, day)


def _is_said(duty: Duty, answer: Answer, serial: int) -> bool:
    """Tell whether the last thing said is this very answer of this person to the state of ``serial``."""
    matter, last = duty.matter, duty.undoable
    if last is None or matter.serial != serial + 1:
        return False
    if isinstance(last, Pause):
        kinds = {PauseKind.SNOOZED: Saying.SNOOZED, PauseKind.NOT_MINE: Saying.NOT_MINE}
        return kinds.get(last.kind) is answer.saying and answer.day in {None, last.day}
    said = (last.by, last.state.value, last.note, last.evidence)
    return said == (matter.person, answer.saying.value, answer.note, answer.evidence)


def _fault(fault: Fault) -> dict[str, str]:
    return {"where": fault.value, "what": _FAULTS[fault]}


def _sent(row: SentRow) -> dict[str, Any]:
    tasks = [{"country": country, "cycle": cycle, "task": task} for country, cycle, task in row.tasks]
    return {
        "id": row.id,
        "at": row.at.isoformat(),
        "channel": row.channel,
        "state": row.state,
        "finished": row.finished.isoformat() if row.finished else None,
        "tasks": tasks,
    }


_FAULTS = {
    Fault.NOTE: "is missing, too long, or not plain words",
    Fault.EVIDENCE: "is no address that begins with https://",
    Fault.DAY: "is no day before the task is due",
}
