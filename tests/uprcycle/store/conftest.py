"""One store of each kind for every test that asks for ``store``: memory, SQLite and PostgreSQL."""

from collections.abc import Iterator

import pytest

from tests.uprcycle.store.postgresql_server import INSTALL, Server, find_binaries, running_server
from tests.uprcycle.store.stores import MEMORY, POSTGRESQL, SQLITE, Stores, stores_in
from uprcycle.store.ports import Store

# One worker runs all that need the server, so that one server is enough.
ON_POSTGRESQL = pytest.param(POSTGRESQL, marks=pytest.mark.xdist_group(POSTGRESQL))


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[Server]:
    binaries = find_binaries()
    if binaries is None:
        pytest.skip(INSTALL)
    with running_server(binaries) as server:
        yield server


@pytest.fixture(scope="session")
def stores(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Stores:
    return stores_in(tmp_path_factory.mktemp("stores"), lambda: request.getfixturevalue("postgresql_server"))


@pytest.fixture(params=[MEMORY, SQLITE, ON_POSTGRESQL])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def store(kind: str, stores: Stores) -> Iterator[Store]:
    with stores.opened(kind) as opened:
        yield opened


@pytest.fixture(params=[SQLITE, ON_POSTGRESQL])
def database_kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def address(database_kind: str, stores: Stores) -> str:
    """The address of a migrated store in which nothing was written."""
    return stores.emptied(database_kind)
