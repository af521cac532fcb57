"""Two reviews change places, and change back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.uprcycle.schedule.amend.drafts import (
    AUTUMN,
    CONFIRMED,
    DRAFT,
    HELD,
    SPRING,
    TENTATIVE,
    WINTER,
    draft,
    lines,
    review,
    session,
)
from tests.uprcycle.schedule.invented import CODES, hours, spans, texts
from uprcycle.citation import Citation
from uprcycle.errors import BadInputError
from uprcycle.schedule.amend.swap import swap_reviews
from uprcycle.schedule.amend.target import Reviewed
from uprcycle.schedule.session import Published, Schedule, Slot

STATUSES = st.sampled_from([CONFIRMED, TENTATIVE])
KENYA, IRAN, KOREA, MYANMAR = map(Reviewed, ("KEN", "IRN", "KOR", "MMR"))


def test_each_takes_the_place_of_the_other() -> None:
    amended = swap_reviews(DRAFT, KENYA, IRAN)

    assert lines(amended) == [
        "session 52, KEN: order 1 → 3",
        "session 52, KEN: dates 2026-05-04T09:00/2026-05-04T12:30 (confirmed) → 2026-05-06 (confirmed)",
        "session 52, IRN: order 3 → 1",
        "session 52, IRN: dates 2026-05-06 (confirmed) → 2026-05-04T09:00/2026-05-04T12:30 (confirmed)",
    ]


def test_two_sessions_can_exchange_a_state() -> None:
    amended = swap_reviews(DRAFT, KOREA, MYANMAR)

    assert [(each.session, each.country) for each in amended.schedule.slots][3:] == [
        (53, "MMR"), (53, "CIV"), (54, "KOR"), (None, "UKR"),
    ]  # fmt: skip


@st.composite
def lists_of_one_cycle(draw: st.DrawFn) -> Schedule:
    """Return a draft in which any two States can change places."""
    slots = [
        Slot(
            cycle=4,
            session=draw(st.sampled_from([SPRING, AUTUMN, WINTER])),
            country=country,
            order=draw(st.integers(0, 15)),
            dates=Published(draw(spans()), draw(STATUSES), Citation(draw(texts)), note=draw(texts)),
            hours=draw(hours),
            name_at_time=draw(texts),
        )
        for country in CODES
    ]
    return draft(*DRAFT.sessions, *slots)


@given(lists_of_one_cycle(), st.lists(st.sampled_from(CODES), min_size=2, max_size=2, unique=True))
def test_swapping_twice_is_nothing(schedule: Schedule, codes: list[str]) -> None:
    one, other = map(Reviewed, codes)

    once = swap_reviews(schedule, one, other).schedule

    assert [each for each in once.slots if each.country not in codes] == [
        each for each in schedule.slots if each.country not in codes
    ]
    assert swap_reviews(once, one, other).schedule == schedule


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (KENYA, KENYA, ["session 52, KEN: cannot change places with itself; name two States"]),
        (
            KENYA,
            Reviewed("UKR"),
            ["cycle 4, UKR, without a session: has no session in this cycle; move it to a session first"],
        ),
        (
            Reviewed("NPL"),
            KOREA,
            [
                (
                    "session 52, NPL: has dates of its own in its session, which cannot change hands; "
                    "move each of the two reviews by itself"
                )
            ],
        ),
        (
            Reviewed("KEM"),
            Reviewed("CIX"),
            [
                "KEM: has no review in this schedule; did you mean 'KEN'?",
                "CIX: has no review in this schedule; did you mean 'CIV'?",
            ],
        ),
    ],
)
def test_what_cannot_be_is_refused(one: Reviewed, other: Reviewed, expected: list[str]) -> None:
    with pytest.raises(BadInputError) as refused:
        swap_reviews(DRAFT, one, other)

    assert [str(each) for each in refused.value.problems] == expected


def test_neither_cycles_nor_reviews_that_were_held_change_places() -> None:
    before = draft(
        session(54, "2026-01"),
        session(55, "2027-11", cycle=5),
        review(54, "KEN", 1, "2026-01", HELD),
        review(55, "IRN"),
    )

    with pytest.raises(BadInputError) as refused:
        swap_reviews(before, KENYA, IRAN)

    assert [each.what for each in refused.value.problems] == [
        "the reviews are of cycles 4 and 5",
        "was held, so it does not move",
    ]
