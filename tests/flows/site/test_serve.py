"""The servers as a person starts them: everything answers, and Ctrl-C leaves nothing behind."""

import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import time
import urllib.error
import urllib.request
from contextlib import closing
from email.message import Message
from pathlib import Path
from typing import Any

import pytest

from flows.installation.environment import load_settings
from flows.site.serve import warn_of_keys
from tests.flows.asking_prefect import ask_prefect
from tests.flows.conftest import migrated_database
from tests.flows.connections import addresses, watching_connections
from tests.flows.hang import HANGS
from tests.flows.site.running import READY_SECONDS, ROUND_SECONDS, Running, started

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("prefect")]

STOPPED_SECONDS = 15


def fetch(address: str, **headers: str) -> tuple[int, Message, bytes]:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    try:
        with urllib.request.urlopen(urllib.request.Request(address, headers=named), timeout=30) as reply:
            return reply.status, reply.headers, reply.read()
    except urllib.error.HTTPError as reply:
        with reply:
            return reply.code, reply.headers, reply.read()


def run_named(running: Running, pattern: str) -> dict[str, Any]:
    """Return the first run of this name that has come to its end."""
    deadline = time.monotonic() + ROUND_SECONDS
    while time.monotonic() < deadline:
        for run in ask_prefect(f"{running.prefect}/flow_runs/filter", {}):
            if re.fullmatch(pattern, run["name"]) and run["state_type"] in {"COMPLETED", "FAILED", "CRASHED"}:
                found: dict[str, Any] = run
                return found
        time.sleep(0.3)
    pytest.fail(f"no run {pattern!r} ended within {ROUND_SECONDS} s:\n{running.said}")


def start_on_demand(running: Running, country: str, **changed: str) -> None:
    """Run one State now; with an ``entrypoint`` another flow goes by the name."""
    (found,) = (
        each
        for each in ask_prefect(f"{running.prefect}/deployments/filter", {})
        if (each["name"], each["entrypoint"]) == ("on-demand", "flows.review_cycle.review_cycle")
    )
    deployment = f"{running.prefect}/deployments/{found['id']}"
    if changed:
        ask_prefect(deployment, changed, method="PATCH")
    ask_prefect(f"{deployment}/create_flow_run", {"parameters": {"country": country}})


def assert_says_only_its_own(running: Running, data: Path) -> None:
    """Check that a start and a stop took a few lines, and that Prefect said the rest into its file."""
    trouble = f"prefect  has trouble; its log says which: {(data / 'prefect' / 'prefect.log').resolve()}"
    # On a busy machine its database is locked now and then.
    said = [each for each in running.said.splitlines() if each != trouble]
    assert [each.split()[0] for each in said] == [
        *("web", "feeds", "access", "delivery", "prefect", "prefect", "ready", "stopping", "stopped")
    ], running.said
    assert trouble not in running.said.partition("\nstopping\n")[2], (
        "nothing is wrong where it was told to stop"
    )


def begun_runs(database: Path) -> list[tuple[str, str]]:
    """Return the runs that are not over, and are not ahead, by Prefect's own account."""
    query = "SELECT name, state_type FROM flow_run WHERE state_type IN ('PENDING', 'RUNNING', 'CANCELLING')"
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute(query).fetchall()


def members(group: int) -> list[str]:
    """Return the command lines of all processes of a process group."""
    lines = subprocess.run(["ps", "-eo", "pgid=,args="], check=True, capture_output=True, text=True).stdout
    return [line for line in lines.splitlines() if line.split()[0] == str(group)]


def workers(group: int) -> list[str]:
    """Return the command lines of the processes that answer for the web."""
    return [each for each in members(group) if "multiprocessing.spawn" in each]


def test_everything_runs_from_one_command_and_ends_with_all_it_started(founded: Path, tmp_path: Path) -> None:
    data = copy(founded, tmp_path)
    with started(data, tmp_path / "log", "run") as running:
        running.wait_for("\nready ")
        for path in ("/", "/countries/KEN", "/sessions/54", "/subscribe", "/healthz", "/readyz"):
            assert fetch(f"{running.web}{path}")[0] == 200, path
        status, headers, body = fetch(f"{running.web}/feeds/country/KEN.ics")
        assert (status, body[:17]) == (200, b"BEGIN:VCALENDAR\r\n")
        assert fetch(f"{running.web}/feeds/country/KEN.ics", If_None_Match=headers["ETag"])[0] == 304
        assert fetch(f"{running.prefect}/health")[2] == b"true"

        assert run_named(running, r"round of \d{4}-\d\d-\d\d")["state_type"] == "COMPLETED"
        start_on_demand(running, "KEN")
        assert run_named(running, "KEN · cycle 4 · .*")["state"]["message"].startswith("KEN on ")
        start_on_demand(running, "NPL", entrypoint="tests.flows.hang.hang")
        running.wait_until((data / HANGS).exists)

        assert running.stop(signal.SIGTERM) < STOPPED_SECONDS
        assert running.status == 0
        assert_says_only_its_own(running, data)
        assert members(running.child.pid) == []
    assert begun_runs(data / "prefect" / "prefect.db") == []


@pytest.mark.parametrize(
    ("word", "number"),
    [("web ", signal.SIGTERM), ("prefect  starting", signal.SIGINT)],
    ids=["web", "prefect"],
)
def test_it_can_be_stopped_while_it_starts(
    founded: Path, tmp_path: Path, word: str, number: signal.Signals
) -> None:
    home = copy(founded, tmp_path)
    with started(home, tmp_path / "log", "run") as running:
        running.wait_for(word)
        assert running.stop(number) < STOPPED_SECONDS

        assert running.status in {0, 130}
        assert members(running.child.pid) == []
        assert "Traceback" not in running.said


def test_at_ctrl_c_no_run_is_left_nothing_was_written_elsewhere_and_nothing_left_the_machine(
    founded: Path, tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    home, calls = copy(founded, tmp_path / "home"), tmp_path / "calls"
    (home / "prefect").mkdir()  # with tables, which the test above lets it make
    shutil.copy(migrated_database(pytestconfig, tmp_path), home / "prefect" / "prefect.db")
    with started(home, tmp_path / "log", "run", watched=watching_connections(calls)) as running:
        running.wait_for("\nready ")
        # As a terminal does it: everybody in the group hears Ctrl-C, the run of the start too.
        assert running.stop(signal.SIGINT, group=True) < STOPPED_SECONDS
        assert running.status == 0
        assert_says_only_its_own(running, home)
        assert members(running.child.pid) == []
    assert begun_runs(home / "prefect" / "prefect.db") == []
    assert [each.name for each in home.parent.iterdir()] == ["data"]
    assert addresses(calls) == {"127.0.0.1"}


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_web_alone_serves_and_stops(founded: Path, tmp_path: Path, number: signal.Signals) -> None:
    home = copy(founded, tmp_path)
    with started(home, tmp_path / "log", "serve") as running:
        running.wait_for("web ")
        assert fetch_when_up(f"{running.web}/countries/UKR")[0] == 200
        assert running.stop(number) < STOPPED_SECONDS

        assert running.status == (0 if number is signal.SIGINT else -number)
        assert "Traceback" not in running.said


def test_several_processes_give_a_feed_one_tag_and_stop_together(founded: Path, tmp_path: Path) -> None:
    home = copy(founded, tmp_path)
    with started(home, tmp_path / "log", "serve", UPRCYCLE_WORKERS="2") as running:
        running.wait_for("web ")
        fetch_when_up(f"{running.web}/healthz")
        answers = [fetch(f"{running.web}/feeds/country/KEN.ics") for _ in range(20)]

        assert {(status, headers["ETag"]) for status, headers, _ in answers} == {(200, answers[0][1]["ETag"])}
        assert len(workers(running.child.pid)) == 2
        assert running.stop(signal.SIGINT) < STOPPED_SECONDS
        assert (running.status, workers(running.child.pid)) == (0, [])
        assert "Traceback" not in running.said


@pytest.mark.parametrize(
    ("command", "setting"),
    [("serve", "UPRCYCLE_PORT"), ("run", "UPRCYCLE_PORT"), ("run", "UPRCYCLE_PREFECT_PORT")],
)
def test_a_port_that_is_taken_is_refused_by_name(
    founded: Path, tmp_path: Path, command: str, setting: str
) -> None:
    home = copy(founded, tmp_path)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with started(home, tmp_path / "log", command, **{setting: str(port)}) as running:
            assert running.child.wait(timeout=READY_SECONDS) == 1
            where = f"port {port} of 127.0.0.1"
            assert running.said.splitlines()[-2:] == [
                "uprcycle: the server could not start",
                f"  {where}: address already in use; free it, or set {setting} to another one",
            ]


@pytest.mark.parametrize(
    ("store", "key", "said"),
    [
        pytest.param("", "", [], id="one-machine"),
        pytest.param(
            "postgresql+psycopg://h/upr", "", ["keys     in a file of this machine alone"], id="file"
        ),
        pytest.param("postgresql+psycopg://h/upr", "a" * 43 + "=", [], id="given"),
    ],
)
def test_keys_that_other_machines_lack_are_spoken_of_at_the_start(
    store: str, key: str, said: list[str]
) -> None:
    given = {"UPRCYCLE_DATABASE_URL": store, "UPRCYCLE_SECRET_KEY": key}
    lines: list[str] = []

    warn_of_keys(load_settings({name: each for name, each in given.items() if each}), lines.append)

    assert [each.partition(";")[0] for each in lines] == said


def test_a_wrong_setting_stops_the_start(tmp_path: Path) -> None:
    with started(tmp_path / "data", tmp_path / "log", "run", UPRCYCLE_DELIVERY="on") as running:
        assert running.child.wait(timeout=READY_SECONDS) == 2
        assert running.said.startswith("uprcycle: 1 setting is wrong\n  UPRCYCLE_DELIVERY: 'on' does not fit")
        assert not (tmp_path / "data").exists()


def fetch_when_up(address: str) -> tuple[int, Message, bytes]:
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        try:
            return fetch(address)
        except urllib.error.URLError:
            time.sleep(0.1)
    pytest.fail(f"{address} never answered")


def copy(founded: Path, tmp_path: Path) -> Path:
    """Return an installation of this test, so that its start has nothing to compute."""
    home = tmp_path / "data"
    home.mkdir(parents=True)
    (home / "uprcycle.db").write_bytes((founded / "uprcycle.db").read_bytes())
    return home
