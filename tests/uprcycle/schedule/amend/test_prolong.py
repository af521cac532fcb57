"""A session may end later than planned."""

from datetime import date

import pytest

from tests.uprcycle.schedule.amend.drafts import DRAFT, lines, notice
from uprcycle.errors import BadInputError
from uprcycle.schedule.amend.prolong import prolong_session


def test_a_longer_session_changes_nothing_else() -> None:
    amended = prolong_session(DRAFT, 52, date(2026, 5, 20), notice())

    assert lines(amended) == [
        "session 52: dates 2026-05-04/2026-05-15 (confirmed) → 2026-05-04/2026-05-20 (tentative)"
    ]


@pytest.mark.parametrize(
    ("number", "last", "expected"),
    [
        (51, date(2026, 5, 20), "session 51: is not in the schedule; did you mean 52? it has 52 to 54"),
        (52, date(2026, 5, 15), "session 52: ends on 2026-05-15, not before 2026-05-15; name a later day"),
        (
            52,
            date(2026, 11, 2),
            "session 52: would run into session 53, 2026-11-02/2026-11-13; name an earlier day",
        ),
        (
            54,
            date(2027, 3, 2),
            "session 54: is not known to the day (2027-01/2027-02); give it its days first",
        ),
    ],
)
def test_an_end_that_cannot_be_is_refused(number: int, last: date, expected: str) -> None:
    with pytest.raises(BadInputError) as refused:
        prolong_session(DRAFT, number, last, notice())

    assert [str(each) for each in refused.value.problems] == [expected]
