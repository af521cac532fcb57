"""What somebody may have meant."""

from collections.abc import Iterable
from difflib import get_close_matches


def suggest(text: str, names: Iterable[str], otherwise: str) -> str:
    """Return a remedy that offers the nearest of ``names`` in any letter case, or ``otherwise``."""
    folded = {each.casefold(): each for each in names}
    near = get_close_matches(text.casefold(), folded, n=2, cutoff=0.5)
    return f"did you mean {' or '.join(repr(folded[each]) for each in near)}?" if near else otherwise
