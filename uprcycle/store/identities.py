"""As whom providers of identities know people, in the database and in memory."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from sqlmodel import col, delete, select

from uprcycle.store.audit import append
from uprcycle.store.door_tables import IdentityRecord, SpentRecord
from uprcycle.store.door_trail import identified, unidentified
from uprcycle.store.engine import Database
from uprcycle.store.identities_port import Identity
from uprcycle.store.memory_audit import MemoryAudit
from uprcycle.store.moments import as_utc
from uprcycle.store.rows import insert_free


class DatabaseIdentities:
    """The identities, in the database."""

    def __init__(self, database: Database) -> None:
        """Keep them in ``database``."""
        self._database = database

    def owner(self, issuer: str, subject: str) -> str | None:
        """Return whose identity it is."""
        with self._database.reading() as session:
            record = session.get(IdentityRecord, (issuer, subject))
            return None if record is None else record.owner

    def of(self, owner: str) -> tuple[Identity, ...]:
        """Return the identities of an owner, by issuer."""
        query = select(IdentityRecord).where(IdentityRecord.owner == owner).order_by(IdentityRecord.issuer)
        with self._database.reading() as session:
            return tuple(
                Identity(each.issuer, each.subject, each.owner, as_utc(each.made))
                for each in session.exec(query)
            )

    def bind(self, identity: Identity) -> bool:
        """Keep a new identity, unless it or its owner is taken."""
        row = {
            "issuer": identity.issuer,
            "subject": identity.subject,
            "owner": identity.owner,
            "made": identity.made,
        }
        with self._database.writing() as session:
            if not insert_free(session, IdentityRecord, [row]):
                return False
            append(session, identified(identity.owner, identity.made))
        return True

    def unbind(self, owner: str, *, by: str, at: datetime) -> int:
        """Forget every identity of an owner."""
        theirs = delete(IdentityRecord).where(col(IdentityRecord.owner) == owner)
        with self._database.writing() as session:
            count = session.connection().execute(theirs).rowcount
            if count:
                append(session, unidentified(owner, by, at))
        return count

    def spend(self, digest: str, *, until: datetime, now: datetime) -> bool:
        """Note that the beginning of a sign-in came to its end; False where it did before."""
        over = delete(SpentRecord).where(col(SpentRecord.until) < as_utc(now))
        with self._database.writing() as session:
            session.connection().execute(over)
            return insert_free(session, SpentRecord, [{"digest": digest, "until": as_utc(until)}])


class MemoryIdentities:
    """The identities, in memory."""

    def __init__(self, audit: MemoryAudit) -> None:
        """Start with none."""
        self._audit = audit
        self._kept: dict[tuple[str, str], Identity] = {}
        self._spent: dict[str, datetime] = {}

    def owner(self, issuer: str, subject: str) -> str | None:
        """Return whose identity it is."""
        with self._audit.lock:
            found = self._kept.get((issuer, subject))
        return None if found is None else found.owner

    def of(self, owner: str) -> tuple[Identity, ...]:
        """Return the identities of an owner, by issuer."""
        with self._audit.lock:
            theirs = [each for each in self._kept.values() if each.owner == owner]
        return tuple(sorted(theirs, key=lambda each: each.issuer))

    def bind(self, identity: Identity) -> bool:
        """Keep a new identity, unless it or its owner is taken."""
        key = (identity.issuer, identity.subject)
        with self._audit.lock:
            owners = {each.owner for each in self._kept.values() if each.issuer == identity.issuer}
            if key in self._kept or identity.owner in owners:
                return False
            self._audit.append(identified(identity.owner, identity.made))
            self._kept[key] = replace(identity, made=as_utc(identity.made))
        return True

    def unbind(self, owner: str, *, by: str, at: datetime) -> int:
        """Forget every identity of an owner."""
        with self._audit.lock:
            theirs = [key for key, each in self._kept.items() if each.owner == owner]
            for key in theirs:
                del self._kept[key]
            if theirs:
                self._audit.append(unidentified(owner, by, at))
        return len(theirs)

    def spend(self, digest: str, *, until: datetime, now: datetime) -> bool:
        """Note that the beginning of a sign-in came to its end; False where it did before."""
        with self._audit.lock:
            self._spent = {key: each for key, each in self._spent.items() if each >= now}
            if digest in self._spent:
                return False
            self._spent[digest] = until
        return True

    def change(self, change: Callable[[Identity], Identity | None]) -> None:
        """Put what ``change`` makes of each identity in its place; None takes it away."""
        changed = {key: change(each) for key, each in self._kept.items()}
        self._kept = {key: each for key, each in changed.items() if each}
