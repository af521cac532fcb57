"""What the pages of signing in ask of the installation."""

from dataclasses import dataclass, field
from typing import Protocol

from uprcycle.access.principal import Principal
from uprcycle.access.session import Session, Way
from uprcycle.access.standing import Account, Grant, Standing


@dataclass(frozen=True, slots=True)
class Opening:
    """What a link would open: a session of somebody; of a founding link nobody knows yet whose."""

    way: Way
    name: str


@dataclass(frozen=True, slots=True)
class Founder:
    """Who wants to be the first administrator."""

    name: str
    email: str = field(repr=False)
    language: str


class Access(Protocol):
    """Knows who signed in; None is the answer to every token that opens nothing, whatever the reason."""

    def principal(self, token: str) -> Principal | None:
        """Return who signed in by the session of this token, as they are today."""

    def ask(self, address: str, target: str) -> None:
        """Send a link to whoever has this address, if they are anybody here; nothing tells whether.

        ``target`` is the path of ours that they want to see then; empty for none.
        """

    def look(self, token: str) -> Opening | None:
        """Return what a link opens; nothing is changed."""

    def take(self, token: str, program: str) -> str | None:
        """Use a link up and return the token of the session that it opened."""

    def found(self, token: str, founder: Founder, program: str) -> str | None:
        """Use up a founding link, likewise.

        Raises:
            BadInputError: With what is wrong with the name or the address; the link is not used up.
        """

    def leave(self, token: str) -> None:
        """End the session of this token; for any other nothing happens."""

    def sessions(self, principal: Principal) -> tuple[Session, ...]:
        """Return the sessions of somebody that last, the one last begun first."""

    def session(self, token: str) -> str:
        """Return the id of the session of this token; empty for none."""

    def end(self, principal: Principal, session: str) -> int:
        """End a session of somebody by its id and return how many ended."""

    def end_others(self, principal: Principal, session: str) -> int:
        """End all sessions of somebody but one, likewise."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be granted, as it was typed; ``countries`` are codes or names, empty for all States."""

    email: str = field(repr=False)
    name: str
    standing: str
    countries: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What granting a wish would do: to whom, and in place of what."""

    account: Account
    grant: Grant
    before: Grant | None
    is_new: bool


@dataclass(frozen=True, slots=True)
class Entrant:
    """Somebody who may sign in, with how many sessions of theirs last."""

    principal: Principal
    sessions: tuple[Session, ...]


class Accounts(Protocol):
    """Gives and takes access; ``by`` is the name of who does it."""

    def entrants(self) -> tuple[Entrant, ...]:
        """Return everybody with an account, by name, then everybody else who has signed in."""

    def entrant(self, person: str) -> Entrant | None:
        """Return who has this id and may sign in today."""

    def foresee(self, wish: Wish) -> Foreseen:
        """Return what granting a wish would do; nothing is changed.

        Raises:
            BadInputError: With everything that is wrong with it, each under the name of its field.
        """

    def grant(self, wish: Wish, *, by: str) -> Account:
        """Grant a wish and return the account.

        Raises:
            BadInputError: As above.
            RefusedError: Nobody could give access any more.
        """

    def revoke(self, person: str, standing: Standing, *, by: str) -> None:
        """Take a standing away; sessions of whom nothing is left to end at once.

        Raises:
            RefusedError: They do not have it, or nobody could give access any more.
        """

    def invite(self, person: str, *, by: str) -> bool:
        """Send somebody a link to sign in; False where it did not go out."""

    def end(self, person: str, *, by: str) -> int:
        """End every session of somebody and return how many there were."""
