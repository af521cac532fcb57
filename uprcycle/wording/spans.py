"""Spans as people read them: "Monday 4 May 2026, 15:00 Geneva time (CEST)"."""

import re
from datetime import date, datetime
from functools import lru_cache
from typing import assert_never
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_interval, get_day_names

from uprcycle.days.span import Days, Instant, Precision, Span, Unknown, day_span
from uprcycle.wording.language import Language

_KEPT = 16_384
_FIRST_DAY = re.compile(r"(?<!\d)1(?= [a-zéû]|–\d)")


def span_text(span: Span, language: Language, zone: ZoneInfo | None = None) -> str:
    """Return ``span`` in full: with the weekday of a day, and with both hours of a time.

    Args:
        span: What is known of the date.
        language: The reader's language.
        zone: The reader's zone; its local time follows Geneva's, both named, unless equal.
    """
    match span:
        case Unknown():
            return language.text("date not known")
        case Instant():
            return _instant(span, language, zone)
        case Days():
            return _days(span, language, "full")
        case unknown:
            assert_never(unknown)


def weekday_names(language: Language) -> tuple[str, ...]:
    """Return the names of the weekdays, Monday first, as they stand alone."""
    names = get_day_names("wide", "stand-alone", language.locale)
    return tuple(names[day] for day in range(7))


def local_moment_text(at: datetime, language: Language) -> str:
    """Return day and hour of a moment by the clock of its own zone: "Monday 4 May 2026, 15:00"."""
    return f"{span_text(day_span(at.date()), language)}, {at:%H:%M}"


def short_span_text(span: Span, language: Language) -> str:
    """Return ``span`` for tables: the day in short, the hour without a local twin."""
    match span:
        case Unknown():
            return language.text("not known")
        case Instant():
            return f"{_date(span.first, language, 'medium')}, {_clock(span, language, 'medium')}"
        case Days():
            return _days(span, language, "medium")
        case unknown:
            assert_never(unknown)


def zone_city(zone: ZoneInfo, language: Language) -> str:
    """Return the city that names ``zone`` in the language; Geneva for the Swiss one."""
    if zone.key == "Europe/Zurich":
        return language.text("Geneva")
    known = language.locale.time_zones.get(zone.key, {}).get("city")
    return str(known) if known else zone.key.rsplit("/", 1)[-1].replace("_", " ")


def _days(span: Days, language: Language, width: str) -> str:
    match span.precision:
        case Precision.WEEK:
            return language.text("week of {day}", day=_date(span.first, language, "long"))
        case Precision.NO_LATER_THAN:
            return language.text("no later than {day}", day=_date(span.last, language, "long"))
        case Precision.MONTH:
            return _interval(span.first, span.last, language, "yMMMM")
        case _ if span.first == span.last:
            return _date(span.first, language, width)
        case _:
            return _interval(span.first, span.last, language, "yMMMd")


# Many milestones of many States are counted from the same few days, and each is told several times.
@lru_cache(maxsize=_KEPT)
def _interval(first: date, last: date, language: Language, skeleton: str) -> str:
    return _ordinal(str(format_interval(first, last, skeleton, locale=language.locale)), language)


@lru_cache(maxsize=_KEPT)
def _date(day: date, language: Language, width: str) -> str:
    # The short Arabic date is figures between marks of direction, which a calendar entry may not hold.
    if language.direction == "rtl" and width == "medium":
        width = "long"
    return _ordinal(str(format_date(day, width, locale=language.locale)), language)


def _ordinal(text: str, language: Language) -> str:
    # French writes "1er mai", which the locale data of Unicode does not know.
    return _FIRST_DAY.sub("1er", text) if language.code == "fr" else text


def _clock(span: Instant, language: Language, width: str) -> str:
    if span.is_cut_off:
        return f"{span.start:%H:%M}"
    if span.first == span.last:
        return f"{span.start:%H:%M}–{span.end:%H:%M}"
    return f"{span.start:%H:%M} – {_date(span.last, language, width)}, {span.end:%H:%M}"


def _abbreviation(span: Instant) -> str:
    """Return CET or CEST, or both where the clock changes within the span."""
    return "/".join(dict.fromkeys(each.tzname() or "" for each in (span.start, span.end)))


def _instant(span: Instant, language: Language, zone: ZoneInfo | None) -> str:
    text = language.text(
        "{day}, {time} {city} time ({abbreviation})",
        day=_date(span.first, language, "full"),
        time=_clock(span, language, "full"),
        city=zone_city(_zone_of(span.start), language),
        abbreviation=_abbreviation(span),
    )
    if zone is None:
        return text
    local = Instant(span.start.astimezone(zone), span.end.astimezone(zone))
    if local.start.replace(tzinfo=None) == span.start.replace(tzinfo=None):
        return text
    return language.text("{text}; {local}", text=text, local=_local(local, span.first, language))


def _local(local: Instant, day: date, language: Language) -> str:
    moment = _clock(local, language, "full")
    if local.first != day:
        moment = f"{_date(local.first, language, 'full')}, {moment}"
    return language.text(
        "{time} {city} time ({abbreviation})",
        time=moment,
        city=zone_city(_zone_of(local.start), language),
        abbreviation=_abbreviation(local),
    )


def _zone_of(moment: datetime) -> ZoneInfo:
    return moment.tzinfo if isinstance(moment.tzinfo, ZoneInfo) else ZoneInfo("UTC")
