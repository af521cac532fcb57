"""What runs rounds on several machines: a database, Prefect's server and a worker; all may be killed."""

import os
import signal
import subprocess
import sys
import time
import urllib.error
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path

import psycopg

from tests.flows.conftest import free_port
from tests.flows.distributed.fleet import FROZEN, KEY, ROOT
from tests.flows.distributed.prefect_api import Api
from tests.uprcycle.store.postgresql_server import connect, find_binaries, running_server

STORE, KEPT, PREFECT = "store", "kept", "prefect"
PATIENCE = 120.0  # seconds for anything to start or to end by itself
DOWN = 2.0  # seconds between a death and what comes in its place
SLOW = 5  # times two minutes for a round, on a machine that others want too
TAKEN_UP = 5.0  # seconds within which a worker has a flow that was asked for
ZOMBIES_END = 150.0  # seconds: no heartbeat for 90, and the automation's own rounds


class Killable(StrEnum):
    """What may die."""

    FLOW = "the flow"
    WORKER = "the worker"
    BOTH = "worker and flow"
    SERVER = "Prefect's server"
    DATABASE = "the database"


@dataclass
class Machines:
    """One database server for our store and for Prefect, one Prefect server, one worker."""

    folder: Path
    database: Path
    settings: dict[str, str]
    port: int
    running: dict[Killable, subprocess.Popen[bytes]] = field(default_factory=dict)

    @classmethod
    @contextmanager
    def running_on(cls, folder: Path, mail_port: int, now: datetime) -> Iterator["Machines"]:
        """Start the database; the rest when asked. All of it ends with the block."""
        binaries = find_binaries()
        if binaries is None:
            raise SystemExit("no PostgreSQL server is installed")
        with running_server(binaries, fsync=True) as server:
            for name in (STORE, PREFECT):
                execute(server.folder, f"CREATE DATABASE {name} TEMPLATE template0")
            port = free_port()
            machines = cls(
                folder, server.folder, settings_for(folder, server.folder, port, mail_port, now), port
            )
            try:
                yield machines
            finally:
                for process in machines.running.values():
                    kill_tree(process.pid)
                for each in machines.flows():  # whose worker died before them
                    kill_tree(each)

    def start_all(self) -> None:
        """Start Prefect's server, bring it the catalogue, and start the worker."""
        self.revive(Killable.SERVER)
        self._run("deploy", "--pool", "uprcycle")
        self.revive(Killable.WORKER)

    def keep_store(self) -> None:
        """Keep the store as it is now, to begin with again and again."""
        execute(self.database, f"CREATE DATABASE {KEPT} TEMPLATE {STORE}")

    def reset_store(self) -> None:
        """Bring back the store that was kept."""
        execute(self.database, f"DROP DATABASE {STORE} WITH (FORCE)")
        execute(self.database, f"CREATE DATABASE {STORE} TEMPLATE {KEPT}")

    def ask_for_round(self) -> str:
        """Ask Prefect for a round, and return its run."""
        return self.api.create("round/hourly", {})

    def await_end(self, run: str) -> None:
        """Return when a run has ended well."""
        for _ in range(SLOW):
            (said,) = self.api.await_end([run])
            if "States on" in said:
                return
            if said != "None":  # it has an end, and another one
                break
        raise RuntimeError(f"the round ended with {said!r}:\n{self._log('worker')}")

    def kill(self, kind: Killable) -> None:
        """Kill ``kind`` as it works, or as soon as it does."""
        if kind is Killable.DATABASE:
            server = int((self.database / "data" / "postmaster.pid").read_text().split()[0])
            kill_tree(server)
            os.waitpid(server, 0)  # or the next one believes that it lives
        elif kind is Killable.SERVER:
            kill_tree(self.running[kind].pid)
        else:
            self._await_flow()
            if kind is not Killable.FLOW:
                os.kill(self.running[Killable.WORKER].pid, signal.SIGKILL)
            if kind is not Killable.WORKER:
                for each in self.flows():
                    kill_tree(each)
            else:
                await_ends(self.flows())

    def revive(self, kind: Killable) -> None:
        """Start again what died, and return when it works and no flow is left running."""
        time.sleep(DOWN)
        match kind:
            case Killable.DATABASE:
                self.running[kind] = self._start_database()
            case Killable.SERVER:
                self.running[kind] = self._start("-m", "prefect", "server", "start", log="server")
                self._await_server()
            case Killable.FLOW:
                pass
            case Killable.WORKER | Killable.BOTH:
                words = ("prefect", "worker", "--name", "one")
                self.running[Killable.WORKER] = self._start("-m", "flows.cli", *words, log="worker")
        await_ends(self.flows())

    def round_at(self, moment: datetime) -> None:
        """Run a round at another moment, without Prefect."""
        self._run("round", UPRCYCLE_TEST_NOW=moment.isoformat(), PREFECT_API_URL="http://127.0.0.1:9/api")

    def forget_prefect(self) -> None:
        """Lose all that Prefect ever knew, and set it up again: its server, the catalogue, the worker."""
        for each in (Killable.WORKER, Killable.SERVER):
            kill_tree(self.running.pop(each).pid)
        execute(self.database, f"DROP DATABASE {PREFECT} WITH (FORCE)")
        execute(self.database, f"CREATE DATABASE {PREFECT} TEMPLATE template0")
        self.start_all()

    def count_zombies(self) -> int:
        """Return how many runs Prefect takes for running when its automation had time to end them."""
        wanted = {"flow_runs": {"state": {"type": {"any_": ["RUNNING"]}}}}
        deadline = time.monotonic() + ZOMBIES_END
        while (left := len(self.api.ask("/flow_runs/filter", wanted))) and time.monotonic() < deadline:
            time.sleep(2)
        return left

    @property
    def api(self) -> Api:
        """Prefect's server."""
        return Api(self.settings["PREFECT_API_URL"])

    def flows(self) -> list[int]:
        """Return the processes of flows that live here, those among them whose worker is gone."""
        mine = f"UPRCYCLE_DATA_DIR={self.folder}\0".encode()
        return [each for each in _running("prefect.engine") if mine in _read(f"/proc/{each}/environ")]

    def _await_flow(self) -> None:
        """Return when a flow runs; or soon, where it came to its end before it was to be killed."""
        deadline = time.monotonic() + TAKEN_UP
        while not self.flows() and time.monotonic() < deadline:
            time.sleep(0.02)

    def _start_database(self) -> subprocess.Popen[bytes]:
        sockets = f"unix_socket_directories={self.database}"
        options = ["-c", "listen_addresses=", "-c", sockets, "-c", "max_connections=60"]
        binaries = find_binaries() or Path()
        user = "postgres" if os.geteuid() == 0 else None
        with (self.folder / "database.log").open("ab") as log:
            process = subprocess.Popen(  # noqa: S603 - our own
                [str(binaries / "postgres"), "-D", str(self.database / "data"), *options],
                user=user,
                cwd=self.database,
                stdout=log,
                stderr=log,
            )
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            try:
                execute(self.database, "SELECT 1")
            except psycopg.OperationalError:
                time.sleep(0.1)
            else:
                return process
        raise RuntimeError(f"the database did not start:\n{self._log('database')}")

    def _await_server(self) -> None:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            try:
                self.api.ask("/health")
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                time.sleep(0.1)
            else:
                return
        raise RuntimeError("Prefect's server did not start")

    def _start(self, *words: str, log: str) -> subprocess.Popen[bytes]:
        with (self.folder / f"{log}.log").open("ab") as file:
            return subprocess.Popen(  # noqa: S603 - our own
                [sys.executable, *words], env=self.settings, stdout=file, stderr=file, start_new_session=True
            )

    def _log(self, name: str) -> str:
        return (self.folder / f"{name}.log").read_text("utf-8", "replace")[-4000:]

    def _run(self, *words: str, **more: str) -> None:
        command = [sys.executable, "-m", "flows.cli", *words]
        settings = self.settings | more
        done = subprocess.run(command, env=settings, capture_output=True, text=True, check=False)  # noqa: S603 - our own
        if done.returncode:
            raise RuntimeError(f"{words}: {done.stdout}{done.stderr}")


def settings_for(folder: Path, database: Path, port: int, mail_port: int, now: datetime) -> dict[str, str]:
    """Return what every process is given: a clock that stands still, and a mail server that takes all."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "PYTHONPATH": f"{FROZEN}:{ROOT}",
        "UPRCYCLE_TEST_NOW": now.isoformat(),
        "UPRCYCLE_DATA_DIR": str(folder),
        "UPRCYCLE_DATABASE_URL": f"postgresql+psycopg://uprcycle@/{STORE}?host={database}",
        "UPRCYCLE_SECRET_KEY": KEY,
        "UPRCYCLE_BASE_URL": "https://upr.example.org",
        "UPRCYCLE_DELIVERY": "live",
        "UPRCYCLE_SMTP_URL": f"smtp://127.0.0.1:{mail_port}",
        "UPRCYCLE_SMTP_PER_SECOND": "0",
        "UPRCYCLE_NOTICE_REVIEW_MINUTES": "0",
        "UPRCYCLE_PREFECT_PORT": str(port),
        "PREFECT_API_URL": f"http://127.0.0.1:{port}/api",
        "PREFECT_SERVER_API_PORT": str(port),
        "PREFECT_SERVER_API_HOST": "127.0.0.1",
        "PREFECT_SERVER_DATABASE_CONNECTION_URL": f"postgresql+asyncpg://uprcycle@/{PREFECT}?host={database}",
        "PREFECT_HOME": str(folder / "prefect"),
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_SERVER_UI_ENABLED": "false",
        "DO_NOT_TRACK": "1",
        "PREFECT_WORKER_QUERY_SECONDS": "1",
        "PREFECT_FLOWS_HEARTBEAT_FREQUENCY": "30",
    }


def execute(folder: Path, statement: str) -> None:
    """Execute a statement of administration."""
    with connect(folder) as connection:
        connection.execute(statement.encode())


def children(parent: int) -> list[int]:
    """Return the processes that a process started and that live, by what the kernel says."""
    found = []
    for each in Path("/proc").glob("[0-9]*/stat"):
        state, ancestor, *_ = _read(str(each)).rpartition(b")")[2].split() or (b"Z", b"0")
        if int(ancestor) == parent and state != b"Z":
            found.append(int(each.parent.name))
    return found


def _running(program: str) -> Iterator[int]:
    for each in Path("/proc").glob("[0-9]*"):
        if program.encode() in _read(f"{each}/cmdline").split(b"\0"):
            yield int(each.name)


def _read(file: str) -> bytes:
    try:
        return Path(file).read_bytes()
    except OSError:  # ended meanwhile
        return b""


def kill_tree(process: int) -> None:
    """Kill a process and all below it, from the top."""
    below = children(process)
    with suppress(ProcessLookupError):
        os.kill(process, signal.SIGKILL)
    for each in below:
        kill_tree(each)


def await_ends(processes: list[int]) -> None:
    """Return when processes have ended; one that does not is killed, and said so."""
    deadline = time.monotonic() + PATIENCE
    # What has ended has no command line any more, whoever is to reap it.
    while any(_read(f"/proc/{each}/cmdline") for each in processes) and time.monotonic() < deadline:
        time.sleep(0.1)
    for each in processes:
        if _read(f"/proc/{each}/cmdline"):
            print(f"{each} hung and was killed", file=sys.stderr)
            kill_tree(each)
