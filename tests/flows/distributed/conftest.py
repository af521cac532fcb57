"""The same story on three machines and on one: a session is put off, flows run, feeds are read."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.flows.conftest import free_port
from tests.flows.distributed.fleet import redis_server
from tests.flows.distributed.several import Shared, several
from tests.flows.distributed.story import Both, play
from tests.uprcycle.store.postgresql_server import (
    INSTALL,
    OWNER,
    Server,
    connect,
    find_binaries,
    running_server,
)


@pytest.fixture(scope="session")
def database_server() -> Iterator[Server]:
    """Yield a PostgreSQL server."""
    binaries = find_binaries()
    if binaries is None:
        pytest.skip(INSTALL)
    with running_server(binaries) as server:
        yield server


@pytest.fixture(scope="session")
def both(database_server: Server, founded: Path, tmp_path_factory: pytest.TempPathFactory) -> Both:
    """Return what the story came to, on one machine and on three that worked at the same time."""
    if shutil.which("redis-server") is None:
        pytest.skip("no Redis is installed; install it with: sudo apt-get install redis-server")
    folder = tmp_path_factory.mktemp("machines")
    shutil.copytree(founded, folder / "alone")
    with connect(database_server.folder) as connection:
        connection.execute("CREATE DATABASE prefect TEMPLATE template0")
    prefect = f"postgresql+asyncpg://{OWNER}@/prefect?host={database_server.folder}"
    with redis_server(folder, free_port()) as redis:
        shared = Shared(database_server.create(), prefect, redis)
        with several(folder, shared) as machines:
            return play(machines, folder)
