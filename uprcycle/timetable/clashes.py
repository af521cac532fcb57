"""What gets in each other's way: dates that stand, and that somebody should work around.

A clash is told, never resolved: no date moves because of it. What is not known clashes with nothing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from uprcycle.countries import Countries
from uprcycle.days.span import Status
from uprcycle.days.workdays import WorkingDays
from uprcycle.reviews.review import Review
from uprcycle.rules.rule import Prominence, Rule
from uprcycle.schedule.session import CouncilSession
from uprcycle.timetable.clashes_council import CouncilClash, find_council_clashes
from uprcycle.timetable.clashes_fortnight import FortnightClash, find_fortnight_clashes
from uprcycle.timetable.clashes_rest import HolidaysOf, RestClash, find_rest_clashes
from uprcycle.timetable.milestone import Milestone
from uprcycle.timetable.plan import is_deadline
from uprcycle.visibility import Audience, may_see

Clash: TypeAlias = CouncilClash | RestClash | FortnightClash
Dates: TypeAlias = tuple[Review, tuple[Milestone, ...]]
"""A review with its milestones and actions."""

_RELIABLE = frozenset({Status.CONFIRMED, Status.HELD})


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the dates of reviews may clash with.

    ``windows`` are the ids of the rules by which missions are approached, ``body_of`` names who
    serves each State by its code, ``office`` holds the working days of Geneva.
    """

    countries: Countries
    councils: tuple[CouncilSession, ...]
    office: WorkingDays
    windows: frozenset[str]
    body_of: Mapping[str, str]
    holidays_of: HolidaysOf


def find_clashes(reviews: Iterable[Dates], around: Surroundings) -> tuple[Clash, ...]:
    """Return every clash that people of the UN may see, by day, then kind, then State.

    Args:
        reviews: All whose dates may meet on one desk. Only dates of rules that
            :func:`may_clash` are looked at; the others may be left out.
        around: What they may clash with.
    """
    clashes: list[Clash] = []
    headlines: list[Milestone] = []
    for review, dates in reviews:
        milestones = [each for each in dates if may_see(Audience.UN, each.rule.visibility)]
        headlines += [each for each in milestones if each.rule.prominence is Prominence.HEADLINE]
        country = around.countries[review.country]
        windows = [each for each in milestones if each.id in around.windows]
        clashes += find_council_clashes(windows, around.councils, review.span, around.office)
        deadlines = [each for each in milestones if is_deadline(each.rule)]
        clashes += find_rest_clashes(deadlines, country, around.office, around.holidays_of)
    clashes += find_fortnight_clashes(headlines, around.body_of)
    return tuple(sorted(clashes, key=identity_of))


def may_clash(rule: Rule, around: Surroundings) -> bool:
    """Tell whether a date of ``rule`` can have a part in a clash at all; few can."""
    return rule.id in around.windows or is_deadline(rule) or rule.prominence is Prominence.HEADLINE


def identity_of(clash: Clash) -> tuple[date, date, str, tuple[tuple[str, int, str], ...]]:
    """Return what makes two clashes the same, whatever their certainty; it puts them in order too."""
    dates = tuple((each.country, each.cycle, each.id) for each in clash.milestones)
    return clash.days.first, clash.days.last, type(clash).__name__, dates


def countries_of(clash: Clash) -> tuple[str, ...]:
    """Return the codes of the States it is about, each once, in the order of its dates."""
    return tuple(dict.fromkeys(each.country for each in clash.milestones))


def is_certain(clash: Clash) -> bool:
    """Tell whether all its dates are confirmed or held; else it may still come to nothing."""
    statuses = {each.status for each in clash.milestones}
    match clash:
        case CouncilClash():
            return statuses | {clash.council.dates.status} <= _RELIABLE
        case RestClash():
            moons = [each for each in clash.rests if each.holiday and each.holiday.is_estimated]
            return statuses <= _RELIABLE and not clash.is_likeliest and len(moons) < len(clash.rests)
        case FortnightClash():
            return statuses <= _RELIABLE
