"""The session board: what is late in the States of somebody, and who does not know the newest dates."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from fastapi import APIRouter, Response

from notifications.knowledge import Knowledge
from uprcycle.access.act import Act
from uprcycle.checklist.lateness import Lateness
from uprcycle.days.span import Unknown, day_span
from uprcycle.schedule.session import WorkingGroupSession
from uprcycle.wording.spans import short_span_text
from web.access.page import render_signed
from web.access.reader import Reader, Signed
from web.problems import NotThereError, Suggestion
from web.session_rows import build_table

router = APIRouter(prefix="/board", include_in_schema=False)

_NAMED = 3
_Known = tuple[int, Knowledge]


@dataclass(frozen=True, slots=True)
class Need:
    """What stands open under one date of a State: so many tasks late, and so many people without it.

    ``release`` is the one of which those people do not know.
    """

    late: int = 0
    since: date = date.max
    unaware: int = 0
    release: int = 0


@dataclass(frozen=True, slots=True)
class Unaware:
    """Somebody who does not know a date; their name is empty for whoever may not see it."""

    person: str
    name: str
    office: str


@dataclass(frozen=True, slots=True)
class Whose:
    """Whom it is about in one State: offices by name with key and count, and the first few of ``people``."""

    offices: tuple[tuple[str, str, int], ...] = ()
    named: tuple[Unaware, ...] = ()
    people: int = 0


@router.get("")
def show_next_board(reader: Signed, only: str = "") -> Response:
    """Show the board of the session that is under way or next."""
    reader.require_anywhere(Act.SEE_BOARD)
    sessions, today = _sessions(reader), reader.visit.sources.today()
    ahead = (
        each for each in sessions if isinstance(each.dates.span, Unknown) or each.dates.span.last >= today
    )
    chosen = next(ahead, sessions[-1] if sessions else None)
    if chosen is None:
        raise _not_there(reader)
    return _board(reader, chosen, sessions, only)


@router.get("/{number}")
def show_board(reader: Signed, number: str, only: str = "") -> Response:
    """Show by State and date what is late, and who does not know."""
    reader.require_anywhere(Act.SEE_BOARD)
    sessions = _sessions(reader)
    chosen = next((each for each in sessions if str(each.number) == number), None)
    if chosen is None:
        raise _not_there(reader)
    return _board(reader, chosen, sessions, only)


def _board(
    reader: Reader, session: WorkingGroupSession, sessions: Sequence[WorkingGroupSession], only: str
) -> Response:
    visit = reader.visit
    timetables = visit.world.timetables_of_session(session.number)
    table = build_table(visit, [each for each in timetables if _is_theirs(reader, each.country)])
    found = visit.sources.staff.needs(session.number)
    late = [each for each in found.late if reader.may(Act.SEE_BOARD, office=each.office)]
    known = [each for each in found.known if reader.may(Act.SEE_KNOWLEDGE, country=each[1].country)]
    needs = _cells(late, known)
    needy = {country for country, _ in needs}
    place = sessions.index(session)
    return render_signed(
        reader,
        "staff/board.html.j2",
        number=session.number,
        cycle=session.cycle,
        table=table,
        rows=[row for row in table.rows if not only or row.code in needy],
        needs=needs,
        nothing=Need(),
        whose=_whose(reader, late, known),
        nobody=Whose(),
        only=only,
        late=sum(len(each.tasks) for each in late),
        since=_day(reader, min((each.since for each in late), default=None)),
        day=lambda each: _day(reader, each),
        unaware=len({one.person for _, each in known for one in each.unaware}),
        knows=any(reader.may(Act.SEE_KNOWLEDGE, country=row.code) for row in table.rows),
        may_see_outbox=reader.may_anywhere(Act.SEE_OUTBOX),
        previous=sessions[place - 1].number if place else None,
        following=sessions[place + 1].number if place + 1 < len(sessions) else None,
    )


def _sessions(reader: Reader) -> list[WorkingGroupSession]:
    """Return the sessions in which a State is reviewed that the reader looks after."""
    world = reader.visit.world
    reviews = (each for cycle in world.cycles for each in world.reviews(cycle))
    theirs = {each.slot.session for each in reviews if _is_theirs(reader, each.country)}
    return [each for each in world.sessions if each.number in theirs]


def _is_theirs(reader: Reader, country: str) -> bool:
    return reader.may(Act.SEE_BOARD, country=country) or any(
        each.office.country == country and reader.may(Act.SEE_BOARD, office=each.office)
        for each in reader.principal.held
    )


def _cells(late: Iterable[Lateness], known: Iterable[_Known]) -> Mapping[tuple[str, str], Need]:
    """Return what stands open by the code of a State and a milestone, where anything does."""
    found: defaultdict[tuple[str, str], Need] = defaultdict(Need)
    for each in late:
        place = (each.office.country, each.milestone)
        here = found[place]
        found[place] = replace(here, late=here.late + len(each.tasks), since=min(here.since, each.since))
    for release, knowledge in known:
        if knowledge.unaware:
            place = (knowledge.country, knowledge.milestone)
            found[place] = replace(found[place], unaware=len(knowledge.unaware), release=release)
    return dict(found)


def _whose(reader: Reader, late: Iterable[Lateness], known: Iterable[_Known]) -> Mapping[str, Whose]:
    """Return whom it is about, by the code of a State."""
    offices: defaultdict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for each in late:
        offices[each.office.country][each.office.name, each.office.key] += len(each.tasks)
    people: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for _, knowledge in known:
        people[knowledge.country] |= {each.person: each.office for each in knowledge.unaware}
    few = {code: list(islice(theirs.items(), _NAMED)) for code, theirs in people.items()}
    names = _names(reader, {person for theirs in few.values() for person, _ in theirs})
    return {
        code: Whose(
            tuple((*office, count) for office, count in offices[code].items()),
            tuple(Unaware(person, names.get(person, ""), office) for person, office in few.get(code, ())),
            len(people[code]),
        )
        for code in {*offices, *few}
    }


def _names(reader: Reader, people: Collection[str]) -> Mapping[str, str]:
    """Return the names of those of ``people`` whom the reader may see, by id."""
    held = reader.visit.sources.staff.people.staffing().assignments if people else ()
    return {
        each.person.id: each.person.name
        for each in held
        if each.person.id in people and reader.may(Act.SEE_PEOPLE, office=each.office)
    }


def _day(reader: Reader, day: date | None) -> str:
    return short_span_text(day_span(day), reader.visit.language) if day else ""


def _not_there(reader: Reader) -> NotThereError:
    language = reader.visit.language
    sessions = Suggestion(language.text("All sessions"), "/sessions")
    return NotThereError(language.text("Nothing is kept at this address."), [sessions])
