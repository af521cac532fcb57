"""Moments are aware, and kept in UTC."""

from datetime import UTC, datetime

import pytest

from tests.uprcycle.store.build import NEPAL_TIME
from uprcycle.store.moments import as_utc


def test_moment_keeps_its_instant_and_changes_its_zone() -> None:
    moment = as_utc(datetime(2026, 5, 4, 12, 45, tzinfo=NEPAL_TIME))

    assert moment.isoformat() == "2026-05-04T07:00:00+00:00"
    assert moment.tzinfo is UTC


def test_naive_moment_is_refused() -> None:
    with pytest.raises(ValueError, match=r"datetime\(2026, 5, 4, 0, 0\) has no zone"):
        as_utc(datetime(2026, 5, 4))  # noqa: DTZ001 - the fault under test
