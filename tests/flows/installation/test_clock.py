"""The clock is Geneva's for days and UTC's for moments, wherever the machine stands."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from flows.installation import clock


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 1, 31, 22, 59, tzinfo=UTC), date(2026, 1, 31)),
        (datetime(2026, 1, 31, 23, 0, tzinfo=UTC), date(2026, 2, 1)),
        (datetime(2026, 7, 1, 21, 59, tzinfo=UTC), date(2026, 7, 1)),
        (datetime(2026, 7, 1, 22, 0, tzinfo=UTC), date(2026, 7, 2)),
    ],
)
def test_the_day_is_that_of_geneva(moment: datetime, day: date) -> None:
    with time_machine.travel(moment, tick=False):
        assert (clock.now(), clock.today()) == (moment, day)
        assert clock.now().tzinfo is UTC
