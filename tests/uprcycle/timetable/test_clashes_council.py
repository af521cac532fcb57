"""Windows for approaching missions, beside the sessions of the Council that were really held."""

from collections.abc import Iterable
from datetime import date

import pytest

from tests.uprcycle.examples import council, lead, published, review, rule, slot
from uprcycle.days.span import Status, read_span, window_span
from uprcycle.days.workdays import WorkingDays
from uprcycle.rules.rulebook import Rulebook
from uprcycle.schedule.session import CouncilSession
from uprcycle.store.packaged import load_ruleset
from uprcycle.timetable.clashes_council import CouncilClash, find_council_clashes
from uprcycle.timetable.compute import Setting, compute_timetable
from uprcycle.timetable.milestone import Milestone

GENEVA = load_ruleset().office
MARCH = council("2026-02-23/2026-03-31", 61)  # as it was held


def windows(span: str, *leads: tuple[str, str]) -> tuple[Milestone, ...]:
    """Return windows counted from a review on ``span``."""
    rules = [rule(f"window-{number}", lead("review", *each)) for number, each in enumerate(leads)]
    given = review(slot=slot(span=span))
    return compute_timetable(given, Rulebook(tuple(rules)), Setting(WorkingDays())).milestones


def clashes(
    found: Iterable[Milestone], *councils: CouncilSession, on: str = "2026-05-04"
) -> list[CouncilClash]:
    return list(find_council_clashes(found, councils, read_span(on), GENEVA))


MISSIONS = ("2 months before", "1 month before")


def test_a_window_in_march_meets_the_council_and_days_before_and_after_it_are_proposed() -> None:
    """The week after the session has Good Friday and Easter Monday in it."""
    (clash,) = clashes(windows("2026-05-04", MISSIONS), MARCH)

    assert clash.days == window_span(date(2026, 3, 4), date(2026, 3, 31))
    assert (clash.council, clash.before) == (MARCH, date(2026, 2, 9))
    assert clash.after == window_span(date(2026, 4, 1), date(2026, 4, 7))


def test_two_weeks_before_is_a_working_day() -> None:
    """24 December 2025 lies two weeks before, and 25 December is a holiday."""
    early = council("2026-01-08/2026-02-20")

    (clash,) = clashes(windows("2026-03-20", MISSIONS), early, on="2026-03-20")

    assert GENEVA.is_working(clash.before)
    assert clash.before == date(2025, 12, 24)


def test_the_week_after_is_not_proposed_once_the_review_begins() -> None:
    (clash,) = clashes(windows("2026-04-06", MISSIONS), MARCH, on="2026-04-06")

    assert clash.after is None


@pytest.mark.parametrize(
    ("held", "count"),
    [
        pytest.param("2026-04-04/2026-04-30", 1, id="begins-on-the-last-day"),
        pytest.param("2026-04-05/2026-04-30", 0, id="begins-a-day-later"),
        pytest.param("2026-02-01/2026-03-04", 1, id="ends-on-the-first-day"),
        pytest.param("2026-03", 0, id="known-to-the-month"),
        pytest.param("unknown", 0, id="not-known"),
    ],
)
def test_a_council_session_clashes_where_a_day_is_in_common(held: str, count: int) -> None:
    assert len(clashes(windows("2026-05-04", MISSIONS), council(held))) == count


@pytest.mark.parametrize(
    ("reviewed", "count"),
    [
        pytest.param("2026-05-04/2026-05-15", 1, id="in-any-case"),
        pytest.param("2026-05", 1, id="a-month-in-any-case"),
        pytest.param("2026-05/2026-06", 0, id="two-months-may-escape"),
        pytest.param("unknown", 0, id="nothing-is-known"),
    ],
)
def test_a_window_that_may_escape_the_council_does_not_clash(reviewed: str, count: int) -> None:
    assert len(clashes(windows(reviewed, MISSIONS), MARCH)) == count


def test_windows_that_meet_the_council_on_the_same_days_are_one_clash() -> None:
    found = windows("2026-05-04", MISSIONS, MISSIONS, ("3 months before", "2 months before"))

    both, other = sorted(clashes(found, MARCH), key=lambda each: -len(each.milestones))

    assert [each.id for each in both.milestones] == ["window-0", "window-1"]
    assert [each.id for each in other.milestones] == ["window-2"]


def test_a_session_that_was_called_off_clashes_with_nothing() -> None:
    off = CouncilSession(61, published("2026-02-23/2026-03-31", Status.WITHDRAWN))

    assert clashes(windows("2026-05-04", MISSIONS), off) == []
