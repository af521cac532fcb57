"""What is said of a State from one day to another, in whichever file of a ruleset it stands."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Protocol, TypeVar

from uprcycle.schedule.rows import Row, read_text


class Dated(Protocol):
    """Something said of a State, from ``first`` to ``last``, both days included."""

    @property
    def country(self) -> str:
        """The ISO code of three letters."""

    @property
    def first(self) -> date:
        """The first day."""

    @property
    def last(self) -> date:
        """The last day."""


_Dated = TypeVar("_Dated", bound=Dated)


def by_country(rows: Iterable[_Dated]) -> Mapping[str, tuple[_Dated, ...]]:
    """Return what is said of each State, by code, in the order of the first days."""
    found: defaultdict[str, list[_Dated]] = defaultdict(list)
    for each in sorted(rows, key=lambda each: each.first):
        found[each.country].append(each)
    return {country: tuple(said) for country, said in sorted(found.items())}


def said_on(day: date, rows: Iterable[_Dated]) -> Iterator[_Dated]:
    """Yield what is said of one State on ``day``, last what began last: it counts."""
    return (each for each in rows if each.first <= day <= each.last)


def twice_said(rows: Iterable[_Dated], about: Callable[[_Dated], str] = lambda _: "") -> tuple[_Dated, ...]:
    """Return what begins on the day on which another row speaks of the same State, and ``about`` the same."""
    seen: dict[tuple[str, str, date], _Dated] = {}
    return tuple(
        each for each in rows if seen.setdefault((each.country, about(each), each.first), each) is not each
    )


def read_state(row: Row) -> str:
    """Return the code of the State of a row.

    Raises:
        KeyError: There is none.
        ValueError: It is no ISO code of three letters.
    """
    country = read_text(row, "country")
    if not re.fullmatch("[A-Z]{3}", country):
        raise ValueError(f"country is {country!r}; write its ISO code of three letters")
    return country


def read_term(row: Row) -> tuple[date, date]:
    """Return the first and the last day of a row; what is left out has no limit.

    Raises:
        ValueError: A day is none, or they are in the wrong order.
    """
    first, last = _day(row, "from", date.min), _day(row, "until", date.max)
    if last < first:
        raise ValueError(f"until {last} lies before from {first}")
    return first, last


def _day(row: Row, key: str, otherwise: date) -> date:
    return date.fromisoformat(read_text(row, key)) if row.get(key) is not None else otherwise
