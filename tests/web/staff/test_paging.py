"""Lists in pages: the number stands in the address, filters stay, and what is no page is the nearest."""

from urllib.parse import urlencode

import pytest
from fastapi import Request

from tests.web.staff.town import Town
from web.page import Visit
from web.staff.paging import turn_to


def visit(town: Town, **parameters: str) -> Visit:
    """Return a visit by an address with these parameters."""
    query = urlencode(parameters).encode()
    return Visit(Request({"type": "http", "query_string": query}), town.app().state.sources, "")


@pytest.mark.parametrize(
    ("page", "rows", "before", "after"),
    [
        pytest.param("", "ab", "", "?state=KEN&page=2", id="none"),
        pytest.param("2", "cd", "?state=KEN&page=1", "?state=KEN&page=3", id="second"),
        pytest.param("99", "e", "?state=KEN&page=2", "", id="too-far"),
        pytest.param("-1", "ab", "", "?state=KEN&page=2", id="negative"),
        pytest.param("٢", "ab", "", "?state=KEN&page=2", id="other-digits"),
        pytest.param("9" * 5000, "ab", "", "?state=KEN&page=2", id="endless"),
    ],
)
def test_an_address_turns_to_a_page(still_town: Town, page: str, rows: str, before: str, after: str) -> None:
    leaf = turn_to(visit(still_town, state="KEN", page=page), "abcde", 2)

    assert ("".join(leaf.rows), leaf.before, leaf.after, leaf.total) == (rows, before, after, 5)


def test_an_empty_list_is_one_empty_page(still_town: Town) -> None:
    rows: list[str] = []
    leaf = turn_to(visit(still_town), rows, 10)

    assert (leaf.rows, leaf.number, leaf.pages, leaf.before, leaf.after) == ([], 1, 1, "", "")
    assert still_town.see("/outbox/sent?page=7").status_code == 200
