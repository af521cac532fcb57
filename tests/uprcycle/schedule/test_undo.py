"""A load taken back: what it changed goes, what was edited since stays and is named."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.effort import examples
from tests.uprcycle.examples import council, dated, published, schedule, slot
from tests.uprcycle.schedule.invented import publications, schedules
from uprcycle.days.span import Status
from uprcycle.schedule.compare import compare_schedules, row_text
from uprcycle.schedule.document import read_document, write_document
from uprcycle.schedule.session import PublishedDate, Schedule, Slot
from uprcycle.schedule.undo import Reason, undo_load

KENYA = "cycle 5, KEN"
NOWHERE = slot(session=None, dates=published("unknown", Status.TENTATIVE))
NEPAL = slot("NPL", "2027-11-04", order=2)
BEFORE = schedule(slots=(slot(), NEPAL))
REPORT = dated("national-report", "2027-07-26")
KENYAN_REPORT = dated("national-report", "2027-08-02", country="KEN")


def with_slots(*slots: Slot) -> Schedule:
    return schedule(slots=slots)


def as_row(given: Slot) -> str:
    return row_text(write_document(with_slots(given))["review"][0])


def told(before: Schedule, load: Schedule, now: Schedule) -> list[tuple[str, str, str, str, str]]:
    kept = undo_load(before, load, now).kept
    return [(each.key, each.field, each.before, each.load, each.now) for each in kept]


@pytest.mark.parametrize(
    ("load", "now", "expected"),
    [
        pytest.param(
            with_slots(slot(span="2027-11-08"), slot("NPL", "2027-11-09", order=2)),
            with_slots(slot(span="2027-11-08"), slot("NPL", "2027-11-09", order=2)),
            BEFORE,
            id="all-untouched",
        ),
        pytest.param(
            with_slots(slot(span="2027-11-08"), NEPAL),
            with_slots(slot(span="2027-11-08"), slot("NPL", "2027-11-05", order=2)),
            with_slots(slot(), slot("NPL", "2027-11-05", order=2)),
            id="another-row-edited-since",
        ),
        pytest.param(
            with_slots(slot(span="2027-11-08"), NEPAL),
            with_slots(NEPAL, slot(span="2027-11-08", order=3)),
            with_slots(NEPAL, slot(order=3)),
            id="another-field-edited-since",
        ),
        pytest.param(
            with_slots(slot(), NEPAL, slot("TTO", "2027-11-05", order=3)),
            with_slots(slot(), NEPAL, slot("TTO", "2027-11-05", order=3)),
            BEFORE,
            id="a-row-that-came-goes",
        ),
        pytest.param(with_slots(slot()), with_slots(slot()), BEFORE, id="a-row-that-went-comes-back"),
        pytest.param(
            replace(BEFORE, dates=(REPORT,)),
            replace(BEFORE, dates=(REPORT,)),
            BEFORE,
            id="a-date-that-came-goes",
        ),
        pytest.param(
            replace(BEFORE, councils=(council("2028-02-28/2028-04-04"),)),
            replace(BEFORE, councils=(council("2028-02-28/2028-04-04"),)),
            BEFORE,
            id="the-days-of-the-council",
        ),
        pytest.param(with_slots(slot()), BEFORE, BEFORE, id="taken-back-by-hand-already"),
    ],
)
def test_what_is_as_the_load_left_it_is_taken_back(load: Schedule, now: Schedule, expected: Schedule) -> None:
    undone = undo_load(BEFORE, load, now)

    assert (undone.schedule, undone.kept) == (expected, ())


@pytest.mark.parametrize(
    ("load", "now", "expected"),
    [
        pytest.param(
            with_slots(slot(span="2027-11-08")),
            with_slots(slot(span="2027-11-09")),
            [(KENYA, "date", "2027-11-03", "2027-11-08", "2027-11-09")],
            id="the-day",
        ),
        pytest.param(
            with_slots(slot(dates=published("2027-11-08", Status.TENTATIVE))),
            with_slots(slot(span="2027-11-08")),
            [
                (KENYA, "date", "2027-11-03", "2027-11-08", "2027-11-08"),
                (KENYA, "status", "confirmed", "tentative", "confirmed"),
            ],
            id="a-day-that-was-confirmed-since",
        ),
        pytest.param(
            with_slots(NOWHERE),
            with_slots(replace(NOWHERE, order=2)),
            [(KENYA, "", *(as_row(each) for each in (slot(), NOWHERE, replace(NOWHERE, order=2))))],
            id="a-state-in-another-place-is-one-thing",
        ),
    ],
)
def test_what_was_edited_since_stays_and_is_named(
    load: Schedule, now: Schedule, expected: list[tuple[str, str, str, str, str]]
) -> None:
    before = with_slots(slot())

    assert undo_load(before, load, now).schedule == now
    assert told(before, load, now) == expected
    assert {each.because for each in undo_load(before, load, now).kept} == {Reason.EDITED}


def test_a_session_stays_where_a_state_in_it_was_edited_since() -> None:
    before = Schedule()
    load = schedule(slots=(slot(), NEPAL))
    now = schedule(slots=(slot(span="2027-11-08"), NEPAL))

    undone = undo_load(before, load, now)

    assert undone.schedule == Schedule(sessions=now.sessions, slots=(slot(span="2027-11-08"),))
    assert [(each.key, each.field, each.because) for each in undone.kept] == [
        ("session 55", "", Reason.NEEDED),
        (KENYA, "", Reason.EDITED),
    ]


def test_a_state_stays_in_a_session_where_a_date_was_published_for_it_since() -> None:
    before, load = with_slots(slot("NPL")), with_slots(slot("NPL"), slot(order=2))
    now = replace(load, dates=(KENYAN_REPORT,))

    undone = undo_load(before, load, now)

    assert undone.schedule == now
    assert [(each.key, each.because) for each in undone.kept] == [(KENYA, Reason.NEEDED)]


def test_a_date_of_a_state_does_not_come_back_into_a_session_it_has_left_since() -> None:
    before = replace(BEFORE, dates=(KENYAN_REPORT,))
    now = with_slots(NEPAL)

    undone = undo_load(before, BEFORE, now)

    assert undone.schedule == now
    assert [(each.key, each.now, each.because) for each in undone.kept] == [
        ("session 55, KEN, national-report", "", Reason.NEEDED)
    ]


@settings(max_examples=examples(40, deep=300))
@given(schedules(), schedules())
def test_to_undo_the_last_load_is_to_go_back(before: Schedule, load: Schedule) -> None:
    undone = undo_load(before, load, load)

    assert (undone.schedule, undone.kept) == (before, ())


@settings(max_examples=examples(40, deep=300))
@given(schedules(), schedules(), schedules())
def test_two_loads_undone_in_reverse_order_lead_to_the_start(
    start: Schedule, first: Schedule, second: Schedule
) -> None:
    between = undo_load(first, second, second).schedule

    assert undo_load(start, first, between).schedule == start


@settings(max_examples=examples(40, deep=300))
@given(schedules(), schedules())
def test_a_load_undone_already_changes_nothing(before: Schedule, load: Schedule) -> None:
    undone = undo_load(before, load, before)

    assert (undone.schedule, undone.kept) == (before, ())


@settings(max_examples=examples(40, deep=300))
@given(schedules(), st.data())
def test_it_does_not_matter_whether_an_unrelated_edit_comes_before_or_after(
    before: Schedule, data: st.DataObject
) -> None:
    """The load changes dates of sessions, the edit days of reviews."""
    load = with_other_dates(before, data)
    edited = [
        replace(each, dates=data.draw(publications(), label=each.country))
        if data.draw(st.booleans())
        else each
        for each in before.slots
    ]

    def edit(given: Schedule) -> Schedule:
        return canonical(replace(given, slots=tuple(edited)))

    undone = undo_load(before, load, edit(load))

    assert (undone.schedule, undone.kept) == (edit(before), ())


@settings(max_examples=examples(40, deep=300))
@given(schedules(), schedules(), schedules())
def test_an_edit_made_since_is_never_lost(before: Schedule, load: Schedule, now: Schedule) -> None:
    undone = undo_load(before, load, now).schedule

    edited = {(each.what, each.key, each.field) for each in compare_schedules(load, now)}
    overwritten = {(each.what, each.key, each.field) for each in compare_schedules(now, undone)}
    assert overwritten & edited == set()


@settings(max_examples=examples(40, deep=300))
@given(schedules(), schedules(), schedules())
def test_whatever_stays_of_a_load_is_named(before: Schedule, load: Schedule, now: Schedule) -> None:
    undone = undo_load(before, load, now)

    loaded = {(each.what, each.key) for each in compare_schedules(before, load)}
    differs = {(each.what, each.key) for each in compare_schedules(before, undone.schedule)}
    assert {(each.what, each.key) for each in undone.kept} == loaded & differs


def with_other_dates(given: Schedule, data: st.DataObject) -> Schedule:
    dates = [
        PublishedDate(each.number, "national-report", "national-report", data.draw(publications()))
        for each in given.sessions
    ]
    sessions = [replace(each, dates=data.draw(publications())) for each in given.sessions]
    return canonical(replace(given, sessions=tuple(sessions), dates=(*given.dates, *dates)))


def canonical(given: Schedule) -> Schedule:
    return read_document(write_document(given), "invented")
