"""Deadlines on a day of rest, in Geneva or in the State; they stand, and the work is due before."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeAlias

from uprcycle.countries import Country
from uprcycle.days.holiday import Holiday
from uprcycle.days.span import GENEVA, Days, Instant, Precision, Status, Unknown, day_span
from uprcycle.days.workdays import WorkingDays
from uprcycle.timetable.milestone import Milestone

HolidaysOf: TypeAlias = Callable[[Country, int], tuple[Holiday, ...] | None]
"""Gives the public holidays of a State in a year; None where nobody knows them."""

_DAY = timedelta(days=1)
_ONE_DAY = frozenset({Precision.DAY, Precision.NO_LATER_THAN})


@dataclass(frozen=True, slots=True)
class Rest:
    """Why nobody works: a weekend, or a holiday.

    ``country`` is empty for Geneva, the holidays of which have no name here.
    """

    country: str
    is_weekend: bool
    holiday: Holiday | None = None


@dataclass(frozen=True, slots=True)
class RestClash:
    """Deadlines of one State on one day of rest; the day is that of Geneva.

    ``is_likeliest`` says that the day is only the likeliest of a forecast. On ``last_working_day``
    people work in both places.
    """

    milestones: tuple[Milestone, ...]
    days: Days
    rests: tuple[Rest, ...]
    last_working_day: date
    is_likeliest: bool


@dataclass(frozen=True, slots=True)
class _Due:
    """A day in Geneva and in the State, which differ where the cut-off lies in the State's night."""

    geneva: date
    local: date
    is_likeliest: bool


def find_rest_clashes(
    deadlines: Iterable[Milestone], country: Country, office: WorkingDays, holidays_of: HolidaysOf
) -> Iterator[RestClash]:
    """Yield the days of rest on which deadlines of one State fall.

    A window or a month whose likeliest day is not known falls on no day.

    Args:
        deadlines: Milestones by which something has to be handed in.
        country: The State, with its weekend and zone.
        office: The working days of Geneva.
        holidays_of: Gives the holidays of a State in a year.
    """
    together: defaultdict[_Due, list[Milestone]] = defaultdict(list)
    for deadline in deadlines:
        due = _due(deadline, country)
        if due is not None:
            together[due].append(deadline)
    for due, found in together.items():
        rests = tuple(_rests(due, country, office, holidays_of))
        if rests:
            day = due.geneva - _DAY
            while not office.is_working(day) or _rest_there(day, country, holidays_of):
                day -= _DAY
            yield RestClash(tuple(found), day_span(due.geneva), rests, day, due.is_likeliest)


def _due(deadline: Milestone, country: Country) -> _Due | None:
    span, likeliest = deadline.span, deadline.likeliest
    if isinstance(span, Unknown) or deadline.status is Status.WITHDRAWN:
        return None
    if isinstance(span, Instant):
        geneva, local = (span.end.astimezone(zone).date() for zone in (GENEVA, country.zone))
        return _Due(geneva, local, is_likeliest=False)
    if span.precision in _ONE_DAY:
        return _Due(span.last, span.last, is_likeliest=False)
    return _Due(likeliest.last, likeliest.last, is_likeliest=True) if likeliest else None


def _rests(due: _Due, country: Country, office: WorkingDays, holidays_of: HolidaysOf) -> Iterator[Rest]:
    if not office.is_working(due.geneva):
        yield Rest("", is_weekend=due.geneva.weekday() in office.weekend)
    there = _rest_there(due.local, country, holidays_of)
    if there is not None:
        yield there


def _rest_there(day: date, country: Country, holidays_of: HolidaysOf) -> Rest | None:
    if day.weekday() in country.weekend:
        return Rest(country.iso3, is_weekend=True)
    holidays = holidays_of(country, day.year) or ()
    holiday = next((each for each in holidays if each.day == day), None)
    return Rest(country.iso3, is_weekend=False, holiday=holiday) if holiday else None
