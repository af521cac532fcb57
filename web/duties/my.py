"""My duties: all that somebody has before them in their offices, by due day, and their answers in place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urlencode

from fastapi import APIRouter, Response
from fastapi.responses import RedirectResponse

from uprcycle.access.act import Act
from uprcycle.checklist.agenda import Duty, Group
from uprcycle.checklist.answer import Answer, Fault, Saying
from uprcycle.rules.rule import Kind
from uprcycle.wording.terms import country_name, kind_text
from web.access.page import render_signed
from web.access.reader import Reader, Signed
from web.duties.rows import (
    GROUP_TITLES,
    PRESSING,
    Chosen,
    Row,
    build_advice,
    build_row,
    find_papers,
    read_chosen,
)
from web.duties.source import Held, Place
from web.matters import NOTHING_SENT, TAKEN_BACK, Sent, read_answer, read_whole, word_matter
from web.private import LongForm, OwnForm
from web.problems import NotThereError, Suggestion

router = APIRouter(prefix="/my", include_in_schema=False)

_ADDRESS = "/duties/{office}/{cycle}/{task}"
_SHOWN, _FEW, _PAGE = 12, 6, 40
_SEVERAL = frozenset({Saying.DONE, Saying.ACKNOWLEDGED})
"""What can be said of several at once: it needs no words, and can be taken back one by one."""


@dataclass(frozen=True, slots=True)
class Section:
    """A group on the page: so many there are in all, and of these the rows shown; links to the others."""

    group: str
    title: str
    count: int
    rows: tuple[Row, ...]
    can_be_answered: bool
    everything: str = ""
    before: str = ""
    after: str = ""


@router.get("")
def show_duties(reader: Signed) -> Response:
    """Show all that is before the reader, narrowed as the address says; without an office, where to go."""
    visit, words = reader.visit, reader.visit.request.query_params
    held = visit.sources.own.duties.held(reader.principal)
    chosen = read_chosen(words, held.offices)
    agenda = {
        group: [each for each in duties if chosen.admits(each.matter.task)]
        for group, duties in held.agenda.items()
    }
    alone = words.get("group", "")
    shown = [each for each in Group if each.value == alone] or list(Group)
    sections = [_section(reader, each, agenda[each], chosen, is_alone=len(shown) == 1) for each in shown]
    return render_signed(
        reader,
        "duties/my.html.j2",
        sections=[each for each in sections if each.count],
        counts=[
            (GROUP_TITLES[each], each.value, len(agenda[each]), _link(reader, each, chosen))
            for each in Group
            if agenda[each]
        ],
        is_alone=len(shown) == 1,
        has_offices=bool(held.offices),
        is_written_to=bool(held.offices) or _is_written_to(reader),
        query=_query(chosen, alone if len(shown) == 1 else ""),
        advice=[
            build_advice(office, each, visit)
            for office, each in held.guidance
            if len(shown) > 1 and chosen.admits_office(office) and not chosen.kind
        ],
        filters=_filters(reader, held, chosen),
        told=_told(reader),
        language_asked=visit.asked,
    )


@router.get(_ADDRESS)
def show_duty(reader: Signed, office: str, cycle: str, task: str) -> Response:
    """Show one duty whole."""
    return _duty_page(reader, _find(reader, Place(office, read_whole(cycle), task)))


@router.post(_ADDRESS)
def take_answer(reader: Signed, form: OwnForm, office: str, cycle: str, task: str) -> Response:
    """Take an answer, or take one back, and go to where it was given."""
    place, duties = Place(office, read_whole(cycle), task), reader.visit.sources.own.duties
    serial, answer = read_whole(form.get("serial", "")), read_answer(form)
    faults: tuple[Fault, ...] | None = (Fault.SAYING,)
    if form.get("saying") == TAKEN_BACK:
        faults = None if duties.undo(reader.principal, place, serial) is None else ()
    elif answer:
        faults = duties.answer(reader.principal, place, answer, serial)
    duty = _find(reader, place)
    if faults:
        return _duty_page(reader, duty, Sent(form, faults))
    return _back(reader, form, duty.key)


@router.post("/several")
def take_several(reader: Signed, form: LongForm) -> Response:
    """Say the same of every duty that was chosen; what has changed meanwhile is left as it is."""
    reader.require_anywhere(Act.ANSWER_DUTIES)
    saying = form.get("saying", "")
    taken = 0
    if saying in _SEVERAL:
        answer = Answer(Saying(saying))
        chosen = [(key, serial) for key, serial in form.items() if key.count("/") == len(("office", "task"))]
        for key, serial in chosen:
            taken += _takes(reader, key, answer, read_whole(serial))
    return RedirectResponse(reader.visit.href(_with(form.get("back", ""), taken=str(taken))), 303)


def _takes(reader: Reader, key: str, answer: Answer, serial: int) -> bool:
    duties, place = reader.visit.sources.own.duties, _place(key)
    before = duties.find(reader.principal, place)
    if before is None or before.matter.serial != serial:
        return False
    return duties.answer(reader.principal, place, answer, serial) == ()


def _place(key: str) -> Place:
    office, cycle, task = key.split("/")
    return Place(office, read_whole(cycle), task)


def _find(reader: Reader, place: Place) -> Duty:
    duty = reader.visit.sources.own.duties.find(reader.principal, place)
    if duty is None:
        language = reader.visit.language
        mine = Suggestion(language.text("My duties"), "/my")
        raise NotThereError(language.text("You have no such duty, or no longer."), [mine])
    return duty


def _duty_page(reader: Reader, duty: Duty, sent: Sent = NOTHING_SENT) -> Response:
    return render_signed(
        reader,
        "answer.html.j2",
        HTTPStatus.UNPROCESSABLE_ENTITY if sent.faults else HTTPStatus.OK,
        **word_matter(reader.visit, duty.matter, duty.undoable, sent),
        frame="signed.html.j2",
        offices=(),
        action=reader.visit.href(f"/my/duties/{duty.key}"),
    )


def _back(reader: Reader, form: Mapping[str, str], key: str) -> Response:
    """Go back to the list where the form stood on one, else to the page of the duty."""
    target = _with(form["back"], anchor=key) if "back" in form else f"/my/duties/{key}"
    return RedirectResponse(reader.visit.href(target), 303)


def _with(back: str, taken: str = "", anchor: str = "") -> str:
    """Return the address of the list as a form names it: words of a query, and never a place of its own."""
    words = dict(each.partition("=")[::2] for each in back.split("&") if "=" in each)
    kept = {name: words[name] for name in ("country", "office", "kind", "group") if name in words}
    query = urlencode(kept | ({"taken": taken} if taken else {}))
    return f"/my{f'?{query}' if query else ''}{f'#{anchor}' if anchor else ''}"


def _section(
    reader: Reader, group: Group, duties: Sequence[Duty], chosen: Chosen, *, is_alone: bool
) -> Section:
    number = max(read_whole(reader.visit.request.query_params.get("page", "")), 1) if is_alone else 1
    size = _PAGE if is_alone else _SHOWN if group in PRESSING else _FEW
    first = (number - 1) * size
    here = duties[first : first + size]
    last, papers = -(-len(duties) // size), find_papers(reader.visit, here)

    return Section(
        group.value,
        reader.visit.language.text(GROUP_TITLES[group]),
        len(duties),
        tuple(build_row(each, reader.visit, papers) for each in here),
        can_be_answered=is_alone or group in PRESSING,
        everything=_link(reader, group, chosen) if not is_alone and len(duties) > size else "",
        before=_link(reader, group, chosen, number - 1) if is_alone and 1 < number <= last else "",
        after=_link(reader, group, chosen, number + 1) if is_alone and number < last else "",
    )


def _link(reader: Reader, group: Group, chosen: Chosen, page: int = 1) -> str:
    words = chosen.words | {"group": group.value} | ({"page": str(page)} if page > 1 else {})
    return reader.visit.href(f"/my?{urlencode(words)}")


def _query(chosen: Chosen, group: str) -> str:
    return urlencode(chosen.words | ({"group": group} if group else {}))


def _filters(reader: Reader, held: Held, chosen: Chosen) -> dict[str, list[tuple[str, str, bool]]]:
    """Return what the list can be narrowed to: values, labels and whether each is chosen."""
    language, world = reader.visit.language, reader.visit.world
    states = {each.country: country_name(world.countries[each.country], language) for each in held.offices}
    named = {each.key: each.name for each in held.offices}
    kinds = {duty.matter.task.rule.kind for duties in held.agenda.values() for duty in duties}
    labels = {each.value: kind_text(each, language) for each in Kind if each in kinds}
    lists = {
        "country": (states, chosen.country),
        "office": (named, chosen.office),
        "kind": (labels, chosen.kind),
    }
    return {
        name: [
            (value, label, value == now) for value, label in sorted(found.items(), key=lambda each: each[1])
        ]
        for name, (found, now) in lists.items()
        if len(found) > 1
    }


def _is_written_to(reader: Reader) -> bool:
    return reader.visit.sources.own.preferences.look(reader.principal.id) is not None


def _told(reader: Reader) -> str:
    taken = read_whole(reader.visit.request.query_params.get("taken", ""))
    if taken < 0:
        return ""
    if taken == 0:
        return reader.visit.language.text("Nothing was changed: choose duties first, or look at them again.")
    return reader.visit.language.plural("{count} answer was kept.", "{count} answers were kept.", taken)
