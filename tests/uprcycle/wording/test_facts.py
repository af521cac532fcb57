"""Facts and contradictions in words and as JSON."""

from datetime import date
from typing import Any

import pytest

from tests.pseudo import bracketed, pseudo_language
from uprcycle.citation import Citation
from uprcycle.rules.contradiction import Contradiction, Held, Reading
from uprcycle.rules.facts import NO_LIMIT, Between, Confidence, DocumentKind, Fact, Nature, Value
from uprcycle.store.packaged import load_facts
from uprcycle.wording.facts import (
    held_text,
    read_text,
    show_contradiction,
    show_fact,
    sources_text,
    value_text,
)
from uprcycle.wording.language import ENGLISH

LONG, SHORT = Citation("Compendium", "line 1"), Citation("Guidance", "line 2")


def fact(**more: Any) -> Fact:  # noqa: ANN401 - any part of a fact
    return Fact("a", "word-limit", Nature.RULE, (LONG,), **more)


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (5630, "words", "5630 words"),
        (3.5, "hours", "3.5 hours"),
        (Between(4.5, 5), "years", "4.5–5 years"),
        (NO_LIMIT, "words", "no limit"),
        ("15:00", "in Geneva", "15:00 – in Geneva"),
        ("at any time", "", "at any time"),
        (("en", "fr"), "", "en, fr"),
        (("call on", "seek"), "1, minimal", "call on, seek – 1, minimal"),
        (None, "words", "not stated: words"),
    ],
)
def test_a_value_is_said_with_its_unit(value: Value | None, unit: str, text: str) -> None:
    assert value_text(fact(value=value, unit=unit), ENGLISH) == text


def test_units_words_and_notes_of_every_fact_can_be_translated() -> None:
    language, facts = pseudo_language(), load_facts().facts
    units, notes = ({getattr(each, part) for each in facts} - {""} for part in ("unit", "note"))
    words = [each for each in facts if isinstance(each.value, str) and each.value.isalpha()]

    assert {each for each in units | notes if language.text(each) != bracketed(each)} == set()
    assert [each.id for each in words if bracketed(str(each.value)) not in value_text(each, language)] == []
    assert value_text(fact(value=5630, unit="words"), language) == "5630 ⟦words⟧"


def test_what_is_said_of_a_contradiction_can_be_translated() -> None:
    language = pseudo_language()
    said = {
        text
        for each in load_facts().contradictions
        for text in (each.topic, each.summary, each.prevails, each.why, *(one.text for one in each.readings))
    }

    assert {each for each in said if language.text(each) != bracketed(each)} == set()


@pytest.mark.parametrize(
    ("more", "cycle", "text"),
    [
        ({"read_for": (3,)}, None, "cycle 3"),
        ({"read_for": (1, 2)}, 2, "cycle 1, 2"),
        ({"read_for": (3,)}, 4, "carried over from cycle 3"),
        ({"as_of": "2020-09"}, 4, "2020-09"),
        ({"confidence": Confidence.WORKED_OUT}, 4, "worked out"),
        ({}, 4, ""),
    ],
)
def test_what_was_not_read_for_a_cycle_never_looks_as_if_it_had_been(
    more: dict[str, Any], cycle: int | None, text: str
) -> None:
    assert read_text(fact(**more), cycle, ENGLISH) == text


def test_every_way_to_hold_a_contradiction_has_words_of_its_own() -> None:
    assert [held_text(each, ENGLISH) for each in Held] == [
        "all in a window",
        "one prevails",
        "kept apart",
        "shown, not used",
    ]


def test_sources_are_named_with_their_places() -> None:
    assert sources_text((LONG, SHORT)) == "Compendium, line 1 · Guidance, line 2"


@pytest.mark.parametrize(("cycle", "carried"), [(None, False), (3, False), (4, True)])
def test_a_fact_in_json_says_whether_it_was_carried_over(cycle: int | None, *, carried: bool) -> None:
    given = fact(
        value=Between(6, 8),
        unit="months",
        document=DocumentKind.JOINT,
        from_cycle=3,
        read_for=(3,),
        checked_on=date(2026, 11, 22),
        contradiction="C3",
        note="A note.",
    )

    assert show_fact(given, cycle) == {
        "id": "a",
        "topic": "word-limit",
        "document": "joint",
        "nature": "rule",
        "value": [6, 8],
        "is_range": True,
        "unit": "months",
        "from_cycle": 3,
        "until_cycle": None,
        "read_for": [3],
        "carried_over": carried,
        "as_of": None,
        "confidence": "read",
        "checked_on": "2026-11-22",
        "contradiction": "C3",
        "sources": [{"document": "Compendium", "place": "line 1"}],
        "note": "A note.",
    }


def test_a_contradiction_in_json_has_every_reading_with_its_sources() -> None:
    given = Contradiction(
        id="C1",
        topic="Length",
        summary="Long or short.",
        readings=(Reading("long", (LONG,), "long"), Reading("short", (SHORT,), "short")),
        held=Held.RANGE,
        prevails="both",
        why="Both are stated.",
        per_country=True,
    )

    assert show_contradiction(given) == {
        "id": "C1",
        "topic": "Length",
        "summary": "Long or short.",
        "held": "range",
        "prevails": "both",
        "why": "Both are stated.",
        "per_country": True,
        "choices": ["long", "short"],
        "readings": [
            {"text": "long", "sources": [{"document": "Compendium", "place": "line 1"}]},
            {"text": "short", "sources": [{"document": "Guidance", "place": "line 2"}]},
        ],
    }
