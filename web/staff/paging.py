"""A long list in pages, whose number stands in the address beside the filters."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar
from urllib.parse import urlencode

from web.page import Visit

_Row = TypeVar("_Row")
_LONGEST = 6


@dataclass(frozen=True, slots=True)
class Leaf(Generic[_Row]):
    """The rows of one page, which page of how many it is, and the links to those beside it.

    A link is empty where there is none.
    """

    rows: Sequence[_Row]
    number: int
    pages: int
    total: int
    before: str
    after: str


def turn_to(visit: Visit, rows: Sequence[_Row], size: int) -> Leaf[_Row]:
    """Return the page of ``rows`` that the address asks for; the nearest where it is not one of them."""
    pages = max(1, -(-len(rows) // size))
    text = visit.request.query_params.get("page", "")
    asked = int(text) if text.isascii() and text.isdecimal() and len(text) <= _LONGEST else 1
    number = min(max(asked, 1), pages)
    shown = rows[(number - 1) * size : number * size]
    before = _link(visit, number - 1) if number > 1 else ""
    after = _link(visit, number + 1) if number < pages else ""
    return Leaf(shown, number, pages, len(rows), before, after)


def _link(visit: Visit, number: int) -> str:
    kept = [(name, value) for name, value in visit.request.query_params.multi_items() if name != "page"]
    return f"?{urlencode([*kept, ('page', number)])}"
