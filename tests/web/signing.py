"""Signing in as the pages see it where nobody runs it: one who signed in, or nobody; and no account."""

from dataclasses import dataclass

from uprcycle.access.principal import Principal
from uprcycle.access.session import Session
from uprcycle.access.standing import Account, Standing
from uprcycle.errors import RefusedError
from web.access.source import Entrant, Foreseen, Founder, Opening, Wish


@dataclass(frozen=True)
class AlwaysSignedIn:
    """Knows of one who signed in, whatever token is shown; with nobody, of none. No link opens anything."""

    somebody: Principal | None = None

    def principal(self, token: str) -> Principal | None:
        del token
        return self.somebody

    def ask(self, address: str, target: str) -> None:
        del address, target

    def look(self, token: str) -> Opening | None:
        del token
        return None

    def take(self, token: str, program: str) -> str | None:
        del token, program
        return None

    def found(self, token: str, founder: Founder, program: str) -> str | None:
        del token, founder, program
        return None

    def leave(self, token: str) -> None:
        del token

    def sessions(self, principal: Principal) -> tuple[Session, ...]:
        del principal
        return ()

    def session(self, token: str) -> str:
        del token
        return ""

    def end(self, principal: Principal, session: str) -> int:
        del principal, session
        return 0

    end_others = end


class NobodysAccounts:
    """Knows of no account, and grants nothing."""

    def entrants(self) -> tuple[Entrant, ...]:
        return ()

    def entrant(self, person: str) -> Entrant | None:
        del person
        return None

    def foresee(self, wish: Wish) -> Foreseen:
        del wish
        raise RefusedError("nothing is granted here")

    def grant(self, wish: Wish, *, by: str) -> Account:
        del wish, by
        raise RefusedError("nothing is granted here")

    def revoke(self, person: str, standing: Standing, *, by: str) -> None:
        del person, standing, by

    def invite(self, person: str, *, by: str) -> bool:
        del person, by
        return False

    def end(self, person: str, *, by: str) -> int:
        del person, by
        return 0
