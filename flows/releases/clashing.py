"""The clashes of a release, and those that a draft would bring."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from flows.installation.nearest import suggest
from uprcycle.checklist.routing import body_of, is_office_of
from uprcycle.countries import Countries, Country
from uprcycle.days.holiday import Holiday
from uprcycle.days.span import Unknown
from uprcycle.errors import BadInputError, Problem
from uprcycle.reviews.review import Review
from uprcycle.store.packaged import load_contact_windows
from uprcycle.store.public_holidays import load_public_holidays
from uprcycle.timetable.clashes import Clash, Surroundings, countries_of, find_clashes, identity_of, may_clash
from uprcycle.timetable.compute import compute_milestones
from uprcycle.timetable.milestone import Milestone
from uprcycle.timetable.plan import Plan
from uprcycle.timetable.world import World

_REACH = timedelta(days=400)  # no date of a kind that can clash lies further from its review


@dataclass(frozen=True, slots=True)
class Found:
    """Clashes by day, and the States whose holidays are not known in a year that was looked up, by code."""

    clashes: tuple[Clash, ...]
    without_holidays: tuple[str, ...]


def clashes_between(world: World, first: date, last: date, *, country: str = "", office: str = "") -> Found:
    """Find the clashes on the days from ``first`` to ``last``, both included.

    Args:
        world: The world of a release.
        first: The first day.
        last: The last day.
        country: Only those in which this State has a part, by code or name; empty for all.
        office: Only those of the States that this office serves; empty for all.

    Raises:
        BadInputError: The State or the office is not known, or the days are in the wrong order.
    """
    if last < first:
        raise BadInputError(
            "no day is chosen", [Problem("--to", f"{last} lies before {first}", "swap the two")]
        )
    meant = set(_meant(world.countries, country, office))
    desks = {body_of(world.countries[code]) for code in meant}
    near = _reviews_near(world, first, last)
    reviews = [each for each in near if body_of(world.countries[each.country]) in desks]
    unknown: set[str] = set()
    found = (
        each
        for each in _clashes_of(world, reviews, unknown)
        if each.days.last >= first and each.days.first <= last and not meant.isdisjoint(countries_of(each))
    )
    return Found(tuple(found), tuple(sorted(unknown & meant)))


def new_clashes(released: World, drafted: World, plan: Plan, today: date) -> tuple[Clash, ...]:
    """Return the clashes of a draft that the release in force does not have, for the States that change.

    What is over by ``today`` is no longer in anybody's way.
    """
    changed = {(each.country, each.cycle) for each in plan.changed}
    before, after = (_clashes_around(each, changed, today) for each in (released, drafted))
    known = {identity_of(each) for each in before}
    return tuple(each for each in after if identity_of(each) not in known)


def _surroundings(world: World, unknown: set[str]) -> Surroundings:
    """Return what dates may clash with; States whose holidays nobody knows are added to ``unknown``."""

    def holidays_of(country: Country, year: int) -> tuple[Holiday, ...] | None:
        found = load_public_holidays(country, year)
        if found is None:
            unknown.add(country.iso3)
        return found

    return Surroundings(
        countries=world.countries,
        councils=world.release.schedule.councils,
        office=world.office,
        windows=load_contact_windows(),
        body_of={each.iso3: body_of(each) for each in world.countries},
        holidays_of=holidays_of,
    )


def _clashes_around(world: World, changed: set[tuple[str, int]], today: date) -> Iterator[Clash]:
    """Yield the clashes in which a changed review has a part; its neighbours on one desk count with it."""
    desks = {(body_of(world.countries[code]), cycle) for code, cycle in changed}
    reviews = [
        each
        for cycle in sorted({cycle for _, cycle in changed})
        for each in world.reviews(cycle)
        if (body_of(world.countries[each.country]), cycle) in desks and _reaches(each, today)
    ]
    for clash in _clashes_of(world, reviews, set()):
        is_touched = not changed.isdisjoint((each.country, each.cycle) for each in clash.milestones)
        if is_touched and clash.days.last >= today:
            yield clash


def _clashes_of(world: World, reviews: Iterable[Review], unknown: set[str]) -> tuple[Clash, ...]:
    around = _surroundings(world, unknown)
    return find_clashes(((each, _dates_of(world, each, around)) for each in reviews), around)


def _dates_of(world: World, review: Review, around: Surroundings) -> tuple[Milestone, ...]:
    """Return the few dates of a review that can clash; to count all would take many times as long."""
    inputs = world.inputs(review.country, review.cycle)
    if inputs is None:
        return ()
    return compute_milestones(inputs, [each for each in inputs.rulebook.rules if may_clash(each, around)])


def _reviews_near(world: World, first: date, last: date) -> Iterator[Review]:
    for cycle in world.cycles:
        for review in world.reviews(cycle):
            span = review.span
            if _reaches(review, first) and (isinstance(span, Unknown) or span.first <= last + _REACH):
                yield review


def _reaches(review: Review, day: date) -> bool:
    """Tell whether a date of ``review`` may lie on ``day`` or later."""
    return isinstance(review.span, Unknown) or review.span.last + _REACH >= day


def _meant(countries: Countries, country: str, office: str) -> Iterator[str]:
    chosen = [countries.find(country)] if country else list(countries)
    bodies = {body_of(each) for each in countries if not office or _is_named(office, each)}
    served = [each for each in chosen if body_of(each) in bodies]
    if not served:
        known = sorted({body_of(each) for each in chosen})
        problem = Problem(
            "--office", f"{office!r} serves no State", suggest(office, known, "see `uprcycle checklist`")
        )
        raise BadInputError("the office is not known", [problem])
    return (each.iso3 for each in served)


def _is_named(office: str, country: Country) -> bool:
    return body_of(country).casefold() == office.casefold() or is_office_of(office, country)
