"""Clashes in words: where, what meets what with both certainties, and what to do instead."""

from collections.abc import Iterator

from uprcycle.countries import Countries
from uprcycle.days.span import day_span
from uprcycle.errors import Problem, Severity
from uprcycle.timetable.clashes import Clash, countries_of
from uprcycle.timetable.clashes_council import CouncilClash
from uprcycle.timetable.clashes_fortnight import FortnightClash
from uprcycle.timetable.clashes_rest import Rest, RestClash
from uprcycle.timetable.milestone import Milestone
from uprcycle.wording.language import Language
from uprcycle.wording.spans import short_span_text, span_text
from uprcycle.wording.terms import country_name, status_text, title_text


def clash_problem(clash: Clash, countries: Countries, language: Language) -> Problem:
    """Return a clash as a warning: where, what and what to do, in the reader's language."""
    names = ", ".join(country_name(countries[code], language) for code in countries_of(clash))
    match clash:
        case CouncilClash():
            where, what, remedy = names, _council_text(clash, language), _instead_text(clash, language)
        case RestClash():
            where, what = names, _rest_text(clash, countries, language)
            day = span_text(day_span(clash.last_working_day), language)
            remedy = language.text("the deadline stands; the last working day before it is {day}", day=day)
        case FortnightClash():
            where, what = f"{clash.body}: {names}", _fortnight_text(clash, countries, language)
            remedy = language.text("share out the work in time")
    return Problem(where, what, remedy, Severity.WARNING)


def _council_text(clash: CouncilClash, language: Language) -> str:
    dates = clash.council.dates
    return language.text(
        "{dates}: Council session {number} meets, {days} ({status})",
        dates=_dates_text(clash.milestones, language),
        number=clash.council.number,
        days=short_span_text(dates.span, language),
        status=status_text(dates.status, language),
    )


def _instead_text(clash: CouncilClash, language: Language) -> str:
    before = short_span_text(day_span(clash.before), language)
    if clash.after is None:
        return language.text("write to missions about {before}", before=before)
    after = short_span_text(clash.after, language)
    return language.text("write to missions about {before}, or {after}", before=before, after=after)


def _rest_text(clash: RestClash, countries: Countries, language: Language) -> str:
    text = (
        language.text("{dates}: its likeliest day, {day}, is {rests}")
        if clash.is_likeliest
        else language.text("{dates}: {day} is {rests}")
    )
    return text.format(
        dates=_dates_text(clash.milestones, language),
        day=span_text(clash.days, language),
        rests="; ".join(_reason_text(each, countries, language) for each in clash.rests),
    )


def _reason_text(rest: Rest, countries: Countries, language: Language) -> str:
    place = country_name(countries[rest.country], language) if rest.country else language.text("Geneva")
    if rest.is_weekend:
        return language.text("a weekend in {place}", place=place)
    if rest.holiday is None:
        return language.text("a holiday in {place}", place=place)
    if rest.holiday.is_estimated:
        return language.text("probably a holiday in {place}: {name}", place=place, name=rest.holiday.name)
    return language.text("a holiday in {place}: {name}", place=place, name=rest.holiday.name)


def _fortnight_text(clash: FortnightClash, countries: Countries, language: Language) -> str:
    dates = "; ".join(_of_state(each, countries, language) for each in clash.milestones)
    return language.text("several States within a fortnight: {dates}", dates=dates)


def _of_state(milestone: Milestone, countries: Countries, language: Language) -> str:
    name, dates = country_name(countries[milestone.country], language), _dates_text((milestone,), language)
    if milestone.likeliest in (None, milestone.span):
        return f"{name}, {dates}"
    day = short_span_text(milestone.likeliest, language)
    return language.text("{country}, {dates}, likeliest {day}", country=name, dates=dates, day=day)


def _dates_text(milestones: tuple[Milestone, ...], language: Language) -> str:
    return ", ".join(_groups(milestones, language))


def _groups(milestones: tuple[Milestone, ...], language: Language) -> Iterator[str]:
    """Yield titles with their date and certainty; those that share both are named together."""
    titles: dict[tuple[str, str], list[str]] = {}
    for each in milestones:
        when = short_span_text(each.span, language)
        titles.setdefault((when, status_text(each.status, language)), []).append(
            title_text(each.rule, language)
        )
    for (when, status), named in titles.items():
        yield f"{', '.join(named)}, {when} ({status})"
