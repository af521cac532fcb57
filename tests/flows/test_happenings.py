"""What is told of an installation: what everybody may know, each thing at its time."""

from datetime import UTC, datetime, timedelta

import pytest

from flows.events import MILESTONE_MOVED, PHASE_ENTERED, RELEASE_MADE, TASK_DONE
from flows.happenings import Stretch, events_in
from flows.releasing import Draft
from flows.wiring import Wiring
from tests.flows.installation import FOUNDED, NOON, holder
from tests.flows.releases import postponed, release, released_for
from uprcycle.checklist.tick import TaskState, Tick
from uprcycle.people import Role

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


WIRING = released_for("KEN", "SRB", "CRI", "GNQ", "NIC")


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        pytest.param("2026-11-12T12:00", "2026-11-12T22:59", [], id="the same day in Geneva"),
        pytest.param(
            "2026-11-12T12:00",
            "2026-11-12T23:00",
            [("NIC", "mid-term", "2026-11-13", "2026-11-12T23:00:00+00:00")],
            id="at midnight in Geneva",
        ),
        pytest.param(
            "2026-11-09T12:00",
            "2026-11-12T12:00",
            [
                ("SRB", "next-cycle", "2026-11-10", "2026-11-09T23:00:00+00:00"),
                ("CRI", "mid-term", "2026-11-11", "2026-11-10T23:00:00+00:00"),
                ("GNQ", "mid-term", "2026-11-11", "2026-11-10T23:00:00+00:00"),
            ],
            id="after days of silence",
        ),
    ],
)
def test_a_phase_is_entered_by_the_passing_of_days(
    since: str, until: str, expected: list[tuple[str, ...]]
) -> None:
    start, end = (datetime.fromisoformat(f"{each}+00:00") for each in (since, until))
    found = events_in(WIRING, Stretch(start, end))
    labels = [[each.resource[label] for label in ("country", "phase", "on")] for each in found]
    moments = [each.occurred.astimezone(UTC).isoformat() for each in found]

    assert {each.name for each in found} <= {PHASE_ENTERED}
    assert [(*each, moment) for each, moment in zip(labels, moments, strict=True)] == expected


def test_every_phase_that_was_passed_over_is_entered_in_order() -> None:
    since, now = datetime(2024, 6, 1, tzinfo=UTC), datetime(2025, 5, 1, tzinfo=UTC)
    entered = told(WIRING, since, now, "country", "phase", "on")

    assert [each[2:] for each in entered if each[1] == "KEN"] == [
        ("submissions", "2024-06-19"),
        ("pre-session", "2025-01-01"),
        ("review", "2025-04-28"),
    ]


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
    assert told(WIRING, FOUNDED - HOUR, FOUNDED + HOUR) == []


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
