"""Who signed in: what was granted to them, and the offices that they hold today."""

from dataclasses import dataclass, field
from datetime import date

from uprcycle.access.signer import Signer
from uprcycle.access.standing import Grant
from uprcycle.people import Assignment, Office


@dataclass(frozen=True, slots=True)
class Principal:
    """Somebody who signed in, as they are on ``today``, the civil day in Geneva.

    ``id`` is opaque and all of them that may stand in logs, keys and parameters. ``assignments`` may
    hold those of other days, which grant nothing.
    """

    id: str
    name: str
    email: str = field(repr=False)
    language: str
    grants: tuple[Grant, ...]
    assignments: tuple[Assignment, ...]
    today: date

    @property
    def signature(self) -> str:
        """What stands as author of what they do in releases, ticks and the audit trail."""
        return self.name

    @property
    def signer(self) -> Signer:
        """The same with their id, where it matters whether two are one person."""
        return Signer(self.signature, self.id)

    @property
    def held(self) -> tuple[Assignment, ...]:
        """What they hold today, in the order of ``assignments``."""
        return tuple(each for each in self.assignments if each.holds_on(self.today))

    def holds(self, office: Office) -> bool:
        """Tell whether they hold this office today, in whatever role."""
        return any(_is_same(each.office, office) for each in self.held)

    def heads(self, office: Office) -> bool:
        """Tell whether they are a head of this office today."""
        return any(each.is_head and _is_same(each.office, office) for each in self.held)


def _is_same(one: Office, other: Office) -> bool:
    return (one.country, one.name) == (other.country, other.name)
