"""What is told of an installation: what everybody may know, each thing at its time."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from flows.installation.wiring import Wiring
from flows.releases.releasing import Draft
from flows.reporting.events import MILESTONE_MOVED, PHASE_ENTERED, RELEASE_MADE, TASK_DONE
from flows.reporting.happenings import Stretch, events_in
from tests.flows.installed import FOUNDED, NOON, holder
from tests.flows.released import postponed, release, released_for
from uprcycle.checklist.tick import TaskState, Tick
from uprcycle.people import Role
from uprcycle.reviews.phases import Phase
from uprcycle.store.ports import Passage

HOUR = timedelta(hours=1)
UN, CIVIL = "RCO Kenya", "Civic Forum"
PUBLIC, INTERNAL, PRIVATE = "lookup-review-slot", "contact-upr-branch", "assess-reprisal-risk"
DONE, OPEN = TaskState.DONE, TaskState.OPEN

Call = tuple[str, str, TaskState, timedelta]


def told(wiring: Wiring, since: datetime, now: datetime, *labels: str) -> list[tuple[str, ...]]:
    return [
        (each.name, *(each.resource[label] for label in labels))
        for each in events_in(wiring, Stretch(since, now))
    ]


MID_TERM = Passage("KEN", 4, Phase.MID_TERM, NOON.date(), NOON)


@pytest.mark.parametrize(
    ("passage", "expected"),
    [
        pytest.param(MID_TERM, [("KEN", "4", "mid-term", "2026-11-21")], id="noted now"),
        pytest.param(replace(MID_TERM, at=NOON - 2 * HOUR), [], id="noted before"),
        pytest.param(replace(MID_TERM, opened=date(2026, 11, 19)), [], id="before the installation was"),
    ],
)
def test_a_phase_is_told_when_a_review_was_seen_to_have_entered_it(
    passage: Passage, expected: list[tuple[str, ...]]
) -> None:
    wiring = released_for("KEN")
    wiring.store.passages.note([passage])
    found = told(wiring, NOON - HOUR, NOON, "country", "cycle", "phase", "on")

    assert found == [(PHASE_ENTERED, *each) for each in expected]


def test_a_release_is_told_with_the_dates_that_stand_out_and_moved() -> None:
    wiring = released_for("HTI", "KEN")
    draft = Draft(postponed(wiring.world().release.schedule))
    release(wiring, draft)
    made, *moved = events_in(wiring, Stretch(NOON - HOUR, NOON))
    texts = [each.text for each in moved]

    assert (made.name, made.key, made.resource["states"], made.resource["moved"]) == (
        RELEASE_MADE,
        "2",
        "1",
        "1",
    )
    assert {(each.name, each.resource["country"]) for each in moved} == {(MILESTONE_MOVED, "HTI")}
    assert (len(texts), texts[6]) == (15, "Haiti, cycle 4: Review in the Working Group: 2027-01 → 2027-07")
    assert {key: moved[6].resource[key] for key in ("cycle", "rule", "old", "new", "status", "release")} == {
        "cycle": "4",
        "rule": "working-group-review",
        "old": "2027-01",
        "new": "2027-07",
        "status": "tentative",
        "release": "2",
    }


def test_the_first_release_is_no_news() -> None:
    assert told(released_for("KEN"), FOUNDED - HOUR, FOUNDED + HOUR) == []


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        pytest.param([(UN, PUBLIC, DONE, HOUR)], [PUBLIC], id="an office of the UN"),
        pytest.param([(UN, INTERNAL, DONE, HOUR)], [], id="internal"),
        pytest.param([(UN, PRIVATE, DONE, HOUR)], [], id="private"),
        pytest.param([(UN, "local~1", DONE, HOUR)], [], id="a task of its own"),
        pytest.param([(CIVIL, PUBLIC, DONE, HOUR)], [], id="civil society"),
        pytest.param([("No such office", PUBLIC, DONE, HOUR)], [], id="nobody known"),
        pytest.param([(UN, PUBLIC, TaskState.ACKNOWLEDGED, HOUR)], [], id="not done"),
        pytest.param([(UN, PUBLIC, DONE, HOUR), (UN, PUBLIC, OPEN, 2 * HOUR)], [], id="taken back"),
        pytest.param([(UN, PUBLIC, DONE, -HOUR), (UN, PUBLIC, DONE, HOUR)], [], id="said before"),
        pytest.param(
            [(CIVIL, PUBLIC, DONE, -HOUR), (UN, PUBLIC, DONE, HOUR)], [PUBLIC], id="civil society first"
        ),
        pytest.param([(UN, PUBLIC, DONE, HOUR), (CIVIL, PUBLIC, DONE, 2 * HOUR)], [PUBLIC], id="once"),
        pytest.param([(UN, PUBLIC, DONE, 4 * HOUR)], [], id="later"),
    ],
)
def test_a_public_task_is_told_when_an_office_of_the_un_first_says_that_it_is_done(
    said: list[Call], expected: list[str]
) -> None:
    wiring = released_for("KEN")
    wiring.store.people.save(
        [holder("KEN", UN, Role.RCO), holder("KEN", CIVIL, Role.CSO, person="other")], by="a tester", at=NOON
    )
    for office, task, state, after in said:
        wiring.store.ticks.record(Tick("KEN", 4, task, office, state, "Zuzanna", NOON + after, "a note"))

    found = events_in(wiring, Stretch(NOON, NOON + 3 * HOUR))

    assert [(each.name, each.resource["rule"]) for each in found] == [(TASK_DONE, each) for each in expected]
    written = "".join(str(each.as_json()) for each in found)
    assert [each for each in (UN, CIVIL, "Zuzanna", "a note") if each in written] == []
