"""A table laid over the schedule in force."""

from dataclasses import replace

import pytest
from hypothesis import given

from tests.uprcycle.examples import LIST, council, dated, published, session, slot
from tests.uprcycle.schedule.invented import schedules
from uprcycle.citation import Citation
from uprcycle.days.span import Status
from uprcycle.schedule.compare import compare_schedules
from uprcycle.schedule.export import export_schedule
from uprcycle.schedule.merge import merge_schedule
from uprcycle.schedule.reader import read_schedule
from uprcycle.schedule.session import Published, PublishedDate, Schedule, Slot
from uprcycle.store.packaged import load_countries, load_schedule

TABLE = Citation("table.csv")
DEADLINE = "stakeholder-submission-deadline"
REPORT = "national-report"
TENTATIVE, CONFIRMED, WITHDRAWN = Status.TENTATIVE, Status.CONFIRMED, Status.WITHDRAWN
KENYA = slot(dates=replace(published("2027-11-03"), note="first"), name_at_time="Kenya Colony")
UGANDA = slot("UGA", "2027-11-04", order=2)
RELEASED = Schedule(
    sessions=(replace(session(), scheduled=14), session("2028-01-17/2028-01-28", number=56)),
    councils=(council("2028-02-28/2028-04-04"),),
    slots=(KENYA, UGANDA),
    dates=(dated(DEADLINE, "2027-04-15"), dated("troika-selected", "2027-09-01")),
)


def said(span: str = "unknown", status: Status = TENTATIVE) -> Published:
    return published(span, status, TABLE)


def table(*slots: Slot, dates: tuple[PublishedDate, ...] = (), span: str = "unknown") -> Schedule:
    """Return what a table says that lists these slots of session 55 and names no Council session."""
    return Schedule(sessions=(replace(session(), dates=said(span), council=()),), slots=slots, dates=dates)


def changes(read: Schedule, released: Schedule = RELEASED) -> list[tuple[str, str, str, str]]:
    merged = merge_schedule(released, read)
    return [(each.key, each.field, each.old, each.new) for each in compare_schedules(released, merged)]


def moved(country: str, session: int | None, span: str = "unknown", status: Status = TENTATIVE) -> Slot:
    return Slot(5, session, country, 0, said(span, status))


@given(schedules())
def test_a_schedule_laid_over_nothing_is_itself(any_schedule: Schedule) -> None:
    nothing = Schedule()

    assert merge_schedule(any_schedule, nothing) == any_schedule
    assert merge_schedule(nothing, any_schedule).slots == any_schedule.slots


def test_the_packaged_schedule_as_one_review_a_row_changes_nothing() -> None:
    packaged, countries = load_schedule(), load_countries()
    text = export_schedule(packaged, countries, ".csv").encode()

    read = read_schedule("schedule.csv", text, countries).schedule

    assert read != packaged
    assert merge_schedule(packaged, read) == packaged


def test_the_packaged_schedule_as_one_session_a_row_changes_no_date() -> None:
    packaged, countries = load_schedule(), load_countries()
    lines = ["cycle;session;dates;states"]
    for each in packaged.sessions:
        here = sorted(
            (one for one in packaged.slots if one.session == each.number), key=lambda one: one.order
        )
        states = ", ".join(one.country for one in here if one.dates.status is not WITHDRAWN)
        lines.append(f"{each.cycle};{each.number};{each.dates.span};{states}")

    read = read_schedule("sessions.csv", "\n".join(lines).encode(), countries).schedule

    merged = compare_schedules(packaged, merge_schedule(packaged, read))
    assert {each.field for each in merged} <= {"order", "order_confidence"}


@pytest.mark.parametrize(
    ("read", "expected"),
    [
        pytest.param(table(moved("KEN", 55)), [], id="a-name-alone-says-nothing"),
        pytest.param(table(moved("KEN", 55, "2027-11-03")), [], id="an-empty-status-takes-no-certainty"),
        pytest.param(
            table(moved("KEN", 55, "2027-11-05", CONFIRMED)),
            [
                ("cycle 5, KEN", "date", "2027-11-03", "2027-11-05"),
                ("cycle 5, KEN", "source", "the printed list", "table.csv"),
                ("cycle 5, KEN", "confidence", "confirmed", ""),
                ("cycle 5, KEN", "note", "first", ""),
            ],
            id="another-day-brings-its-source",
        ),
        pytest.param(
            table(moved("KEN", 55, status=WITHDRAWN)),
            [("cycle 5, KEN", "status", "confirmed", "withdrawn")],
            id="withdrawn-on-its-day",
        ),
        pytest.param(
            table(span="2027-11-08/2027-11-19"),
            [
                ("session 55", "dates", "2027-11-01/2027-11-12", "2027-11-08/2027-11-19"),
                ("session 55", "status", "confirmed", "tentative"),
                ("session 55", "source", "the printed list", "table.csv"),
                ("session 55", "confidence", "confirmed", ""),
            ],
            id="a-session-keeps-its-counts-and-councils",
        ),
    ],
)
def test_what_the_table_says_is_taken_and_the_rest_stays(
    read: Schedule, expected: list[tuple[str, str, str, str]]
) -> None:
    assert changes(read) == expected


def places(read: Schedule, released: Schedule = RELEASED) -> list[tuple[str, int | None, str]]:
    slots = merge_schedule(released, read).slots
    return sorted((each.country, each.session, each.dates.status.value) for each in slots)


LEFT = replace(RELEASED, slots=(slot(dates=published("2027-11-03", WITHDRAWN)), slot(session=56), UGANDA))


@pytest.mark.parametrize(
    ("read", "released", "expected"),
    [
        pytest.param(
            table(moved("KEN", 56)),
            RELEASED,
            [("KEN", 56, "tentative"), ("UGA", 55, "confirmed")],
            id="moved-to-another-session",
        ),
        pytest.param(
            table(moved("KEN", None)),
            RELEASED,
            [("KEN", None, "tentative"), ("UGA", 55, "confirmed")],
            id="without-a-session",
        ),
        pytest.param(
            table(moved("KEN", 55, status=WITHDRAWN), moved("KEN", 56)),
            RELEASED,
            [("KEN", 55, "withdrawn"), ("KEN", 56, "tentative"), ("UGA", 55, "confirmed")],
            id="left-and-taken",
        ),
        pytest.param(
            table(moved("KEN", 57)),
            LEFT,
            [("KEN", 55, "withdrawn"), ("KEN", 57, "tentative"), ("UGA", 55, "confirmed")],
            id="a-place-left-before-stays-on-record",
        ),
        pytest.param(
            table(moved("KEN", 55)),
            LEFT,
            [("KEN", 55, "tentative"), ("UGA", 55, "confirmed")],
            id="back-where-it-was",
        ),
        pytest.param(
            table(moved("ZWE", 55)),
            RELEASED,
            [("KEN", 55, "confirmed"), ("UGA", 55, "confirmed"), ("ZWE", 55, "tentative")],
            id="one-more",
        ),
    ],
)
def test_a_state_takes_the_places_that_the_table_gives_it(
    read: Schedule, released: Schedule, expected: list[tuple[str, int | None, str]]
) -> None:
    assert places(read, released) == expected


def dates_of(read: Schedule, released: Schedule = RELEASED) -> list[tuple[str, str, str]]:
    return [
        (each.country, each.milestone, str(each.dates.span)) for each in merge_schedule(released, read).dates
    ]


ALL = (moved("KEN", 55), moved("UGA", 55))
TROIKA = ("", "troika-selected", "2027-09-01")


def due(span: str, country: str = "", milestone: str = DEADLINE) -> PublishedDate:
    return PublishedDate(55, milestone, milestone, said(span), country)


@pytest.mark.parametrize(
    ("read", "expected"),
    [
        pytest.param(
            table(*ALL, dates=(due("2027-04-15"),)), [("", DEADLINE, "2027-04-15"), TROIKA], id="the-same"
        ),
        pytest.param(
            table(*ALL, dates=(due("2027-04-20"),)), [("", DEADLINE, "2027-04-20"), TROIKA], id="of-all"
        ),
        pytest.param(
            table(ALL[0], dates=(due("2027-04-20"),)),
            [("", DEADLINE, "2027-04-15"), ("KEN", DEADLINE, "2027-04-20"), TROIKA],
            id="of-one-although-the-table-says-of-all-it-lists",
        ),
        pytest.param(
            table(*ALL, dates=(due("2027-04-20", "KEN"), due("2027-04-15", "UGA"))),
            [("", DEADLINE, "2027-04-15"), ("KEN", DEADLINE, "2027-04-20"), TROIKA],
            id="of-each-its-own",
        ),
        pytest.param(
            table(*ALL, dates=(due("2027-07-26", milestone=REPORT),)),
            [("", REPORT, "2027-07-26"), ("", DEADLINE, "2027-04-15"), TROIKA],
            id="a-date-not-known-before",
        ),
    ],
)
def test_a_deadline_is_of_the_session_only_where_all_its_states_are_named(
    read: Schedule, expected: list[tuple[str, str, str]]
) -> None:
    assert dates_of(read) == expected


def test_a_deadline_of_all_takes_the_place_of_those_of_some() -> None:
    own = replace(RELEASED, dates=(*RELEASED.dates, dated(DEADLINE, "2027-05-01", country="KEN")))

    assert dates_of(table(*ALL, dates=(due("2027-04-20"),)), own) == [("", DEADLINE, "2027-04-20"), TROIKA]


def test_the_dates_of_a_state_in_a_session_go_when_it_leaves() -> None:
    own = replace(RELEASED, dates=(*RELEASED.dates, dated(DEADLINE, "2027-05-01", country="KEN")))

    assert dates_of(table(moved("KEN", 56)), own) == [("", DEADLINE, "2027-04-15"), TROIKA]
    assert compare_schedules(own, merge_schedule(own, table(moved("KEN", 55)))) == ()


def test_what_no_column_holds_stays_with_the_slot() -> None:
    (kenya,) = (
        each
        for each in merge_schedule(RELEASED, table(moved("KEN", 55, "2027-11-05"))).slots
        if each.country == "KEN"
    )

    assert (kenya.name_at_time, kenya.order, kenya.dates.citation) == ("Kenya Colony", 1, TABLE)
    assert KENYA.dates.citation == LIST
