"""How hard the tests try that draw their own examples.

``UPRCYCLE_TEST_DEEP=1`` makes them try harder; ``UPRCYCLE_TEST_BRIEF=1`` asks for a quarter, for runs
that come on top of a usual one.
"""

import os

DEEP = bool(os.environ.get("UPRCYCLE_TEST_DEEP"))
BRIEF = bool(os.environ.get("UPRCYCLE_TEST_BRIEF"))


def examples(usual: int, *, deep: int) -> int:
    """Return how many examples to draw."""
    if BRIEF:
        return max(1, usual // 4)
    return deep if DEEP else usual
