"""The links in messages, in the database and in memory."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, delete, exists, select, update

from uprcycle.people import Assignment
from uprcycle.store.answer_tables import MessageLinkRecord
from uprcycle.store.audit import append
from uprcycle.store.engine import Database
from uprcycle.store.kept import Envelope, Link, OpenLink, Purpose
from uprcycle.store.memory_audit import MemoryAudit
from uprcycle.store.moments import as_utc
from uprcycle.store.tables import AssignmentRecord, MessageRecord, NudgeKeyRecord
from uprcycle.store.trail import unlinked


class DatabaseLinks:
    """What the links in messages open, in the database."""

    def __init__(self, database: Database) -> None:
        """Look links up in ``database``."""
        self._database = database

    def opened(self, digest: str, purpose: Purpose, *, now: datetime, day: date) -> OpenLink | None:
        """Return what a token of this digest opens."""
        holds = exists().where(
            col(AssignmentRecord.person) == MessageRecord.person,
            col(AssignmentRecord.valid_from) <= day,
            col(AssignmentRecord.valid_to) >= day,
        )
        query = (
            select(MessageLinkRecord, MessageRecord.person)
            .join(MessageRecord, col(MessageRecord.message_id) == MessageLinkRecord.message_id)
            .where(MessageLinkRecord.digest == digest, MessageLinkRecord.purpose == purpose.value)
            .where(col(MessageLinkRecord.revoked_at).is_(None), MessageLinkRecord.expires_at > now, holds)
        )
        with self._database.reading() as session:
            for link, person in session.exec(query):
                of_message = select(NudgeKeyRecord).where(NudgeKeyRecord.message_id == link.message_id)
                keys = session.exec(of_message.order_by(col(NudgeKeyRecord.place)))
                named = tuple(each.key for each in keys)
                return OpenLink(link.message_id, person, named, as_utc(link.expires_at))
        return None

    def living(self, person: str, *, now: datetime) -> int:
        """Return how many links of a person are neither over nor revoked."""
        with self._database.reading() as session:
            return len(session.exec(select(MessageLinkRecord.digest).where(*_living(person, now))).all())

    def revoke(self, person: str, *, by: str, at: datetime) -> int:
        """End every link of a person that is not over."""
        ending = update(MessageLinkRecord).where(*_living(person, at)).values(revoked_at=at)
        with self._database.writing() as session:
            count = session.connection().execute(ending).rowcount
            if count:
                append(session, unlinked(person, count, by, at))
        return count

    def forget(self, over_before: datetime) -> int:
        """Forget every link that was over before a moment."""
        dead = delete(MessageLinkRecord).where(col(MessageLinkRecord.expires_at) < as_utc(over_before))
        with self._database.writing() as session:
            return session.connection().execute(dead).rowcount


class MemoryLinks:
    """What the links in messages open, in memory."""

    def __init__(self, audit: MemoryAudit, assignments: Callable[[], Iterable[Assignment]]) -> None:
        """Start with none; ``assignments`` tells who holds an office."""
        self._audit = audit
        self._assignments = assignments
        self._kept: dict[str, _Kept] = {}

    def add(self, envelope: Envelope, now: datetime) -> bool:
        """Keep the links of ``envelope``, unless one of them is there."""
        if not self._kept.keys().isdisjoint(each.digest for each in envelope.links):
            return False
        for each in envelope.links:
            kept = replace(each, expires_at=as_utc(each.expires_at))
            opened = OpenLink(envelope.message_id, envelope.person, envelope.keys, kept.expires_at)
            self._kept[each.digest] = _Kept(kept, opened, as_utc(now))
        return True

    def drop(self, message_id: str) -> None:
        """Forget the links of a message."""
        self._kept = {key: each for key, each in self._kept.items() if each.opened.message_id != message_id}

    def opened(self, digest: str, purpose: Purpose, *, now: datetime, day: date) -> OpenLink | None:
        """Return what a token of this digest opens."""
        with self._audit.lock:
            kept = self._kept.get(digest)
        if kept is None or kept.link.purpose is not purpose or not kept.lives(now):
            return None
        holds = any(
            each.person.id == kept.opened.person and each.holds_on(day) for each in self._assignments()
        )
        return kept.opened if holds else None

    def living(self, person: str, *, now: datetime) -> int:
        """Return how many links of a person are neither over nor revoked."""
        with self._audit.lock:
            return len(self._living(person, now))

    def revoke(self, person: str, *, by: str, at: datetime) -> int:
        """End every link of a person that is not over."""
        with self._audit.lock:
            living = self._living(person, at)
            if living:
                self._audit.append(unlinked(person, len(living), by, at))
            self._kept |= {key: replace(each, revoked_at=as_utc(at)) for key, each in living.items()}
        return len(living)

    def forget(self, over_before: datetime) -> int:
        """Forget every link that was over before a moment."""
        with self._audit.lock:
            kept = {key: each for key, each in self._kept.items() if each.link.expires_at >= over_before}
            count = len(self._kept) - len(kept)
            self._kept = kept
        return count

    def _living(self, person: str, now: datetime) -> Mapping[str, "_Kept"]:
        theirs = {key: each for key, each in self._kept.items() if each.opened.person == person}
        return {key: each for key, each in theirs.items() if each.lives(now)}


@dataclass(frozen=True, slots=True)
class _Kept:
    """A link in memory: what the columns of the database hold."""

    link: Link
    opened: OpenLink
    made_at: datetime
    revoked_at: datetime | None = None

    def lives(self, now: datetime) -> bool:
        return self.revoked_at is None and self.link.expires_at > now


def _living(person: str, now: datetime) -> tuple[Any, ...]:
    theirs = select(MessageRecord.message_id).where(MessageRecord.person == person)
    link = MessageLinkRecord
    return (
        col(link.message_id).in_(theirs),
        col(link.revoked_at).is_(None),
        col(link.expires_at) > now,
    )


def link_cells(envelope: Envelope, now: datetime) -> list[dict[str, Any]]:
    """Return the rows of the links that a message holds."""
    return [
        {
            "digest": each.digest,
            "purpose": each.purpose.value,
            "message_id": envelope.message_id,
            "made_at": now,
            "expires_at": each.expires_at,
            "revoked_at": None,
        }
        for each in envelope.links
    ]


def drop_links(session: Session, message_id: str) -> None:
    """Forget the links of a message."""
    session.exec(delete(MessageLinkRecord).where(col(MessageLinkRecord.message_id) == message_id))
