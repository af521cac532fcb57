"""A reading that may be chosen and a choice, read from their rows."""

from datetime import date
from typing import Any

import pytest

from uprcycle.citation import Citation
from uprcycle.days.offset import Offset, Unit
from uprcycle.errors import BadInputError
from uprcycle.rules.choice import Alternative, Choice, Recount, read_alternative, read_choice

READING: dict[str, Any] = {
    "contradiction": "C2",
    "name": "half",
    "sources": [{"document": "004", "section": "line 283"}],
    "recounts": [
        {"rule": "midpoint", "offset": "27 months after", "until": "30 months after"},
        {"rule": "midpoint", "offset": "27 months after", "beside": "short"},
    ],
}
CHOICE: dict[str, Any] = {
    "country": "KEN",
    "contradiction": "C2",
    "reading": "half",
    "by": "UN country team Kenya",
    "reason": "The national plan is revised then.",
    "source": "letter of 3 December 2026",
}


def test_a_reading_says_who_says_it_and_how_rules_count_by_it() -> None:
    late = Offset(30, Unit.MONTH)

    assert read_alternative(READING, {"004": "Compendium"}) == Alternative(
        "C2",
        "half",
        (Citation("Compendium", "line 283"),),
        (
            Recount("midpoint", Offset(27, Unit.MONTH), late),
            Recount("midpoint", Offset(27, Unit.MONTH), beside="short"),
        ),
    )


def test_a_choice_holds_for_ever_unless_it_says_from_when_and_until_when() -> None:
    said = (CHOICE["by"], CHOICE["reason"], CHOICE["source"])

    assert read_choice(CHOICE) == Choice("KEN", "C2", "half", date.min, date.max, *said)
    assert read_choice(CHOICE | {"from": "2027-01-01"}).first == date(2027, 1, 1)


@pytest.mark.parametrize(
    ("changes", "error", "words"),
    [
        ({"sources": []}, ValueError, "it cites no source"),
        ({"recounts": [{"rule": "midpoint", "offset": "later"}]}, BadInputError, "later"),
        (
            {"recounts": [{"rule": "midpoint", "offset": "2 years after", "until": "1 year after"}]},
            ValueError,
            "a window cannot end '1 year after' where it starts '2 years after'",
        ),
        ({"recounts": [{"offset": "2 years after"}]}, KeyError, "rule"),
    ],
    ids=["no-source", "no-offset", "ends-first", "no-rule"],
)
def test_what_is_no_reading_is_refused(changes: dict[str, Any], error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words):
        read_alternative(READING | changes, {})


@pytest.mark.parametrize("key", sorted(CHOICE))
def test_a_choice_leaves_nothing_out(key: str) -> None:
    with pytest.raises(KeyError, match=key):
        read_choice({other: cell for other, cell in CHOICE.items() if other != key})
