"""Dates of several States on the desk of one body within fourteen days."""

import pytest

from tests.uprcycle.examples import LIST, lead, rule
from uprcycle.days.span import Status, read_span
from uprcycle.timetable.clashes_fortnight import find_fortnight_clashes
from uprcycle.timetable.milestone import Finding, Milestone, Step, StepKind

BODIES = {"FJI": "Suva", "TON": "Suva", "VUT": "Suva", "KEN": "Nairobi"}
TENTATIVE = Status.TENTATIVE


def dated(code: str, span: str, status: Status = TENTATIVE, *, likeliest: str = "") -> Milestone:
    said = read_span(span)
    steps = (Step(StepKind.LIKELIEST, read_span(likeliest)),) if likeliest else ()
    return Milestone(rule("review", lead("review")), code, 4, Finding(said, status, LIST, steps), said)


def told(*milestones: Milestone) -> list[tuple[str, str, list[str]]]:
    found = find_fortnight_clashes(milestones, BODIES)
    return [(each.body, str(each.days), [one.country for one in each.milestones]) for each in found]


@pytest.mark.parametrize(
    ("milestones", "expected"),
    [
        pytest.param(
            [dated("TON", "2026-05-14"), dated("FJI", "2026-05-01")],
            [("Suva", "2026-05-01/2026-05-14", ["FJI", "TON"])],
            id="fourteen-days",
        ),
        pytest.param([dated("TON", "2026-05-15"), dated("FJI", "2026-05-01")], [], id="fifteen-days"),
        pytest.param([dated("KEN", "2026-05-01"), dated("FJI", "2026-05-01")], [], id="two-bodies"),
        pytest.param([dated("FJI", "2026-05-04"), dated("FJI", "2026-05-05")], [], id="one-state"),
        pytest.param(
            [dated("FJI", "2026-05-04/2026-05-15"), dated("TON", "2026-05-04/2026-05-15")],
            [("Suva", "2026-05-04/2026-05-15", ["FJI", "TON"])],
            id="a-session-of-known-days",
        ),
        pytest.param([dated("FJI", "2026-05"), dated("TON", "2026-05")], [], id="only-the-month"),
        pytest.param([dated("FJI", "unknown"), dated("TON", "2026-05-04")], [], id="not-known"),
        pytest.param(
            [dated("FJI", "2026-05-04", Status.WITHDRAWN), dated("TON", "2026-05-04")], [], id="called-off"
        ),
        pytest.param(
            [dated("FJI", "2026-04/2026-05", likeliest="2026-05-04"), dated("TON", "2026-05-05")],
            [("Suva", "2026-05-04/2026-05-05", ["FJI", "TON"])],
            id="the-likeliest-day",
        ),
        pytest.param(
            [dated("FJI", "2026-05-01"), dated("TON", "2026-05-10"), dated("VUT", "2026-05-20")],
            [("Suva", "2026-05-01/2026-05-10", ["FJI", "TON"])],
            id="each-date-once",
        ),
        pytest.param(
            [dated("FJI", "2026-04-01"), dated("TON", "2026-05-10"), dated("VUT", "2026-05-20")],
            [("Suva", "2026-05-10/2026-05-20", ["TON", "VUT"])],
            id="after-one-that-stands-alone",
        ),
    ],
)
def test_states_of_one_body_clash_within_fourteen_days(
    milestones: list[Milestone], expected: list[tuple[str, str, list[str]]]
) -> None:
    assert told(*milestones) == expected
