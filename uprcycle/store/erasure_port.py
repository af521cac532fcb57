"""The port through which a person is taken out of everything."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from uprcycle.people import Person
from uprcycle.store.erasure_rules import Kind as ErasedKind

__all__ = ["ErasedKind", "Erasure"]


class Erasure(Protocol):
    """Takes a person out of everything that is kept, but not out of backups."""

    def held(self, person: Person) -> Mapping[ErasedKind, int]:
        """Return how much is held about ``person``, by kind, in the order of the kinds; empty for nothing."""

    def erase(self, person: Person, *, by: str, at: datetime) -> Mapping[ErasedKind, int]:
        """Erase ``person`` and return what was held; nothing is written where nothing was.

        Raises:
            RefusedError: ``by`` names the person, or the file could not be written anew.
        """
