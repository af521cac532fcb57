"""When a rule applies: ``has_unct``, ``ecosoc_accredited;no_geneva_presence``, ``a|b``.

A semicolon means *and*, a bar means *or*; the bar binds first. What is not known of a State is
neither true nor false: such a rule stays, and says for whom it is meant.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Condition:
    """A conjunction of alternatives; empty for a rule that always applies."""

    terms: tuple[tuple[str, ...], ...] = ()

    @classmethod
    def parse(cls, text: str) -> "Condition":
        """Read the notation of the rule files; an empty text applies to all."""
        terms = (part for part in text.split(";") if part)
        return cls(tuple(tuple(term.split("|")) for term in terms))

    def __str__(self) -> str:
        """Return the text that :meth:`parse` reads back."""
        return ";".join("|".join(term) for term in self.terms)

    def holds(self, facts: Mapping[str, bool]) -> bool | None:
        """Tell whether the condition holds, or None where the facts do not say."""
        if not self.terms:
            return True
        answers = [_any(term, facts) for term in self.terms]
        if False in answers:
            return False
        return None if None in answers else True


def _any(term: tuple[str, ...], facts: Mapping[str, bool]) -> bool | None:
    answers = [facts.get(name) for name in term]
    if True in answers:
        return True
    return None if None in answers else False
