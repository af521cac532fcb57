"""Lists in pages: the number stands in the address, filters stay, and what is no page is the nearest."""

import pytest

from tests.web.staff.town import Town
from web.staff.paging import turn_to


class Query(dict[str, str]):
    """The parameters of an address, in the order given."""

    def multi_items(self) -> list[tuple[str, str]]:
        return list(self.items())


class Asked:
    """A visit by an address with these parameters."""

    def __init__(self, **parameters: str) -> None:
        self.request = self
        self.query_params = Query(parameters)


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
def test_an_address_turns_to_a_page(page: str, rows: str, before: str, after: str) -> None:
    leaf = turn_to(Asked(state="KEN", page=page), "abcde", 2)  # type: ignore[arg-type] - reads no more of it

    assert ("".join(leaf.rows), leaf.before, leaf.after, leaf.total) == (rows, before, after, 5)


def test_an_empty_list_is_one_empty_page(still_town: Town) -> None:
    leaf = turn_to(Asked(), [], 10)  # type: ignore[arg-type] - as above

    assert (leaf.rows, leaf.number, leaf.pages, leaf.before, leaf.after) == ([], 1, 1, "", "")
    assert still_town.see("/outbox/sent?page=7").status_code == 200
