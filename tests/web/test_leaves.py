"""Long lists by the page."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from fastapi import Request

from tests.web.site import SOURCES
from web.leaves import Leaf, turn_to
from web.page import Visit
from web.problems import NotThereError


def visit() -> Visit:
    scope = {"type": "http", "method": "GET", "path": "/list", "query_string": b"", "headers": []}
    return Visit(Request(scope), SOURCES, "")


@pytest.mark.parametrize(
    ("rows", "asked", "expected"),
    [
        (5, "", Leaf(1, (0, 1), is_last=False)),
        (5, "1", Leaf(1, (0, 1), is_last=False)),
        (5, "3", Leaf(3, (4,), is_last=True)),
        (4, "2", Leaf(2, (2, 3), is_last=True)),
        (0, "", Leaf(1, (), is_last=True)),
    ],
)
def test_a_page_holds_its_rows(rows: int, asked: str, expected: Leaf[int]) -> None:
    assert turn_to(visit(), asked, range(rows), 2) == expected


@pytest.mark.parametrize("asked", ["0", "4", "-1", "01", "1.0", "x", "٢", " 1", "99999", "9" * 5_000])
def test_a_page_that_is_not_there_is_refused_with_the_way_to_the_first(asked: str) -> None:
    with pytest.raises(NotThereError) as refusal:
        turn_to(visit(), asked, range(5), 2)

    assert refusal.value.detail == f"There is no page “{asked}”."
    assert [(each.label, each.path) for each in refusal.value.suggestions] == [("The first page", "/list")]


@dataclass
class Counted:
    read: int = 0

    def rows(self) -> Iterator[int]:
        while True:
            self.read += 1
            yield self.read


def test_no_more_is_read_than_the_page_needs() -> None:
    source = Counted()
    turn_to(visit(), "2", source.rows(), 3)

    assert source.read == 7
