"""The links that open sessions, and the sessions, in memory."""

from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import datetime
from typing import Any

from uprcycle.access.session import Session, SignInLink, Way
from uprcycle.access.standing import Account, Grant, Standing, has_administrator
from uprcycle.store.accounts import MemoryAccounts
from uprcycle.store.memory_audit import MemoryAudit
from uprcycle.store.moments import as_utc
from uprcycle.store.trail import offered, signed_in, signed_out

_FOUNDER = Grant(Standing.ADMINISTRATOR)


class MemorySignIns:
    """Who signed in, in memory."""

    def __init__(self, audit: MemoryAudit, accounts: MemoryAccounts) -> None:
        """Start with nobody; ``accounts`` takes the first administrator."""
        self._audit = audit
        self._accounts = accounts
        self._links: dict[str, SignInLink] = {}
        self._taken: set[str] = set()
        self._sessions: dict[str, Session] = {}

    def offer(self, link: SignInLink, *, by: str) -> None:
        """Keep a new link."""
        with self._audit.lock:
            self._audit.append(offered(link, by))
            self._links[link.digest] = replace(link, made=as_utc(link.made), expires=as_utc(link.expires))

    def offered(self, person: str, *, since: datetime) -> int:
        """Return how many links were mailed to somebody after a moment."""
        with self._audit.lock:
            theirs = [each for each in self._links.values() if each.person == person]
        return len([each for each in theirs if each.way is Way.MAIL and each.made > since])

    def link(self, digest: str, *, now: datetime) -> SignInLink | None:
        """Return the link that may be used at ``now``."""
        with self._audit.lock:
            link = self._links.get(digest)
            is_taken = digest in self._taken
        return link if link and link.is_open(now) and not is_taken else None

    def take(self, digest: str, session: Session) -> Session | None:
        """Use up a link and begin ``session`` of whom it is for."""
        with self._audit.lock:
            link = self.link(digest, now=session.made)
            if link is None or link.way is Way.FOUNDING:
                return None
            self._taken.add(digest)
            return self._begun(replace(session, person=link.person, way=link.way))

    def found(self, digest: str, session: Session, account: Account) -> Session | None:
        """Use up a founding link for the first administrator."""
        with self._audit.lock:
            link = self.link(digest, now=session.made)
            if link is None or link.way is not Way.FOUNDING or has_administrator(self._accounts.all()):
                return None
            self._taken.add(digest)
            self._accounts.grant(account, _FOUNDER, by=account.id, at=session.made)
            return self._begun(replace(session, person=account.id, way=link.way))

    def begin(self, session: Session) -> None:
        """Keep a session that was opened in another way."""
        with self._audit.lock:
            self._begun(session)

    def of_digest(self, digest: str) -> Session | None:
        """Return the session that a token of this digest opens."""
        with self._audit.lock:
            return next((each for each in self._sessions.values() if each.digest == digest), None)

    def sessions(self, person: str | None = None) -> tuple[Session, ...]:
        """Return the sessions of one or of all, the last begun first."""
        with self._audit.lock:
            known = [each for each in self._sessions.values() if person is None or each.person == person]
        by_id = sorted(known, key=lambda each: each.id)
        return tuple(sorted(by_id, key=lambda each: each.made, reverse=True))

    def see(self, session: str, at: datetime) -> None:
        """Note that a session was used."""
        with self._audit.lock:
            known = self._sessions.get(session)
            if known and known.seen < at:
                self._sessions[session] = replace(known, seen=as_utc(at))

    def end(self, sessions: Collection[str], *, by: str, at: datetime) -> int:
        """End those of these sessions that had not ended."""
        with self._audit.lock:
            ending = [each for each in self._sessions.values() if each.id in sessions and each.ended is None]
            people = Counter(each.person for each in ending)
            self._audit.append(*(signed_out(each, people[each], by, at) for each in sorted(people)))
            self._sessions |= {each.id: replace(each, ended=as_utc(at)) for each in ending}
        return len(ending)

    def forget(self, over_before: datetime) -> int:
        """Forget links and sessions that were over before a moment."""
        with self._audit.lock:
            before = len(self._links) + len(self._sessions)
            self._links = {key: each for key, each in self._links.items() if each.expires >= over_before}
            self._taken &= self._links.keys()
            self._sessions = {
                key: each
                for key, each in self._sessions.items()
                if min(each.over, each.ended or each.over) >= over_before
            }
            return before - len(self._links) - len(self._sessions)

    def change(self, change: Callable[[Any], Any]) -> None:
        """Put what ``change`` makes of each link and session in its place; None takes it away."""
        links = {key: change(each) for key, each in self._links.items()}
        sessions = {key: change(each) for key, each in self._sessions.items()}
        self._links = {key: each for key, each in links.items() if each}
        self._sessions = {key: each for key, each in sessions.items() if each}

    def _begun(self, session: Session) -> Session:
        begun = replace(session, made=as_utc(session.made), seen=as_utc(session.seen))
        self._audit.append(signed_in(begun))
        self._sessions[begun.id] = begun
        return begun
