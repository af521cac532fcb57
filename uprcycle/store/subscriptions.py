"""The feeds that need a token, in the database and in memory."""

import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime

from sqlalchemy import or_, update
from sqlmodel import col, select

from uprcycle.errors import RefusedError
from uprcycle.people import Person
from uprcycle.store.audit import append
from uprcycle.store.engine import Database
from uprcycle.store.memory_audit import MemoryAudit
from uprcycle.store.moments import as_utc
from uprcycle.store.tables import PersonRecord, SubscriptionRecord
from uprcycle.store.trail import subscribed
from uprcycle.subscriptions import Fetch, Scope, Subscription, read_filter, write_filter

_Change = Callable[[Subscription], Subscription]


class DatabaseSubscriptions:
    """What people subscribed to, in the database."""

    def __init__(self, database: Database) -> None:
        """Keep subscriptions in ``database``."""
        self._database = database

    def add(self, subscription: Subscription, *, by: str) -> None:
        """Keep a new subscription."""
        with self._database.writing() as session:
            _refuse_nobody(session.get(PersonRecord, subscription.person), subscription)
            session.add(_record(subscription))
            append(session, subscribed("make", subscription, by, subscription.made))

    def edit(self, changed: Subscription, *, by: str, at: datetime) -> Subscription:
        """Keep title, filter and last day of ``changed`` and return what is kept."""
        return self._change("edit", changed.id, _edited(changed, at), by, at)

    def rotate(self, renewed: Subscription, *, by: str, at: datetime) -> Subscription:
        """Keep digest and last day of ``renewed`` and return what is kept."""
        return self._change("rotate", renewed.id, _rotated(renewed, at), by, at)

    def revoke(self, subscription_id: str, *, by: str, at: datetime) -> Subscription:
        """End a subscription for ever and return it."""
        return self._change("revoke", subscription_id, _revoked(at), by, at)

    def note_fetches(self, fetches: Iterable[Fetch]) -> None:
        """Keep the hour of each fetch that lies in a later hour than the last one kept."""
        with self._database.writing() as session:
            for each in fetches:
                fetched = col(SubscriptionRecord.fetched)
                statement = update(SubscriptionRecord).where(
                    col(SubscriptionRecord.id) == each.subscription,
                    or_(fetched.is_(None), fetched < each.hour),
                )
                session.connection().execute(statement.values(fetched=each.hour, client=each.client))

    def of_digest(self, digest: str) -> Subscription | None:
        """Return the subscription that a token of this digest opens."""
        query = select(SubscriptionRecord).where(SubscriptionRecord.digest == digest)
        with self._database.reading() as session:
            record = session.exec(query).first()
            return None if record is None else _subscription(record)

    def of_person(self, person_id: str) -> tuple[Subscription, ...]:
        """Return the subscriptions of a person, by id."""
        query = select(SubscriptionRecord).where(SubscriptionRecord.person == person_id)
        with self._database.reading() as session:
            return _in_order(_subscription(each) for each in session.exec(query))

    def all(self) -> tuple[Subscription, ...]:
        """Return every subscription, by person and id."""
        with self._database.reading() as session:
            return _in_order(_subscription(each) for each in session.exec(select(SubscriptionRecord)))

    def _change(
        self, name: str, subscription_id: str, change: _Change, by: str, at: datetime
    ) -> Subscription:
        with self._database.writing() as session:
            record = session.get(SubscriptionRecord, subscription_id, with_for_update=True)
            kept = _subscription(record) if record else None
            changed = change(_standing(kept, subscription_id))
            session.merge(_record(changed))
            append(session, subscribed(name, changed, by, at))
        return changed


class MemorySubscriptions:
    """What people subscribed to, in memory."""

    def __init__(self, audit: MemoryAudit, person: Callable[[str], Person | None]) -> None:
        """Start with none; ``person`` tells who is known."""
        self._audit = audit
        self._person = person
        self._kept: dict[str, Subscription] = {}

    def add(self, subscription: Subscription, *, by: str) -> None:
        """Keep a new subscription."""
        with self._audit.lock:
            _refuse_nobody(self._person(subscription.person), subscription)
            self._audit.append(subscribed("make", subscription, by, subscription.made))
            self._kept[subscription.id] = replace(subscription, made=as_utc(subscription.made))

    def edit(self, changed: Subscription, *, by: str, at: datetime) -> Subscription:
        """Keep title, filter and last day of ``changed`` and return what is kept."""
        return self._change("edit", changed.id, _edited(changed, at), by, at)

    def rotate(self, renewed: Subscription, *, by: str, at: datetime) -> Subscription:
        """Keep digest and last day of ``renewed`` and return what is kept."""
        return self._change("rotate", renewed.id, _rotated(renewed, at), by, at)

    def revoke(self, subscription_id: str, *, by: str, at: datetime) -> Subscription:
        """End a subscription for ever and return it."""
        return self._change("revoke", subscription_id, _revoked(at), by, at)

    def note_fetches(self, fetches: Iterable[Fetch]) -> None:
        """Keep the hour of each fetch that lies in a later hour than the last one kept."""
        with self._audit.lock:
            for each in fetches:
                kept = self._kept.get(each.subscription)
                if kept and (kept.fetched is None or kept.fetched < each.hour):
                    self._kept[kept.id] = replace(kept, fetched=each.hour, client=each.client)

    def of_digest(self, digest: str) -> Subscription | None:
        """Return the subscription that a token of this digest opens."""
        return next((each for each in self.all() if each.digest == digest), None)

    def of_person(self, person_id: str) -> tuple[Subscription, ...]:
        """Return the subscriptions of a person, by id."""
        return tuple(each for each in self.all() if each.person == person_id)

    def all(self) -> tuple[Subscription, ...]:
        """Return every subscription, by person and id."""
        with self._audit.lock:
            return _in_order(self._kept.values())

    def change(self, change: Callable[[Subscription], Subscription | None]) -> None:
        """Put what ``change`` makes of each subscription in its place; None takes it away."""
        changed = {key: change(each) for key, each in self._kept.items()}
        self._kept = {key: each for key, each in changed.items() if each}

    def _change(
        self, name: str, subscription_id: str, change: _Change, by: str, at: datetime
    ) -> Subscription:
        with self._audit.lock:
            changed = change(_standing(self._kept.get(subscription_id), subscription_id))
            self._audit.append(subscribed(name, changed, by, at))
            self._kept[changed.id] = changed
        return changed


def _edited(changed: Subscription, at: datetime) -> _Change:
    moment = as_utc(at)
    return lambda kept: replace(
        kept,
        title=changed.title,
        filter=changed.filter,
        expires=changed.expires,
        extended=kept.extended if changed.expires == kept.expires else moment,
    )


def _rotated(renewed: Subscription, at: datetime) -> _Change:
    fresh = replace(renewed, made=as_utc(at))
    return lambda kept: replace(
        kept,
        digest=fresh.digest,
        expires=fresh.expires,
        made=fresh.made,
        extended=None,
        fetched=None,
        client="",
    )


def _revoked(at: datetime) -> _Change:
    return lambda kept: replace(kept, revoked=as_utc(at))


def _refuse_nobody(person: object, subscription: Subscription) -> None:
    if person is None:
        raise RefusedError(f"nobody is known as {subscription.person!r}")


def _standing(kept: Subscription | None, subscription_id: str) -> Subscription:
    if kept is None:
        raise RefusedError(f"there is no subscription {subscription_id!r}")
    if kept.revoked:
        raise RefusedError(f"subscription {subscription_id} was revoked on {kept.revoked:%Y-%m-%d}")
    return kept


def _in_order(subscriptions: Iterable[Subscription]) -> tuple[Subscription, ...]:
    return tuple(sorted(subscriptions, key=lambda each: (each.person, each.id)))


def _record(subscription: Subscription) -> SubscriptionRecord:
    return SubscriptionRecord(
        id=subscription.id,
        person=subscription.person,
        title=subscription.title,
        scope=subscription.scope.value,
        digest=subscription.digest,
        made=subscription.made,
        expires=subscription.expires,
        key=subscription.key,
        filter=json.dumps(write_filter(subscription.filter), separators=(",", ":")),
        extended=subscription.extended,
        revoked=subscription.revoked,
        fetched=subscription.fetched,
        client=subscription.client,
    )


def _subscription(record: SubscriptionRecord) -> Subscription:
    return Subscription(
        id=record.id,
        person=record.person,
        title=record.title,
        scope=Scope(record.scope),
        digest=record.digest,
        made=as_utc(record.made),
        expires=record.expires,
        key=record.key,
        filter=read_filter(json.loads(record.filter)),
        extended=record.extended,
        revoked=record.revoked,
        fetched=record.fetched,
        client=record.client,
    )
