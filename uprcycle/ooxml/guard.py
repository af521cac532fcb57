"""How large a file of an office program may be, and in which words it is refused.

Every kind of file that is read has one guard; the limits are those of honest files of that kind,
several times over.
"""

from dataclasses import dataclass

from uprcycle.errors import BadInputError, Problem
from uprcycle.phrase import phrase

DAMAGED = phrase("is damaged")
LESS = phrase("remove what is not needed")
TOO_LARGE = phrase("is larger than it may be")


@dataclass(frozen=True, slots=True)
class Guard:
    """The limits of one kind of file, and what its reader is told to do about a refusal.

    ``other_kind`` says of a file that it is not of this kind. ``max_signs`` counts the signs of
    markup, ``<`` and ``=``, in all parts together.
    """

    other_kind: str
    old_kind: str
    again: str
    less: str
    max_packed: int = 5_000_000
    max_unpacked: int = 20_000_000
    max_ratio: int = 100
    max_parts: int = 200
    max_signs: int = 750_000

    def refuse(self, name: str, what: str, remedy: str = "") -> BadInputError:
        """Return the refusal of the file ``name``; the usual remedy is to save it again."""
        return BadInputError(f"{name} cannot be read", [Problem(name, what, remedy or self.again)])

    def refuse_damaged(self, name: str) -> BadInputError:
        """Return the refusal of a file that is not whole."""
        return self.refuse(name, DAMAGED)
