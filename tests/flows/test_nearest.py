"""A slip of the finger is answered with what was probably meant."""

import pytest

from flows.nearest import suggest

NAMES = ["midpoint", "national-report", "regional-report", "RC"]


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("midpont", "did you mean 'midpoint'?"),
        ("MIDPONT", "did you mean 'midpoint'?"),
        ("rca", "did you mean 'RC'?"),
        ("national-raport", "did you mean 'national-report' or 'regional-report'?"),
        ("xyz", "look at the list"),
    ],
)
def test_the_nearest_names_are_offered_or_the_list(text: str, remedy: str) -> None:
    assert suggest(text, NAMES, "look at the list") == remedy
