"""When what runs by itself last came to its end, in the database."""

from datetime import datetime

from uprcycle.store.engine import Database, upsert
from uprcycle.store.tables import HeartbeatRecord


class DatabaseHeartbeats:
    """When what runs by itself last came to its end."""

    def __init__(self, database: Database) -> None:
        """Keep beats in ``database``."""
        self._database = database

    def beat(self, name: str, at: datetime) -> None:
        """Note that ``name`` came to its end at ``at``."""
        with self._database.writing() as session:
            upsert(session, HeartbeatRecord, [{"name": name, "at": at}])

    def last(self, name: str) -> datetime | None:
        """Return when ``name`` last came to its end."""
        with self._database.reading() as session:
            found = session.get(HeartbeatRecord, name)
            return found.at if found else None
