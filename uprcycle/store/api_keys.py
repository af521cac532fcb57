"""The keys of people, in the database and in memory."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from sqlmodel import col, select

from uprcycle.access.key import ApiKey, Scope
from uprcycle.errors import RefusedError
from uprcycle.store.audit import append
from uprcycle.store.door_tables import ApiKeyRecord
from uprcycle.store.door_trail import keyed
from uprcycle.store.engine import Database
from uprcycle.store.memory_audit import MemoryAudit
from uprcycle.store.moments import as_utc


class DatabaseApiKeys:
    """The keys, in the database."""

    def __init__(self, database: Database) -> None:
        """Keep them in ``database``."""
        self._database = database

    def add(self, key: ApiKey, digest: str, *, by: str) -> None:
        """Keep a new key."""
        scopes = " ".join(sorted(key.scopes))
        record = ApiKeyRecord(
            id=key.id,
            digest=digest,
            owner=key.owner,
            label=key.label,
            scopes=scopes,
            made=key.made,
            expires=key.expires,
            used=key.used,
            revoked=key.revoked,
        )
        with self._database.writing() as session:
            session.add(record)
            append(session, keyed("make", key, by, key.made))

    def opened(self, digest: str, *, now: datetime) -> ApiKey | None:
        """Return the key of this digest."""
        with self._database.reading() as session:
            record = session.exec(select(ApiKeyRecord).where(ApiKeyRecord.digest == digest)).first()
            key = None if record is None else _key(record)
        return key if key and key.is_open(now) else None

    def note_use(self, key_id: str, at: datetime) -> None:
        """Note that a key was used."""
        with self._database.writing() as session:
            record = session.exec(select(ApiKeyRecord).where(ApiKeyRecord.id == key_id)).first()
            if record and (record.used is None or as_utc(record.used) < at):
                record.used = at
                session.add(record)

    def revoke(self, key_id: str, *, by: str, at: datetime) -> ApiKey:
        """End a key at once and return it."""
        with self._database.overwriting() as session:
            query = select(ApiKeyRecord).where(ApiKeyRecord.id == key_id).with_for_update()
            record = session.exec(query).first()
            if record is None or record.revoked is not None:
                raise _unknown(key_id)
            record.revoked = at
            session.add(record)
            append(session, keyed("end", _key(record), by, at))
            return _key(record)

    def all(self, owner: str | None = None) -> tuple[ApiKey, ...]:
        """Return every key, or those of one owner, the newest first."""
        query = select(ApiKeyRecord).order_by(col(ApiKeyRecord.number).desc())
        if owner is not None:
            query = query.where(ApiKeyRecord.owner == owner)
        with self._database.reading() as session:
            return tuple(map(_key, session.exec(query)))


class MemoryApiKeys:
    """The keys, in memory."""

    def __init__(self, audit: MemoryAudit) -> None:
        """Start with none."""
        self._audit = audit
        self._kept: dict[str, ApiKey] = {}

    def add(self, key: ApiKey, digest: str, *, by: str) -> None:
        """Keep a new key."""
        key = replace(key, made=as_utc(key.made), expires=as_utc(key.expires))
        with self._audit.lock:
            self._audit.append(keyed("make", key, by, key.made))
            self._kept[digest] = key

    def opened(self, digest: str, *, now: datetime) -> ApiKey | None:
        """Return the key of this digest."""
        with self._audit.lock:
            key = self._kept.get(digest)
        return key if key and key.is_open(now) else None

    def note_use(self, key_id: str, at: datetime) -> None:
        """Note that a key was used."""
        at = as_utc(at)
        with self._audit.lock:
            for digest, key in self._kept.items():
                if key.id == key_id and (key.used is None or key.used < at):
                    self._kept[digest] = replace(key, used=at)

    def revoke(self, key_id: str, *, by: str, at: datetime) -> ApiKey:
        """End a key at once and return it."""
        with self._audit.lock:
            for digest, key in self._kept.items():
                if key.id == key_id and key.revoked is None:
                    self._kept[digest] = replace(key, revoked=as_utc(at))
                    self._audit.append(keyed("end", key, by, at))
                    return self._kept[digest]
        raise _unknown(key_id)

    def all(self, owner: str | None = None) -> tuple[ApiKey, ...]:
        """Return every key, or those of one owner, the newest first."""
        with self._audit.lock:
            return tuple(each for each in reversed(self._kept.values()) if owner in {None, each.owner})

    def change(self, change: Callable[[ApiKey], ApiKey | None]) -> None:
        """Put what ``change`` makes of each key in its place; None takes it away."""
        changed = {digest: change(each) for digest, each in self._kept.items()}
        self._kept = {digest: each for digest, each in changed.items() if each}


def _unknown(key_id: str) -> RefusedError:
    return RefusedError(f"there is no key {key_id[:80]!r} in force")


def _key(record: ApiKeyRecord) -> ApiKey:
    return ApiKey(
        id=record.id,
        owner=record.owner,
        label=record.label,
        scopes=frozenset(map(Scope, record.scopes.split())),
        made=as_utc(record.made),
        expires=as_utc(record.expires),
        used=record.used and as_utc(record.used),
        revoked=record.revoked and as_utc(record.revoked),
    )
