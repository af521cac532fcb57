"""Long lists by the page, so that no answer is long."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Generic, TypeVar

from web.page import Visit
from web.problems import NotThereError, Suggestion

_NUMBER = re.compile(r"([1-9][0-9]{0,3})?")

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Leaf(Generic[T]):
    """One page of a long list, numbered from 1."""

    number: int
    rows: tuple[T, ...]
    is_last: bool


def turn_to(visit: Visit, text: str, rows: Iterable[T], most: int) -> Leaf[T]:
    """Return the page that ``text`` numbers, of ``most`` rows; read no further than that.

    Raises:
        NotThereError: There is no such page; an empty list has one.
    """
    number = int(text or 1) if _NUMBER.fullmatch(text) else 0
    start = (number - 1) * most
    found = tuple(islice(rows, start, start + most + 1)) if number else ()
    if not found and number != 1:
        first = Suggestion(visit.language.text("The first page"), visit.request.url.path)
        raise NotThereError(visit.language.text("There is no page “{page}”.", page=text), [first])
    return Leaf(number, found[:most], is_last=len(found) <= most)
