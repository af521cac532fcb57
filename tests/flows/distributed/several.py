"""Three machines: two with an API server and a web, one with the services, all with a worker."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.flows.conftest import free_port
from tests.flows.distributed.fleet import Fleet, Host, common
from tests.flows.distributed.prefect_api import Api
from tests.flows.installed import FOUNDED

ONE, TWO, THREE = Host("one"), Host("two"), Host("three")
POOL = "uprcycle"


@dataclass(frozen=True)
class Shared:
    """What all machines reach: our store, Prefect's database, and Redis."""

    store: str
    prefect: str
    redis: str

    def as_settings(self) -> dict[str, str]:
        """Return what every process is given."""
        return {
            "UPRCYCLE_DATABASE_URL": self.store,
            "UPRCYCLE_REDIS_URL": self.redis,
            "PREFECT_SERVER_DATABASE_CONNECTION_URL": self.prefect,
        }


@dataclass
class Several:
    """Machines, the addresses of their API servers, and those of their webs.

    Each listens on ``port`` and the one after; on ports that are free where several share a machine.
    """

    fleet: Fleet
    hosts: Sequence[Host]
    port: int = 0
    apis: list[Api] = field(default_factory=list)
    webs: list[str] = field(default_factory=list)

    def found(self) -> None:
        """Make Prefect's database, and let the first web found the store."""
        self.fleet.start("migrate", self.hosts[0], "prefect", "migrate")
        self._start_web(self.hosts[0])
        self.fleet.await_answer("web-1", f"{self.webs[0]}/healthz")
        self.fleet.finish("migrate")

    def start_servers(self) -> None:
        """Start two API servers at once, the services and the second web, and go on."""
        for host in self.hosts[:2]:
            self._start_api(host)
        self.fleet.start("services", self.hosts[-1], "prefect", "services")
        self._start_web(self.hosts[1])

    def deploy(self) -> None:
        """Bring the catalogue to the servers once they answer."""
        for number, api in enumerate(self.apis, start=1):
            self.fleet.await_answer(f"api-{number}", f"{api.address}/health")
        self.fleet.run(self.hosts[0], "deploy", "--pool", POOL, PREFECT_API_URL=self.apis[0].address)

    def start_workers(self) -> None:
        """Start a worker on every machine, each with one of the two servers."""
        for number, host in enumerate(self.hosts):
            api = self.apis[number % len(self.apis)].address
            words = ("prefect", "worker", "--name", host.name, "--limit", "1")
            self.fleet.start(f"worker-{host.name}", host, *words, PREFECT_API_URL=api)

    def _start_api(self, host: Host) -> None:
        port = self.port or free_port()
        address = {"PREFECT_SERVER_API_HOST": host.address, "UPRCYCLE_PREFECT_PORT": str(port)}
        self.apis.append(Api(f"http://{host.address}:{port}/api"))
        self.fleet.start(f"api-{len(self.apis)}", host, "prefect", "api", **address)

    def _start_web(self, host: Host) -> None:
        """Start a web that lives a day before: it is the first that founds the store."""
        port = self.port + 1 if self.port else free_port()
        address = {"UPRCYCLE_HOST": host.address, "UPRCYCLE_PORT": str(port)}
        self.webs.append(f"http://{host.address}:{port}")
        moment = FOUNDED.isoformat()
        self.fleet.start(f"web-{len(self.webs)}", host, "serve", **address, UPRCYCLE_TEST_NOW=moment)


@contextmanager
def several(
    folder: Path, shared: Shared, hosts: Sequence[Host] = (ONE, TWO, THREE), port: int = 0
) -> Iterator[Several]:
    """Yield machines on which nothing runs yet; what was started ends with the block."""
    fleet = Fleet(folder, common() | shared.as_settings())
    try:
        yield Several(fleet, hosts, port)
    finally:
        fleet.stop()
