"""Nothing that was corrected in a file is released before somebody has confirmed it, one by one."""

from collections.abc import Iterable

from uprcycle.countries import fold
from uprcycle.errors import BadInputError, Problem, RefusedError
from uprcycle.sheets.correction import Correction


def check_confirmed(corrections: Iterable[Correction], accepted: Iterable[str]) -> None:
    """Go on only if every correction is among the ``accepted`` texts, such as ``Nepall=NPL``.

    Raises:
        BadInputError: A text confirms nothing that was corrected; it may be a slip.
        RefusedError: With every correction that nobody confirmed.
    """
    found = {_key(each.words): each for each in corrections}
    given = {_key(each): each for each in accepted}
    asked = ", ".join(repr(each.words) for each in found.values())
    remedy = f"what was corrected is {asked}" if asked else "nothing was corrected; leave it out"
    slips = [
        Problem("--accept", f"{text!r} confirms nothing", remedy)
        for key, text in given.items()
        if key not in found
    ]
    if slips:
        raise BadInputError("a confirmation fits no correction; nothing was changed", slips)
    if waiting := [each for each in corrections if _key(each.words) not in given]:
        headline = "what was corrected has not been confirmed; nothing was changed"
        raise RefusedError(headline, [each.problem for each in waiting])


def _key(words: str) -> tuple[str, str]:
    """Return the text and the code; the text is the one in the cell, in any letter case."""
    text, _, code = words.rpartition("=")
    return fold(text), fold(code)
