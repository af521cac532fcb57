"""A small history played once against a real Prefect server, for the tests of every flow."""

import shutil
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from flows.installation.clock import now
from tests.flows.installed import NOON, holder, stored
from tests.flows.prefect_server import Call, End, PrefectServer, run_flows
from uprcycle.checklist.local import LocalTask
from uprcycle.checklist.tick import TaskState, Tick
from uprcycle.people import Assignment, Role
from uprcycle.store.ports import Store

DAY = "2024-09-16"
"""A working day on which the office of Kenya has much to do and that of Togo has not."""

CALLS: tuple[Call, ...] = (
    ("review-cycle", {"country": "KEN", "today": DAY}),
    ("review-cycle", {"country": "KEN", "today": DAY}),
    ("round", {"today": DAY}),
    ("round", {"today": DAY}),
    ("review-cycle", {"country": "UKR", "today": DAY}),
    ("review-cycle", {"country": "QQQ", "today": DAY}),
    ("release", {"release": 1}),
    ("release", {"release": 7}),
    ("publish", {}),
    ("remind", {"today": DAY}),
    ("housekeeping", {}),
)

CANARIES = (
    *("Zuzanna", "zuzanna-canary", "Quirin", "quirin-canary", "canary-of-the-mail-server"),
    *("RCO Kenya", "RCO Togo", "canary-of-a-remark", "canary-of-evidence", "canary-of-a-task"),
)
"""Names, addresses, a password, offices and their words: only our own store and environment may hold them."""


@dataclass(frozen=True)
class Played:
    """What was run, how it ended, what was written, and the installation afterwards."""

    server: PrefectServer
    home: Path
    ends: list[End]
    text: str


def settle(founded: Path, home: Path) -> None:
    """Make an installation in ``home`` with two people, a Kenyan office's and a Togolese one's."""
    shutil.copytree(founded, home)
    wiring = stored(home)
    kenyan = _awake(
        holder("KEN", "RCO Kenya", Role.RCO, Role.UNCT, person="zuzanna-canary", name="Zuzanna Canary")
    )
    togolese = _awake(holder("TGO", "RCO Togo", Role.RCO, person="quirin-canary", name="Quirin Canary"))
    wiring.store.people.save([kenyan, togolese], by="a tester", at=NOON)
    _work(wiring.store)
    wiring.store.close()


def _work(store: Store) -> None:
    """Let the Kenyan office say that a task is done, which Prefect has not heard, and add one of its own."""
    said = Tick(
        *("KEN", 4, "lookup-review-slot", "RCO Kenya", TaskState.DONE, "Zuzanna Canary", now()),
        note="canary-of-a-remark",
        evidence="https://example.org/canary-of-evidence",
    )
    store.ticks.record(said)
    store.local_tasks.add(
        LocalTask("KEN", 4, "RCO Kenya", "canary-of-a-task", date(2030, 1, 1), "Zuzanna Canary", NOON)
    )
    store.heartbeats.beat("events", now() - timedelta(minutes=1))


def _awake(assignment: Assignment) -> Assignment:
    """Let it be about noon where somebody lives, whenever the tests run: mail waits for the night to end."""
    east = 12 - now().hour
    zone = ZoneInfo(f"Etc/GMT{-east:+d}")  # the names of these zones count westwards
    return replace(assignment, person=replace(assignment.person, zone=zone))


def play(server: PrefectServer, founded: Path, home: Path) -> Played:
    """Run the history."""
    settle(founded, home)
    ends, text = run_flows(server, home, *CALLS)
    return Played(server, home, ends, text)
