"""Somebody as they sign what they do, and whether two who sign are one person."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Signer:
    """A name, and the id of whoever signed in under it; empty where a name was only typed."""

    name: str
    person: str = ""

    @property
    def mark(self) -> str:
        """What the audit trail keeps of them: the id, or else the name."""
        return self.person or self.name.strip()

    def is_same(self, other: "Signer") -> bool:
        """Tell whether both are one person: by ids where both are known, else by names.

        Two people may have one name, and one person may come to have another. Of a name that was only
        typed nobody knows whose it is; it counts whatever its spaces and letter case. Of somebody who
        left the id alone is known, and stands as their name.
        """
        if self.person and other.person:
            return self.person == other.person
        return self.mark == other.mark or _folded(self.name) == _folded(other.name)


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
