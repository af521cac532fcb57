"""What somebody is here: by a grant that an administrator gave, or by the office that they hold.

An account is of somebody to whom anything was granted. Whoever holds an office needs none.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum


class Standing(StrEnum):
    """As what somebody acts; HEAD and HOLDER follow from an office that day and are never granted."""

    ADMINISTRATOR = "administrator"
    OFFICER = "officer"
    OBSERVER = "observer"
    HEAD = "head"
    HOLDER = "holder"


GRANTABLE = (Standing.ADMINISTRATOR, Standing.OFFICER, Standing.OBSERVER)
"""What can be granted, the widest first."""


@dataclass(frozen=True, slots=True)
class Grant:
    """A standing in the States of these codes; in all of them where none is named."""

    standing: Standing
    countries: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        """Refuse what only an office gives."""
        if self.standing not in GRANTABLE:
            raise ValueError(f"{self.standing.value!r} follows from an office and cannot be granted")

    def covers(self, country: str) -> bool:
        """Tell whether it holds in a State; ``""`` stands for all of them at once."""
        return not self.countries or country in self.countries


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody to whom something was granted, at most one grant of each standing, in their order.

    ``id`` is opaque, and the same as that of the person of the same address.
    """

    id: str
    email: str = field(repr=False)
    name: str
    language: str = "en"
    grants: tuple[Grant, ...] = ()


def has_administrator(accounts: Iterable[Account]) -> bool:
    """Tell whether somebody among these can give access."""
    wanted = Grant(Standing.ADMINISTRATOR)
    return any(wanted in each.grants for each in accounts)
