"""A duty that recurs is due each time, counted from its anchor and numbered for ever."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.uprcycle.examples import lead, packaged_world, published, rule
from uprcycle.checklist.build import build_checklist
from uprcycle.checklist.occurrence import occurrences_of
from uprcycle.days.recurrence import Recurrence
from uprcycle.days.span import Status, day_span
from uprcycle.days.workdays import WorkingDays
from uprcycle.people import Office, Role
from uprcycle.rules.anchor import Anchor
from uprcycle.timetable.find import find_by_rule, find_published, find_unknown
from uprcycle.timetable.milestone import Milestone

OFFICE = WorkingDays()
END = date(2031, 1, 1)
CSO = Office("A coalition", "KEN", frozenset({Role.CSO}))


def due(counted: tuple[str, ...], months: int, anchor: str = "2027-08-31") -> Milestone:
    """Return a date that comes back, counted from an anchor that is published."""
    row = rule("meet", lead("review", *counted), repeat=Recurrence(months))
    finding = find_by_rule(row, find_published(published(anchor)), OFFICE)
    return Milestone(row, "KEN", 5, finding, finding.span)


def times(dated: Milestone, end: date | None = END) -> list[tuple[str, str]]:
    return [(each.id, str(each.span)) for each in occurrences_of(dated, end)]


@pytest.mark.parametrize(
    ("counted", "months", "expected"),
    [
        pytest.param(
            ("6 months after",),
            6,
            [
                ("meet", "2028-02-29"),
                ("meet~2", "2028-08-31"),
                ("meet~3", "2029-02-28"),
                ("meet~4", "2029-08-31"),
                ("meet~5", "2030-02-28"),
                ("meet~6", "2030-08-31"),
            ],
            id="a-day-clamped-once-and-never-chained",
        ),
        pytest.param(
            ("on the day", "14 days after"),
            12,
            [
                ("meet", "2027-08-31/2027-09-14"),
                ("meet~2", "2028-08-31/2028-09-14"),
                ("meet~3", "2029-08-31/2029-09-14"),
                ("meet~4", "2030-08-31/2030-09-14"),
            ],
            id="a-short-window-comes-back-whole",
        ),
        pytest.param(
            ("2 months after", "15 months after"),
            6,
            [
                ("meet", "2027-10-31/2028-04-30"),
                ("meet~2", "2028-04-30/2028-10-31"),
                ("meet~3", "2028-10-31/2028-11-30"),
            ],
            id="a-long-window-is-cut-into-periods",
        ),
        pytest.param(
            ("1 year before", "on the day"),
            12,
            [("meet", "2026-08-31/2027-08-31")],
            id="a-window-of-one-period-comes-once",
        ),
        pytest.param(
            ("10 days before",),
            24,
            [("meet", "2027-08-21"), ("meet~2", "2029-08-21")],
            id="months-first-days-last",
        ),
    ],
)
def test_each_time_is_counted_from_the_anchor(
    counted: tuple[str, ...], months: int, expected: list[tuple[str, str]]
) -> None:
    assert times(due(counted, months)) == expected


def test_without_an_end_only_what_has_one_of_its_own_comes_back() -> None:
    assert times(due(("6 months after",), 6), end=None) == [("meet", "2028-02-29")]
    assert len(times(due(("2 months after", "15 months after"), 6), end=None)) == 3


def test_what_does_not_recur_or_has_no_day_stands_alone() -> None:
    row = rule("meet", repeat=Recurrence(1))
    unknown = find_unknown(Anchor.REVIEW)
    once = Milestone(rule("meet"), "KEN", 5, find_published(published("2027-08-31")), day_span(END))

    assert occurrences_of(once, END) == (once,)
    assert times(Milestone(row, "KEN", 5, unknown, unknown.span)) == [("meet", "unknown")]


def test_later_times_are_counted_from_a_published_first_and_are_no_surer_than_that() -> None:
    row = rule("meet", lead("review", "1 year after"), repeat=Recurrence(12))
    first = Milestone(row, "KEN", 5, find_published(published("2029-05-04")), day_span(END))

    assert [(str(each.span), each.status) for each in occurrences_of(first, END)] == [
        ("2029-05-04", Status.CONFIRMED),
        ("2030-05-04", Status.ESTIMATED),
    ]


@given(st.dates(date(2024, 1, 1), date(2028, 12, 31)), st.integers(1, 24), st.integers(0, 30))
def test_a_number_keeps_its_meaning_whatever_the_anchor(day: date, months: int, shift: int) -> None:
    counted = (f"{shift} months after" if shift > 1 else "on the day",)
    found = occurrences_of(due(counted, months, str(day)), date(2033, 1, 1))

    assert [each.ordinal for each in found] == list(range(1, len(found) + 1))
    for each in found:
        first = each.finding.span.first  # type: ignore[union-attr]
        start = counted_months(day, first)
        assert start == (shift if shift > 1 else 0) + (each.ordinal - 1) * months


def counted_months(start: date, end: date) -> int:
    return (end.year - start.year) * 12 + end.month - start.month


def test_every_time_on_a_list_of_the_record_is_a_task_of_its_own() -> None:
    found = build_checklist(packaged_world().timetable("KEN"), CSO, ())
    ids = [each.id for each in found.tasks]

    assert len(set(ids)) == len(ids)
    assert [each for each in ids if each.startswith("media-progress-updates")] == [
        "media-progress-updates",
        *(f"media-progress-updates~{number}" for number in range(2, 8)),
    ]
    assert all(each.rule.id == each.id.partition("~")[0] for each in found.tasks)
