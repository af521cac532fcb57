"""One session or two of the Council adopt the outcomes of one session."""

import pytest

from tests.uprcycle.schedule.amend.drafts import CONFIRMED, DRAFT, lines, notice
from uprcycle.days.span import read_span
from uprcycle.errors import BadInputError
from uprcycle.schedule.amend.councils import name_councils, redate_council


def test_a_session_can_have_two() -> None:
    assert lines(name_councils(DRAFT, 52, [63, 64])) == ["session 52: council 63 → 63, 64"]


@pytest.mark.parametrize(
    ("number", "councils", "expected"),
    [
        (
            60,
            [66],
            [
                "session 60: is not in the schedule; did you mean 54? it has 52 to 54",
                "Council session 66: is not in the schedule; did you mean 65?",
            ],
        ),
        (52, [63, 63], ["session 52: is named twice; name it once"]),
        (
            54,
            [63],
            [
                (
                    "Council session 63: is over on 2026-09-07/2026-10-09, "
                    "before session 54, 2027-01/2027-02; name a later one"
                )
            ],
        ),
    ],
)
def test_what_cannot_be_is_refused(number: int, councils: list[int], expected: list[str]) -> None:
    with pytest.raises(BadInputError) as refused:
        name_councils(DRAFT, number, councils)

    assert [str(each) for each in refused.value.problems] == expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (65, "Council session 65: dates 2027-06/2027-07 (confirmed) → 2027-06-14/2027-07-09 (confirmed)"),
        (66, "Council session 66: row – → 2027-06-14/2027-07-09 (confirmed)"),
    ],
)
def test_its_days_are_published_anew_or_for_the_first_time(number: int, expected: str) -> None:
    span = read_span("2027-06-14/2027-07-09")

    assert lines(redate_council(DRAFT, number, span, notice(status=CONFIRMED))) == [expected]
