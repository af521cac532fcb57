"""What somebody has to have seen before anything is written: corrections, and the plan itself."""

from collections.abc import Iterable, Sequence

from uprcycle.access.signer import Signer
from uprcycle.countries import fold
from uprcycle.errors import BadInputError, Problem, RefusedError
from uprcycle.phrase import Phrase, counted, listed, phrase
from uprcycle.sheets.correction import Correction
from uprcycle.timetable.plan import Plan

SHORTEST_HASH = 12
_NAMED = 5


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


def check_digest(given: str, digest: str) -> None:
    """Go on only if ``given`` is the hash of the plan as it is now, or begins it.

    Raises:
        RefusedError: Something moved since, or too little of the hash is given.
    """
    if len(given) < SHORTEST_HASH or not digest.startswith(given.casefold()):
        problem = Problem(
            "--plan", phrase("the hash is not that of the plan as it is now"), phrase("plan again and look")
        )
        raise RefusedError("the plan has gone stale; nothing was changed", [problem])


def check_earlier(plan: Plan, by: Signer, second: Signer | None) -> None:
    """Go on only if no deadline comes earlier, or somebody else than ``by`` has confirmed it.

    Raises:
        RefusedError: It takes a second person.
    """
    if plan.moved_earlier:
        check_second(say_earlier(_earlier(plan)), by, second)


def say_earlier(names: Sequence[str]) -> Phrase:
    """Say how many deadlines would come earlier, and which the first of them are."""
    return counted(
        "{count} deadline would come earlier: {names}",
        "{count} deadlines would come earlier: {names}",
        len(names),
        names=listed(names, _NAMED),
    )


def check_second(what: str, by: Signer, second: Signer | None) -> None:
    """Go on only if somebody else than ``by`` has confirmed that deadlines come earlier, as ``what`` tells.

    Raises:
        RefusedError: It takes a second person.
    """
    if second and not second.is_same(by):
        return
    asked = phrase("is the same person as --by; it takes two") if second else what
    remedy = phrase("have somebody else look, and name them with --confirm-earlier")
    problem = Problem("--confirm-earlier", asked, remedy)
    raise RefusedError("a released deadline would come earlier; nothing was changed", [problem])


def _key(words: str) -> tuple[str, str]:
    """Return the text and the code; the text is the one in the cell, in any letter case."""
    text, _, code = words.rpartition("=")
    return fold(text), fold(code)


def _earlier(plan: Plan) -> list[str]:
    return [f"{each.new.country} {each.milestone_id}" for each in plan.moved_earlier if each.new]
