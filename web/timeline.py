"""One review as a picture: phases above, a row for each main milestone, today as a line.

Pure geometry: a timetable in, numbers and words out; a template draws them. Time runs in
proportion, from one year before the review to the end of the window of the next one, and in the
direction in which the language is read. Anchors of texts are those of that direction.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from dateutil.relativedelta import relativedelta

from uprcycle.days.span import Unknown, is_over
from uprcycle.reviews.phases import Phase
from uprcycle.timetable.milestone import Milestone
from uprcycle.timetable.timetable import Timetable
from uprcycle.wording.language import Language
from uprcycle.wording.terms import phase_text, title_text
from web.cards import main_milestones, next_milestones

NEXT_SHOWN = 3
"""How many of what comes next stand out, in the picture as beside it."""

_LETTER = 6.4
_ROW = 22
_TOP = 64
_GAP = 10
_FOOT = 20
_MARK = 12
_EDGE = 40
_NEXT = "project-next-review"


@dataclass(frozen=True, slots=True)
class Band:
    """A phase as a stretch of time; the label is empty where it would not fit."""

    x: float
    width: float
    phase: str
    title: str
    label: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A milestone: a stretch of time, its mark where it begins, and its label on the side with more room.

    ``tense`` is ``over``, ``next`` for the few that come next, or ``later``.
    """

    id: str
    x: float
    y: float
    width: float
    mark: str
    mark_x: float
    label: str
    label_x: float
    anchor: str
    tense: str


@dataclass(frozen=True, slots=True)
class Tick:
    """The first day of a year."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """A drawing of ``width`` by ``height``; ``today`` is None where it lies outside.

    ``today_anchor`` is the side of today's word that stands on today's line, so that it stays in the picture.
    """

    width: int
    height: int
    bands: tuple[Band, ...]
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    today: float | None
    today_anchor: str


@dataclass(frozen=True, slots=True)
class Scale:
    """Days in proportion: ``first`` at the left edge, ``last`` at the right one, until it is mirrored."""

    first: date
    last: date
    width: int

    def at(self, day: date) -> float:
        """Return where ``day`` lies; days outside lie on the nearer edge."""
        share = (day - self.first) / (self.last - self.first)
        return round(min(max(share, 0.0), 1.0) * self.width, 1)

    def holds(self, day: date) -> bool:
        """Tell whether ``day`` lies within the picture."""
        return self.first <= day <= self.last


def build_timeline(timetable: Timetable, today: date, language: Language, width: int) -> Timeline | None:
    """Return the picture of a review, or None where no date of it is known."""
    scale = build_timescale(timetable, width)
    if scale is None:
        return None
    known = [each for each in main_milestones(timetable) if each.is_known]
    following = {each.id for each in next_milestones(timetable, today, NEXT_SHOWN)}
    bars = tuple(
        replace(
            _bar(each, _TOP + row * _ROW, scale, language),
            tense="over" if is_over(each.span, today) else "next" if each.id in following else "later",
        )
        for row, each in enumerate(known)
    )
    line = scale.at(today) if scale.holds(today) else None
    picture = Timeline(
        width=width,
        height=_TOP + len(bars) * _ROW + _FOOT,
        bands=build_bands(timetable, scale, language),
        bars=bars,
        ticks=build_ticks(scale),
        today=line,
        today_anchor=_anchor(line, width),
    )
    return _mirrored(picture) if language.direction == "rtl" else picture


def _anchor(line: float | None, width: int) -> str:
    if line is None or _EDGE < line < width - _EDGE:
        return "middle"
    return "start" if line <= _EDGE else "end"


def _mirrored(picture: Timeline) -> Timeline:
    bars = (
        replace(
            each,
            x=mirror(each.x + each.width, picture.width),
            mark_x=mirror(each.mark_x, picture.width),
            label_x=mirror(each.label_x, picture.width),
        )
        for each in picture.bars
    )
    return replace(
        picture,
        bands=mirror_bands(picture.bands, picture.width),
        bars=tuple(bars),
        ticks=mirror_ticks(picture.ticks, picture.width),
        today=None if picture.today is None else mirror(picture.today, picture.width),
    )


def mirror(x: float, width: int) -> float:
    """Return where ``x`` lies in a picture of ``width`` whose time runs from right to left."""
    return round(width - x, 1)


def mirror_bands(bands: Iterable[Band], width: int) -> tuple[Band, ...]:
    """Return phases as they lie in such a picture."""
    return tuple(replace(each, x=mirror(each.x + each.width, width)) for each in bands)


def mirror_ticks(ticks: Iterable[Tick], width: int) -> tuple[Tick, ...]:
    """Return years as they lie in such a picture."""
    return tuple(replace(each, x=mirror(each.x, width)) for each in ticks)


def build_timescale(timetable: Timetable, width: int) -> Scale | None:
    """Return the scale from one year before a review to its next one; None where its date is not known."""
    review = timetable.review.span
    if isinstance(review, Unknown):
        return None
    following = timetable.milestone(_NEXT)
    ends = [each.span.last for each in (following,) if each and not isinstance(each.span, Unknown)]
    last = max([review.last + relativedelta(years=1), *ends])
    return Scale(review.first - relativedelta(years=1, weeks=2), last + timedelta(weeks=2), width)


def build_bands(timetable: Timetable, scale: Scale, language: Language) -> tuple[Band, ...]:
    """Return the phases of a review as stretches of time, in order and without a gap."""
    return tuple(_bands(timetable, scale, language))


def _bands(timetable: Timetable, scale: Scale, language: Language) -> Iterator[Band]:
    opened = [(phase, timetable.openings[phase]) for phase in Phase if phase in timetable.openings]
    for (phase, opens), (_, closes) in pairwise([*opened, (None, scale.last)]):
        x = scale.at(opens)
        width = round(scale.at(closes) - x, 1)
        if phase is not None and width > 0:
            title = phase_text(phase, language)
            label = title if len(title) * _LETTER + _GAP <= width else ""
            yield Band(x, width, phase.value, title, label)


def _bar(milestone: Milestone, y: float, scale: Scale, language: Language) -> Bar:
    span = milestone.span
    if isinstance(span, Unknown):
        message = f"{milestone.id} has no date to draw"
        raise TypeError(message)
    start, end = scale.at(span.first), scale.at(span.last + timedelta(days=1))
    width = max(end - start, 0.0)
    if width < _MARK:
        start, width = start + width / 2, 0.0
    label = title_text(milestone.rule, language)
    right, left = start + max(width, _MARK / 2) + _GAP, start - _MARK / 2 - _GAP
    goes_right = scale.width - right >= min(len(label) * _LETTER, left)
    room = scale.width - right if goes_right else left
    return Bar(
        id=milestone.id,
        x=round(start, 1),
        y=y,
        width=round(width, 1),
        mark=milestone.status.value,
        mark_x=round(start, 1),
        label=_shorten(label, int(room / _LETTER)),
        label_x=round(right if goes_right else left, 1),
        anchor="start" if goes_right else "end",
        tense="",
    )


def _shorten(label: str, letters: int) -> str:
    return label if len(label) <= letters else f"{label[: max(letters - 1, 0)].rstrip()}…"


def build_ticks(scale: Scale) -> tuple[Tick, ...]:
    """Return the years that begin within a scale, but for one whose number would leave the picture."""
    return tuple(_ticks(scale))


def _ticks(scale: Scale) -> Iterator[Tick]:
    for year in range(scale.first.year + 1, scale.last.year + 1):
        x = scale.at(date(year, 1, 1))
        if x <= scale.width - _EDGE:
            yield Tick(x, str(year))
