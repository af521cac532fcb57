"""A session is over half a day after it was last used, and a week after it began."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from uprcycle.access.session import Session, SignInLink, Way

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
MOMENT = timedelta(microseconds=1)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
SESSION = Session("s1", "digest", "p1", Way.MAIL, NOW, NOW)


@pytest.mark.parametrize(
    ("seen", "asked", "expected"),
    [
        pytest.param(NOW, NOW + 12 * HOUR - MOMENT, True, id="in-use"),
        pytest.param(NOW, NOW + 12 * HOUR, False, id="idle"),
        pytest.param(NOW + 7 * DAY - HOUR, NOW + 7 * DAY - MOMENT, True, id="to-its-last-day"),
        pytest.param(NOW + 7 * DAY - HOUR, NOW + 7 * DAY, False, id="a-week"),
    ],
)
def test_a_session_lasts_while_it_is_used_and_a_week_at_most(
    seen: datetime,
    asked: datetime,
    expected: bool,  # noqa: FBT001
) -> None:
    assert replace(SESSION, seen=seen).is_live(asked) is expected


def test_what_is_ended_does_not_last() -> None:
    assert replace(SESSION, ended=NOW).is_live(NOW) is False


def test_that_it_was_used_is_noted_now_and_then() -> None:
    assert [SESSION.is_seen_late(NOW + timedelta(minutes=each)) for each in (4, 5)] == [False, True]


def test_a_link_is_open_until_it_is_over_and_neither_names_its_token() -> None:
    link = SignInLink("digest", "p1", Way.MAIL, NOW, NOW + HOUR)

    assert [link.is_open(NOW + HOUR - MOMENT), link.is_open(NOW + HOUR)] == [True, False]
    assert "digest" not in f"{link!r}{SESSION!r}"
