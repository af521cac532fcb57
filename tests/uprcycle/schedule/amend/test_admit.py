"""A State created in the middle of a cycle gets its first review."""

import pytest

from tests.uprcycle.schedule.amend.drafts import DRAFT, lines, notice
from uprcycle.days.span import read_span
from uprcycle.errors import BadInputError
from uprcycle.schedule.amend.admit import admit_state
from uprcycle.schedule.amend.target import Place


def test_a_slot_is_added_in_the_cycle_of_the_session() -> None:
    amended = admit_state(DRAFT, "SSD", Place(53, 3, read_span("2026-11-04")), notice())

    assert lines(amended) == ["session 53, SSD: row – → 2026-11-04 (tentative)"]
    assert [each.cycle for each in amended.schedule.slots if each.country == "SSD"] == [4]


@pytest.mark.parametrize(
    ("country", "to", "expected"),
    [
        ("SSD", Place(60), ["session 60: is not in the schedule; did you mean 54? it has 52 to 54"]),
        (
            "SSD",
            Place(53, 2),
            ["session 53, place 2: the place is taken by CIV; choose another, or swap the two"],
        ),
        ("KEN", Place(53), ["session 53, KEN: is in cycle 4 already; move that review instead"]),
    ],
)
def test_what_cannot_be_is_refused(country: str, to: Place, expected: list[str]) -> None:
    with pytest.raises(BadInputError) as refused:
        admit_state(DRAFT, country, to, notice())

    assert [str(each) for each in refused.value.problems] == expected
