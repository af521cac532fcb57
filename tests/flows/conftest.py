"""A real Prefect server on loopback, started once a session, for the tests of flows."""

import importlib.metadata
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine

from tests.flows.installed import NOON, CommandLine, found_here
from tests.flows.played import Played, play
from tests.flows.prefect_server import PrefectServer
from tests.sharing import made_once

START_SECONDS = 90
QUIET = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_SERVER_UI_ENABLED": "false",
}


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of an installation that was founded once; copy it, never write to it."""
    return made_once(tmp_path_factory, "founded", found_here)


@pytest.fixture
def home(founded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give this test an installation of its own, in the environment, at noon of a fixed day."""
    folder = tmp_path / "data"
    shutil.copytree(founded, folder)
    use_folder(folder, monkeypatch)
    with time_machine.travel(NOON, tick=False):
        yield folder


@pytest.fixture
def empty_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give this test a folder in which nothing was founded yet."""
    folder = tmp_path / "data"
    use_folder(folder, monkeypatch)
    return folder


@pytest.fixture
def uprcycle(capsys: pytest.CaptureFixture[str]) -> CommandLine:
    """Return what runs a command line in this process."""
    return CommandLine(capsys)


def use_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Set the data folder and no other setting; let a fault show its traceback."""
    for name in [each for each in os.environ if each.startswith("UPRCYCLE_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("UPRCYCLE_DATA_DIR", str(folder))
    monkeypatch.setenv("UPRCYCLE_TEST_TRACEBACK", "1")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the tests that share the server on one worker, so that one server is enough, and give them time.

    The first of them plays the history for all.
    """
    for item in items:
        if "prefect_server" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.xdist_group("prefect"))
            item.add_marker(pytest.mark.timeout(400))


@pytest.fixture(scope="session")
def prefect_server(
    tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config
) -> Iterator[PrefectServer]:
    """Yield a server with its scheduler on, in a home of its own."""
    home = tmp_path_factory.mktemp("prefect")
    shutil.copy(migrated_database(pytestconfig, home), home / "prefect.db")
    port = free_port()
    environment = server_environment(home) | {
        "PREFECT_SERVER_API_PORT": str(port),
        "PREFECT_SERVER_DATABASE_MIGRATE_ON_START": "false",
        "PREFECT_SERVER_SERVICES_SCHEDULER_RECENT_DEPLOYMENTS_LOOP_SECONDS": "1",
    }
    command = ["-m", "uvicorn", "--factory", "prefect.server.api.server:create_app", "--port", str(port)]
    log = home / "server.log"
    with (
        log.open("w") as out,
        subprocess.Popen([sys.executable, *command], env=environment, stdout=out, stderr=out) as server,
    ):
        try:
            wait_until_healthy(f"http://127.0.0.1:{port}/api/health", server, log)
            yield PrefectServer(f"http://127.0.0.1:{port}/api", home)
        finally:
            server.kill()  # its home is thrown away: nothing to shut down in order


@pytest.fixture(scope="session")
def prefect_api(prefect_server: PrefectServer) -> str:
    """Return the API address of the session's server."""
    return prefect_server.api


@pytest.fixture(scope="session")
def played(prefect_server: PrefectServer, founded: Path, tmp_path_factory: pytest.TempPathFactory) -> Played:
    """Return a small history of flows, played once."""
    return play(prefect_server, founded, tmp_path_factory.mktemp("played") / "data")


@pytest.fixture
def prefect_settings(prefect_api: str) -> Iterator[None]:
    """Send the flows of one test to the session's server."""
    from prefect.events.worker import EventsWorker  # noqa: PLC0415 - costs seconds
    from prefect.settings import PREFECT_API_URL, temporary_settings  # noqa: PLC0415 - likewise

    with temporary_settings({PREFECT_API_URL: prefect_api}):
        yield
        # Its thread draws random numbers for its pings; Hypothesis would see them in later tests.
        EventsWorker.drain_all(timeout=10, at_exit=False)


def migrated_database(config: pytest.Config, scratch: Path) -> Path:
    """Return Prefect's empty database, migrated once and kept in pytest's cache: migrating takes 16 s."""
    version = importlib.metadata.version("prefect")
    template = config.cache.mkdir(f"prefect-{version}") / "prefect.db"
    if not template.exists():
        home = scratch / "template"
        home.mkdir()
        upgrade = [sys.executable, "-m", "prefect", "server", "database", "upgrade", "--yes"]
        subprocess.run(upgrade, env=server_environment(home), check=True, capture_output=True)
        with sqlite3.connect(home / "prefect.db") as database:
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        database.close()
        (home / "prefect.db").replace(template)
    return template


def server_environment(home: Path) -> dict[str, str]:
    """Return the environment of a server that knows this home, and no other server."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    return ours | QUIET | {"PREFECT_HOME": str(home)}


def free_port() -> int:
    """Ask the machine for a port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def wait_until_healthy(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    """Return when the server answers; fail with its log when it ends or stays silent."""
    deadline = time.monotonic() + START_SECONDS
    while server.poll() is None and time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except (urllib.error.URLError, TimeoutError):
            time.sleep(0.1)
    pytest.fail(f"the Prefect server did not start:\n{log.read_text()[-4000:]}")
