"""A PostgreSQL server of our own: on a socket in a folder of its own, thrown away at the end."""

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import count
from pathlib import Path

import psycopg
from sqlalchemy import make_url

from uprcycle.store.database import migrate
from uprcycle.store.tables import Table

START_SECONDS = 60
OWNER = "uprcycle"
INSTALL = "no PostgreSQL server is installed; install it with: sudo apt-get install postgresql"


class Server:
    """Makes databases on a running server."""

    def __init__(self, folder: Path) -> None:
        """Speak to the server whose socket is in ``folder``."""
        self.folder = folder
        self._numbers = count(1)

    def create(self, template: str = "template0") -> str:
        """Return the address of a new database."""
        name = f"store_{next(self._numbers)}"
        with connect(self.folder) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}".encode())
        return f"postgresql+psycopg://{OWNER}@/{name}?host={self.folder}"

    @cached_property
    def template(self) -> str:
        """The name of a database that holds an empty store, migrated once."""
        address = self.create()
        migrate(address)
        return str(make_url(address).database)

    def emptied(self) -> str:
        """Return the address of one store, the same at every call, with nothing in its tables.

        A database of its own for every test would be 8 MB on the disk each time.
        """
        names = ", ".join(f'"{name}"' for name in Table.metadata.tables)
        with connect(self.folder, str(make_url(self._reused).database)) as connection:
            connection.execute("SET session_replication_role = replica")  # or a release could not be removed
            connection.execute(f"TRUNCATE {names} RESTART IDENTITY".encode())
        return self._reused

    @cached_property
    def _reused(self) -> str:
        return self.create(self.template)


def connect(folder: Path, database: str = "postgres") -> psycopg.Connection:
    """Connect to the server whose socket is in ``folder``."""
    return psycopg.connect(host=str(folder), user=OWNER, dbname=database, autocommit=True)


def find_binaries() -> Path | None:
    """Return the folder of the newest server that is installed."""
    found = shutil.which("postgres")
    if found is not None and shutil.which("initdb", path=Path(found).parent) is not None:
        return Path(found).parent
    installed = Path("/usr/lib/postgresql").glob("*/bin")
    return max(installed, key=lambda each: int(each.parent.name), default=None)


@contextlib.contextmanager
def running_server(binaries: Path, *, fsync: bool = False, address: str = "") -> Iterator[Server]:
    """Start a server and stop it at the end; it refuses to run as root, so root starts it as ``postgres``.

    Without ``fsync`` it is quick, and the power must not fail.
    Machines of the network of ``address`` may use it.
    """
    user = "postgres" if os.geteuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="uprcycle-pg-"))
    try:
        if user is not None:
            os.chown(folder, pwd.getpwnam(user).pw_uid, -1)
        options = ["--pgdata", str(folder / "data"), "--username", OWNER, "--auth", "trust"]
        quick = ["--encoding", "UTF8", "--locale", "C", "--no-sync"]
        initdb = [str(binaries / "initdb"), *options, *quick]
        subprocess.run(initdb, user=user, cwd=folder, check=True, capture_output=True)
        with (folder / "data" / "pg_hba.conf").open("a") as access:
            access.write("host all all samenet trust\n" if address else "")
        with _started(
            binaries, folder, user, {"fsync": "on" if fsync else "off", "listen_addresses": address}
        ):
            yield Server(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def _started(binaries: Path, folder: Path, user: str | None, settings: Mapping[str, str]) -> Iterator[None]:
    fixed = {"unix_socket_directories": str(folder), "max_connections": "60"}
    options = [part for name, value in {**fixed, **settings}.items() for part in ("-c", f"{name}={value}")]
    command = [str(binaries / "postgres"), "-D", str(folder / "data"), *options]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(command, user=user, cwd=folder, stdout=log, stderr=log)
        try:
            _wait_until_ready(server, folder)
            yield
        finally:
            server.send_signal(signal.SIGQUIT)  # its data are thrown away
            server.wait(timeout=START_SECONDS)


def _wait_until_ready(server: subprocess.Popen[bytes], folder: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while server.poll() is None and time.monotonic() < deadline:
        try:
            connect(folder).close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"PostgreSQL did not start:\n{(folder / 'log').read_text()[-4000:]}")
