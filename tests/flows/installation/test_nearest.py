"""A slip of the finger is answered with what was probably meant."""

from dataclasses import dataclass

import pytest

from flows.installation.nearest import find_kept, suggest
from uprcycle.errors import BadInputError

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


@dataclass(frozen=True)
class Chat:
    id: str


def test_what_goes_by_an_id_is_found_by_it_or_the_nearest_is_named() -> None:
    kept = [Chat("c1234"), Chat("c9999")]

    assert find_kept(kept, "c9999", "chat", "channel list") == Chat("c9999")
    with pytest.raises(BadInputError, match="the chat is not known") as refused:
        find_kept(kept, "c1235", "chat", "channel list")
    with pytest.raises(BadInputError) as lost:
        find_kept([], "x", "chat", "channel list")
    assert [(each.what, each.remedy) for each in refused.value.problems + lost.value.problems] == [
        ("there is no chat 'c1235'", "did you mean 'c1234'?"),
        ("there is no chat 'x'", "`uprcycle channel list` shows the ids"),
    ]
