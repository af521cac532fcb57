"""How much Prefect keeps of a day of usual runs, and that it lets go of it: rows and bytes, then the vacuum.

Usage: python -m benchmarks.bench_prefect_rows [RUNS]

A server of Prefect's own starts in a scratch folder with the settings of ``uprcycle run``; each flow
runs RUNS times on the packaged schedule (default 3). Then all runs are made older than they may become,
by hand in the database, and the rows that the server's own vacuum leaves are counted.
"""

import asyncio
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.request
import warnings
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from flows.engine.server import api_url, set_environment
from flows.feeds.publishing import publish
from flows.installation.founding import found
from flows.installation.settings import Settings
from flows.installation.wiring import wire
from tests.flows.conftest import free_port
from tests.flows.prefect_server import Call, PrefectServer, run_flows

TABLES = (
    *("flow_run", "task_run", "flow_run_state", "task_run_state", "events", "event_resources"),
    *("log", "artifact", "artifact_collection"),
)
AGED = {"flow_run": "end_time", "events": "occurred", "event_resources": "occurred"}
"""What the vacuum goes by; the rest goes with the runs."""
A_DAY = {"round": 23, "remind": 92, "publish": 1, "housekeeping": 1}
"""How often the catalogue runs each flow on a day on which nothing happens."""

FLUSH = 8.0
_PAGES_OF_THE_WORLD = 2
PATIENCE = 300.0


def rows_of(home: Path) -> dict[str, int]:
    """Count the rows of each table."""
    with closing(sqlite3.connect(home / "prefect.db", timeout=30)) as database:
        return {
            each: database.execute(f"SELECT count(*) FROM {each}").fetchone()[0]  # noqa: S608 - named above
            for each in TABLES
        }


def bytes_of(home: Path) -> int:
    """Return how much of the file is in use, and not free to be written again."""
    with closing(sqlite3.connect(home / "prefect.db", timeout=30)) as database:
        database.execute("PRAGMA wal_checkpoint(FULL)")
        pages, free, size = (
            database.execute(f"PRAGMA {each}").fetchone()[0]
            for each in ("page_count", "freelist_count", "page_size")
        )
    return int((pages - free) * size)


@contextmanager
def serving(settings: Settings) -> Iterator[PrefectServer]:
    """Run a server with our settings, whose vacuum looks every two seconds."""
    home = set_environment(settings)
    os.environ["PREFECT_SERVER_SERVICES_DB_VACUUM_LOOP_SECONDS"] = "2"
    address = ["--port", str(settings.prefect_port), "--log-level", "error"]
    command = ["-m", "uvicorn", "--factory", "prefect.server.api.server:create_app", *address]
    with subprocess.Popen([sys.executable, *command]) as process:  # noqa: S603 - our own command
        try:
            _await_answer(f"{api_url(settings)}/health")
            yield PrefectServer(api_url(settings), home)
        finally:
            process.terminate()


def _await_answer(address: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(address, timeout=5):  # noqa: S310 - on loopback
                return
        except OSError:
            time.sleep(0.2)
    sys.exit("the server did not start")


def measure(server: PrefectServer, folder: Path, call: Call, runs: int) -> tuple[float, dict[str, float]]:
    """Return the bytes and rows that one run of a flow leaves, on average."""
    rows, size = rows_of(server.home), bytes_of(server.home)
    ends, _ = run_flows(server, folder, *([call] * runs))
    print(f"{call[0]}: {ends[0].type.lower()}: {ends[0].message}", file=sys.stderr)
    time.sleep(FLUSH)  # events are written down a little later
    after = rows_of(server.home)
    return (bytes_of(server.home) - size) / runs, {each: (after[each] - rows[each]) / runs for each in TABLES}


def fill_pages(settings: Settings) -> None:
    """Write the page of every State, which the rounds of the first hours do."""
    from flows.reporting.artifacts import write_world  # noqa: PLC0415 - Prefect reads its settings when imported

    wiring = wire(settings)
    warnings.simplefilter("ignore", FutureWarning)
    while asyncio.run(write_world(wiring, wiring.today())) > _PAGES_OF_THE_WORLD:
        pass


def age(home: Path) -> None:
    """Let every run have ended long ago, and every event too."""
    with closing(sqlite3.connect(home / "prefect.db", timeout=30)) as database:
        for table, column in (*AGED.items(), ("flow_run", "start_time")):
            database.execute(f"UPDATE {table} SET {column} = datetime({column}, '-40 days')")  # noqa: S608
        database.commit()


def await_vacuum(home: Path) -> dict[str, int]:
    """Return after how many seconds nothing old was left in a table, of those that came to that.

    What the server writes meanwhile is new, and stays.
    """
    started, gone = time.monotonic(), dict[str, int]()
    while len(gone) < len(AGED) and time.monotonic() - started < PATIENCE:
        with closing(sqlite3.connect(home / "prefect.db", timeout=30)) as database:
            for table, column in AGED.items():
                old = f"SELECT count(*) FROM {table} WHERE {column} < datetime('now', '-30 days')"  # noqa: S608
                if table not in gone and not database.execute(old).fetchone()[0]:
                    gone[table] = round(time.monotonic() - started)
        time.sleep(1)
    return gone


def main(runs: int) -> None:
    """Measure, and print a table."""
    with tempfile.TemporaryDirectory() as scratch:
        settings = Settings(data_dir=Path(scratch), prefect_port=free_port())
        publish(found(settings).wiring)
        with serving(settings) as server:
            run_flows(server, Path(scratch), ("round", {}))  # the first one writes down what was before
            fill_pages(settings)
            days = dict.fromkeys(("bytes", *TABLES), 0.0)
            for name, times in A_DAY.items():
                size, rows = measure(server, Path(scratch), (name, {}), runs)
                days["bytes"] += times * size
                print(f"{name:14} {size / 1000:7.0f} kB", {k: round(v, 1) for k, v in rows.items() if v})
                for each in TABLES:
                    days[each] += times * rows[each]
            print(f"a day          {days['bytes'] / 1e6:7.1f} MB", {k: round(days[k]) for k in TABLES})
            before = rows_of(server.home)
            age(server.home)
            gone = await_vacuum(server.home)
            print("before", before)
            print("after ", rows_of(server.home), "gone after seconds:", gone)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
