"""A place is left empty: nobody moves up, and the State is not lost."""

import pytest

from tests.uprcycle.schedule.amend.drafts import DRAFT, HELD, draft, lines, notice, review, session
from uprcycle.errors import BadInputError
from uprcycle.schedule.amend.target import Reviewed
from uprcycle.schedule.amend.vacate import vacate_slot


def test_the_order_of_the_others_stays_open() -> None:
    amended = vacate_slot(DRAFT, Reviewed("NPL"), notice(note="Did not attend."))

    assert lines(amended) == [
        "session 52, NPL: dates 2026-05-04 (confirmed) → 2026-05-04 (withdrawn)",
        "cycle 4, NPL, without a session: row – → unknown (tentative)",
        "session 52, NPL, national-report: dates 2026-02-02 (confirmed) → 2026-02-02 (withdrawn)",
    ]
    assert [(each.country, each.order) for each in amended.schedule.slots if each.session == 52] == [
        ("KEN", 1),
        ("NPL", 2),
        ("IRN", 3),
    ]


@pytest.mark.parametrize(
    ("country", "expected"),
    [
        ("KEM", "KEM: has no review in this schedule; did you mean 'KEN'?"),
        ("UKR", "has no session in this cycle"),
        ("IRL", "was held, so it does not move"),
    ],
)
def test_what_cannot_be_is_refused(country: str, expected: str) -> None:
    before = draft(*DRAFT.slots, session(51, "2026-01", status=HELD), review(51, "IRL", 1, "2026-01", HELD))

    with pytest.raises(BadInputError, match=expected):
        vacate_slot(before, Reviewed(country), notice())
