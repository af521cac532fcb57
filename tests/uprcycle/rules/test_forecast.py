"""The season in which a session meets."""

from datetime import date

import pytest

from uprcycle.days.span import Unknown
from uprcycle.rules.forecast import Season, season_of
from uprcycle.store.packaged import load_schedule


@pytest.mark.parametrize(
    ("month", "season"),
    [
        (1, Season.JANUARY),
        (2, Season.JANUARY),
        (3, None),
        (4, Season.SPRING),
        (5, Season.SPRING),
        (6, None),
        (7, None),
        (8, None),
        (9, None),
        (10, Season.AUTUMN),
        (11, Season.AUTUMN),
        (12, Season.AUTUMN),
    ],
)
def test_only_months_in_which_the_working_group_meets_have_a_season(
    month: int, season: Season | None
) -> None:
    assert season_of(date(2026, month, 1)) is season


def test_every_session_on_record_has_a_season() -> None:
    starts = [each.dates.span for each in load_schedule(inferred=True).sessions]

    assert [span for span in starts if isinstance(span, Unknown) or season_of(span.first) is None] == []
