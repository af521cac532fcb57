"""Accounts and sign-ins, as the rest of uprcycle sees them.

The audit trail holds of each write the id of whom it is about, and nothing of any token.
"""

from collections.abc import Collection
from datetime import datetime
from typing import Protocol

from uprcycle.access.session import Session, SignInLink
from uprcycle.access.standing import Account, Grant, Standing


class Accounts(Protocol):
    """To whom something was granted; with their last grant an account goes."""

    def grant(self, account: Account, grant: Grant, *, by: str, at: datetime) -> Account:
        """Give somebody a standing in place of the same that they had, and return the account.

        What ``account`` says of name, address and language is kept; its grants are not looked at.

        Raises:
            RefusedError: Nobody would be administrator in all States any more.
        """

    def revoke(self, person: str, standing: Standing, *, by: str, at: datetime) -> Account | None:
        """Take a standing away and return the account; None where it is gone with that.

        Raises:
            RefusedError: They do not have it, or nobody would be administrator in all States any more.
        """

    def of(self, person: str) -> Account | None:
        """Return the account of this id."""

    def all(self) -> tuple[Account, ...]:
        """Return every account, by name and id."""


class SignIns(Protocol):
    """The links that open sessions, and the sessions; what is over or ended opens nothing."""

    def offer(self, link: SignInLink, *, by: str) -> None:
        """Keep a new link."""

    def offered(self, person: str, *, since: datetime) -> int:
        """Return how many links were mailed to somebody after a moment, whatever became of them."""

    def link(self, digest: str, *, now: datetime) -> SignInLink | None:
        """Return the link that may be used at ``now``; one look-up, and it changes nothing."""

    def take(self, digest: str, session: Session) -> Session | None:
        """Use up a link and begin ``session`` of whom it is for; all or nothing, and only once.

        None where the link may not be used when the session is made. ``person`` of the session is not
        looked at.
        """

    def found(self, digest: str, session: Session, account: Account) -> Session | None:
        """Use up a founding link: make ``account`` the first administrator and begin their session.

        None where the link may not be used, or there is an administrator already.
        """

    def begin(self, session: Session) -> None:
        """Keep a session that was opened in another way."""

    def of_digest(self, digest: str) -> Session | None:
        """Return the session that a token of this digest opens, whether it lasts or not."""

    def sessions(self, person: str | None = None) -> tuple[Session, ...]:
        """Return the sessions of one or of all, the last begun first."""

    def see(self, session: str, at: datetime) -> None:
        """Note that a session was used; an earlier moment than is kept changes nothing."""

    def end(self, sessions: Collection[str], *, by: str, at: datetime) -> int:
        """End those of these sessions that had not ended, for ever, and return how many there were."""

    def forget(self, over_before: datetime) -> int:
        """Forget links and sessions that were over before a moment, and return how many there were."""
