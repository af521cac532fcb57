"""One State looked at: where it stands, what it entered, what opened and fell due; each phase noted once."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from flows.cycle.visiting import (
    Stretch,
    Visit,
    days_to_tell,
    is_told,
    look,
    note_told,
    step_name,
    visit_state,
)
from flows.installation.wiring import Wiring
from tests.flows.installed import NOON, TODAY
from tests.flows.released import released_for
from uprcycle.reviews.phases import Phase
from uprcycle.visibility import Visibility

DAY = timedelta(days=1)
ENTERED = date(2026, 12, 1)
"""The day on which Suriname's review is over and its outcome begins."""


def on(wiring: Wiring, day: date) -> Wiring:
    """Return the same installation on another day."""
    return replace(
        wiring, now=lambda: datetime(day.year, day.month, day.day, 12, tzinfo=UTC), today=lambda: day
    )


def test_what_opened_and_fell_due_is_named_and_a_long_list_is_cut() -> None:
    timetable = released_for("SUR").world().timetable("SUR")

    assert step_name(timetable, ENTERED) == "SUR · outcome"
    assert look(timetable, Stretch(ENTERED - DAY, ENTERED)).as_words() == (
        "outcome; opened: Draw up a matrix for implementation, Meet ministries about the recommendations, "
        "Lend your expertise to recommendations and 2 more; due: Send the media a press release, "
        "Host a public screening of the review, Follow the review on the webcast"
    )
    assert look(timetable, Stretch(TODAY - DAY, TODAY)).as_words() == "review"


def test_days_that_nobody_told_of_are_told_together() -> None:
    timetable = released_for("SUR").world().timetable("SUR")
    days = [look(timetable, Stretch(ENTERED - each * DAY, ENTERED - (each - 1) * DAY)) for each in (3, 2, 1)]
    together = look(timetable, Stretch(ENTERED - 3 * DAY, ENTERED))

    assert set(together.due) == {title for each in days for title in each.due}
    assert set(together.opened) == {title for each in days for title in each.opened}


def test_only_what_everybody_may_see_is_named() -> None:
    timetable = released_for("SUR").world().timetable("SUR")
    titles = {each.rule.title for each in (*timetable.milestones, *timetable.actions)}
    public = {
        each.rule.title
        for each in (*timetable.milestones, *timetable.actions)
        if each.rule.visibility is Visibility.PUBLIC
    }
    named = look(timetable, Stretch(date(2025, 1, 1), date(2032, 1, 1)))

    assert public < titles
    assert set(named.due) | set(named.opened) <= public


def test_a_phase_is_entered_once_and_what_was_before_the_founding_is_no_news() -> None:
    wiring = on(released_for("SUR"), ENTERED)
    stretch = Stretch(ENTERED - DAY, ENTERED)
    first, second = (visit_state(wiring, "SUR", stretch) for _ in range(2))

    assert (first.entered, second.entered) == ((Phase.OUTCOME,), ())
    assert first.as_words().startswith("outcome; entered outcome; opened: ")
    assert [each.phase for each in wiring.store.passages.all()] == list(Phase)[:5]
    assert {(each.country, each.cycle) for each in wiring.store.passages.all()} == {("SUR", 4)}


def test_acting_for_a_day_to_come_notes_nothing_of_it() -> None:
    wiring = released_for("SUR")
    visit_state(wiring, "SUR", Stretch(ENTERED - DAY, ENTERED))
    note_told(wiring, ENTERED)

    assert [each.phase for each in wiring.store.passages.all()] == list(Phase)[:4]
    assert not is_told(wiring, TODAY)


@pytest.mark.parametrize(
    ("told", "day", "since"),
    [
        (None, TODAY, TODAY - DAY),
        (TODAY, TODAY, TODAY - DAY),
        (TODAY - DAY, TODAY, TODAY - DAY),
        (TODAY - 3 * DAY, TODAY, TODAY - 3 * DAY),
        (TODAY, TODAY - 9 * DAY, TODAY - 10 * DAY),
    ],
    ids=["first", "again", "next day", "after an outage", "looking back"],
)
def test_days_are_told_from_where_the_last_round_ended(told: date | None, day: date, since: date) -> None:
    wiring = released_for("SUR", now=lambda: NOON)
    if told:
        note_told(wiring, told)

    assert days_to_tell(wiring, day) == Stretch(since, day)
    assert is_told(wiring, day) is (told is not None and told >= day)


def test_a_state_without_a_date_is_of_no_phase() -> None:
    assert Visit("UKR", None).as_words() == "no phase open"
