"""How often something comes back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uprcycle.days.recurrence import Recurrence
from uprcycle.errors import UnknownPhraseError


@pytest.mark.parametrize(
    ("text", "months"), [("R/P1Y", 12), ("R/P6M", 6), ("R/P4M", 4), ("R/P1M", 1), ("R/P2Y", 24)]
)
def test_a_repetition_is_read_in_whole_months(text: str, months: int) -> None:
    assert Recurrence.parse(text) == Recurrence(months)
    assert str(Recurrence(months)) == text


@given(st.integers(1, 99))
def test_a_written_repetition_reads_back(months: int) -> None:
    assert Recurrence.parse(str(Recurrence(months))) == Recurrence(months)


@pytest.mark.parametrize("text", ["", "P1Y", "R5/P1Y", "R/P0M", "R/P1W", "R/P1Y6M", "R/P100M", "yearly"])
def test_what_is_no_repetition_in_months_is_refused(text: str) -> None:
    with pytest.raises(UnknownPhraseError, match="R/P6M"):
        Recurrence.parse(text)
