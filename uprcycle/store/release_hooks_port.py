"""The addresses that are told of releases, and how far the telling is, as the rest of uprcycle sees them."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class ReleaseHook:
    """An address that is told of every release after release ``after``.

    ``failures`` counts what came to nothing since something last arrived. One that is off is told of
    nothing until somebody switches it on again.
    """

    id: str
    label: str
    host: str
    made: datetime
    after: int
    address: str = field(repr=False)
    secret: str = field(repr=False)
    failures: int = 0
    off_since: datetime | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class HookCall:
    """That an address is to be told of a release; ``id`` stays the same at each try."""

    id: str
    hook: str
    release: int
    not_before: datetime
    tries: int = 0
    finished: datetime | None = None
    answer: str = ""


class ReleaseHooks(Protocol):
    """The addresses and what they are owed. The audit trail holds of each its id."""

    def add(self, hook: ReleaseHook, *, by: str) -> None:
        """Keep a new address."""

    def remove(self, hook_id: str, *, by: str, at: datetime) -> ReleaseHook:
        """Forget an address with all that it is owed, and return it.

        Raises:
            RefusedError: There is none of this id.
        """

    def switch_on(self, hook_id: str, *, after: int, by: str, at: datetime) -> ReleaseHook:
        """Tell an address again, of what is released after release ``after``.

        Raises:
            RefusedError: There is none of this id, or it is on.
        """

    def all(self) -> tuple[ReleaseHook, ...]:
        """Return every address, the oldest first."""

    def owe(self, call: HookCall) -> bool:
        """Keep that an address is owed a call; False where one of this id is there already."""

    def due(self, now: datetime) -> tuple[HookCall, ...]:
        """Return the calls to be tried now of addresses that are on, by release and address."""

    def take(self, call: HookCall, *, until: datetime) -> HookCall | None:
        """Take a call for one try and keep it from others until a moment; None where somebody was faster."""

    def settle(self, call: HookCall, *, has_arrived: bool, most: int) -> ReleaseHook | None:
        """Keep how a try ended, as ``call`` says it, and return the address; None where it is gone.

        A call that is not finished is due again at its ``not_before``. A finished one that has not
        arrived counts as a failure of its address; with ``most`` of them in a row it is switched off.
        """

    def calls(self, hook_id: str, limit: int) -> tuple[HookCall, ...]:
        """Return the last calls of an address, the newest release first."""
