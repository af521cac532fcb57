"""What a change is about can be named in a problem."""

import pytest

from uprcycle.days.span import Unknown
from uprcycle.schedule.amend.target import Deadline, Place


@pytest.mark.parametrize(
    ("which", "expected"),
    [
        (Deadline(54, "national-report"), "session 54, national-report"),
        (Deadline(54, "national-report", "MMR"), "session 54, MMR, national-report"),
    ],
)
def test_a_deadline_is_named_by_session_state_and_id(which: Deadline, expected: str) -> None:
    assert which.text == expected


def test_a_place_has_neither_a_number_nor_a_day_until_they_are_known() -> None:
    assert Place(53) == Place(53, 0, Unknown())
