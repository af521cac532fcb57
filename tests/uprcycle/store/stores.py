"""Fresh stores of each kind, made by copying one that was migrated once."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from tests.uprcycle.store.postgresql_server import Server
from uprcycle.store.database import migrate, open_store
from uprcycle.store.memory import MemoryStore
from uprcycle.store.ports import Store

MEMORY, SQLITE, POSTGRESQL = "memory", "sqlite", "postgresql"


@dataclass(frozen=True)
class Stores:
    """Hands out databases; ``server`` starts PostgreSQL when it is first asked for."""

    folder: Path
    server: Callable[[], Server]
    numbers: Iterator[int]

    def empty(self, kind: str) -> str:
        """Return the address of a database in which nothing stands."""
        return self.server().create() if kind == POSTGRESQL else self._file()

    def migrated(self, kind: str) -> str:
        """Return the address of a new store."""
        if kind == POSTGRESQL:
            return self.server().create(self.server().template)
        template = self.folder / "template.db"
        if not template.exists():
            migrate(f"sqlite:///{template}")
        address = self._file()
        shutil.copy(template, address.removeprefix("sqlite:///"))
        return address

    def emptied(self, kind: str) -> str:
        """Return the address of a store in which nothing stands; of PostgreSQL there is one at a time."""
        return self.server().emptied() if kind == POSTGRESQL else self.migrated(kind)

    @contextmanager
    def opened(self, kind: str) -> Iterator[Store]:
        """Open an empty store and close it at the end."""
        store = MemoryStore() if kind == MEMORY else open_store(self.emptied(kind))
        try:
            yield store
        finally:
            store.close()

    def _file(self) -> str:
        return f"sqlite:///{self.folder / f'store-{next(self.numbers)}.db'}"


def stores_in(folder: Path, server: Callable[[], Server]) -> Stores:
    """Return stores whose files stand in ``folder``."""
    return Stores(folder, server, count(1))
