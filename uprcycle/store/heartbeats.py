"""When what runs by itself last came to its end, in the database and in memory."""

from datetime import datetime, timedelta
from threading import Lock

from sqlalchemy import bindparam, text

from uprcycle.store.engine import Database, upsert
from uprcycle.store.moments import Moment, as_utc
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

    def take_turn(self, name: str, at: datetime, spell: timedelta) -> bool:
        """Note ``name`` at ``at``, unless it was noted less than ``spell`` ago; say whether it was now."""
        span = {"past": at - spell, "future": at + spell}
        with self._database.writing() as session:
            return session.connection().execute(_TURN, {"name": name, "at": at} | span).rowcount == 1

    def last(self, name: str) -> datetime | None:
        """Return when ``name`` last came to its end."""
        with self._database.reading() as session:
            found = session.get(HeartbeatRecord, name)
            return found.at if found else None


# A turn from far ahead was taken before the clock went back.
_TURN = text(
    """
    INSERT INTO heartbeat (name, at) VALUES (:name, :at)
    ON CONFLICT (name) DO UPDATE SET at = excluded.at
    WHERE heartbeat.at <= :past OR heartbeat.at >= :future
    """
).bindparams(*(bindparam(each, type_=Moment()) for each in ("at", "past", "future")))


class MemoryHeartbeats:
    """When what runs by itself last came to its end."""

    def __init__(self) -> None:
        """Start with nothing run."""
        self._beats: dict[str, datetime] = {}
        self._lock = Lock()

    def beat(self, name: str, at: datetime) -> None:
        """Note that ``name`` came to its end at ``at``."""
        self._beats[name] = as_utc(at)

    def take_turn(self, name: str, at: datetime, spell: timedelta) -> bool:
        """Note ``name`` at ``at``, unless it was noted less than ``spell`` ago; say whether it was now."""
        with self._lock:
            last, now = self._beats.get(name), as_utc(at)
            if last is not None and abs(now - last) < spell:
                return False
            self._beats[name] = now
            return True

    def last(self, name: str) -> datetime | None:
        """Return when ``name`` last came to its end."""
        return self._beats.get(name)
