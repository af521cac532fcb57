"""What the API asks of the installation, and what the pages of its keys and web-hooks do."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from uprcycle.access.key import ApiKey, Scope
from uprcycle.access.principal import Principal
from uprcycle.errors import Problem
from uprcycle.sheets.correction import Correction
from uprcycle.timetable.plan import Plan


@dataclass(frozen=True, slots=True)
class Shown:
    """A key that was shown and opens something today, and for whom it does."""

    key: ApiKey
    principal: Principal


@dataclass(frozen=True, slots=True)
class Made:
    """A new key; ``text`` is the key itself, which is kept nowhere."""

    key: ApiKey
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class AskedKey:
    """What somebody asks of a new key."""

    label: str
    scopes: frozenset[Scope]
    days: int


class Keys(Protocol):
    """The keys of people."""

    def opened(self, text: str) -> Shown | None:
        """Return what a key opens today; None for whatever opens nothing, whatever the reason."""

    def of(self, principal: Principal) -> tuple[ApiKey, ...]:
        """Return the keys of somebody, the newest first."""

    def all(self) -> tuple[tuple[ApiKey, str], ...]:
        """Return every key that is in force with the name of its owner, the newest first."""

    def make(self, principal: Principal, asked: AskedKey) -> Made:
        """Make a key of somebody.

        Raises:
            BadInputError: It cannot be made so, with every problem.
            RefusedError: They have too many, or may do nothing of what it is for.
        """

    def end(self, key_id: str, by: str) -> None:
        """End a key at once.

        Raises:
            RefusedError: There is none of this id in force.
        """


@dataclass(frozen=True, slots=True)
class SentRow:
    """One message to somebody: when and how, how far it is, and the tasks it spoke of."""

    id: str
    at: datetime
    channel: str
    state: str
    finished: datetime | None
    tasks: tuple[tuple[str, int, str], ...]


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """What releasing a file now would do; nothing was kept."""

    plan: Plan
    warnings: tuple[Problem, ...] = ()
    corrections: tuple[Correction, ...] = ()
    told: int = 0


class Programs(Protocol):
    """What only programs ask for."""

    def sent(self, principal: Principal, limit: int) -> tuple[SentRow, ...]:
        """Return the last messages to somebody, the newest first."""

    def plan(self, name: str, content: bytes) -> PlannedFile:
        """Return what releasing a file now would do; nothing is written.

        Raises:
            BadInputError: With every problem of the file.
        """


class Organisation(Protocol):
    """Signing in by a provider of identities; ``is_offered`` is False where none is set."""

    @property
    def is_offered(self) -> bool:
        """Whether there is a provider."""

    def begin(self, target: str) -> tuple[str, str]:
        """Return where to send the browser, and what it is to keep until it comes back.

        Raises:
            RefusedError: The provider cannot be reached, or says something else than it should.
        """

    def finish(self, kept: str, answer: Mapping[str, str], program: str) -> tuple[str, str]:
        """Return the token of a new session, and the path that was asked for.

        Raises:
            RefusedError: Whatever does not fit; nothing was opened.
        """


@dataclass(frozen=True, slots=True)
class Doors:
    """All of it."""

    keys: Keys
    programs: Programs
    organisation: Organisation
