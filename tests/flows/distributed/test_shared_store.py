"""One store that several machines use: founded once, and never given a key of one machine's making."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from flows.installation.founding import found
from flows.installation.machines import CLOCKS_APART, clock_ahead
from flows.installation.settings import Settings
from flows.installation.wiring import wire
from tests.flows.distributed.fleet import KEY
from tests.uprcycle.store.postgresql_server import Server
from uprcycle.errors import RefusedError
from uprcycle.store.database import server_time

pytestmark = pytest.mark.xdist_group("distributed")


@pytest.fixture
def address(database_server: Server) -> str:
    return database_server.create(database_server.template)


def test_of_machines_that_found_at_once_one_does(address: str, tmp_path: Path) -> None:
    machines = [Settings(database_url=address, secret_key=(KEY,), data_dir=tmp_path / name) for name in "abc"]
    with ThreadPoolExecutor(len(machines)) as pool:
        founded = list(pool.map(found, machines))

    history = founded[0].wiring.store.releases.history()
    for each in founded:
        each.wiring.store.close()
    assert [each.is_new for each in founded].count(True) == 1
    assert {each.release for each in founded} == {1}
    assert len(history) == 1


def test_a_machine_without_a_key_makes_none_for_a_store_that_others_use(address: str, tmp_path: Path) -> None:
    first = Settings(database_url=address, data_dir=tmp_path / "first")
    second = Settings(database_url=address, data_dir=tmp_path / "second")
    found(first).wiring.store.close()

    with pytest.raises(RefusedError, match="no key for what the store keeps sealed"):
        found(second)

    assert list(second.data_dir.iterdir()) == []
    again = found(first)
    again.wiring.store.close()
    assert not again.is_new


def test_a_clock_is_held_against_that_of_the_store(address: str, tmp_path: Path) -> None:
    wiring = wire(Settings(database_url=address, data_dir=tmp_path))
    early = replace(wiring, now=lambda: wiring.now() - timedelta(minutes=1))
    ahead = clock_ahead(wiring), clock_ahead(early)
    wiring.store.close()

    assert abs(ahead[0]) <= CLOCKS_APART
    assert abs(ahead[1] + timedelta(minutes=1)) <= CLOCKS_APART


def test_a_file_has_the_clock_of_its_machine(tmp_path: Path) -> None:
    assert server_time(f"sqlite:///{tmp_path}/uprcycle.db") is None
