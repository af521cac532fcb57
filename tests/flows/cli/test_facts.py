"""``uprcycle facts``: what was read, where, and what the sources do not agree on."""

from collections.abc import Callable

import pytest

from tests.flows.installed import CommandLine
from uprcycle.store.packaged import load_facts

pytestmark = pytest.mark.usefixtures("home")


@pytest.mark.parametrize(
    "words",
    [("word-limit", "--cycle", "4"), ("joint",), ("not-stated",), ("C2",)],
    ids=["limits", "joint", "not-stated", "contradiction"],
)
def test_facts_read_as_they_did(
    uprcycle: CommandLine, words: tuple[str, ...], golden: Callable[[str, str], None]
) -> None:
    answer = uprcycle("facts", *words)

    assert (answer.status, answer.err) == (0, "")
    golden(f"facts-{words[0]}.txt", answer.out)


def test_without_a_topic_everything_is_listed(uprcycle: CommandLine) -> None:
    listed = uprcycle("facts", "--json").value

    assert [each["id"] for each in listed["facts"]] == list(load_facts().by_id)
    assert [each["id"] for each in listed["contradictions"]] == list(load_facts().contradiction)
    lines = uprcycle("facts").out.splitlines()
    assert [topic for topic in load_facts().topics if topic not in lines] == []


def test_a_fact_in_json_has_its_source_and_the_day_it_was_checked(uprcycle: CommandLine) -> None:
    (limit,) = (
        each
        for each in uprcycle("facts", "word-limit", "--cycle", "4", "--json").value["facts"]
        if each["document"] == "individual"
    )

    assert limit == {
        "id": "word-limit-individual",
        "topic": "word-limit",
        "document": "individual",
        "nature": "rule",
        "value": 2815,
        "is_range": False,
        "unit": "words",
        "from_cycle": 3,
        "until_cycle": None,
        "read_for": [3],
        "carried_over": True,
        "as_of": None,
        "confidence": "read",
        "checked_on": "2026-11-22",
        "contradiction": "C11",
        "sources": [
            {
                "document": "Civil Society Compendium (2017)",
                "place": "P2-include, line 339; P2-joint, line 434; P4, line 1162",
            }
        ],
        "note": "",
    }


def test_a_range_and_a_list_are_lists_in_json_and_told_apart(uprcycle: CommandLine) -> None:
    lead = uprcycle("facts", "C2", "--json").value["facts"][0]
    tongues = uprcycle("facts", "languages", "--json").value["facts"][0]

    assert (lead["value"], lead["is_range"]) == ([2, 2.5], True)
    assert (tongues["value"], tongues["is_range"]) == (["en", "fr", "es"], False)


def test_a_contradiction_is_asked_for_in_either_case_and_comes_with_every_reading(
    uprcycle: CommandLine,
) -> None:
    (held,) = uprcycle("facts", "c1", "--json").value["contradictions"]

    assert (held["id"], held["held"], held["per_country"]) == ("C1", "range", True)
    assert [each["text"] for each in held["readings"]] == ["4.5 years", "5 years", "4.5 or 5 years"]
    assert sum(len(each["sources"]) for each in held["readings"]) == 6


def test_what_holds_in_another_cycle_only_is_left_out(uprcycle: CommandLine) -> None:
    pages = {
        cycle: uprcycle("facts", "page-limit", "--cycle", cycle, "--json").value["facts"] for cycle in "24"
    }

    assert [len(pages["2"]), len(pages["4"])] == [2, 0]
    assert uprcycle("facts", "page-limit", "--cycle", "4").out.startswith("Nothing of it holds in cycle 4.\n")


@pytest.mark.parametrize(
    ("topic", "value", "said"),
    [
        ("sessions", "42 States a year", "worked out"),
        ("mid-term", "78 States", "2020-09-01"),
        ("authors", "2 organisations at least", "cycle 3"),
    ],
)
def test_a_row_says_for_which_time_it_was_read(
    uprcycle: CommandLine, topic: str, value: str, said: str
) -> None:
    (row,) = (line for line in uprcycle("facts", topic).out.splitlines() if f"{value}  " in line)

    assert said in row


@pytest.mark.parametrize(
    ("words", "listed"),
    [(("page-limit",), True), (("authors",), False), (("C10", "--cycle", "4"), False)],
    ids=["one", "none", "asked-for-itself"],
)
def test_contradictions_of_a_topic_are_listed_below_it(
    uprcycle: CommandLine, words: tuple[str, ...], *, listed: bool
) -> None:
    out = uprcycle("facts", *words).out

    assert ("Where the sources contradict each other" in out) is listed
    assert "Nothing of it holds" not in out


def test_no_row_comes_twice_where_a_topic_is_also_a_kind_of_document(uprcycle: CommandLine) -> None:
    ids = [each["id"] for each in uprcycle("facts", "matrix", "--json").value["facts"]]

    assert ids == ["word-limit-matrix", "matrix-positions"]


def test_headings_speak_other_languages(uprcycle: CommandLine) -> None:
    assert uprcycle("facts", "languages", "--lang", "fr").status == 0


def test_an_unknown_topic_offers_the_nearest(uprcycle: CommandLine) -> None:
    answer = uprcycle("facts", "word-limt")

    assert (answer.status, answer.out) == (2, "")
    assert answer.err == (
        "uprcycle: there is no such topic\n"
        "  facts: nothing is held on 'word-limt'; did you mean 'word-limit' or 'page-limit'?\n"
    )


def test_addresses_are_listed_with_whether_anybody_looked(uprcycle: CommandLine) -> None:
    answer = uprcycle("facts", "--addresses", "upr-main", "--json")
    rows = uprcycle("facts", "--addresses").out.splitlines()

    (row,) = answer.value["addresses"]
    assert (row["key"], row["checked_on"]) == ("upr-main", None)
    assert [line for line in rows if " https://" in line and "not checked" not in line] == []
    assert len([line for line in rows if "not checked" in line]) > 30


def test_an_unknown_address_offers_the_nearest(uprcycle: CommandLine) -> None:
    answer = uprcycle("facts", "--addresses", "upr-mian")

    assert (answer.status, "did you mean 'upr-main' or " in answer.err) == (2, True)
