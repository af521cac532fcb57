"""One account that can be changed, for the pages of access; it notes what it was told."""

from dataclasses import dataclass, field

from tests.web.signing import NobodysAccounts
from tests.web.site import TODAY
from uprcycle.access.principal import Principal
from uprcycle.access.standing import Account, Grant, Standing
from uprcycle.errors import BadInputError, Problem, RefusedError
from web.access.source import Entrant, Foreseen, Wish

OBSERVER = Grant(Standing.OBSERVER, frozenset({"KEN"}))
BINOD = Principal("p-binod", "Binod <i>Example</i>", "binod@example.org", "en", (OBSERVER,), (), TODAY)


@dataclass
class OneAccount(NobodysAccounts):
    """Knows of Binod, grants what is no administrator, and takes nothing from the last one."""

    noted: list[str] = field(default_factory=list)
    is_last: bool = False

    def entrants(self) -> tuple[Entrant, ...]:
        return (Entrant(BINOD, ()),)

    def entrant(self, person: str) -> Entrant | None:
        return Entrant(BINOD, ()) if person == BINOD.id else None

    def foresee(self, wish: Wish) -> Foreseen:
        if "@" not in wish.email:
            raise BadInputError("no", [Problem("email", "is none"), Problem("countries", "no State")])
        return Foreseen(Account("p-new", wish.email, wish.name), OBSERVER, None, is_new=True)

    def grant(self, wish: Wish, *, by: str) -> Account:
        if self.is_last:
            raise RefusedError("the last administrator stays")
        self.noted.append(f"{by} gives {wish.email} {wish.standing}")
        return self.foresee(wish).account

    def revoke(self, person: str, standing: Standing, *, by: str) -> None:
        if self.is_last:
            raise RefusedError("the last administrator stays")
        self.noted.append(f"{by} takes {standing.value} from {person}")

    def invite(self, person: str, *, by: str) -> bool:
        self.noted.append(f"{by} invites {person}")
        return person == BINOD.id

    def end(self, person: str, *, by: str) -> int:
        self.noted.append(f"{by} ends {person}")
        return 2
