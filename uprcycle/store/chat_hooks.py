"""The web-hooks of people and offices, in the database, where their addresses are sealed, and in memory."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from sqlmodel import col, select
from sqlmodel.sql.expression import SelectOfScalar

from uprcycle.errors import RefusedError
from uprcycle.people import Person
from uprcycle.store.audit import append
from uprcycle.store.chat_tables import ChatHookRecord
from uprcycle.store.engine import Database
from uprcycle.store.kept import ChatHook
from uprcycle.store.memory_audit import MemoryAudit
from uprcycle.store.moments import as_utc
from uprcycle.store.sealing import Seal
from uprcycle.store.tables import PersonRecord
from uprcycle.store.trail import hooked


class DatabaseChatHooks:
    """The ways into chats, in the database."""

    def __init__(self, database: Database, seal: Seal) -> None:
        """Keep them in ``database``, their addresses through ``seal``."""
        self._database = database
        self._seal = seal

    def add(self, hook: ChatHook, *, by: str) -> None:
        """Keep a new way."""
        sealed = self._seal.seal(hook.address.encode())
        with self._database.writing() as session:
            _refuse_nobody(session.get(PersonRecord, hook.person), hook)
            session.add(_record(hook, sealed))
            append(session, hooked("add", hook, by, hook.made))

    def remove(self, hook_id: str, *, by: str, at: datetime) -> ChatHook:
        """Forget a way and return it."""
        with self._database.overwriting() as session:
            record = session.exec(_of_id(hook_id).with_for_update()).first()
            if record is None:
                raise _unknown(hook_id)
            gone = self._hook(record)
            session.delete(record)
            append(session, hooked("remove", gone, by, at))
        return gone

    def rest(self, hook_id: str, until: datetime) -> None:
        """Leave a way alone until a moment; an earlier one than is kept changes nothing."""
        with self._database.writing() as session:
            record = session.exec(_of_id(hook_id).with_for_update()).first()
            if record and (record.rests_until is None or record.rests_until < until):
                record.rests_until = until
                session.add(record)

    def bury(self, hook_id: str, why: str, *, at: datetime) -> None:
        """Note that a way is dead; the first answer counts."""
        with self._database.writing() as session:
            record = session.exec(_of_id(hook_id).with_for_update()).first()
            if record and record.dead_since is None:
                record.dead_since, record.why = at, why
                session.add(record)
                append(session, hooked("bury", self._hook(record), "", at))

    def of_id(self, hook_id: str) -> ChatHook | None:
        """Return the way of this id."""
        with self._database.reading() as session:
            record = session.exec(_of_id(hook_id)).first()
            return None if record is None else self._hook(record)

    def all(self) -> tuple[ChatHook, ...]:
        """Return every way, by person and id."""
        query = select(ChatHookRecord).order_by(col(ChatHookRecord.person), col(ChatHookRecord.id))
        with self._database.reading() as session:
            return tuple(map(self._hook, session.exec(query)))

    def _hook(self, record: ChatHookRecord) -> ChatHook:
        return ChatHook(
            id=record.id,
            kind=record.kind,
            person=record.person,
            fingerprint=record.fingerprint,
            made=as_utc(record.made),
            address=(self._seal.open(record.address) or b"").decode(),
            country=record.country,
            office=record.office,
            language=record.language,
            rests_until=record.rests_until and as_utc(record.rests_until),
            dead_since=record.dead_since and as_utc(record.dead_since),
            why=record.why,
        )


class MemoryChatHooks:
    """The ways into chats, in memory."""

    def __init__(self, audit: MemoryAudit, person: Callable[[str], Person | None]) -> None:
        """Start with none; ``person`` tells who is known."""
        self._audit = audit
        self._person = person
        self._kept: dict[str, ChatHook] = {}

    def add(self, hook: ChatHook, *, by: str) -> None:
        """Keep a new way."""
        with self._audit.lock:
            _refuse_nobody(self._person(hook.person), hook)
            self._audit.append(hooked("add", hook, by, hook.made))
            self._kept[hook.id] = replace(hook, made=as_utc(hook.made))

    def remove(self, hook_id: str, *, by: str, at: datetime) -> ChatHook:
        """Forget a way and return it."""
        with self._audit.lock:
            if hook_id not in self._kept:
                raise _unknown(hook_id)
            gone = self._kept.pop(hook_id)
            self._audit.append(hooked("remove", gone, by, at))
            return gone

    def rest(self, hook_id: str, until: datetime) -> None:
        """Leave a way alone until a moment; an earlier one than is kept changes nothing."""
        until = as_utc(until)
        with self._audit.lock:
            kept = self._kept.get(hook_id)
            if kept and (kept.rests_until is None or kept.rests_until < until):
                self._kept[hook_id] = replace(kept, rests_until=until)

    def bury(self, hook_id: str, why: str, *, at: datetime) -> None:
        """Note that a way is dead; the first answer counts."""
        with self._audit.lock:
            kept = self._kept.get(hook_id)
            if kept and kept.dead_since is None:
                self._kept[hook_id] = replace(kept, dead_since=as_utc(at), why=why)
                self._audit.append(hooked("bury", kept, "", at))

    def of_id(self, hook_id: str) -> ChatHook | None:
        """Return the way of this id."""
        with self._audit.lock:
            return self._kept.get(hook_id)

    def all(self) -> tuple[ChatHook, ...]:
        """Return every way, by person and id."""
        with self._audit.lock:
            return tuple(sorted(self._kept.values(), key=lambda each: (each.person, each.id)))

    def change(self, change: Callable[[ChatHook], ChatHook | None]) -> None:
        """Put what ``change`` makes of each way in its place; None takes it away."""
        changed = {key: change(each) for key, each in self._kept.items()}
        self._kept = {key: each for key, each in changed.items() if each}


def _of_id(hook_id: str) -> SelectOfScalar[ChatHookRecord]:
    return select(ChatHookRecord).where(ChatHookRecord.id == hook_id)


def _refuse_nobody(person: object, hook: ChatHook) -> None:
    if person is None:
        raise RefusedError(f"nobody is known as {hook.person!r}")


def _unknown(hook_id: str) -> RefusedError:
    return RefusedError(f"there is no chat channel {hook_id[:80]!r}")


def _record(hook: ChatHook, sealed: bytes) -> ChatHookRecord:
    return ChatHookRecord(
        id=hook.id,
        kind=hook.kind,
        person=hook.person,
        fingerprint=hook.fingerprint,
        made=hook.made,
        address=sealed,
        country=hook.country,
        office=hook.office,
        language=hook.language,
        rests_until=hook.rests_until,
        dead_since=hook.dead_since,
        why=hook.why,
    )
