"""What happens to an installation in these tests: people come, a session is put off, flows run.

It happens once on one machine and once on three, and must come to the same store and feeds.
"""

import json
import os
import re
import subprocess
import sys
import urllib.request
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from io import StringIO
from pathlib import Path

import pytest
import time_machine

from flows.cli.main import run
from flows.feeds.publishing import press_of
from flows.installation.environment import load_settings
from flows.installation.wiring import wire
from flows.watch.doctor import Finding, examine
from tests.flows.distributed.canonical import contents
from tests.flows.distributed.fleet import common
from tests.flows.distributed.prefect_api import RUN_SECONDS, Api
from tests.flows.distributed.several import Several
from tests.flows.installed import NOON
from tests.flows.prefect_server import CHILD
from tests.flows.released import postponed
from uprcycle.schedule.document import write_document
from uprcycle.store.packaged import load_schedule

PEOPLE = """\
name,email,office,role,country,language,time_zone,valid_from,valid_to
Amina Example,amina@example.org,RCO Sudan,RCO;UNCT,Sudan,en,Africa/Khartoum,2026-01-01,
Bruno Exemple,bruno@example.org,RCO Suriname,RCO,SUR,fr,,,
Chara Example,chara@example.org,RCO Eswatini,RCO,SWZ,en,,,
"""
MADE = NOON - timedelta(hours=1)
"""When people came and the release was made; too long ago for flows to tell Prefect of it."""

STATES = ("SDN", "SUR", "SWZ")
FEEDS = tuple((name, code) for name in ("country/SDN", "session/54", "role/RCO") for code in ("en", "fr"))


Typing = Callable[..., str]


@dataclass(frozen=True)
class Installation:
    """What an installation has come to; ``runs`` is how each flow ended, in words."""

    runs: list[str]
    contents: Mapping[str, list[str]]
    feeds: list[bytes]


@dataclass(frozen=True)
class Both:
    """The story on one machine and on three; what their other web says, and what each worker ran.

    ``findings`` are those of a machine like the three, ``strange`` those of one with another key.
    """

    one: Installation
    three: Installation
    other_web: list[bytes]
    ran: Counter[str]
    findings: Mapping[str, Finding]
    strange: Mapping[str, Finding]


def play(machines: Several, folder: Path) -> Both:
    """Let it happen on three machines, whose flows run at the same time, and on one."""
    machines.found()
    machines.start_servers()
    plan = tell(folder, partial(type_here, settings_alone(folder)))
    tell(folder, partial(machines.fleet.run, machines.hosts[1], UPRCYCLE_TEST_NOW=MADE.isoformat()), plan)
    machines.deploy()
    first, second = machines.apis
    asked = [first.create("review-cycle/on-demand", {"country": each}) for each in STATES]
    machines.start_workers()
    with start_alone(folder, first) as alone:
        runs = second.await_end(asked)
        asked.append(second.create("remind/every-15-minutes", {}))
        runs += first.await_end(asked[-1:])
        said, _ = alone.communicate(timeout=RUN_SECONDS)
    ends = [json.loads(line)["message"] for line in said.splitlines() if line.startswith('{"run"')]
    runs, ends = (_without_events(each) for each in (runs, ends))
    read, other = ([fetch(web, *each) for each in FEEDS] for web in machines.webs)
    return Both(
        installation(settings_alone(folder), ends),
        Installation(runs, contents(load_settings(machines.fleet.settings)), read),
        other,
        second.ran(asked),
        look(machines.fleet.settings),
        look({**machines.fleet.settings, "UPRCYCLE_SECRET_KEY": "b" * 43 + "="}),
    )


def _without_events(words: Sequence[str]) -> list[str]:
    """Leave out how many events a run told Prefect: who comes first tells them."""
    return [re.sub(r", (no event|[0-9]+ events? told|events wait .*)$", "", each) for each in words]


def look(environment: Mapping[str, str]) -> Mapping[str, Finding]:
    """Return what the doctor finds on a machine."""
    return {each.what: each for each in examine(load_settings(environment))}


def tell(folder: Path, type_in: Typing, digest: str = "") -> str:
    """Bring in people and put session 54 off, as an operator does; return the hash of the plan.

    A ``digest`` stands for looking at the plan: what was released under it elsewhere must be the same here.
    """
    people, schedule = folder / "people.csv", folder / "schedule.json"
    people.write_text(PEOPLE, "utf-8")
    schedule.write_text(json.dumps(write_document(postponed(load_schedule()))), "utf-8")
    type_in("people", "load", str(people))
    plan = digest or str(json.loads(type_in("schedule", "plan", str(schedule), "--json"))["hash"])
    type_in("schedule", "release", str(schedule), "--plan", plan, "--by", "the desk", "--note", "as agreed")
    return plan


def type_here(settings: Mapping[str, str], *words: str) -> str:
    """Run a command in this process, set as ``settings`` say, and return what it prints."""
    with pytest.MonkeyPatch.context() as patch, time_machine.travel(MADE, tick=False):
        for name in [each for each in os.environ if each.startswith("UPRCYCLE_")]:
            patch.delenv(name)
        for name in [each for each in settings if each.startswith("UPRCYCLE_")]:
            patch.setenv(name, settings[name])
        with redirect_stdout(StringIO()) as said:
            assert run(list(words)) == 0, said.getvalue()
    return said.getvalue()


def settings_alone(folder: Path) -> dict[str, str]:
    """Return what the one machine is set to: the default, but for what both share."""
    return common() | {"UPRCYCLE_DATA_DIR": str(folder / "alone")}


def start_alone(folder: Path, api: Api) -> subprocess.Popen[str]:
    """Start a process that runs the same flows one after the other, on one machine's store."""
    calls = [("review-cycle", {"country": each}) for each in STATES]
    environment = settings_alone(folder) | {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "PREFECT_HOME": str(folder / "alone" / "prefect"),
        "PREFECT_API_URL": api.address,
        "DO_NOT_TRACK": "1",
    }
    command = [sys.executable, str(CHILD), json.dumps([*calls, ("remind", {})])]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, encoding="utf-8")


def fetch(web: str, name: str, language: str) -> bytes:
    """Return a feed as a web serves it."""
    with urllib.request.urlopen(f"{web}/feeds/{name}.ics?lang={language}", timeout=60) as answer:
        body: bytes = answer.read()
    return body


def installation(environment: Mapping[str, str], runs: list[str]) -> Installation:
    """Return what the installation that ``environment`` names has come to."""
    settings = load_settings(environment)
    wiring = wire(settings)
    try:
        press = press_of(wiring)
        return Installation(runs, contents(settings), [press(*each).body for each in FEEDS])
    finally:
        wiring.store.close()
