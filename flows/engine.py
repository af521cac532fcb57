"""Prefect inside this process: its settings, its server in a thread, and the wait until it answers.

The settings go into the environment before Prefect is imported, because it reads them once.
"""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

from flows.settings import Settings
from uprcycle.errors import Problem, RefusedError

_STARTED_WITHIN = 120.0
_STOPPED_WITHIN = 15.0
_POLL = 0.05


def set_environment(settings: Settings) -> None:
    """Give Prefect its home, its port and quiet manners; what an operator has set stays."""
    home = (settings.data_dir / "prefect").resolve()
    home.mkdir(parents=True, exist_ok=True)
    wanted = {
        "UPRCYCLE_DATA_DIR": str(settings.data_dir.resolve()),
        "PREFECT_HOME": str(home),
        "PREFECT_SERVER_API_HOST": "127.0.0.1",
        "PREFECT_SERVER_API_PORT": str(settings.prefect_port),
        "PREFECT_API_URL": api_url(settings),
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "DO_NOT_TRACK": "1",
        "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
        "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": '["events","flow_runs"]',
        "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_BATCH_SIZE": "100",
        "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_READ_BATCH_SIZE": "100",
        "PREFECT_LOGGING_LEVEL": "WARNING",
        "PREFECT_SERVER_LOGGING_LEVEL": "WARNING",
        "PREFECT_FLOWS_HEARTBEAT_FREQUENCY": "30",
        "PREFECT_RUNNER_POLL_FREQUENCY": "5",
    }
    os.environ["UPRCYCLE_DATA_DIR"] = wanted.pop("UPRCYCLE_DATA_DIR")
    for name, value in wanted.items():
        os.environ.setdefault(name, value)


def api_url(settings: Settings) -> str:
    """Return the address of Prefect's API on loopback."""
    return f"http://127.0.0.1:{settings.prefect_port}/api"


@contextmanager
def serving(server: uvicorn.Server, name: str) -> Iterator[None]:
    """Run a server in a thread until the block ends.

    Raises:
        RefusedError: It did not start; its port may be taken.
    """
    thread = threading.Thread(target=server.run, name=name, daemon=True)
    thread.start()
    try:
        _await_start(server, thread, name)
        yield
    finally:
        server.should_exit = True
        thread.join(_STOPPED_WITHIN)


def _await_start(server: uvicorn.Server, thread: threading.Thread, name: str) -> None:
    waited = 0.0
    while not server.started:
        thread.join(_POLL)
        waited += _POLL
        if not thread.is_alive() or waited > _STARTED_WITHIN:
            port = server.config.port
            problem = Problem(f"port {port}", "the server did not start", "free the port or set another one")
            raise RefusedError(f"{name} could not start", [problem])
