from datetime import date

import pytest

from tests.web.site import TODAY, world
from uprcycle.days.span import Status
from uprcycle.wording.language import ENGLISH, Language
from web.cards import main_milestones
from web.timeline import Scale, Timeline, build_timeline


def picture(code: str, width: int = 1040, today: date = TODAY) -> Timeline:
    found = build_timeline(world().timetable(code), today, ENGLISH, width)
    assert found is not None
    return found


def test_a_scale_is_in_proportion_and_ends_at_its_edges() -> None:
    scale = Scale(date(2026, 1, 1), date(2026, 1, 11), 100)
    days = [date(2025, 1, 1), date(2026, 1, 1), date(2026, 1, 6), date(2026, 1, 11), date(2027, 1, 1)]

    assert [scale.at(day) for day in days] == [0, 0, 50, 100, 100]
    assert [scale.holds(day) for day in days] == [False, True, True, True, False]


def test_every_main_milestone_with_a_date_has_its_row_in_order_of_time() -> None:
    bars = picture("KEN").bars

    assert [each.id for each in bars] == [each.id for each in main_milestones(world().timetable("KEN"))]
    assert [each.y for each in bars] == [64 + 22 * row for row in range(len(bars))]
    assert {each.mark for each in bars} <= {each.value for each in Status}


def test_the_picture_runs_from_a_year_before_the_review_to_the_next_one() -> None:
    found = picture("KEN")

    assert [tick.label for tick in found.ticks] == ["2025", "2026", "2027", "2028", "2029", "2030"]
    assert [band.phase for band in found.bands][::8] == ["preparation", "next-cycle"]
    new_year = {tick.label: tick.x for tick in found.ticks}
    assert found.today == pytest.approx(
        new_year["2026"] + 324 / 365 * (new_year["2027"] - new_year["2026"]), abs=0.1
    )


@pytest.mark.parametrize("width", [1040, 380])
def test_nothing_leaves_the_picture_and_no_label_is_written_over_its_mark(width: int) -> None:
    for code in (each.iso3 for each in world().countries.members()):
        if code == "UKR":
            continue
        found = picture(code, width)
        edges = [(bar.x, bar.x + bar.width) for bar in found.bars]
        assert [edge for edge in edges if not 0 <= edge[0] <= edge[1] <= width] == []
        reach = [
            (bar.label_x, bar.label_x + (1 if bar.anchor == "start" else -1) * len(bar.label) * 6.4)
            for bar in found.bars
        ]
        assert [pair for pair in reach if not -1 <= min(pair) <= max(pair) <= width + 1] == []
        assert [bar.id for bar in found.bars if bar.x < bar.label_x < bar.x + bar.width] == []


def test_phases_follow_each_other_without_gap() -> None:
    bands = picture("KEN").bands

    assert [round(band.x + band.width, 1) for band in bands[:-1]] == [band.x for band in bands[1:]]


def test_a_phase_is_named_where_there_is_room() -> None:
    assert {band.label for band in picture("KEN", 380).bands} <= {"", "Follow-up", "Mid-term", "Next cycle"}


@pytest.mark.parametrize(
    ("today", "anchor", "is_shown"),
    [
        (TODAY, "middle", True),
        (date(2024, 5, 2), "start", True),
        (date(2030, 5, 1), "end", True),
        (date(2040, 1, 1), "middle", False),
    ],
)
def test_today_is_drawn_where_it_lies_within(today: date, anchor: str, is_shown: bool) -> None:  # noqa: FBT001 - a column of the table
    found = picture("KEN", today=today)

    assert (found.today_anchor, found.today is not None) == (anchor, is_shown)


def test_from_right_to_left_everything_is_the_same_seen_in_a_mirror() -> None:
    """Anchors stay as they are: they follow the direction of the text."""
    left = picture("KEN")
    right = build_timeline(world().timetable("KEN"), TODAY, Language("ar"), 1040)
    assert right is not None
    assert left.today is not None

    assert [each.x for each in right.ticks] == [round(1040 - each.x, 1) for each in left.ticks]
    assert right.today == round(1040 - left.today, 1)
    assert right.today_anchor == left.today_anchor
    for theirs, ours in ((right.bands, left.bands), (right.bars, left.bars)):
        assert [each.width for each in theirs] == [each.width for each in ours]
        assert [each.x for each in theirs] == [round(1040 - each.x - each.width, 1) for each in ours]
    assert [(each.mark_x, each.label_x, each.anchor) for each in right.bars] == [
        (round(1040 - each.mark_x, 1), round(1040 - each.label_x, 1), each.anchor) for each in left.bars
    ]


def test_there_is_no_picture_without_a_date() -> None:
    assert build_timeline(world().timetable("UKR"), TODAY, ENGLISH, 1040) is None
