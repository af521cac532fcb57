"""Readings that differ, and what is made of them."""

from typing import Any

import pytest

from uprcycle.citation import Citation
from uprcycle.rules.contradiction import Contradiction, Held, Reading, read_contradiction

TITLES = {"000": "Guidance", "004": "Compendium"}
TOLD = {"C1": {"topic": "Length", "text": "Long or short."}}
LONG = {"text": "five years", "sources": [{"document": "004", "section": "line 1"}]}
SHORT = {"text": "four years", "sources": [{"document": "000", "section": "line 2"}]}


def row(**changed: Any) -> dict[str, Any]:  # noqa: ANN401 - whatever a file may hold
    return {
        "id": "C1",
        "held": "range",
        "prevails": "four to five years",
        "why": "Both are stated.",
        "readings": [LONG, SHORT],
    } | changed


def test_a_contradiction_keeps_its_readings_in_their_order_with_their_sources() -> None:
    found = read_contradiction(row(), TITLES, TOLD)
    long = Reading("five years", (Citation("Compendium", "line 1"),))
    short = Reading("four years", (Citation("Guidance", "line 2"),))

    assert found == Contradiction(
        id="C1",
        topic="Length",
        summary="Long or short.",
        readings=(long, short),
        held=Held.RANGE,
        prevails="four to five years",
        why="Both are stated.",
    )
    assert found.sources == (*long.sources, *short.sources)


def test_a_country_may_settle_it_by_one_of_the_choices() -> None:
    readings = [LONG | {"choice": "long"}, SHORT | {"choice": "short"}, LONG]
    found = read_contradiction(row(per_country=True, readings=readings), TITLES, TOLD)

    assert (found.per_country, found.choices) == (True, ("long", "short"))


@pytest.mark.parametrize(
    ("changed", "error", "words"),
    [
        ({"readings": [LONG]}, ValueError, "one reading or none"),
        ({"readings": [LONG, {"text": "four"}]}, ValueError, "cites no source"),
        ({"held": "both"}, ValueError, "'both' is not a valid Held"),
        ({"id": "C99"}, KeyError, "C99"),
        ({"why": ""}, TypeError, "why is ''"),
    ],
    ids=["one-reading", "no-source", "another-way", "not-told", "no-reason"],
)
def test_what_is_no_contradiction_is_refused(
    changed: dict[str, Any], error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words):
        read_contradiction(row(**changed), TITLES, TOLD)
