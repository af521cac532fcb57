"""What releases changed, as the pages and the Atom feed show it: in words, with marks, in few lines."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from uprcycle.countries import Countries
from uprcycle.days.span import GENEVA, day_span
from uprcycle.timetable.announced import (
    AnnouncedChange,
    AnnouncedReview,
    Entry,
    Imprint,
    Said,
    headlines,
    weightiest,
)
from uprcycle.wording.changes import count_texts, moment_text, opening_text
from uprcycle.wording.language import Language
from uprcycle.wording.spans import short_span_text
from uprcycle.wording.terms import country_name
from web.cards import UNKNOWN, Text, When, word, word_date_shortly

_STATES_NAMED = 5


@dataclass(frozen=True, slots=True)
class Line:
    """One date that changed; ``was`` or ``now`` is None where there was or is none.

    ``sentence`` says both where there is nothing but text. ``states`` are the States of which
    it is true, by code and name, and ``more`` counts those that are not named.
    """

    id: str
    title: Text
    was: When | None
    now: When | None
    sentence: str
    states: tuple[tuple[str, str], ...] = ()
    more: int = 0


@dataclass(frozen=True, slots=True)
class Origin:
    """A release as such, its day that of Geneva; ``link`` is empty unless the source is a web address."""

    number: int
    at: str
    day: str
    moment: str
    note: str
    source: str
    link: str


@dataclass(frozen=True, slots=True)
class Summary:
    """One release in a list: how much it changed, its first lines, and how many further ones.

    ``opening`` is what the first release says instead.
    """

    origin: Origin
    counts: tuple[str, ...]
    lines: tuple[Line, ...]
    further: int
    opening: str


@dataclass(frozen=True, slots=True)
class StateLines:
    """One State in one cycle with its lines, and how many further ones it has."""

    code: str
    name: str
    cycle: int
    lines: tuple[Line, ...]
    further: int


def word_origin(imprint: Imprint, language: Language) -> Origin:
    """Return a release as such in words."""
    return Origin(
        imprint.number,
        imprint.at.isoformat(timespec="seconds"),
        short_span_text(day_span(imprint.at.astimezone(GENEVA).date()), language),
        moment_text(imprint.at, language),
        imprint.note,
        imprint.source,
        imprint.source if is_address(imprint.source) else "",
    )


def is_address(text: str) -> bool:
    """Tell whether ``text`` is nothing but an address on the web."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and " " not in text


def summarise(entry: Entry, countries: Countries, language: Language, most: int) -> Summary:
    """Return one release with its ``most`` weightiest changes, equal ones of several States as one."""
    reviews = entry.announcement.reviews
    found = headlines(reviews)
    lines = (
        _named(_line(each.change, language), each.countries, countries, language) for each in found[:most]
    )
    return Summary(
        word_origin(entry.imprint, language),
        count_texts(entry.announcement, language),
        tuple(lines),
        max(0, len(found) - most),
        opening_text(entry.opening, language) if entry.opening else "",
    )


def word_review(review: AnnouncedReview, countries: Countries, language: Language, most: int) -> StateLines:
    """Return a State with its ``most`` weightiest changes; if it has no more than that, with all."""
    chosen = weightiest(review.changes, most)
    return StateLines(
        review.country,
        country_name(countries[review.country], language),
        review.cycle,
        tuple(_line(each, language) for each in chosen),
        len(review.changes) - len(chosen),
    )


def _line(change: AnnouncedChange, language: Language) -> Line:
    was, now = _when(change.old, language), _when(change.new, language)
    title = word(change.rule.title, language)
    return Line(change.rule.id, title, was, now, _sentence(was, now, language))


def _when(said: Said | None, language: Language) -> When | None:
    return word_date_shortly(said.span, said.status, language) if said else None


def _sentence(was: When | None, now: When | None, language: Language) -> str:
    old, new = _plain(was), _plain(now)
    if was and now:
        return language.text("was {old}, now {new}", old=old, new=new)
    if now:
        return language.text("new: {new}", new=new)
    return language.text("no longer listed; was {old}", old=old)


def _plain(when: When | None) -> str:
    if when is None or when.mark == UNKNOWN:
        return when.text if when else ""
    return f"{when.text} ({when.status})"


def _named(line: Line, codes: Iterable[str], countries: Countries, language: Language) -> Line:
    every = [(code, country_name(countries[code], language)) for code in codes]
    named = tuple(every[:_STATES_NAMED])
    return replace(line, states=named, more=len(every) - len(named))
