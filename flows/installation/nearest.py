"""What somebody may have meant."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Protocol, TypeVar

from uprcycle.errors import BadInputError, Problem
from uprcycle.phrase import suggest as offer


class Kept(Protocol):
    """What goes by an id."""

    @property
    def id(self) -> str:
        """By what it is asked for."""


KeptT = TypeVar("KeptT", bound=Kept)


def find_kept(kept: Iterable[KeptT], wanted: str, kind: str, command: str) -> KeptT:
    """Return the one of ``kept``, which are of a ``kind`` and listed by ``command``, whose id is ``wanted``.

    Raises:
        BadInputError: There is none; the nearest is named.
    """
    by_id = {each.id: each for each in kept}
    if wanted not in by_id:
        remedy = suggest(wanted, by_id, f"`uprcycle {command}` shows the ids")
        problem = Problem("ID", f"there is no {kind} {wanted[:80]!r}", remedy)
        raise BadInputError(f"the {kind} is not known", [problem])
    return by_id[wanted]


def suggest(text: str, names: Iterable[str], otherwise: str) -> str:
    """Return a remedy that offers the nearest of ``names`` in any letter case, or ``otherwise``."""
    folded = {each.casefold(): each for each in names}
    near = get_close_matches(text.casefold(), folded, n=2, cutoff=0.5)
    return offer([folded[each] for each in near]) if near else otherwise
