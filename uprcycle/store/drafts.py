"""The schedules that were uploaded, in the database, where their content is sealed, and in memory."""

import json
from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any, cast

from sqlalchemy import delete
from sqlalchemy.orm import QueryableAttribute, defer
from sqlmodel import col, select

from uprcycle.store.audit import append
from uprcycle.store.draft_steps import DraftState, KeptDraft, Order, Step
from uprcycle.store.draft_tables import DraftRecord
from uprcycle.store.engine import Database
from uprcycle.store.memory_audit import MemoryAudit
from uprcycle.store.moments import as_utc
from uprcycle.store.sealing import Seal
from uprcycle.store.tables import table_of
from uprcycle.store.trail import drafted

_UPLOAD = "upload draft"


class DatabaseDrafts:
    """The uploaded schedules, in the database."""

    def __init__(self, database: Database, seal: Seal) -> None:
        """Keep them in ``database``, what they hold through ``seal``."""
        self._database = database
        self._seal = seal

    def add(self, draft: KeptDraft) -> None:
        """Keep a new draft."""
        content = self._seal.seal(draft.content) if draft.content else b""
        with self._database.writing() as session:
            session.add(DraftRecord(id=draft.id, content=content, **_cells(draft)))
            append(session, drafted(_UPLOAD, draft.id, draft.by, draft.at))

    def take(self, draft_id: str, step: Step, *, by: str, at: datetime) -> KeptDraft | None:
        """Let a draft take a step and return it."""
        query = select(DraftRecord).where(DraftRecord.id == draft_id).with_for_update()
        with self._database.overwriting() as session:
            record = session.exec(query).first()
            after = step.apply(self._draft(record, record.content)) if record else None
            if record is None or after is None:
                return None
            for name, value in _cells(after).items():
                setattr(record, name, value)
            if after.state is DraftState.WITHDRAWN:  # what no key opens is not lost otherwise
                record.content = b""
            session.add(record)
            append(session, drafted(step.action, draft_id, by, at))
        return after

    def of_id(self, draft_id: str) -> KeptDraft | None:
        """Return the draft of this id, with its content."""
        with self._database.reading() as session:
            record = session.exec(select(DraftRecord).where(DraftRecord.id == draft_id)).first()
            return None if record is None else self._draft(record, record.content)

    def listed(self) -> tuple[KeptDraft, ...]:
        """Return every draft without its content, the newest first."""
        content = cast("QueryableAttribute[bytes]", DraftRecord.content)
        query = select(DraftRecord).options(defer(content))
        with self._database.reading() as session:
            found = session.exec(query.order_by(col(DraftRecord.number).desc()))
            return tuple(self._draft(each, b"") for each in found)

    def forget(self, before: datetime, *, at: datetime) -> int:
        """Forget what was uploaded before a moment and is not being released."""
        kept = table_of(DraftRecord)
        over = (kept.c.at < before, kept.c.state != DraftState.ORDERED.value)
        with self._database.overwriting() as session:
            gone = session.connection().execute(select(kept.c.id).where(*over)).scalars().all()
            session.connection().execute(delete(kept).where(kept.c.id.in_(gone)))
            for each in gone:
                append(session, drafted("forget draft", each, "", at))
        return len(gone)

    def _draft(self, record: DraftRecord, content: bytes) -> KeptDraft:
        return KeptDraft(
            id=record.id,
            name=record.name,
            by=record.by,
            at=as_utc(record.at),
            content=(self._seal.open(content) or b"") if content else b"",
            state=DraftState(record.state),
            allows_loss=record.allows_loss,
            accepted=tuple(json.loads(record.accepted)),
            order=_read_order(record.order),
            held_until=record.held_until and as_utc(record.held_until),
            release=record.release,
            entries=record.entries,
            refusal=record.refusal,
        )


class MemoryDrafts:
    """The uploaded schedules, in memory."""

    def __init__(self, audit: MemoryAudit) -> None:
        """Start with none."""
        self._audit = audit
        self._kept: dict[str, KeptDraft] = {}

    def add(self, draft: KeptDraft) -> None:
        """Keep a new draft."""
        with self._audit.lock:
            self._audit.append(drafted(_UPLOAD, draft.id, draft.by, draft.at))
            self._kept[draft.id] = replace(draft, at=as_utc(draft.at))

    def take(self, draft_id: str, step: Step, *, by: str, at: datetime) -> KeptDraft | None:
        """Let a draft take a step and return it."""
        with self._audit.lock:
            before = self._kept.get(draft_id)
            after = before and step.apply(before)
            if after:
                self._kept[draft_id] = after
                self._audit.append(drafted(step.action, draft_id, by, at))
            return after

    def of_id(self, draft_id: str) -> KeptDraft | None:
        """Return the draft of this id, with its content."""
        with self._audit.lock:
            return self._kept.get(draft_id)

    def listed(self) -> tuple[KeptDraft, ...]:
        """Return every draft without its content, the newest first."""
        with self._audit.lock:
            return tuple(replace(each, content=b"") for each in reversed(self._kept.values()))

    def forget(self, before: datetime, *, at: datetime) -> int:
        """Forget what was uploaded before a moment and is not being released."""
        with self._audit.lock:
            is_over = {
                key: each.at < before and each.state is not DraftState.ORDERED
                for key, each in self._kept.items()
            }
            for key in (key for key, gone in is_over.items() if gone):
                self._audit.append(drafted("forget draft", key, "", at))
                del self._kept[key]
            return sum(is_over.values())

    def change(self, change: Callable[[KeptDraft], KeptDraft | None]) -> None:
        """Put what ``change`` makes of each draft in its place; None takes it away."""
        changed = {key: change(each) for key, each in self._kept.items()}
        self._kept = {key: each for key, each in changed.items() if each}


def _cells(draft: KeptDraft) -> dict[str, Any]:
    """Return the cells of a draft that a step may change, and those that never do but its id and content."""
    return {
        "name": draft.name,
        "by": draft.by,
        "at": draft.at,
        "state": draft.state.value,
        "allows_loss": draft.allows_loss,
        "accepted": json.dumps(draft.accepted, ensure_ascii=False),
        "order": _write_order(draft.order),
        "held_until": draft.held_until,
        "release": draft.release,
        "entries": draft.entries,
        "refusal": draft.refusal,
    }


def _write_order(order: Order | None) -> str:
    if order is None:
        return ""
    return json.dumps(asdict(order) | {"at": as_utc(order.at).isoformat()}, ensure_ascii=False)


def _read_order(text: str) -> Order | None:
    if not text:
        return None
    cells = json.loads(text)
    return Order(**cells | {"at": datetime.fromisoformat(cells["at"])})
