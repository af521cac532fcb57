"""Keys: by which a program acts for a person, for what that person named and no longer than they said.

A key never opens more than its owner may do that day; a scope only takes away. The key itself is
shown once: what is kept is its digest.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from uprcycle.access.act import Act
from uprcycle.errors import BadInputError, Problem

PREFIX = "uprkey_"
"""How every key begins, so that programs that search for leaked keys know one."""

LONGEST = timedelta(days=366)
"""For so long a key may live; then a person looks at it again."""

MOST_KEYS = 20
"""How many keys that are in force one person may have."""

_LONGEST_LABEL = 60


class Scope(StrEnum):
    """What a key may be made for."""

    DUTIES = "duties:read"
    ANSWER = "duties:answer"
    OFFICES = "offices:read"
    NUDGES = "nudges:read"
    RELEASES = "releases:read"
    AUDIT = "audit:read"
    PLAN = "schedule:plan"


ACTS: Mapping[Scope, Act] = {
    Scope.DUTIES: Act.SEE_DUTIES,
    Scope.ANSWER: Act.ANSWER_DUTIES,
    Scope.OFFICES: Act.SEE_OFFICE,
    Scope.NUDGES: Act.SEE_DUTIES,
    Scope.RELEASES: Act.SEE_AUDIT,
    Scope.AUDIT: Act.SEE_AUDIT,
    Scope.PLAN: Act.PLAN_RELEASE,
}
"""What the owner must be able to do, somewhere, each time that a scope is used."""


@dataclass(frozen=True, slots=True)
class ApiKey:
    """A key of a person; ``id`` is what it goes by, and opens nothing.

    ``owner`` is the id of an account or person. ``used`` is when it was last shown, to the minute.
    """

    id: str
    owner: str
    label: str
    scopes: frozenset[Scope]
    made: datetime
    expires: datetime
    used: datetime | None = None
    revoked: datetime | None = field(default=None)

    def is_open(self, now: datetime) -> bool:
        """Tell whether it opens anything at a moment."""
        return self.revoked is None and now < self.expires


def read_scopes(words: Iterable[str]) -> frozenset[Scope]:
    """Read the names of scopes.

    Raises:
        BadInputError: One is unknown, or there is none.
    """
    given, known = tuple(words), {each.value for each in Scope}
    wrong = [
        Problem("scope", f"{each[:40]!r} is unknown", f"use {', '.join(Scope)}")
        for each in given
        if each not in known
    ]
    if not given:
        wrong = [Problem("scope", "is missing", f"name at least one of {', '.join(Scope)}")]
    if wrong:
        raise BadInputError("the key cannot be made", wrong)
    return frozenset(map(Scope, given))


def check_key(key: ApiKey) -> None:
    """Check what somebody asked of a new key.

    Raises:
        BadInputError: With every problem at once.
    """
    wrong = []
    if not key.label.strip() or len(key.label) > _LONGEST_LABEL or not key.label.isprintable():
        wrong.append(
            Problem(
                "label",
                "says nothing, or too much",
                f"say in at most {_LONGEST_LABEL} characters what uses the key",
            )
        )
    if not key.made < key.expires <= key.made + LONGEST:
        wrong.append(Problem("days", "is too long, or none", f"give from 1 to {LONGEST.days} days"))
    if wrong:
        raise BadInputError("the key cannot be made", wrong)
