from dataclasses import replace

from tests.web.site import TODAY, world
from uprcycle.reviews.phases import Phase
from uprcycle.wording.language import ENGLISH, Language
from web.calendar.strip import Frame, Strip, build_strip

FRAME = Frame(1040, 96, TODAY, ENGLISH)


def strip(frame: Frame = FRAME, cycle: int = 4) -> Strip:
    found = build_strip(world().timetables(cycle), frame)
    assert found is not None
    return found


def test_every_session_of_a_cycle_has_its_row_in_order() -> None:
    rows = strip().rows

    assert [each.session for each in rows] == list(range(41, 55))
    assert [each.count for each in rows] == [14, 13, 14, 14, 14, 14, 14, 14, 14, 13, 13, 14, 15, 12]
    assert [each.phase for each in rows][-3:] == ["Follow-up", "Review", "Pre-session"]


def test_phases_follow_each_other_within_the_picture() -> None:
    for row in strip().rows:
        bands = row.bands
        assert [round(band.x + band.width, 1) for band in bands[:-1]] == [band.x for band in bands[1:]]
        assert bands[0].x >= 0
        assert bands[-1].x + bands[-1].width <= 1040 - 96


def test_later_sessions_lie_further_on() -> None:
    starts = [each.bands[0].x for each in strip().rows]

    assert starts == sorted(starts)


def test_from_right_to_left_later_sessions_lie_further_to_the_left() -> None:
    found = strip(replace(FRAME, language=Language("ar"))).rows
    ends = [round(each.bands[0].x + each.bands[0].width, 1) for each in found]

    assert ends == [round(1040 - 96 - each.bands[0].x, 1) for each in strip().rows]


def test_one_phase_may_be_drawn_alone() -> None:
    rows = strip(replace(FRAME, phase=Phase.REVIEW)).rows

    assert {band.phase for each in rows for band in each.bands} == {"review"}


def test_today_is_drawn_where_it_lies_within() -> None:
    assert strip().today is not None
    assert strip(replace(FRAME, today=TODAY.replace(year=2040))).today is None


def test_there_is_no_strip_without_dates() -> None:
    assert build_strip([world().timetable("UKR")], FRAME) is None
    assert build_strip([], FRAME) is None
