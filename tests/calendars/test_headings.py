from dataclasses import replace

import pytest

from calendars.headings import Place, head_cancelled, head_date, head_task, place_of
from calendars.identity import Part
from tests.calendars.build import lead, milestone, rule
from uprcycle.days.span import read_span
from uprcycle.rules.rule import Kind, Rule
from uprcycle.timetable.milestone import Step, StepKind
from uprcycle.wording.language import ENGLISH

WINDOW = "2026-05-04/2026-09-30"
ONE_DAY = rule()
DUTY = rule(kind=Kind.DOCUMENT, lead=lead("8 months before", "3 months before"))
HAPPENS = rule(kind=Kind.MILESTONE, lead=lead("8 months before", "3 months before"))


@pytest.mark.parametrize(
    ("span", "of", "part", "place"),
    [
        (WINDOW, DUTY, Part.OPENS, Place.OPENS),
        (WINDOW, DUTY, Part.CLOSES, Place.CLOSES),
        (WINDOW, DUTY, Part.WHOLE, Place.THE_DAYS),
        (WINDOW, HAPPENS, Part.OPENS, Place.EARLIEST),
        (WINDOW, HAPPENS, Part.CLOSES, Place.LATEST),
        (WINDOW, HAPPENS, Part.WHOLE, Place.SOME_DAY),
        (WINDOW, ONE_DAY, Part.OPENS, Place.EARLIEST),
        (WINDOW, ONE_DAY, Part.CLOSES, Place.LATEST),
        (WINDOW, ONE_DAY, Part.WHOLE, Place.SOME_DAY),
        ("2026-05", DUTY, Part.WHOLE, Place.SOME_DAY),
        ("week of 2026-05-04", ONE_DAY, Part.WHOLE, Place.SOME_DAY),
        ("by 2026-05-04", ONE_DAY, Part.WHOLE, Place.BY_THEN),
        ("2026-05-04", ONE_DAY, Part.WHOLE, Place.THE_DAYS),
        ("2026-05-04T15:00", ONE_DAY, Part.WHOLE, Place.THE_DAYS),
    ],
)
def test_only_what_may_be_done_all_along_opens_and_closes(
    span: str, of: Rule, part: Part, place: Place
) -> None:
    assert place_of(milestone(span, of=of), part) is place


def test_a_last_day_that_is_not_sure_is_the_latest() -> None:
    sure = milestone(WINDOW, of=DUTY)
    steps = (Step(StepKind.ANCHOR, read_span("2026-09-11/2026-09-30")), *sure.finding.steps)
    guessed = replace(sure, finding=replace(sure.finding, steps=steps))

    assert [place_of(each, Part.CLOSES) for each in (sure, guessed)] == [Place.CLOSES, Place.LATEST]
    assert place_of(guessed, Part.OPENS) is Place.OPENS


@pytest.mark.parametrize("place", Place)
def test_twenty_characters_hold_the_word_and_the_beginning_of_the_title(place: Place) -> None:
    date, task = head_date("National report", place, ENGLISH), head_task("National report", place, ENGLISH)

    assert (date[:20].count("Nati"), task[:24].count("Nati")) == (1, 1)
    assert head_cancelled("National report", ENGLISH)[:20] == "Cancelled: National "


@pytest.mark.parametrize("head", [head_date, head_task])
def test_the_two_ends_of_a_window_are_told_apart_by_their_first_word(head: object) -> None:
    ends = [
        head("Report", each, ENGLISH)  # type: ignore[operator]
        for each in (Place.OPENS, Place.CLOSES, Place.EARLIEST, Place.LATEST)
    ]

    assert len(set(ends)) == len(ends)
