"""A review goes to another session; the place it leaves stays empty."""

import pytest

from tests.uprcycle.schedule.amend.drafts import DRAFT, HELD, draft, lines, notice, review, session
from uprcycle.days.span import read_span
from uprcycle.errors import BadInputError
from uprcycle.schedule.amend.move import move_review
from uprcycle.schedule.amend.target import Place, Reviewed


def test_the_old_place_is_withdrawn_and_its_own_dates_ahead_with_it() -> None:
    amended = move_review(DRAFT, Reviewed("NPL"), Place(53, 3, read_span("2026-11-03")), notice())

    assert lines(amended) == [
        "session 52, NPL: dates 2026-05-04 (confirmed) → 2026-05-04 (withdrawn)",
        "session 53, NPL: row – → 2026-11-03 (tentative)",
        "session 52, NPL, national-report: dates 2026-02-02 (confirmed) → 2026-02-02 (withdrawn)",
    ]
    assert [(each.session, each.country, each.order) for each in amended.schedule.slots] == [
        (52, "KEN", 1), (52, "NPL", 2), (52, "IRN", 3),
        (53, "KOR", 1), (53, "CIV", 2), (53, "NPL", 3), (54, "MMR", 0), (None, "UKR", 0),
    ]  # fmt: skip


def test_what_is_past_stays_on_record() -> None:
    amended = move_review(DRAFT, Reviewed("NPL"), Place(53), notice("2026-02-03"))

    assert amended.schedule.dates == DRAFT.dates


def test_a_state_without_a_session_leaves_no_empty_place() -> None:
    amended = move_review(DRAFT, Reviewed("UKR"), Place(54), notice())

    assert lines(amended) == [
        "cycle 4, UKR, without a session: row unknown (tentative) → –",
        "session 54, UKR: row – → unknown (tentative)",
    ]


def test_a_state_can_return_to_the_place_it_left() -> None:
    away = move_review(DRAFT, Reviewed("KEN"), Place(53), notice())
    back = move_review(away.schedule, Reviewed("KEN"), Place(52, 1, read_span("2026-05-04")), notice())

    rows = [each for each in back.schedule.slots if each.country == "KEN"]
    assert [(each.session, each.order, each.dates.status) for each in rows] == [
        (52, 1, "tentative"),
        (53, 0, "withdrawn"),
    ]


@pytest.mark.parametrize(
    ("country", "to", "expected"),
    [
        (
            "KEM",
            Place(90),
            [
                "KEM: has no review in this schedule; did you mean 'KEN'?",
                "session 90: is not in the schedule; did you mean 54? it has 52 to 54",
            ],
        ),
        ("KEN", Place(52), ["session 52, KEN: is in this session already; give it another day instead"]),
        (
            "KEN",
            Place(53, 1),
            ["session 53, place 1: the place is taken by KOR; choose another, or swap the two"],
        ),
        (
            "KEN",
            Place(53, 9, read_span("2026-11-20")),
            [
                (
                    "session 53, place 9: 2026-11-20 lies outside session 53, 2026-11-02/2026-11-13; "
                    "correct the day, or prolong the session"
                )
            ],
        ),
    ],
)
def test_what_cannot_be_is_refused(country: str, to: Place, expected: list[str]) -> None:
    with pytest.raises(BadInputError) as refused:
        move_review(DRAFT, Reviewed(country), to, notice())

    assert [str(each) for each in refused.value.problems] == expected


def test_a_review_stays_in_its_cycle_and_leaves_what_was_held() -> None:
    before = draft(
        session(54, "2026-01", status=HELD),
        session(55, "2027-11", cycle=5),
        review(54, "KEN", 1, "2026-01", HELD),
    )

    with pytest.raises(BadInputError) as refused:
        move_review(before, Reviewed("KEN"), Place(55), notice())

    assert [each.what for each in refused.value.problems] == [
        "session 55 is of cycle 5, the review of cycle 4",
        "was held, so it does not move",
    ]


def test_nobody_is_moved_into_a_session_that_was_held() -> None:
    before = draft(session(53, "2026-01", status=HELD), session(54, "2027-01"), review(54, "KEN"))

    with pytest.raises(
        BadInputError,
        match=r"session 53: is over or withdrawn \(2026-01\); choose a session that is still ahead",
    ):
        move_review(before, Reviewed("KEN"), Place(53), notice())
