"""The packaged contradictions: each with every reading, its sources, and what was decided."""

import pytest

from uprcycle.rules.contradiction import Contradiction, Held
from uprcycle.rules.facts import Between
from uprcycle.store.packaged import load_facts, load_ruleset

FACTS = load_facts()
RULES = load_ruleset().rulebook.by_id


def test_all_23_contradictions_are_held_in_order() -> None:
    assert [each.id for each in FACTS.contradictions] == [f"C{number}" for number in range(1, 24)]


@pytest.mark.parametrize("held", FACTS.contradictions, ids=lambda each: each.id)
def test_a_contradiction_has_two_readings_and_two_citations_at_least(held: Contradiction) -> None:
    assert len(held.readings) >= 2
    assert len({(each.document, each.place) for each in held.sources}) >= 2
    assert all(each.place for each in held.sources)


def test_each_is_held_as_it_was_decided() -> None:
    ways = {way: [each.id for each in FACTS.contradictions if each.held is way] for way in Held}

    assert ways == {
        Held.RANGE: ["C1", "C2", "C3", "C4", "C8"],
        Held.PREVAILS: ["C5", "C6", "C16", "C18", "C19"],
        Held.APART: ["C7", "C10", "C11", "C12", "C13", "C20", "C21", "C22", "C23"],
        Held.TEXT: ["C9", "C14", "C15", "C17"],
    }


def test_a_country_may_settle_three_of_them() -> None:
    assert {each.id: each.choices for each in FACTS.contradictions if each.per_country} == {
        "C1": ("4.5-years", "5-years"),
        "C2": ("two-years", "half-cycle"),
        "C13": (),
    }


def test_the_window_of_a_rule_is_the_range_that_is_held() -> None:
    midpoint = RULES["midpoint"].fallback
    assert midpoint is not None
    assert (str(midpoint.offset), str(midpoint.until)) == ("2 years after", "30 months after")
    assert FACTS.by_id["mid-term-lead"].value == Between(2, 2.5)
