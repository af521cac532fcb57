"""What a change did is read off the rows; all others stay as they are."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.uprcycle.examples import published
from tests.uprcycle.schedule.amend.drafts import DRAFT, REPORT, council, done, due, lines, review, session
from tests.uprcycle.schedule.invented import schedules
from uprcycle.citation import Citation
from uprcycle.schedule.amend.amended import Amended, Pair, Row, place_of, rewrite_rows
from uprcycle.schedule.session import Schedule

KENYA = DRAFT.slots[0]


def rows_of(schedule: Schedule) -> list[Row]:
    return [*schedule.sessions, *schedule.councils, *schedule.slots, *schedule.dates]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (session(54, "2027-01"), "session 54"),
        (council(65, "2027-06"), "Council session 65"),
        (review(54, "MMR"), "session 54, MMR"),
        (review(None, "UKR"), "cycle 4, UKR, without a session"),
        (due(54, REPORT, "unknown"), "session 54, national-report"),
        (due(54, REPORT, "unknown", "MMR"), "session 54, MMR, national-report"),
    ],
)
def test_every_row_can_be_named(row: Row, expected: str) -> None:
    assert place_of(row) == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param(
            {"dates": published("2026-05-07")},
            [("dates", "2026-05-04T09:00/2026-05-04T12:30 (confirmed)", "2026-05-07 (confirmed)")],
            id="day",
        ),
        pytest.param(
            {"dates": replace(KENYA.dates, citation=Citation("a page"), note="Read twice.")},
            [("record", "the printed list (confirmed)", "a page; Read twice.")],
            id="source",
        ),
        pytest.param(
            {"order": 0, "session": None},
            [("session", "52", ""), ("order", "1", "")],
            id="place",
        ),
        pytest.param({"name_at_time": "Kenya Colony"}, [("name_at_time", "", "Kenya Colony")], id="name"),
        pytest.param({}, [], id="nothing"),
    ],
)
def test_each_cell_that_changed_is_one_deed(
    changes: dict[str, object], expected: list[tuple[str, ...]]
) -> None:
    amended = rewrite_rows(DRAFT, [(KENYA, replace(KENYA, **changes))])  # type: ignore[arg-type]

    assert done(amended) == [("session 52, KEN", *each) for each in expected]


def test_a_row_that_is_new_or_gone_is_one_deed() -> None:
    amended = rewrite_rows(DRAFT, [(None, due(54, REPORT, "2026-10-12")), (KENYA, None)])

    assert lines(amended) == [
        "session 54, national-report: row – → 2026-10-12 (confirmed)",
        "session 52, KEN: row 2026-05-04T09:00/2026-05-04T12:30 (confirmed) → –",
    ]


@given(schedules(), st.data())
def test_rewriting_one_row_keeps_all_others(schedule: Schedule, data: st.DataObject) -> None:
    rows = rows_of(schedule)
    pairs: list[Pair] = []
    if rows:
        row = data.draw(st.sampled_from(rows))
        pairs = [(row, replace(row, dates=published("2031-03-03")))]

    amended = rewrite_rows(schedule, pairs)

    gone, new = (
        [each for each in side if each] for side in (zip(*pairs, strict=True) if pairs else ([], []))
    )
    kept = [each for each in rows if not any(each is one for one in gone)]
    assert sorted(map(repr, rows_of(amended.schedule))) == sorted(map(repr, [*kept, *new]))


@given(schedules())
def test_no_pairs_are_no_change(schedule: Schedule) -> None:
    assert rewrite_rows(schedule, []) == Amended(schedule)
