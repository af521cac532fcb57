"""All reviews by phase: the picture of the whole cycle, and the list that says the same."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from uprcycle.countries import Countries, fold
from uprcycle.reviews.phases import Phase
from uprcycle.timetable.timetable import Timetable
from uprcycle.wording.language import Language
from uprcycle.wording.terms import country_name, phase_text

_DOTS_A_ROW = 7
_STEP = 14


@dataclass(frozen=True, slots=True)
class Named:
    """A State by code and name."""

    iso3: str
    name: str


@dataclass(frozen=True, slots=True)
class Block:
    """The States of one session that stand in the same phase, as rows of dots.

    ``path`` draws every dot as a line without length and a round cap. ``session`` is None
    for States that have none.
    """

    session: int | None
    count: int
    width: int
    height: int
    path: str


@dataclass(frozen=True, slots=True)
class Column:
    """One phase; ``phase`` is ``unknown`` for reviews of which no date is known."""

    phase: str
    title: str
    blocks: tuple[Block, ...]
    states: tuple[Named, ...]


def build_board(
    timetables: Iterable[Timetable], countries: Countries, today: date, language: Language
) -> tuple[Column, ...]:
    """Return one column for each phase in order, and a last one for the rest where there is any.

    Within a column sessions go from the latest to the earliest, so that reading on follows
    the way of a review; States go by name.
    """
    by_phase: defaultdict[Phase | None, list[Timetable]] = defaultdict(list)
    for timetable in timetables:
        by_phase[timetable.phase(today)].append(timetable)
    columns = [
        _column(phase.value, phase_text(phase, language), by_phase[phase], countries, language)
        for phase in Phase
    ]
    if by_phase[None]:
        columns.append(
            _column("unknown", language.text("No date known"), by_phase[None], countries, language)
        )
    return tuple(columns)


def _column(
    phase: str, title: str, timetables: list[Timetable], countries: Countries, language: Language
) -> Column:
    sizes: defaultdict[int | None, int] = defaultdict(int)
    for timetable in timetables:
        sizes[timetable.review.slot.session] += 1
    blocks = tuple(
        draw_block(session, sizes[session]) for session in sorted(sizes, key=_session_order, reverse=True)
    )
    states = [Named(each.country, country_name(countries[each.country], language)) for each in timetables]
    return Column(phase, title, blocks, tuple(sorted(states, key=lambda each: (fold(each.name), each.iso3))))


def _session_order(session: int | None) -> int:
    return session or 0


def draw_block(session: int | None, count: int) -> Block:
    """Return ``count`` dots in rows of seven."""
    half = _STEP // 2
    places = [
        (index % _DOTS_A_ROW * _STEP + half, index // _DOTS_A_ROW * _STEP + half) for index in range(count)
    ]
    rows = -(-count // _DOTS_A_ROW)
    path = "".join(f"M{x} {y}h0" for x, y in places)
    return Block(session, count, _DOTS_A_ROW * _STEP, rows * _STEP, path)
