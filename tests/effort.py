"""How hard the tests try that draw their own examples; ``UPRCYCLE_TEST_DEEP=1`` makes them try harder."""

import os

DEEP = bool(os.environ.get("UPRCYCLE_TEST_DEEP"))


def examples(usual: int, *, deep: int) -> int:
    """Return how many examples to draw."""
    return deep if DEEP else usual
