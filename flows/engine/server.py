"""Prefect inside this process: its settings, its server in a thread, and the wait until it answers.

The settings go into the environment before Prefect is imported, because it reads them once.
"""

import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn

from flows.engine.logbook import CONFIGURATION, NAME
from flows.installation.settings import Settings
from uprcycle.errors import Problem, RefusedError

NOBODY = Path(__file__).with_name("nobody.pem")
"""A certificate of which nobody has the key.

Prefect's client reads what it is to trust again for each step of a flow, whether it speaks TLS or not: 27 ms
for a hundred authorities of the world, half of what a step cost, and none for this one.
"""

_STARTED_WITHIN = 120.0
_STOPPED_WITHIN = 15.0
_POLL = 0.05

_DAY = 86_400

_REMEMBERED = {
    # Prefect keeps runs for ever unless told; what they wrote goes with them (decision 0043).
    "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": '["events","flow_runs"]',
    "PREFECT_SERVER_SERVICES_DB_VACUUM_RETENTION_PERIOD": str(30 * _DAY),
    "PREFECT_LOGGING_LEVEL": "WARNING",
}


def set_environment(settings: Settings) -> Path:
    """Give Prefect its home, its port and quiet manners; what an operator has set stays.

    Returns:
        The home.
    """
    home = Path(os.environ.get("PREFECT_HOME") or settings.data_dir / "prefect").resolve()
    home.mkdir(parents=True, exist_ok=True)
    log = str(home / NAME)
    wanted = {
        "UPRCYCLE_DATA_DIR": str(settings.data_dir.resolve()),
        "PREFECT_HOME": str(home),
        "PREFECT_SERVER_API_HOST": "127.0.0.1",
        "PREFECT_SERVER_API_PORT": str(settings.prefect_port),
        "PREFECT_API_URL": api_url(settings),
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "DO_NOT_TRACK": "1",
        "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
        # It copies its pages before it serves them, by default to where packages are installed.
        "PREFECT_SERVER_UI_STATIC_DIRECTORY": str(home / "pages"),
        **_REMEMBERED,
        "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_BATCH_SIZE": "100",
        "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_READ_BATCH_SIZE": "100",
        "PREFECT_SERVER_LOGGING_LEVEL": "WARNING",
        "PREFECT_LOGGING_SETTINGS_PATH": str(CONFIGURATION),
        "PREFECT_LOGGING_HANDLERS_FILE_FILENAME": log,
        "PREFECT_LOGGING_HANDLERS_HINT_FILENAME": log,
        "PREFECT_FLOWS_HEARTBEAT_FREQUENCY": "30",
        "PREFECT_RUNNER_POLL_FREQUENCY": "5",
    }
    os.environ["UPRCYCLE_DATA_DIR"] = wanted.pop("UPRCYCLE_DATA_DIR")
    for name, value in wanted.items():
        os.environ.setdefault(name, value)
    if os.environ["PREFECT_API_URL"].startswith("http:"):
        os.environ.setdefault("PREFECT_API_SSL_CERT_FILE", str(NOBODY))
    return home


def api_url(settings: Settings) -> str:
    """Return the address of Prefect's API on loopback."""
    return f"http://127.0.0.1:{settings.prefect_port}/api"


def listen(server: uvicorn.Server, setting: str) -> socket.socket:
    """Take the port that ``setting`` names, before anything else is done.

    Raises:
        RefusedError: It is taken, may not be used, or the host has no such interface.
    """
    host, port = server.config.host, server.config.port
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=server.config.backlog)
    except OSError as error:
        what = (error.strerror or "cannot be used").partition(" (while")[0].lower()
        remedy = f"free it, or set {setting} to another one"
        raise RefusedError(
            "the server could not start", [Problem(f"port {port} of {host}", what, remedy)]
        ) from None


@contextmanager
def serving(server: uvicorn.Server, setting: str) -> Iterator[None]:
    """Run a server in a thread, on the port that ``setting`` names, until the block ends.

    Raises:
        RefusedError: It did not start.
    """
    sockets = [listen(server, setting)]
    thread = threading.Thread(target=server.run, args=(sockets,), name=setting, daemon=True)
    thread.start()
    try:
        _await_start(server, thread)
        yield
    finally:
        server.should_exit = True
        thread.join(_STOPPED_WITHIN)


def _await_start(server: uvicorn.Server, thread: threading.Thread) -> None:
    waited = 0.0
    while not server.started:
        thread.join(_POLL)
        waited += _POLL
        if not thread.is_alive() or waited > _STARTED_WITHIN:
            raise RefusedError(f"the server on port {server.config.port} could not start; see its log")
