"""Every standing has a word, and a grant says where it holds."""

import pytest

from uprcycle.access.standing import Grant, Standing
from uprcycle.wording.access import grant_text, standing_text
from uprcycle.wording.language import ENGLISH


def test_every_standing_has_a_word_of_its_own() -> None:
    assert len({standing_text(each, ENGLISH) for each in Standing}) == len(Standing)


@pytest.mark.parametrize(
    ("countries", "expected"),
    [((), "officer (all States)"), (("TGO", "KEN"), "officer (KEN TGO)")],
)
def test_a_grant_says_where_it_holds(countries: tuple[str, ...], expected: str) -> None:
    assert grant_text(Grant(Standing.OFFICER, frozenset(countries)), ENGLISH) == expected
