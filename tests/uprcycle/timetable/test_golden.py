"""Whole timetables as a person has read and found good; a changed rule shows as a list of moved dates.

After a wanted change run ``pytest tests/uprcycle/timetable --regold`` and read the difference.
"""

from collections.abc import Callable, Iterator

import pytest

from tests.uprcycle.examples import packaged_world
from uprcycle.timetable.milestone import Milestone
from uprcycle.timetable.timetable import Timetable


def lines(timetable: Timetable) -> Iterator[str]:
    """Write a timetable as text: one line a phase, a milestone and an action."""
    review = timetable.review
    yield f"{review.country}, cycle {review.cycle}, session {review.slot.session or 'none'}"
    yield from ("", "Phases open")
    yield from (f"  {day}  {phase}" for phase, day in timetable.openings.items())
    yield from ("", "Milestones")
    yield from map(line, timetable.milestones)
    yield from ("", "Actions")
    yield from map(line, timetable.actions)


def line(milestone: Milestone) -> str:
    notes = []
    if milestone.rule_says != milestone.span:
        notes.append(f"the rule says {milestone.rule_says}")
    if milestone.likeliest:
        notes.append(f"likeliest {milestone.likeliest}")
    if milestone.applies is None:
        notes.append(f"if {milestone.rule.condition}")
    text = f"  {milestone.span!s:<35}{milestone.status:<11}{milestone.id:<36}{'; '.join(notes)}"
    return text.rstrip()


@pytest.mark.parametrize(
    ("country", "cycle"),
    [
        pytest.param("CZE", 3, id="czechia-all-published"),
        pytest.param("SDN", 3, id="sudan-moved-by-a-session"),
        pytest.param("ESP", 3, id="spain-adopted-first-of-two"),
        pytest.param("CZE", 4, id="czechia-deadlines-read"),
        pytest.param("KEN", 4, id="kenya-by-forecast"),
        pytest.param("USA", 4, id="united-states-after-a-no-show"),
        pytest.param("MMR", 4, id="myanmar-with-a-suspended-deadline"),
        pytest.param("UKR", 4, id="ukraine-without-a-date"),
    ],
)
def test_a_whole_timetable_is_as_it_was_read(
    country: str, cycle: int, golden: Callable[[str, str], None]
) -> None:
    timetable = packaged_world().timetable(country, cycle)

    golden(f"{country}-{cycle}.txt", "\n".join([*lines(timetable), ""]))
