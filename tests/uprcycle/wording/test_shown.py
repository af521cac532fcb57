"""The JSON shape of a milestone, which scripts rely on."""

import json
from dataclasses import replace
from datetime import time

import pytest

from tests.uprcycle.examples import LIST, lead, packaged_world, rule
from uprcycle.days.span import Status, read_span
from uprcycle.people import Role
from uprcycle.timetable.milestone import Finding, Milestone, Step, StepKind
from uprcycle.wording.language import ENGLISH
from uprcycle.wording.shown import show_milestone, show_span

DEADLINE = Milestone(
    rule=rule(
        "deadline",
        lead("review", "8 months before", "6 months before"),
        actors=(Role.CSO, Role.NHRI),
        at=time(15),
    ),
    country="KEN",
    cycle=5,
    finding=Finding(
        read_span("2027-03-25T15:00"),
        Status.CONFIRMED,
        LIST,
        (Step(StepKind.PUBLISHED, read_span("2027-03-25")),),
    ),
    rule_says=read_span("2027-03-03/2027-05-03"),
)


def test_a_milestone_is_shown_with_all_its_certainty() -> None:
    assert show_milestone(DEADLINE, ENGLISH) == {
        "id": "deadline",
        "title": "Brief the team",
        "kind": "milestone",
        "phase": "preparation",
        "start": "2027-03-25T15:00:00+01:00",
        "end": "2027-03-25T15:00:00+01:00",
        "all_day": False,
        "time_zone": "Europe/Zurich",
        "precision": "instant",
        "status": "confirmed",
        "visibility": "public",
        "actors": ["CSO", "NHRI"],
        "source": {"document": "the printed list", "place": "", "confidence": "confirmed"},
        "rule": "8 months before to 6 months before: review",
        "rule_says": {
            "start": "2027-03-03",
            "end": "2027-05-03",
            "all_day": True,
            "time_zone": None,
            "precision": "window",
        },
        "basis": "stated",
        "voluntary": False,
        "applies": True,
    }


def test_what_is_not_known_to_apply_is_null() -> None:
    assert show_milestone(replace(DEADLINE, applies=None), ENGLISH)["applies"] is None


@pytest.mark.parametrize(
    ("span", "shown"),
    [
        pytest.param("unknown", (None, None, False, None, "unknown"), id="unknown"),
        pytest.param("2026-11", ("2026-11-01", "2026-11-30", True, None, "month"), id="month"),
        pytest.param(
            "by 2026-05-04", ("2026-05-04", "2026-05-04", True, None, "no-later-than"), id="latest-day"
        ),
        pytest.param(
            "2026-05-04T09:00/2026-05-04T12:30",
            ("2026-05-04T09:00:00+02:00", "2026-05-04T12:30:00+02:00", False, "Europe/Zurich", "instant"),
            id="sitting",
        ),
    ],
)
def test_a_span_has_two_ends_both_included(span: str, shown: tuple[object, ...]) -> None:
    assert tuple(show_span(read_span(span)).values()) == shown


def test_every_milestone_on_record_can_be_written_as_json() -> None:
    shown = [show_milestone(each, ENGLISH) for each in packaged_world().timetable("TON", 3).milestones]

    assert json.loads(json.dumps(shown)) == shown
