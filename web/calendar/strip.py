"""A whole cycle as a strip: a row for each session, its phases in the direction of reading, today as a line.

Pure geometry, like the picture of one review; every session is drawn by the first of its States
that has a date.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from uprcycle.days.span import Unknown
from uprcycle.reviews.phases import Phase
from uprcycle.timetable.timetable import Timetable
from uprcycle.wording.language import Language
from uprcycle.wording.terms import phase_text
from web.timeline import (
    Band,
    Scale,
    Tick,
    build_bands,
    build_ticks,
    build_timescale,
    mirror,
    mirror_bands,
    mirror_ticks,
)

ROW, TOP, FOOT = 26, 34, 22


@dataclass(frozen=True, slots=True)
class Row:
    """A session: how many States, where they stand on the day, and its phases as stretches."""

    session: int
    count: int
    phase: str
    y: int
    bands: tuple[Band, ...]


@dataclass(frozen=True, slots=True)
class Strip:
    """A drawing of ``width`` by ``height``, the names of sessions in the ``margin`` at its start."""

    width: int
    height: int
    margin: int
    rows: tuple[Row, ...]
    ticks: tuple[Tick, ...]
    today: float | None


@dataclass(frozen=True, slots=True)
class Frame:
    """Into what a strip is drawn, on which day and for whom; ``phase`` alone is drawn where one is given."""

    width: int
    margin: int
    today: date
    language: Language
    phase: Phase | None = None


def build_strip(timetables: Iterable[Timetable], frame: Frame) -> Strip | None:
    """Return the strip of the sessions of these timetables, or None where no date of any is known."""
    sessions: dict[int, list[Timetable]] = {}
    for each in timetables:
        if each.review.slot.session is not None and not isinstance(each.review.span, Unknown):
            sessions.setdefault(each.review.slot.session, []).append(each)
    if not sessions:
        return None
    wide = frame.width - frame.margin
    scales = [build_timescale(each, wide) for group in sessions.values() for each in group[:1]]
    known = [each for each in scales if each is not None]
    scale = Scale(min(each.first for each in known), max(each.last for each in known), wide)
    rows = tuple(
        _row(number, sessions[number], TOP + place * ROW, scale, frame)
        for place, number in enumerate(sorted(sessions))
    )
    picture = Strip(
        width=frame.width,
        height=TOP + len(rows) * ROW + FOOT,
        margin=frame.margin,
        rows=rows,
        ticks=build_ticks(scale),
        today=scale.at(frame.today) if scale.holds(frame.today) else None,
    )
    return _mirrored(picture) if frame.language.direction == "rtl" else picture


def _mirrored(picture: Strip) -> Strip:
    wide = picture.width - picture.margin
    return replace(
        picture,
        rows=tuple(replace(each, bands=mirror_bands(each.bands, wide)) for each in picture.rows),
        ticks=mirror_ticks(picture.ticks, wide),
        today=None if picture.today is None else mirror(picture.today, wide),
    )


def _row(number: int, timetables: list[Timetable], y: int, scale: Scale, frame: Frame) -> Row:
    first, language = timetables[0], frame.language
    phase = first.phase(frame.today)
    bands = build_bands(first, scale, language)
    return Row(
        session=number,
        count=len(timetables),
        phase=phase_text(phase, language) if phase else "",
        y=y,
        bands=tuple(each for each in bands if frame.phase in (None, each.phase)),
    )
