"""What no calendar can hold is an error; what only differs from habit is a warning."""

from dataclasses import replace

import pytest

from tests.uprcycle.examples import dated, published, slot
from tests.uprcycle.schedule.drafts import FOURTEEN, errors, of, session, warnings
from uprcycle.days.span import Status
from uprcycle.errors import Severity
from uprcycle.schedule.checks import check_schedule
from uprcycle.schedule.session import Schedule, Slot
from uprcycle.store.packaged import load_countries, load_schedule

COUNTRIES = load_countries()


def withdrawn(country: str, span: str) -> Slot:
    return slot(country, dates=published(span, Status.WITHDRAWN))


@pytest.mark.parametrize("inferred", [False, True])
def test_the_packaged_schedule_has_no_error(*, inferred: bool) -> None:
    packaged = load_schedule()

    assert errors(load_schedule(inferred=inferred), packaged) == []


def test_the_packaged_schedule_is_warned_of_for_the_sessions_to_come_only() -> None:
    assert warnings(load_schedule()) == [
        "session 51: has 13 States, where 14 are usual; check that this is meant",
        "session 53: has 15 States, where 14 are usual; check that this is meant",
        "session 54: has 12 States, where 14 are usual; check that this is meant",
    ]


def test_an_empty_schedule_is_refused() -> None:
    assert errors(Schedule()) == ["the schedule: holds no review; check that the right file was chosen"]


@pytest.mark.parametrize(
    ("draft", "error"),
    [
        pytest.param(
            of(slot("XYZ")),
            "session 55, XYZ, place 1: 'XYZ' is not a State; use an ISO code such as 'KEN'",
            id="no State",
        ),
        pytest.param(
            of(slot("VAT")),
            "session 55, VAT, place 1: an observer State is not reviewed; remove the row",
            id="observer",
        ),
        pytest.param(
            of(slot("KEN"), slot("KEN", order=2)),
            (
                "session 55, KEN, place 2: KEN is in cycle 5 already, at session 55, KEN, place 1;"
                " mark the earlier one withdrawn, or remove one of the two"
            ),
            id="twice in a cycle",
        ),
        pytest.param(
            of(slot("KEN"), slot("KEN", "unknown", session=None, order=0)),
            (
                "cycle 5, KEN, without a session: KEN is in cycle 5 already, at session 55, KEN, place 1;"
                " mark the earlier one withdrawn, or remove one of the two"
            ),
            id="with and without a session",
        ),
        pytest.param(
            of(slot("KEN", "2027-11-15")),
            (
                "session 55, KEN, place 1: the review on 2027-11-15 lies outside its session,"
                " 2027-11-01/2027-11-12; correct the day, or prolong the session"
            ),
            id="outside its session",
        ),
        pytest.param(
            of(slot("KEN", "2027-12")),
            (
                "session 55, KEN, place 1: the review on 2027-12 lies outside its session,"
                " 2027-11-01/2027-11-12; correct the day, or prolong the session"
            ),
            id="in another month",
        ),
        pytest.param(
            of(slot("KEN", session=56)),
            "session 56, KEN, place 1: session 56 is not in the schedule; add the session",
            id="no such session",
        ),
        pytest.param(
            of(slot("KEN", cycle=6)),
            (
                "session 55, KEN, place 1: the review is of cycle 6 and its session of cycle 5;"
                " correct one of the two"
            ),
            id="another cycle",
        ),
        pytest.param(
            of(slot("KEN"), sessions=(session(), session())),
            "session 55: stands in the schedule 2 times; keep one of them",
            id="a session twice",
        ),
        pytest.param(
            of(slot("KEN"), sessions=(session(), session(56, "2027-11-12/2027-11-20"))),
            "session 56: begins on 2027-11-12, before session 55 ends on 2027-11-12; correct one of the two",
            id="sessions overlap",
        ),
        pytest.param(
            of(
                slot("KEN", "2027-11-03T09:00/2027-11-03T12:30"),
                slot("NPL", "2027-11-03T09:00/2027-11-03T12:30", order=2),
            ),
            (
                "session 55, NPL, place 2: has the same hours, 2027-11-03T09:00/2027-11-03T12:30,"
                " as session 55, KEN, place 1; correct one of the two"
            ),
            id="same hours",
        ),
        pytest.param(
            of(slot("KEN"), dates=(dated("national-report", "2027-11-04", country="KEN"),)),
            (
                "session 55, KEN, national-report: falls on 2027-11-04, after the review begins"
                " on 2027-11-03; correct it"
            ),
            id="a deadline after the review",
        ),
        pytest.param(
            of(slot("KEN"), dates=(dated("stakeholder-submission-deadline", "2027-11-02T15:00"),)),
            (
                "session 55, stakeholder-submission-deadline: falls on 2027-11-02T15:00,"
                " after the review begins on 2027-11-01; correct it"
            ),
            id="a deadline after the session",
        ),
        pytest.param(
            of(slot("KEN"), dates=(dated("national-report", "2027-07-01", country="NPL"),)),
            ("session 55, NPL, national-report: the State is not in this session; correct one of the two"),
            id="a date of a State that is not there",
        ),
        pytest.param(
            of(slot("KEN"), dates=(replace(dated("national-report", "2027-07-01"), session=77),)),
            "session 77, national-report: session 77 is not in the schedule; add the session",
            id="a date of no session",
        ),
    ],
)
def test_what_cannot_be_is_an_error(draft: Schedule, error: str) -> None:
    assert errors(draft) == [error]


@pytest.mark.parametrize(
    "draft",
    [
        pytest.param(
            of(withdrawn("KEN", "2027-11-02"), slot("KEN", "2027-11-11", order=15)), id="a second slot"
        ),
        pytest.param(of(slot("KEN", "unknown", session=None)), id="a State without a session"),
        pytest.param(of(withdrawn("KEN", "2027-12-24")), id="withdrawn to no day of the session"),
        pytest.param(of(slot("KEN", "2027-11")), id="a month"),
        pytest.param(of(slot("KEN", "unknown")), id="a day that nobody knows"),
        pytest.param(
            of(slot("KEN"), dates=(dated("national-report", "2027-11-02", country="KEN"),)),
            id="a report the day before",
        ),
        pytest.param(
            of(slot("KEN"), dates=(dated("national-report", "2027-12-01", Status.WITHDRAWN),)),
            id="a withdrawn date",
        ),
        pytest.param(
            of(slot("KEN"), dates=(dated("hrc-adoption", "2028-03"),)), id="adoption after the review"
        ),
        pytest.param(of(slot("KEN"), dates=(dated("national-report", "unknown"),)), id="an unknown date"),
        pytest.param(
            of(slot("KEN"), sessions=(session(), session(56, "2027-11"))),
            id="a session known to the month only",
        ),
        pytest.param(
            of(
                slot("KEN", "2027-11-03T09:00/2027-11-03T12:30"),
                slot("NPL", dates=published("2027-11-03T09:00/2027-11-03T12:30", Status.TENTATIVE), order=2),
            ),
            id="the same hours, one of them tentative",
        ),
        pytest.param(of(slot("KEN"), sessions=(session(council=(44, 45)),)), id="two Council sessions"),
    ],
)
def test_what_has_happened_is_no_error(draft: Schedule) -> None:
    assert errors(draft) == []


def test_habits_are_warnings() -> None:
    slots = [slot(code, "unknown", order=n) for n, code in enumerate(FOURTEEN, start=1)]
    unusual = of(*slots[:13], sessions=(session(dates="2027-11-02/2027-11-12"),))

    assert warnings(of(*slots)) == []
    assert warnings(unusual) == [
        "session 55: has 13 States, where 14 are usual; check that this is meant",
        "session 55: begins on a Tuesday, 2027-11-02, where a Monday is usual; check that this is meant",
    ]


def test_habits_are_not_asked_of_what_was_held() -> None:
    held = replace(session(), dates=published("2027-11-02/2027-11-12", Status.HELD))

    assert warnings(of(slot("KEN"), sessions=(held,))) == []


def test_hours_that_are_not_sure_may_coincide_with_a_warning() -> None:
    expected = replace(slot(dates=published("2027-11-03", Status.TENTATIVE)), hours="09:00/12:30")

    assert warnings(of(expected, replace(expected, country="NPL", order=2)))[0] == (
        "session 55, NPL, place 2: has the same hours, 2027-11-03T09:00/2027-11-03T12:30,"
        " as session 55, KEN, place 1; correct one of the two"
    )


def test_errors_come_before_warnings() -> None:
    found = check_schedule(of(slot("XYZ")), COUNTRIES)

    assert [each.severity for each in found] == [Severity.ERROR, Severity.WARNING]
