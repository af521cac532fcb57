"""Accounts and what was granted to them, in the database and in memory."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime

from sqlmodel import Session as Transaction
from sqlmodel import col, select

from uprcycle.access.standing import GRANTABLE, Account, Grant, Standing, has_administrator
from uprcycle.errors import Problem, RefusedError
from uprcycle.store.access_tables import AccountRecord, GrantRecord
from uprcycle.store.audit import append, lock_trail
from uprcycle.store.engine import Database
from uprcycle.store.memory_audit import MemoryAudit
from uprcycle.store.trail import granted, ungranted


class DatabaseAccounts:
    """To whom something was granted, in the database."""

    def __init__(self, database: Database) -> None:
        """Keep accounts in ``database``."""
        self._database = database

    def grant(self, account: Account, grant: Grant, *, by: str, at: datetime) -> Account:
        """Give somebody a standing and return the account."""
        with self._database.writing() as session:
            lock_trail(session)
            _refuse_none(accounts_of(session), account, grant)
            keep_grant(session, account, grant)
            append(session, granted(account.id, grant, by, at))
            return account_of(session, account.id) or account

    def revoke(self, person: str, standing: Standing, *, by: str, at: datetime) -> Account | None:
        """Take a standing away and return the account, or None where it is gone."""
        with self._database.writing() as session:
            lock_trail(session)
            account = account_of(session, person)
            left = left_of(account, standing, accounts_of(session))
            session.delete(session.get_one(GrantRecord, (person, standing.value)))
            if not left.grants:
                session.flush()
                session.delete(session.get_one(AccountRecord, person))
            append(session, ungranted(person, standing, by, at))
        return left if left.grants else None

    def of(self, person: str) -> Account | None:
        """Return the account of this id."""
        with self._database.reading() as session:
            return account_of(session, person)

    def all(self) -> tuple[Account, ...]:
        """Return every account, by name and id."""
        with self._database.reading() as session:
            return accounts_of(session)


class MemoryAccounts:
    """To whom something was granted, in memory."""

    def __init__(self, audit: MemoryAudit) -> None:
        """Start with none."""
        self._audit = audit
        self._kept: dict[str, Account] = {}

    def grant(self, account: Account, grant: Grant, *, by: str, at: datetime) -> Account:
        """Give somebody a standing and return the account."""
        with self._audit.lock:
            _refuse_none(self.all(), account, grant)
            self._audit.append(granted(account.id, grant, by, at))
            known = self._kept.get(account.id)
            kept = replace(account, grants=with_grant(known.grants if known else (), grant))
            self._kept[account.id] = kept
            return kept

    def revoke(self, person: str, standing: Standing, *, by: str, at: datetime) -> Account | None:
        """Take a standing away and return the account, or None where it is gone."""
        with self._audit.lock:
            left = left_of(self._kept.get(person), standing, self.all())
            self._audit.append(ungranted(person, standing, by, at))
            self._kept[person] = left
            if not left.grants:
                del self._kept[person]
        return left if left.grants else None

    def of(self, person: str) -> Account | None:
        """Return the account of this id."""
        with self._audit.lock:
            return self._kept.get(person)

    def all(self) -> tuple[Account, ...]:
        """Return every account, by name and id."""
        with self._audit.lock:
            return tuple(sorted(self._kept.values(), key=_order))

    def change(self, change: Callable[[Account], Account | None]) -> None:
        """Put what ``change`` makes of each account in its place; None takes it away."""
        changed = {key: change(each) for key, each in self._kept.items()}
        self._kept = {key: each for key, each in changed.items() if each}


def with_grant(grants: tuple[Grant, ...], grant: Grant) -> tuple[Grant, ...]:
    """Return grants with one in place of that of the same standing, in the order of the standings."""
    others = [each for each in grants if each.standing is not grant.standing]
    return tuple(sorted((*others, grant), key=lambda each: GRANTABLE.index(each.standing)))


def left_of(account: Account | None, standing: Standing, everybody: tuple[Account, ...]) -> Account:
    """Return an account without a standing.

    Raises:
        RefusedError: It does not have it, or nobody else would be administrator in all States.
    """
    grants = account.grants if account else ()
    left = tuple(each for each in grants if each.standing is not standing)
    if account is None or left == grants:
        raise RefusedError(f"this account is no {standing.value}")
    _refuse_last(everybody, replace(account, grants=left))
    return replace(account, grants=left)


def _refuse_none(everybody: tuple[Account, ...], account: Account, grant: Grant) -> None:
    known = next((each.grants for each in everybody if each.id == account.id), ())
    _refuse_last(everybody, replace(account, grants=with_grant(known, grant)))


def _refuse_last(everybody: tuple[Account, ...], changed: Account) -> None:
    """Refuse a change after which nobody could give access any more."""
    after = [changed if each.id == changed.id else each for each in everybody]
    if has_administrator(everybody) and not has_administrator(after):
        problem = Problem("access", "nobody else could give access", "make somebody else administrator first")
        raise RefusedError("the last administrator stays", [problem])


def keep_grant(session: Transaction, account: Account, grant: Grant) -> None:
    """Write an account and one grant of it into a transaction."""
    session.merge(
        AccountRecord(id=account.id, email=account.email, name=account.name, language=account.language)
    )
    session.flush()
    countries = " ".join(sorted(grant.countries))
    session.merge(GrantRecord(account=account.id, standing=grant.standing.value, countries=countries))
    session.flush()


def account_of(session: Transaction, person: str) -> Account | None:
    """Return the account of this id, as a transaction sees it."""
    record = session.get(AccountRecord, person)
    if record is None:
        return None
    return _account(record, session.exec(select(GrantRecord).where(GrantRecord.account == person)).all())


def accounts_of(session: Transaction) -> tuple[Account, ...]:
    """Return every account as a transaction sees it, by name and id."""
    grants: dict[str, list[GrantRecord]] = {}
    for each in session.exec(select(GrantRecord).order_by(col(GrantRecord.account))):
        grants.setdefault(each.account, []).append(each)
    accounts = [_account(each, grants.get(each.id, [])) for each in session.exec(select(AccountRecord))]
    return tuple(sorted(accounts, key=_order))


def _account(record: AccountRecord, grants: Iterable[GrantRecord]) -> Account:
    kept: tuple[Grant, ...] = ()
    for each in grants:
        kept = with_grant(kept, Grant(Standing(each.standing), frozenset(each.countries.split())))
    return Account(record.id, record.email, record.name, record.language, kept)


def _order(account: Account) -> tuple[str, str]:
    return account.name, account.id
