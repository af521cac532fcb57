"""What a scheduler may learn of a fault among people: its kind and its place, and no word of it.

Prefect keeps the text of an exception in its database, its pages and its logs, and such a text may
quote a name, an address or a token. Whoever runs the installation sees it on the command line.
"""

from collections.abc import Callable
from typing import TypeVar

from uprcycle.errors import Problem, RefusedError, places_of

T = TypeVar("T")


def without_words(step: str, act: Callable[[], T], remedy: str) -> T:
    """Return what ``act`` returns; a fault in it only says where it happened, and ``remedy`` how to see it.

    Raises:
        RefusedError: Something failed.
    """
    try:
        return act()
    except Exception as fault:  # noqa: BLE001 - no text of any of them may pass
        found = Problem(places_of(fault)[-1], type(fault).__name__, remedy)
    # Raised out here it does not bear the fault along as its context.
    raise RefusedError(f"{step} failed", [found])
