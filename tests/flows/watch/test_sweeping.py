"""What is over is forgotten, and nobody notices."""

from datetime import UTC, datetime, time, timedelta

import pytest

from flows.installation.wiring import Wiring
from flows.watch.sweeping import Sweep, sweep_links
from tests.flows.installed import NOON, holder
from tests.flows.released import BASE, founded
from uprcycle.access.session import Session, Way
from uprcycle.checklist.pause import Pause, PauseKind
from uprcycle.days.span import Unknown
from uprcycle.people import Role
from uprcycle.store.draft_steps import KeptDraft
from uprcycle.store.ports import Envelope, Link, Purpose
from uprcycle.tokens import digest_of

STATE, TASK = "SYR", "read-three-documents"
DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def wiring() -> Wiring:
    """Return an installation with one person, and mails whose links are over or live."""
    made = founded(lambda: NOON, BASE)
    made.store.people.save([holder(STATE, "RCO Syria", Role.RCO, person="amina")], by="desk", at=NOON)
    return made


@pytest.mark.parametrize(("days", "left"), [(29, 2), (31, 1), (400, 0)])
def test_links_are_kept_for_a_month_after_they_are_over(wiring: Wiring, days: int, left: int) -> None:
    links = [Link(digest_of(f"{days} {each}"), Purpose.ANSWER, NOON + each * DAY) for each in (0, 200)]
    envelope = Envelope(f"m{days}", (f"k{days}",), "p-amina", "email", b"mail", NOON, tuple(links))
    assert wiring.store.ledger.claim(envelope, now=NOON, lease=DAY)

    assert sweep_links(wiring, NOON + days * DAY).links == 2 - left
    assert sweep_links(wiring, NOON + days * DAY) == Sweep(0, 0)
    sweep_links(wiring, NOON + 1000 * DAY)


def test_a_sign_in_is_forgotten_a_month_after_its_end(wiring: Wiring) -> None:
    wiring.store.sign_ins.begin(Session("s1", "digest", "p-amina", Way.MAIL, NOON, NOON))

    swept = [sweep_links(wiring, NOON + days * DAY).sign_ins for days in (30, 31, 32)]
    assert (swept, wiring.store.sign_ins.sessions()) == ([0, 1, 0], ())


def test_a_draft_is_forgotten_two_weeks_after_its_upload(wiring: Wiring) -> None:
    wiring.store.drafts.add(KeptDraft("d1", "cycle-5.csv", "desk", NOON, b"country"))

    swept = [sweep_links(wiring, NOON + days * DAY).drafts for days in (14, 15, 16)]
    assert (swept, wiring.store.drafts.listed()) == ([0, 1, 0], ())


@pytest.mark.parametrize(
    ("task", "lifted", "kept"),
    [
        pytest.param(TASK, None, 180, id="its-task-is-over"),
        pytest.param(TASK, 100, 280, id="taken-back"),
        pytest.param("national-report-summary-of-2040", None, 400, id="nothing-is-known-of-its-task"),
    ],
)
def test_a_pause_is_kept_while_an_old_page_may_be_answered_or_its_task_be_told(
    wiring: Wiring, task: str, lifted: int | None, kept: int
) -> None:
    pauses = wiring.store.pauses
    day = NOON.date()
    said = pauses.add(Pause(STATE, 4, task, "RCO Syria", "p-amina", PauseKind.NOT_MINE, day, NOON))
    if lifted:
        pauses.lift(said.number, at=NOON + lifted * DAY)

    swept = [sweep_links(wiring, NOON + days * DAY).pauses for days in (kept, kept + 1, kept + 2)]
    assert (swept, pauses.all()) == ([0, 1, 0], ())


def test_a_pause_stays_as_long_as_its_task_may_be_passed_on(wiring: Wiring) -> None:
    wiring.store.pauses.add(
        Pause(STATE, 4, "hrc-adoption", "RCO Syria", "p-amina", PauseKind.SNOOZED, NOON.date(), NOON)
    )
    last = wiring.world().timetable(STATE, 4).milestone("hrc-adoption")
    assert last is not None
    assert not isinstance(last.span, Unknown)
    over = datetime.combine(last.span.last, time(12), UTC)

    assert [sweep_links(wiring, over + days * DAY).pauses for days in (60, 61)] == [0, 1]
