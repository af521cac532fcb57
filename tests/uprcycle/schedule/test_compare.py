"""What differs between two schedules, field by field."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given

from tests.uprcycle.examples import council, dated, published, schedule, session, slot
from tests.uprcycle.schedule.invented import schedules
from uprcycle.citation import Citation
from uprcycle.days.span import Status
from uprcycle.schedule.compare import compare_schedules
from uprcycle.schedule.session import Schedule
from uprcycle.store.packaged import load_schedule

KENYA = "cycle 5, KEN"
REPORT = dated("national-report", "2027-07-26")


def texts(old: Schedule, new: Schedule) -> list[tuple[str, str, str, str]]:
    return [(each.key, each.field, each.old, each.new) for each in compare_schedules(old, new)]


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        pytest.param(schedule(), [], id="the-same"),
        pytest.param(
            schedule(slots=(slot(span="2027-11-04"),)),
            [(KENYA, "date", "2027-11-03", "2027-11-04")],
            id="another-day",
        ),
        pytest.param(
            schedule(slots=(slot(session=56, order=3),)),
            [(KENYA, "session", "55", "56"), (KENYA, "order", "1", "3")],
            id="another-session-is-one-row",
        ),
        pytest.param(
            schedule(slots=(slot(session=None, dates=published("unknown", Status.TENTATIVE)),)),
            [
                (KENYA, "date", "2027-11-03", "unknown"),
                (KENYA, "status", "confirmed", "tentative"),
                (KENYA, "session", "55", ""),
            ],
            id="no-session-any-more",
        ),
        pytest.param(
            replace(schedule(), sessions=(session("2028-05-01/2028-05-12"),)),
            [("session 55", "dates", "2027-11-01/2027-11-12", "2028-05-01/2028-05-12")],
            id="the-session",
        ),
        pytest.param(
            replace(schedule(), councils=(council("2028-02-28/2028-04-04"),)),
            [("Council session 66", "dates", "unknown", "2028-02-28/2028-04-04")],
            id="the-council",
        ),
        pytest.param(
            replace(schedule(), sessions=(replace(session(), council=(66, 67)),)),
            [("session 55", "council", "66", "66, 67")],
            id="two-councils",
        ),
    ],
)
def test_each_field_that_differs_is_named_with_both_its_texts(
    new: Schedule, expected: list[tuple[str, str, str, str]]
) -> None:
    assert texts(schedule(), new) == expected


def test_a_row_that_is_new_or_gone_is_one_change() -> None:
    row = (
        "kind: national-report; milestone: national-report; session: 55; span: 2027-07-26; "
        "status: confirmed; source: the printed list; confidence: confirmed"
    )

    assert texts(schedule(), schedule(REPORT)) == [("session 55, national-report", "", "", row)]
    assert texts(schedule(REPORT), schedule()) == [("session 55, national-report", "", row, "")]


def test_a_slot_that_was_left_stays_beside_the_one_that_replaced_it() -> None:
    left = slot(dates=published("2027-11-03", Status.WITHDRAWN))
    taken = slot(session=56, dates=published("2028-01-19", citation=Citation("")))

    assert texts(schedule(), schedule(slots=(left, taken))) == [
        (KENYA, "status", "confirmed", "withdrawn"),
        (
            KENYA,
            "",
            "",
            "cycle: 5; session: 56; country: KEN; order: 1; date: 2028-01-19; status: confirmed",
        ),
    ]


def test_a_change_says_whose_it_is_and_of_which_session() -> None:
    own = dated("national-report", "2027-08-02", country="KEN")
    old = schedule(slots=(slot(), slot("UGA", order=2)))
    new = replace(
        schedule(own, slots=(slot(), slot("UGA", "2027-11-04", order=2))), sessions=(session(number=54),)
    )

    found = [(each.what, each.country, each.cycle, each.session) for each in compare_schedules(old, new)]

    assert found == [
        ("session", "", 5, 54),
        ("session", "", 5, 55),
        ("review", "UGA", 5, 55),
        ("date", "KEN", 0, 55),
    ]


@given(schedules())
def test_a_schedule_does_not_differ_from_itself(any_schedule: Schedule) -> None:
    assert compare_schedules(any_schedule, any_schedule) == ()


@given(schedules(), schedules())
def test_the_way_back_is_the_way_there_with_its_sides_changed(one: Schedule, other: Schedule) -> None:
    there, back = compare_schedules(one, other), compare_schedules(other, one)

    assert sorted((each.what, each.field, each.old, each.new) for each in there) == sorted(
        (each.what, each.field, each.new, each.old) for each in back
    )
    assert bool(there) is (one != other)


def test_everything_of_a_first_schedule_is_new() -> None:
    packaged = load_schedule()

    found = compare_schedules(Schedule(), packaged)

    assert {(each.field, each.old) for each in found} == {("", "")}
    assert Counter(each.what for each in found) == {
        "session": len(packaged.sessions),
        "council": len(packaged.councils),
        "review": len(packaged.slots),
        "date": len(packaged.dates),
    }
