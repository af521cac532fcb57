"""Prefect on several machines: what each of its processes is given, and what must be set before it starts.

Each is Prefect's own command. Ours puts the settings in place that all of them must share, and refuses
what would seem to work: a store that only this machine has, a key that only it knows, an open API.
"""

import os
import socket
import sys
from collections.abc import Iterator, Mapping
from enum import StrEnum
from importlib.util import find_spec
from ipaddress import ip_address
from typing import NoReturn

from flows.engine.server import set_environment
from flows.installation.settings import Settings
from flows.watch.versions import check_server, check_versions, read_pins
from uprcycle.errors import Problem, RefusedError

POOL = "uprcycle"

_DATABASE = "PREFECT_SERVER_DATABASE_CONNECTION_URL"
_API_HOST = "PREFECT_SERVER_API_HOST"
_API_URL = "PREFECT_API_URL"
_SERVER_AUTH = "PREFECT_SERVER_API_AUTH_STRING"


class Part(StrEnum):
    """The kinds of processes that Prefect is made of on several machines."""

    MIGRATE = "migrate"
    API = "api"
    SERVICES = "services"
    WORKER = "worker"


_COMMANDS: Mapping[Part, tuple[str, ...]] = {
    Part.MIGRATE: ("server", "database", "upgrade", "--yes"),
    Part.API: ("server", "start", "--no-services"),
    Part.SERVICES: ("server", "services", "start"),
    Part.WORKER: ("worker", "start", "--pool", POOL, "--type", "process"),
}


def start(settings: Settings, part: Part, *more: str) -> NoReturn:
    """Become the process of Prefect that ``part`` names, with ``more`` behind its command.

    Raises:
        RefusedError: With everything that must be set first, or that must be of another version.
    """
    check_versions(read_pins())
    if problems := tuple(find_missing(settings, part, os.environ)):
        raise RefusedError(f"'uprcycle prefect {part}' needs more than is set", problems)
    if part is Part.WORKER:
        check_server(os.environ[_API_URL])
    for name, value in shared_environment(settings, part).items():
        os.environ.setdefault(name, value)
    set_environment(settings)
    os.execv(sys.executable, [sys.executable, "-m", "prefect", *_COMMANDS[part], *more])  # noqa: S606 - no shell


def machine_name() -> str:
    """Return the name by which a worker of this machine is known."""
    return socket.gethostname()


def shared_environment(settings: Settings, part: Part) -> Mapping[str, str]:
    """Return what Prefect is told beyond what one process needs; what an operator has set goes before it."""
    if part is Part.WORKER:
        return {}
    redis = settings.redis_url
    return {
        "PREFECT_SERVER_DATABASE_MIGRATE_ON_START": "false",
        "PREFECT_SERVER_REGISTER_BLOCKS_ON_START": "false",  # or two first starts at once would collide
        "PREFECT_MESSAGING_BROKER": "prefect_redis.messaging",
        "PREFECT_MESSAGING_CACHE": "prefect_redis.messaging",
        "PREFECT_SERVER_EVENTS_CAUSAL_ORDERING": "prefect_redis.ordering",
        "PREFECT_SERVER_CONCURRENCY_LEASE_STORAGE": "prefect_redis.lease_storage",
        "PREFECT_SERVER_WORKER_CHANNEL_CLEANUP_QUEUE_STORAGE": "prefect_redis.cleanup_queue",
        "PREFECT_REDIS_MESSAGING_URL": f"{redis}/0",
        "PREFECT_SERVER_DOCKET_URL": f"{redis}/1",
        "PREFECT_REDIS_WORKER_CLEANUP_QUEUE_URL": f"{redis}/2",
    }


def find_missing(settings: Settings, part: Part, given: Mapping[str, str]) -> Iterator[Problem]:
    """Yield what must be set, or set otherwise, before ``part`` may start in the environment ``given``."""
    if part is Part.WORKER:
        yield from _missing_for_runs(settings, given)
        return
    if not given.get(_DATABASE, "").startswith("postgresql+asyncpg://"):
        yield Problem(
            _DATABASE, "names no PostgreSQL", "write it as postgresql+asyncpg://prefect@host/prefect"
        )
    if part is Part.MIGRATE:
        return
    if not settings.redis_url:
        yield Problem("UPRCYCLE_REDIS_URL", "is not set", "name the one Redis of all Prefect servers")
    if find_spec("prefect_redis") is None:
        yield Problem("prefect-redis", "is not installed", "install uprcycle[distributed]")
    if part is Part.API and not given.get(_SERVER_AUTH) and not _is_loopback(given.get(_API_HOST, "")):
        remedy = "set it to name:password here, and PREFECT_API_AUTH_STRING to the same everywhere"
        yield Problem(_SERVER_AUTH, "is not set: whoever reaches the API could run programs", remedy)


def _missing_for_runs(settings: Settings, given: Mapping[str, str]) -> Iterator[Problem]:
    if not given.get(_API_URL):
        yield Problem(_API_URL, "is not set", "write it as https://prefect.example.org/api")
    if not settings.is_shared:
        yield Problem("UPRCYCLE_DATABASE_URL", "names no PostgreSQL", "name the one store of all machines")
    if not settings.secret_key:
        yield Problem("UPRCYCLE_SECRET_KEY", "is not set", "give every machine the same keys")
    if not settings.base_url:
        yield Problem("UPRCYCLE_BASE_URL", "is not set", "name the address by which people reach the web")


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host or "127.0.0.1").is_loopback
    except ValueError:
        return host == "localhost"
