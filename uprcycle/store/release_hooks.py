"""The addresses that are told of releases, in the database, where they are sealed, and in memory."""

from dataclasses import replace
from datetime import datetime

from sqlmodel import Session, col, delete, select

from uprcycle.errors import RefusedError
from uprcycle.store.audit import append
from uprcycle.store.door_tables import HookCallRecord, ReleaseHookRecord
from uprcycle.store.door_trail import told_of_releases
from uprcycle.store.engine import Database
from uprcycle.store.memory_audit import MemoryAudit
from uprcycle.store.moments import as_utc
from uprcycle.store.release_hooks_port import HookCall, ReleaseHook
from uprcycle.store.rows import insert_free
from uprcycle.store.sealing import Seal


class DatabaseReleaseHooks:
    """The addresses, in the database."""

    def __init__(self, database: Database, seal: Seal) -> None:
        """Keep them in ``database``, addresses and secrets through ``seal``."""
        self._database = database
        self._seal = seal

    def add(self, hook: ReleaseHook, *, by: str) -> None:
        """Keep a new address."""
        record = ReleaseHookRecord(
            id=hook.id,
            label=hook.label,
            host=hook.host,
            made=hook.made,
            after=hook.after,
            sealed=self._seal.seal(f"{hook.secret} {hook.address}".encode()),
            failures=hook.failures,
            off_since=hook.off_since,
            why=hook.why,
        )
        with self._database.writing() as session:
            session.add(record)
            append(session, told_of_releases("add", hook.id, by, hook.made))

    def remove(self, hook_id: str, *, by: str, at: datetime) -> ReleaseHook:
        """Forget an address with all that it is owed, and return it."""
        with self._database.overwriting() as session:
            record = _found(session, hook_id)
            gone = self._hook(record)
            owed = delete(HookCallRecord).where(col(HookCallRecord.hook) == hook_id)
            session.connection().execute(owed)
            session.delete(record)
            append(session, told_of_releases("remove", hook_id, by, at))
        return gone

    def switch_on(self, hook_id: str, *, after: int, by: str, at: datetime) -> ReleaseHook:
        """Tell an address again, of what is released after release ``after``."""
        with self._database.writing() as session:
            record = _found(session, hook_id)
            if record.off_since is None:
                raise _is_on(hook_id)
            record.off_since, record.failures, record.why, record.after = None, 0, "", after
            session.add(record)
            append(session, told_of_releases("switch on", hook_id, by, at))
            return self._hook(record)

    def all(self) -> tuple[ReleaseHook, ...]:
        """Return every address, the oldest first."""
        query = select(ReleaseHookRecord).order_by(col(ReleaseHookRecord.number))
        with self._database.reading() as session:
            return tuple(map(self._hook, session.exec(query)))

    def owe(self, call: HookCall) -> bool:
        """Keep that an address is owed a call; False where one of this id is there already."""
        row = {
            "id": call.id,
            "hook": call.hook,
            "release": call.release,
            "tries": call.tries,
            "not_before": call.not_before,
            "finished": call.finished,
            "answer": call.answer,
        }
        with self._database.writing() as session:
            return insert_free(session, HookCallRecord, [row])

    def due(self, now: datetime) -> tuple[HookCall, ...]:
        """Return the calls to be tried now of addresses that are on."""
        query = (
            select(HookCallRecord)
            .join(ReleaseHookRecord, col(ReleaseHookRecord.id) == HookCallRecord.hook)
            .where(col(ReleaseHookRecord.off_since).is_(None), col(HookCallRecord.finished).is_(None))
            .where(HookCallRecord.not_before <= now)
            .order_by(col(HookCallRecord.release), col(HookCallRecord.hook))
        )
        with self._database.reading() as session:
            return tuple(map(_call, session.exec(query)))

    def take(self, call: HookCall, *, until: datetime) -> HookCall | None:
        """Take a call for one try and keep it from others until a moment."""
        with self._database.writing() as session:
            record = session.get(HookCallRecord, call.id, with_for_update=True)
            if record is None or record.finished or record.tries != call.tries:
                return None
            record.tries, record.not_before = call.tries + 1, until
            session.add(record)
            return _call(record)

    def settle(self, call: HookCall, *, has_arrived: bool, most: int) -> ReleaseHook | None:
        """Keep how a try ended, as ``call`` says it, and return the address."""
        with self._database.writing() as session:
            kept = session.get(HookCallRecord, call.id, with_for_update=True)
            if kept is None:
                return None
            kept.not_before, kept.finished, kept.answer = call.not_before, call.finished, call.answer
            session.add(kept)
            record = _found(session, call.hook)
            before = self._hook(record)
            after = counted(before, call, has_arrived=has_arrived, most=most)
            record.failures, record.off_since, record.why = after.failures, after.off_since, after.why
            session.add(record)
            if after.off_since and not before.off_since:
                append(session, told_of_releases("switch off", call.hook, "", after.off_since))
            return after

    def calls(self, hook_id: str, limit: int) -> tuple[HookCall, ...]:
        """Return the last calls of an address, the newest release first."""
        theirs = select(HookCallRecord).where(HookCallRecord.hook == hook_id)
        query = theirs.order_by(col(HookCallRecord.release).desc(), col(HookCallRecord.id)).limit(limit)
        with self._database.reading() as session:
            return tuple(map(_call, session.exec(query)))

    def _hook(self, record: ReleaseHookRecord) -> ReleaseHook:
        secret, _, address = (self._seal.open(record.sealed) or b"").decode().partition(" ")
        return ReleaseHook(
            id=record.id,
            label=record.label,
            host=record.host,
            made=as_utc(record.made),
            after=record.after,
            address=address,
            secret=secret,
            failures=record.failures,
            off_since=record.off_since and as_utc(record.off_since),
            why=record.why,
        )


class MemoryReleaseHooks:
    """The addresses, in memory."""

    def __init__(self, audit: MemoryAudit) -> None:
        """Start with none."""
        self._audit = audit
        self._hooks: dict[str, ReleaseHook] = {}
        self._calls: dict[str, HookCall] = {}

    def add(self, hook: ReleaseHook, *, by: str) -> None:
        """Keep a new address."""
        with self._audit.lock:
            self._audit.append(told_of_releases("add", hook.id, by, hook.made))
            self._hooks[hook.id] = replace(hook, made=as_utc(hook.made))

    def remove(self, hook_id: str, *, by: str, at: datetime) -> ReleaseHook:
        """Forget an address with all that it is owed, and return it."""
        with self._audit.lock:
            gone = self._found(hook_id)
            del self._hooks[hook_id]
            self._calls = {key: each for key, each in self._calls.items() if each.hook != hook_id}
            self._audit.append(told_of_releases("remove", hook_id, by, at))
        return gone

    def switch_on(self, hook_id: str, *, after: int, by: str, at: datetime) -> ReleaseHook:
        """Tell an address again, of what is released after release ``after``."""
        with self._audit.lock:
            kept = self._found(hook_id)
            if kept.off_since is None:
                raise _is_on(hook_id)
            self._audit.append(told_of_releases("switch on", hook_id, by, at))
            fresh = replace(kept, off_since=None, failures=0, why="", after=after)
            self._hooks[hook_id] = fresh
        return fresh

    def all(self) -> tuple[ReleaseHook, ...]:
        """Return every address, the oldest first."""
        with self._audit.lock:
            return tuple(self._hooks.values())

    def owe(self, call: HookCall) -> bool:
        """Keep that an address is owed a call; False where one of this id is there already."""
        with self._audit.lock:
            if call.id in self._calls:
                return False
            self._calls[call.id] = replace(call, not_before=as_utc(call.not_before))
        return True

    def due(self, now: datetime) -> tuple[HookCall, ...]:
        """Return the calls to be tried now of addresses that are on."""
        with self._audit.lock:
            on = {key for key, each in self._hooks.items() if each.off_since is None}
            found = [each for each in self._calls.values() if each.hook in on and not each.finished]
        return tuple(
            sorted(
                (each for each in found if each.not_before <= now), key=lambda each: (each.release, each.hook)
            )
        )

    def take(self, call: HookCall, *, until: datetime) -> HookCall | None:
        """Take a call for one try and keep it from others until a moment."""
        with self._audit.lock:
            kept = self._calls.get(call.id)
            if kept is None or kept.finished or kept.tries != call.tries:
                return None
            taken = replace(kept, tries=kept.tries + 1, not_before=as_utc(until))
            self._calls[call.id] = taken
        return taken

    def settle(self, call: HookCall, *, has_arrived: bool, most: int) -> ReleaseHook | None:
        """Keep how a try ended, as ``call`` says it, and return the address."""
        with self._audit.lock:
            if call.id not in self._calls:
                return None
            self._calls[call.id] = replace(call, not_before=as_utc(call.not_before))
            before = self._found(call.hook)
            after = counted(before, call, has_arrived=has_arrived, most=most)
            self._hooks[call.hook] = after
            if after.off_since and not before.off_since:
                self._audit.append(told_of_releases("switch off", call.hook, "", after.off_since))
        return after

    def calls(self, hook_id: str, limit: int) -> tuple[HookCall, ...]:
        """Return the last calls of an address, the newest release first."""
        with self._audit.lock:
            theirs = [each for each in self._calls.values() if each.hook == hook_id]
        return tuple(sorted(theirs, key=lambda each: (-each.release, each.id))[:limit])

    def _found(self, hook_id: str) -> ReleaseHook:
        if hook_id not in self._hooks:
            raise _unknown(hook_id)
        return self._hooks[hook_id]


def counted(hook: ReleaseHook, call: HookCall, *, has_arrived: bool, most: int) -> ReleaseHook:
    """Return what an address is after a try."""
    if has_arrived:
        return replace(hook, failures=0, why="")
    if call.finished is None:
        return hook
    failures = hook.failures + 1
    is_over = failures >= most and hook.off_since is None
    return replace(
        hook, failures=failures, why=call.answer, off_since=call.finished if is_over else hook.off_since
    )


def _found(session: Session, hook_id: str) -> ReleaseHookRecord:
    record = session.exec(
        select(ReleaseHookRecord).where(ReleaseHookRecord.id == hook_id).with_for_update()
    ).first()
    if record is None:
        raise _unknown(hook_id)
    return record


def _call(record: HookCallRecord) -> HookCall:
    return HookCall(
        id=record.id,
        hook=record.hook,
        release=record.release,
        not_before=as_utc(record.not_before),
        tries=record.tries,
        finished=record.finished and as_utc(record.finished),
        answer=record.answer,
    )


def _unknown(hook_id: str) -> RefusedError:
    return RefusedError(f"there is no web-hook {hook_id[:80]!r}")


def _is_on(hook_id: str) -> RefusedError:
    return RefusedError(f"the web-hook {hook_id!r} is on already")
