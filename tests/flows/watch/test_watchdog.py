"""Rounds that stop are told of once, and once when all is well again, by a path that needs no Prefect."""

import logging
import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from functools import partial
from pathlib import Path

import pytest

from flows.installation.settings import Settings
from flows.installation.wiring import Wiring
from flows.site.pages import readiness
from flows.watch.heartbeat import note_round, open_alarms
from flows.watch.scheduler import look_at_scheduler
from flows.watch.troubles import Kind, Trouble
from flows.watch.watchdog import Look, Watchdog, watching
from notifications.guard import DeliveryMode
from tests.flows.installed import NOON, founded_memory, stored, wiring_over
from tests.flows.scheduled import Runs, answering, run
from tests.notifications.mail_server import Inbox, serving

HOUR = timedelta(hours=1)
EMPTY = Trouble(Kind.EMPTY)


class Installation:
    """An installation in memory whose clock a test moves, and which writes to an operator."""

    def __init__(self, inbox: Inbox | None = None, **chosen: object) -> None:
        self.now = NOON
        mail = {"delivery": DeliveryMode.LIVE, "smtp_url": f"smtp://127.0.0.1:{inbox.port}"} if inbox else {}
        self.settings = Settings.model_validate({"operator": "operator@example.org", **mail, **chosen})
        self.wiring = self.beside()
        note_round(self.wiring)

    def beside(self) -> Wiring:
        """Return the same installation as another process sees it."""
        store = self.wiring.store if hasattr(self, "wiring") else founded_memory().store
        return wiring_over(store, lambda: self.now, self.settings)


def subjects(inbox: Inbox) -> list[str]:
    return [
        str(message_from_bytes(each.original_content or b"", policy=policy.default)["Subject"])
        for each in inbox.taken
    ]


def alarms(caplog: pytest.LogCaptureFixture) -> list[tuple[int, str]]:
    return [(each.levelno, each.getMessage()) for each in caplog.records if each.name == "uprcycle.watchdog"]


NO_ROUND = "no round has come to its end since 2026-11-21 12:00 UTC"


def test_after_26_hours_without_a_round_there_is_one_alarm_and_one_end_of_it(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with serving(Inbox()) as inbox:
        watched = Installation(inbox)
        watchdog = Watchdog(watched.wiring)
        watched.now += 26 * HOUR
        assert watchdog.look() == ()

        watched.now += timedelta(minutes=1)
        for _ in range(3):
            assert watchdog.look() == (Trouble(Kind.NO_ROUND, NOON),)
        assert readiness(watched.wiring).problem == "no round has come to its end"
        assert subjects(inbox) == [f"uprcycle: {NO_ROUND}"]

        note_round(watched.wiring)
        assert (watchdog.look(), watchdog.look(), readiness(watched.wiring).problem) == ((), (), "")
        assert subjects(inbox)[1:] == ["uprcycle: all is well again"]
    assert [level for level, _ in alarms(caplog)] == [logging.ERROR, logging.WARNING]
    assert alarms(caplog)[0][1].startswith(f"alarm: {NO_ROUND}; see in Prefect's pages")


def test_the_mail_says_what_to_do_and_goes_to_the_operator_alone() -> None:
    with serving(Inbox()) as inbox:
        watched = Installation(inbox)
        watched.now += 27 * HOUR
        Watchdog(watched.wiring).look()
    (mail,) = inbox.taken
    message = message_from_bytes(mail.original_content or b"", policy=policy.default)
    body = message.get_body(("plain",))

    assert mail.rcpt_tos == ["operator@example.org"]
    assert body is not None
    assert body.get_content().splitlines()[0] == f"{NO_ROUND}: {Trouble(Kind.NO_ROUND).remedy}"


def test_a_scheduler_that_plans_nothing_is_told_of_at_the_second_look() -> None:
    watched = Installation()
    found = [EMPTY, None, EMPTY, EMPTY, EMPTY, None]
    watchdog = Watchdog(watched.wiring, lambda _: found.pop(0))

    assert [watchdog.look() for _ in range(6)] == [(), (), (), (EMPTY,), (EMPTY,), ()]
    assert open_alarms(watched.wiring, Kind) == ()


def test_a_second_process_repeats_no_alarm_and_ends_none_that_it_cannot_judge() -> None:
    with serving(Inbox()) as inbox:
        watched = Installation(inbox)
        found: list[Trouble | None] = [EMPTY, EMPTY, EMPTY, None]
        first, second = Watchdog(watched.wiring, lambda _: found.pop(0)), Watchdog(watched.beside())
        for _ in range(2):
            first.look()
        watched.now += 27 * HOUR
        second.look()
        assert open_alarms(watched.wiring, Kind) == (Kind.NO_ROUND, Kind.EMPTY)

        note_round(watched.wiring)
        second.look()
        assert open_alarms(watched.wiring, Kind) == (Kind.EMPTY,)
        first.look()
        first.look()
        assert subjects(inbox) == [
            "uprcycle: the scheduler has no round planned",
            "uprcycle: all is well again",
        ]


def test_a_process_that_starts_in_an_outage_repeats_nothing_and_tells_of_its_end() -> None:
    with serving(Inbox()) as inbox:
        watched = Installation(inbox)
        watched.now += 27 * HOUR
        Watchdog(watched.wiring).look()
        again = Watchdog(watched.beside())
        again.look()
        note_round(watched.wiring)
        again.look()

        assert [each.partition(" ")[2] for each in subjects(inbox)] == [NO_ROUND, "all is well again"]


def test_of_processes_that_see_it_at_once_one_writes() -> None:
    with serving(Inbox()) as inbox, ThreadPoolExecutor(4) as pool:
        watched = Installation(inbox)
        watched.now += 27 * HOUR
        dogs = [Watchdog(watched.beside()) for _ in range(4)]
        list(pool.map(lambda dog: dog.look(), dogs))
        assert subjects(inbox) == [f"uprcycle: {NO_ROUND}"]

        note_round(watched.wiring)
        list(pool.map(lambda dog: dog.look(), dogs))
        assert subjects(inbox)[1:] == ["uprcycle: all is well again"]


def test_a_mail_that_did_not_go_out_before_a_restart_goes_out_after_it() -> None:
    with serving(Inbox(answers=["450 4.2.0 busy", "250 2.0.0 queued"])) as inbox:
        watched = Installation(inbox)
        watched.now += 27 * HOUR
        Watchdog(watched.wiring).look()
        assert subjects(inbox) == []

        again = Watchdog(watched.beside())
        again.look()
        again.look()
        assert subjects(inbox) == [f"uprcycle: {NO_ROUND}"]


def test_a_mail_that_does_not_go_out_is_tried_again_and_forgotten_when_all_is_well() -> None:
    with serving(Inbox(answers=["450 4.2.0 busy", "450 4.2.0 busy", "250 2.0.0 queued"])) as inbox:
        watched = Installation(inbox)
        watchdog = Watchdog(watched.wiring)
        watched.now += 27 * HOUR
        watchdog.look()
        note_round(watched.wiring)
        watchdog.look()
        watched.now += 27 * HOUR
        for _ in range(3):
            watchdog.look()

        assert subjects(inbox) == ["uprcycle: no round has come to its end since 2026-11-22 15:00 UTC"]


@pytest.mark.parametrize(
    ("settings", "to"),
    [
        ({"operator": ""}, []),
        ({"delivery": DeliveryMode.RECORDER}, []),
        ({"delivery": DeliveryMode.ALLOWLIST, "allowlist": "@else.example.org"}, []),
        ({"delivery": DeliveryMode.ALLOWLIST, "allowlist": "@example.org"}, ["operator@example.org"]),
        ({"delivery": DeliveryMode.REDIRECT, "redirect_to": "desk@example.org"}, ["desk@example.org"]),
    ],
)
def test_the_mode_of_delivery_is_obeyed(settings: dict[str, object], to: list[str]) -> None:
    with serving(Inbox()) as inbox:
        watched = Installation(inbox, **settings)
        watched.now += 27 * HOUR
        Watchdog(watched.wiring).look()

    assert [address for each in inbox.taken for address in each.rcpt_tos] == to


def test_a_store_that_cannot_be_read_is_an_alarm_until_it_can(
    home: Path, caplog: pytest.LogCaptureFixture
) -> None:
    def rename(old: str, new: str) -> None:
        with closing(sqlite3.connect(home / "uprcycle.db")) as database:
            database.execute(f"ALTER TABLE {old} RENAME TO {new}")

    watchdog = Watchdog(stored(home))
    rename("heartbeat", "elsewhere")
    assert [watchdog.look(), watchdog.look()] == [(Trouble(Kind.STORE),)] * 2

    rename("elsewhere", "heartbeat")
    assert [watchdog.look(), watchdog.look()] == [(), ()]
    assert alarms(caplog) == [
        (logging.ERROR, "alarm: the store cannot be read; run `uprcycle doctor`"),
        (logging.WARNING, "all is well again"),
    ]


@pytest.mark.parametrize(
    ("look", "troubles"), [(lambda _: None, (Trouble(Kind.NO_ROUND, NOON),)), (None, ())]
)
def test_the_first_round_is_waited_for_only_beside_a_scheduler(
    look: Look | None, troubles: tuple[Trouble, ...]
) -> None:
    now = [NOON]
    watchdog = Watchdog(founded_memory(lambda: now[0]), look)
    assert watchdog.look() == ()

    now[0] += 27 * HOUR
    assert watchdog.look() == troubles


def wait_for(wiring: Wiring, kinds: tuple[str, ...]) -> None:
    deadline = time.monotonic() + 10
    while open_alarms(wiring, Kind) != kinds:
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_beside_a_server_that_plans_nothing_it_looks_by_itself() -> None:
    """The scheduler of a Prefect that answers all the time stops, and works again."""
    now = datetime.fromisoformat("2026-11-21T12:00:00+00:00")
    watched = Installation(watch_every_seconds=1)
    with answering(Runs()) as prefect, watching(watched.wiring, partial(look_at_scheduler, prefect.api)):
        wait_for(watched.wiring, (Kind.EMPTY,))
        assert readiness(watched.wiring).problem == "the scheduler has no round planned"
        prefect.rows = [run(now + HOUR)]
        wait_for(watched.wiring, ())
