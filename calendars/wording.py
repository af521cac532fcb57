"""What an entry says: title, certainty and reason, in the reader's language.

A summary never lets a date look surer than it is: what is estimated, tentative, cancelled or
known to the month only says so in its first line, because many people read no further. When
and how sure is the first thing that a body says.
"""

from collections.abc import Iterator
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo

from calendars.headings import Place, head_cancelled, head_date, place_of
from calendars.identity import Part
from uprcycle.countries import Country
from uprcycle.days.recurrence import Recurrence
from uprcycle.days.span import Instant, Status
from uprcycle.rules.rule import Rule
from uprcycle.timetable.milestone import Finding, Milestone
from uprcycle.timetable.world import World
from uprcycle.visibility import Audience, may_see
from uprcycle.wording.language import Language
from uprcycle.wording.spans import span_text, zone_city
from uprcycle.wording.terms import (
    country_name,
    kind_text,
    phase_text,
    role_text,
    status_text,
    title_text,
)
from uprcycle.wording.terms import description_text as rule_text
from uprcycle.wording.why import ground_lines, why_lines

LONGEST_SUMMARY = 250
"""Characters; some clients stop at 255."""

_MONTHS_A_YEAR = 12

_KEPT_RULES = 1024  # several rulebooks
_KEPT_FINDINGS = 8192  # what the States of all sessions of a cycle share


class Variant(StrEnum):
    """For whom an entry is worded: the feed of its State, one that many share, or whoever has to do it."""

    OWN = "own"
    SHARED = "shared"
    TASK = "task"


def summary_text(milestone: Milestone, part: Part, language: Language, country: Country | None = None) -> str:
    """Return the first line of an entry, with the State's name where ``country`` is given."""
    title = title_and_status(milestone, language, country)
    if milestone.status is Status.WITHDRAWN:
        return shorten(head_cancelled(title, language))
    return shorten(head_date(title, place_of(milestone, part), language))


def title_and_status(milestone: Milestone, language: Language, country: Country | None = None) -> str:
    """Return the title of a date after the State's name, and how sure it is where it is not."""
    title = _timed_title(milestone, language)
    if milestone.status in (Status.ESTIMATED, Status.TENTATIVE):
        title = language.text("{title} ({notes})", title=title, notes=_certainty(milestone, language))
    return _named(title, language, country)


def shorten(summary: str) -> str:
    """Return ``summary`` as far as every client shows it."""
    return summary if len(summary) <= LONGEST_SUMMARY else f"{summary[: LONGEST_SUMMARY - 1]}…"


def cancelled_summary(title: str, language: Language, country: Country | None = None) -> str:
    """Return the first line of an entry whose date was taken back."""
    return shorten(head_cancelled(_named(title, language, country), language))


def description_text(milestone: Milestone, world: World, language: Language, variant: Variant) -> str:
    """Return the body of an entry, without the link: in a shared feed, status and source only."""
    if variant is Variant.SHARED:
        brief = (when_and_status(milestone, language), *_source_line(milestone, language))
        return "\n".join((*brief, *_papers(milestone, language)))
    zone = world.countries[milestone.country].zone
    when = (when_and_status(milestone, language, zone), *_reading(milestone, language))
    about = (rule_text(milestone.rule, language), *_hints(milestone, world, language, variant))
    why = (language.text("Why this date:"), *(f"– {line}" for line in why_lines(milestone, language)))
    parts = (when, about, tuple(_papers(milestone, language)), why)
    return "\n\n".join("\n".join(part) for part in parts if part)


def when_and_status(milestone: Milestone, language: Language, zone: ZoneInfo | None = None) -> str:
    """Return when a date is and how sure, with the local hour of ``zone``."""
    span = span_text(milestone.span, language, zone)
    return language.text("When: {span} ({status})", span=span, status=_certainty(milestone, language))


def brief_text(milestone: Milestone, language: Language) -> str:
    """Return the body of an entry in few words, for whoever reads the whole in another language."""
    last = ground_lines(milestone, language)[: len(milestone.finding.steps)][-1:]
    title = summary_text(milestone, Part.WHOLE, language)
    return "\n".join((title, when_and_status(milestone, language), *last))


def cancelled_description(language: Language) -> str:
    """Return the body of an entry whose date was taken back and not replaced."""
    return language.text("This date was taken back. No other date is known; the page below says what is.")


def grounds_of(milestone: Milestone) -> str:
    """Return what the words of an entry rest on, in no language: equal grounds and papers, equal words.

    Cheaper than the words themselves, so that a release can compare every entry there is.
    """
    about, lead = _grounds_in_rule(milestone.rule)
    grounds = (about, milestone.applies, lead, milestone.rule_says, _found_by(milestone.finding))
    return "\n".join(map(str, grounds))


def categories_text(rule: Rule, language: Language) -> tuple[str, ...]:
    """Return the groups by which clients can filter: kind and phase."""
    return kind_text(rule.kind, language), phase_text(rule.phase, language)


@lru_cache(maxsize=_KEPT_RULES)
def _grounds_in_rule(rule: Rule) -> tuple[str, str]:
    about = (rule.title, rule.description, rule.produces, rule.limits, rule.repeat or "", rule.voluntary)
    listed = (*rule.actors, "", *rule.depends_on, "", *rule.sources)
    kind = (rule.kind, rule.phase, rule.basis)
    return "\n".join(map(str, (*about, *listed, *kind))), f"{rule.condition}\n{rule.lead}"


@lru_cache(maxsize=_KEPT_FINDINGS)
def _found_by(finding: Finding) -> str:
    steps = (
        f"{step.kind}|{step.span}|{step.detail}|{step.until}|{step.citation}|{step.note}"
        for step in finding.steps
    )
    return "\n".join((str(finding.citation), *steps))


def _named(title: str, language: Language, country: Country | None) -> str:
    if country is None:
        return title
    return language.text("{country}: {title}", country=country_name(country, language), title=title)


def _timed_title(milestone: Milestone, language: Language) -> str:
    title, span = title_text(milestone.rule, language), milestone.span
    if not isinstance(span, Instant) or not span.is_cut_off:
        return title
    city = zone_city(milestone.rule.zone, language)
    return language.text(
        "{title}, until {time} {city} time", title=title, time=f"{span.end:%H:%M}", city=city
    )


def _certainty(milestone: Milestone, language: Language) -> str:
    if milestone.status is Status.ESTIMATED and milestone.is_projected:
        return language.text("projected")
    return status_text(milestone.status, language)


def _hints(milestone: Milestone, world: World, language: Language, variant: Variant) -> Iterator[str]:
    rule = milestone.rule
    if rule.voluntary:
        yield language.text("This is voluntary.")
    if rule.actors:
        yield language.text("Who: {roles}", roles=_listed(role_text(each, language) for each in rule.actors))
    if rule.produces:
        yield language.text("What comes of it: {product}", product=language.text(rule.produces))
    if rule.limits:
        yield language.text("Limits: {limits}", limits=language.text(rule.limits))
    rules = world.ruleset_of(milestone.country).rulebook.by_id
    before = [rules[each] for each in rule.depends_on if each in rules]
    if titles := [title_text(each, language) for each in before if may_see(Audience.PUBLIC, each.visibility)]:
        yield language.text("Comes after: {titles}", titles=_listed(titles))
    if rule.repeat:
        rhythm = _rhythm(rule.repeat, language)
        is_shown_each_time = variant is Variant.TASK
        yield (
            language.text("It recurs {rhythm}.", rhythm=rhythm)
            if is_shown_each_time
            else language.text("It recurs {rhythm}; a calendar shows it once.", rhythm=rhythm)
        )


def _rhythm(repeat: Recurrence, language: Language) -> str:
    years, months = divmod(repeat.months, _MONTHS_A_YEAR)
    if months:
        return language.plural("every month", "every {count} months", repeat.months)
    return language.plural("every year", "every {count} years", years)


def _reading(milestone: Milestone, language: Language) -> Iterator[str]:
    if milestone.is_projected:
        yield language.text("No calendar of sessions goes that far yet.")
    if place_of(milestone, Part.WHOLE) is Place.SOME_DAY:
        yield language.text("It is one of these days; nobody has said which.")
    if isinstance(milestone.span, Instant) and milestone.span.is_cut_off:
        yield language.text("The entry shows the last 15 minutes before the hour at which this closes.")


def _papers(milestone: Milestone, language: Language) -> Iterator[str]:
    for each in milestone.papers:
        title = language.text(each.title)
        words = language.text("{title}, no longer current", title=title) if each.is_superseded else title
        yield language.text(
            "{document} ({language}): {address}", document=words, language=each.language, address=each.url
        )


def _source_line(milestone: Milestone, language: Language) -> Iterator[str]:
    if milestone.finding.citation.document:
        yield language.text("Source: {citation}.", citation=str(milestone.finding.citation))


def _listed(texts: "Iterator[str] | list[str]") -> str:
    return ", ".join(texts)
