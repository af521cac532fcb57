"""A review may stay without an outcome."""

import pytest

from tests.uprcycle.schedule.amend.drafts import ADOPTION, DRAFT, draft, due, lines, notice
from uprcycle.errors import BadInputError
from uprcycle.schedule.amend.outcome import withhold_outcome
from uprcycle.schedule.amend.target import Reviewed


def test_a_state_that_shared_the_days_of_its_session_has_none_now() -> None:
    amended = withhold_outcome(DRAFT, Reviewed("KEN"), notice())

    assert lines(amended) == ["session 52, KEN, hrc-adoption: row – → unknown (tentative)"]


def test_a_day_of_its_own_is_withdrawn_and_stays_on_record() -> None:
    before = draft(*DRAFT.sessions, *DRAFT.slots, due(52, ADOPTION, "2026-09-24", "KEN"))

    amended = withhold_outcome(before, Reviewed("KEN"), notice())

    assert lines(amended) == [
        "session 52, KEN, hrc-adoption: dates 2026-09-24 (confirmed) → 2026-09-24 (withdrawn)",
        "session 52, KEN, hrc-adoption: row – → unknown (tentative)",
    ]


@pytest.mark.parametrize(
    ("country", "expected"),
    [
        ("KEM", "KEM: has no review in this schedule; did you mean 'KEN'?"),
        ("UKR", "has no session in this cycle"),
        ("IRN", "is without a date already"),
    ],
)
def test_what_cannot_be_is_refused(country: str, expected: str) -> None:
    before = withhold_outcome(DRAFT, Reviewed("IRN"), notice()).schedule

    with pytest.raises(BadInputError, match=expected):
        withhold_outcome(before, Reviewed(country), notice())
