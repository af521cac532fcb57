"""Which slot is in force for a State, and which published dates apply to it."""

from collections import Counter

import pytest

from tests.uprcycle import examples
from tests.uprcycle.examples import dated, packaged_world, published, session, slot
from uprcycle.days.span import Status, Unknown, read_span
from uprcycle.reviews.review import Review, plan_reviews
from uprcycle.schedule.session import PublishedDate, Schedule, Slot
from uprcycle.store.packaged import load_countries, load_schedule

LATER = session("2028-01-17/2028-01-28", number=56)
NO_SHOW = slot(span="2027-11-03", dates=published("2027-11-03", Status.WITHDRAWN))
SECOND = slot(span="2028-01-20", session=56)
WITHOUT = slot(span="unknown", session=None, order=0)
SAME_DAY = slot(span="2027-11-04")

REVIEWS = {(each.country, each.cycle): each for each in plan_reviews(load_schedule())}


def only_review(*slots: Slot, dates: tuple[PublishedDate, ...] = ()) -> Review:
    (found,) = plan_reviews(Schedule((session(), LATER), (), slots, dates))
    return found


# Which slot is in force


@pytest.mark.parametrize(
    ("slots", "in_force", "earlier"),
    [
        pytest.param((SECOND,), SECOND, (), id="one"),
        pytest.param((NO_SHOW, SECOND), SECOND, (NO_SHOW,), id="withdrawn-gives-way"),
        pytest.param((SECOND, NO_SHOW), SECOND, (NO_SHOW,), id="in-whatever-order"),
        pytest.param((NO_SHOW, WITHOUT), WITHOUT, (NO_SHOW,), id="even-to-no-session-at-all"),
        pytest.param((NO_SHOW,), NO_SHOW, (), id="withdrawn-alone"),
        pytest.param((SAME_DAY, SECOND), SECOND, (SAME_DAY,), id="the-later-of-two-that-stand"),
    ],
)
def test_the_slot_in_force_is_the_last_that_stands(
    slots: tuple[Slot, ...], in_force: Slot, earlier: tuple[Slot, ...]
) -> None:
    review = only_review(*slots)

    assert review.slot == in_force
    assert review.earlier == earlier


def test_reviews_come_by_cycle_and_country() -> None:
    assert list(REVIEWS) == sorted(REVIEWS, key=lambda key: (key[1], key[0]))


@pytest.mark.parametrize("cycle", [3, 4])
def test_every_member_state_has_one_review_in_each_cycle(cycle: int) -> None:
    assert Counter(country for country, number in REVIEWS if number == cycle) == Counter(
        each.iso3 for each in load_countries().members()
    )


# When it takes place


@pytest.mark.parametrize(
    ("span", "expected"),
    [("2027-11-03", "2027-11-03"), ("unknown", "2027-11-01/2027-11-12")],
    ids=["its-own-day", "the-days-of-its-session"],
)
def test_a_review_is_on_its_own_day_or_in_its_session(span: str, expected: str) -> None:
    assert str(only_review(slot(span=span)).span) == expected


def test_a_state_without_a_session_is_reviewed_at_a_time_unknown() -> None:
    assert only_review(WITHOUT).span == Unknown()


# Which dates apply


def test_a_date_of_the_state_beats_that_of_its_session() -> None:
    dates = (
        dated("national-report", "2027-08-02"),
        dated("national-report", "2027-08-30", country="KEN"),
        dated("national-report", "2027-09-06", country="UGA"),
        dated("state-addendum", "2028-02-14"),
    )

    review = only_review(slot(), dates=dates)

    assert {name: str(each.span) for name, each in review.published.items()} == {
        "national-report": "2027-08-30",
        "state-addendum": "2028-02-14",
    }


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(dated("national-report", "2027-08-02", Status.WITHDRAWN), id="withdrawn"),
        pytest.param(
            PublishedDate(56, "national-report", "", published("2027-08-02")), id="of-another-session"
        ),
        pytest.param(PublishedDate(55, "", "speakers' list", published("2027-08-02")), id="of-no-rule"),
    ],
)
def test_a_date_that_is_no_answer_is_passed_over(other: PublishedDate) -> None:
    assert only_review(slot(), dates=(other,)).published == {}


def test_a_cycle_starts_with_its_first_session() -> None:
    assert only_review(SECOND).cycle_start == session().dates


def test_council_sessions_that_nobody_listed_are_passed_over() -> None:
    listed = Schedule((session(),), (examples.council("2028-03-01/2028-03-31"),), (slot(),))

    assert [each.number for each in plan_reviews(listed)[0].councils] == [66]
    assert only_review(slot()).councils == ()


def test_a_review_knows_the_slot_of_the_next_cycle_and_its_session() -> None:
    after = session("2032-05-02/2032-05-13", number=69, cycle=6)
    following = slot(cycle=6, session=69, span="unknown")

    first, second = plan_reviews(Schedule((session(), after), (), (slot(), following)))

    assert (first.following, first.following_session) == (following, after)
    assert (second.following, second.following_session) == (None, None)


# What really happened


def test_the_united_states_left_a_slot_empty_and_are_now_in_session_53() -> None:
    review = REVIEWS["USA", 4]

    assert (review.slot.session, str(review.slot.dates.span)) == (53, "2026-11")
    assert review.slot.dates.status is Status.TENTATIVE
    assert [(each.session, str(each.dates.span), each.dates.status) for each in review.earlier] == [
        (50, "2025-11-07", Status.WITHDRAWN)
    ]


def test_dates_of_the_slot_left_empty_do_not_follow_the_united_states() -> None:
    # Session 50 had asked for their report by 4 August 2025.
    assert "national-report" not in REVIEWS["USA", 4].published


def test_ukraine_has_a_review_without_session_dates_or_day() -> None:
    review = REVIEWS["UKR", 4]

    assert (review.session, review.span, review.councils, review.published) == (None, Unknown(), (), {})
    assert review.cycle_start is not None


def test_the_next_review_of_ukraine_is_on_record_as_unknown() -> None:
    review = REVIEWS["UKR", 3]

    assert review.following is not None
    assert review.following.dates.span == Unknown()


def test_sudan_was_reviewed_on_the_last_day_of_a_session_prolonged_for_it() -> None:
    review = REVIEWS["SDN", 3]

    assert (review.slot.session, str(review.span)) == (40, "2022-02-09")
    assert review.slot.dates.status is Status.TENTATIVE
    assert str(review.published["hrc-adoption"].span) == "2022-07-04"


def test_one_session_is_adopted_by_two_council_sessions_and_spain_by_the_first() -> None:
    spain, turkey = REVIEWS["ESP", 3], REVIEWS["TUR", 3]

    assert [each.number for each in spain.councils] == [44, 45]
    assert str(spain.published["hrc-adoption"].span) == "2020-07-16"
    assert str(turkey.published["hrc-adoption"].span) == "2020-09-28/2020-09-29"


@pytest.mark.parametrize(
    ("country", "cycle", "then", "now"),
    [
        ("MKD", 3, "The former Yugoslav Republic of Macedonia", "North Macedonia"),
        ("TUR", 3, "Turkey", "Türkiye"),
        ("SWZ", 3, "", "Eswatini"),
    ],
)
def test_a_state_keeps_its_code_when_its_name_changes(country: str, cycle: int, then: str, now: str) -> None:
    assert REVIEWS[country, cycle].slot.name_at_time == then
    assert load_countries()[country].name("en") == now


def test_the_packaged_world_plans_387_slots_as_386_reviews() -> None:
    slots = packaged_world().release.schedule.slots

    assert (len(slots), len(REVIEWS)) == (387, 386)
    assert sum(1 + len(each.earlier) for each in REVIEWS.values()) == 387


def test_the_order_of_slots_and_dates_does_not_matter() -> None:
    schedule = load_schedule()
    backwards = Schedule(
        schedule.sessions[::-1], schedule.councils[::-1], schedule.slots[::-1], schedule.dates[::-1]
    )

    assert plan_reviews(backwards) == plan_reviews(schedule)


def test_a_span_of_a_session_is_read_as_it_is_written() -> None:
    assert only_review(slot(span="unknown")).span == read_span("2027-11-01/2027-11-12")
