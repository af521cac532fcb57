"""What the next weeks bring, over all States: one line for each date that States share."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from uprcycle.countries import Countries
from uprcycle.days.span import Dated, Status, Unknown
from uprcycle.rules.rule import Rule
from uprcycle.timetable.milestone import Milestone
from uprcycle.timetable.timetable import Timetable
from uprcycle.wording.language import Language
from uprcycle.wording.terms import country_name
from web.cards import Text, When, main_milestones, word, word_date

_HORIZON = timedelta(weeks=8)
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Line:
    """A date, what falls on it in time's and the rulebook's order, and for whom; ``span`` is the date itself.

    ``countries`` names the States as (code, name) where there are few; else it is empty and
    ``count`` tells how many of ``session`` it concerns. ``is_open`` marks what has begun.
    """

    span: Dated
    when: When
    titles: tuple[Text, ...]
    milestone: str
    session: int | None
    count: int
    countries: tuple[tuple[str, str], ...]
    is_open: bool


@dataclass(frozen=True, slots=True)
class _Shared:
    """What makes the same milestone of two States one."""

    span: Dated
    session: int
    status: Status
    rule: str


def build_upcoming(
    timetables: Iterable[Timetable], countries: Countries, today: date, language: Language
) -> tuple[Line, ...]:
    """Return the main milestones that open, close or run within eight weeks from ``today``.

    Ordered by the day they open, those already open first and by the day they close. Long
    windows that neither open nor close within the eight weeks are left out.
    """
    near = (
        (timetable, each)
        for timetable in timetables
        for each in main_milestones(timetable)
        if not isinstance(each.span, Unknown) and _is_near(each.span, today)
    )
    return build_lines(near, Reader(countries, language, today))


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom lines are written, and on which day."""

    countries: Countries
    language: Language
    today: date


def build_lines(dated: Iterable[tuple[Timetable, Milestone]], reader: Reader) -> tuple[Line, ...]:
    """Return a line for each date that States share; what has no date or was withdrawn has none.

    Ordered by the day they open, those already open first and by the day they close.
    """
    rules: dict[str, Rule] = {}
    states: defaultdict[_Shared, list[str]] = defaultdict(list)
    for timetable, each in dated:
        if isinstance(each.span, Unknown) or each.status is Status.WITHDRAWN:
            continue
        rules[each.id] = each.rule
        key = _Shared(each.span, timetable.review.slot.session or 0, each.status, each.id)
        states[key].append(timetable.country)
    return tuple(_line(group, states, rules, reader) for group in _groups(states, reader.today))


def _groups(states: Mapping[_Shared, list[str]], today: date) -> list[list[_Shared]]:
    """Put together what falls on the same date for the same States, by day."""
    groups: defaultdict[tuple[Dated, int, Status, str], list[_Shared]] = defaultdict(list)
    for key, codes in states.items():
        groups[key.span, key.session, key.status, ",".join(codes)].append(key)
    return sorted(groups.values(), key=lambda group: _order(group[0], today))


def _is_near(span: Dated, today: date) -> bool:
    end = today + _HORIZON
    return today <= span.first <= end or today <= span.last <= end


def _order(key: _Shared, today: date) -> tuple[date, date, int]:
    return max(key.span.first, today), key.span.last, key.session


def _line(
    group: list[_Shared], states: Mapping[_Shared, list[str]], rules: Mapping[str, Rule], reader: Reader
) -> Line:
    first, codes = group[0], states[group[0]]
    few = codes if len(codes) <= _NAMED else []
    return Line(
        span=first.span,
        when=word_date(first.span, first.status, reader.language),
        titles=tuple(word(rules[each.rule].title, reader.language) for each in group),
        milestone=first.rule,
        session=first.session or None,
        count=len(codes),
        countries=tuple((code, country_name(reader.countries[code], reader.language)) for code in few),
        is_open=first.span.first < reader.today,
    )
