"""Facts found by topic, document and cycle."""

import pytest

from uprcycle.citation import Citation
from uprcycle.rules.facts import DocumentKind, Fact, Facts, Nature

SOURCES = (Citation("Compendium", "line 1"),)


def fact(name: str, topic: str = "word-limit", document: str = "joint", **more: object) -> Fact:
    return Fact(name, topic, Nature.RULE, SOURCES, document=DocumentKind(document), **more)  # type: ignore[arg-type]


EARLY = fact("early", value=10, until_cycle=2)
LATE = fact("late", value=20, from_cycle=3, read_for=(3,))
LATEST = fact("latest", value=30, from_cycle=5, read_for=(5,))
ALONE = fact("alone", document="individual", value=5)
TONGUES = fact("tongues", topic="languages", document="submission", value=("en", "fr"))
UNKNOWN = fact("unknown", document="addendum")
FACTS = Facts((EARLY, LATE, LATEST, ALONE, TONGUES, UNKNOWN))


@pytest.mark.parametrize(
    ("cycle", "expected"), [(1, EARLY), (2, EARLY), (3, LATE), (4, LATE), (5, LATEST), (6, LATEST)]
)
def test_the_latest_row_that_holds_in_a_cycle_counts(cycle: int, expected: Fact) -> None:
    assert FACTS.limit("word-limit", document="joint", cycle=cycle) == expected


@pytest.mark.parametrize("document", ["individual", "joint", "submission"])
def test_what_is_asked_of_every_submission_is_asked_of_each_kind(document: str) -> None:
    assert FACTS.limit("languages", document=document, cycle=4) == TONGUES


def test_a_kind_with_a_row_of_its_own_does_not_ask_the_general_one() -> None:
    general = fact("general", document="submission", value=99)

    assert Facts((general, ALONE)).limit("word-limit", document="individual", cycle=4) == ALONE


@pytest.mark.parametrize(
    ("topic", "document"),
    [("word-limit", "summary"), ("page-limit", "joint"), ("languages", "national-report"), ("", "")],
)
def test_nothing_is_made_up_where_nothing_is_held(topic: str, document: str) -> None:
    assert FACTS.limit(topic, document=document, cycle=4) is None


def test_a_fact_without_a_value_is_found_and_stays_without() -> None:
    found = FACTS.limit("word-limit", document="addendum", cycle=4)

    assert found == UNKNOWN
    assert found is not None
    assert found.value is None


@pytest.mark.parametrize(
    ("cycle", "holds", "is_read"), [(2, False, False), (3, True, True), (4, True, False)]
)
def test_a_later_cycle_has_a_fact_carried_over_and_not_read(
    cycle: int, *, holds: bool, is_read: bool
) -> None:
    assert (LATE.holds_in(cycle), LATE.is_read_for(cycle)) == (holds, is_read)


def test_a_fact_that_hangs_on_no_cycle_is_read_for_all() -> None:
    assert ALONE.is_read_for(1)
    assert ALONE.is_read_for(9)


def test_facts_of_a_topic_come_in_their_order_and_can_be_narrowed() -> None:
    assert FACTS.about("word-limit") == (EARLY, LATE, LATEST, ALONE, UNKNOWN)
    assert FACTS.about("word-limit", "joint") == (EARLY, LATE, LATEST)
    assert FACTS.about("word-limit", "joint", 5) == (LATE, LATEST)
    assert FACTS.topics == ("word-limit", "languages")


def test_what_is_asked_of_a_kind_includes_what_is_asked_of_all_of_them() -> None:
    asked = {
        document: [each.id for each in FACTS.facts if each.is_asked_of(document)]
        for document in ("joint", "submission", "addendum", "word-limit")
    }

    assert asked == {
        "joint": ["early", "late", "latest", "tongues"],
        "submission": ["tongues"],
        "addendum": ["unknown"],
        "word-limit": [],
    }


def test_facts_are_found_by_id() -> None:
    assert FACTS.by_id["late"] is LATE
    assert Facts(()).contradiction == {}
