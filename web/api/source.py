"""What the API asks of the installation, and what the pages of its keys and web-hooks do."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from uprcycle.access.key import ApiKey, Scope
from uprcycle.access.principal import Principal
from uprcycle.errors import Problem
from uprcycle.sheets.correction import Correction
from uprcycle.store.release_hooks_port import HookCall, ReleaseHook
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


@dataclass(frozen=True, slots=True)
class HookView:
    """A web-hook and the last calls to it, the newest first."""

    hook: ReleaseHook
    calls: tuple[HookCall, ...]


@dataclass(frozen=True, slots=True)
class NewHook:
    """A new web-hook; ``secret`` is shown once."""

    hook: ReleaseHook
    secret: str = field(repr=False)


class Hooks(Protocol):
    """The addresses that are told of releases."""

    def all(self) -> tuple[HookView, ...]:
        """Return every web-hook, the oldest first."""

    def add(self, label: str, address: str, by: str) -> NewHook:
        """Keep a new web-hook and draw its secret.

        Raises:
            BadInputError: The address is none that we write to.
            RefusedError: There are too many.
        """

    def try_out(self, hook_id: str) -> str:
        """Send a test now and return what came of it: a status, or the kind of failure.

        Raises:
            RefusedError: There is none of this id.
        """

    def remove(self, hook_id: str, by: str) -> None:
        """Forget a web-hook; raises likewise."""

    def switch_on(self, hook_id: str, by: str) -> None:
        """Tell a web-hook again that was switched off; raises likewise."""


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
    hooks: Hooks
    organisation: Organisation
