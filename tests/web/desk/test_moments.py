"""A moment in a table is that of Geneva."""

from datetime import UTC, datetime

import pytest

from uprcycle.store.packaged import load_language
from web.desk.moments import short_moment


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (datetime(2026, 11, 22, 23, 30, tzinfo=UTC), "23 Nov 2026, 00:30"),
        (datetime(2026, 7, 1, 8, 5, tzinfo=UTC), "1 Jul 2026, 10:05"),
    ],
)
def test_day_and_minute_are_those_of_geneva(moment: datetime, expected: str) -> None:
    assert short_moment(moment, load_language("en")) == expected
