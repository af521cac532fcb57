"""What an address names, found or refused in plain words: a State, releases, a page, a day."""

import re
from datetime import date
from typing import Annotated

from fastapi import Query

from uprcycle.countries import Country, UnknownCountryError
from uprcycle.days.span import day_span
from uprcycle.errors import RefusedError
from uprcycle.timetable.world import World
from uprcycle.wording.spans import short_span_text
from web.page import Visit
from web.problems import NotThereError, Suggestion, suggest_countries
from web.throttle import throttles_of

AsOf = Annotated[str, Query(alias="as-of")]
"""A day of which the world is asked for, as it stood when it ended."""

_NUMBER = re.compile(r"[1-9][0-9]{0,5}")
_PAIR = re.compile(r"([0-9]+)\.\.([0-9]+)")


def find_country(visit: Visit, text: str) -> Country:
    """Return the State under review that ``text`` names in any language, or by its code.

    Raises:
        NotThereError: There is none; it suggests the nearest.
    """
    try:
        country = visit.world.countries.find(text)
    except UnknownCountryError:
        country = None
    if country is None or not country.is_member:
        raise _no_such_country(visit, text)
    return country


def find_code(visit: Visit, code: str) -> Country:
    """Return the State under review of this very code, for addresses that programs ask for.

    Raises:
        NotThereError: There is none; it suggests the nearest.
    """
    country = find_country(visit, code)
    if country.iso3 != code:
        raise _no_such_country(visit, code)
    return country


def find_releases(visit: Visit, text: str) -> tuple[int, int]:
    """Return the two releases that ``3..7`` names, or a release and the one before it, for ``7``.

    Before the first release there is number 0. A pair is counted: to compare any two costs seconds.

    Raises:
        NotThereError: One of them does not exist.
        TooManyError: Too many pairs were asked for.
    """
    pair = _PAIR.fullmatch(text)
    if pair:
        throttles_of(visit.request).comparisons.count(visit.request)
        return find_release(visit, pair[1]), find_release(visit, pair[2])
    number = find_release(visit, text)
    return number - 1, number


def find_release(visit: Visit, text: str) -> int:
    """Return the number of a release.

    Raises:
        NotThereError: There is no such release.
    """
    newest = visit.sources.history.releases()[0].number
    if not _NUMBER.fullmatch(text) or int(text) > newest:
        detail = visit.language.text(
            "There is no release “{number}”; they are numbered from 1 to {newest}.",
            number=text,
            newest=newest,
        )
        raise NotThereError(detail, [Suggestion(visit.language.text("All releases"), "/changes")])
    return int(text)


def find_world(visit: Visit, text: str) -> tuple[date, World]:
    """Return the day of ``as-of`` and the world as it stood when that day ended; today's for no text.

    Raises:
        NotThereError: It is no day, has not come yet, or nothing had been released by then.
    """
    today, language = visit.sources.today(), visit.language
    if not text:
        return today, visit.world
    day = _read_day(text)
    now = [Suggestion(language.text("As it stands now"), visit.request.url.path)]
    if day is None:
        raise NotThereError(language.text("“{day}” is not a day; write it as 2026-10-01.", day=text), now)
    if day > today:
        detail = language.text(
            "{day} has not come yet; nobody knows what will stand then.", day=_day(visit, day)
        )
        raise NotThereError(detail, now)
    try:
        return day, visit.sources.history.world_on(day)
    except RefusedError as error:
        first = visit.sources.history.releases()[-1].at.date()
        detail = language.text(
            "Nothing had been released by {day}; the first release is of {first}.",
            day=_day(visit, day),
            first=_day(visit, first),
        )
        raise NotThereError(detail, now) from error


def _no_such_country(visit: Visit, text: str) -> NotThereError:
    detail = visit.language.text("No State under review is called “{name}”.", name=text)
    return NotThereError(detail, suggest_countries(visit, text))


def _read_day(text: str) -> date | None:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _day(visit: Visit, day: date) -> str:
    return short_span_text(day_span(day), visit.language)
