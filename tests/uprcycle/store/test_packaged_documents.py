"""The packaged data on documents says who says so, and claims nothing that was not checked."""

from uprcycle.store.packaged import load_facts, load_ruleset
from uprcycle.store.packaged_documents import load_addresses, load_guidance, load_listed_documents
from uprcycle.submissions.guidance import Flaw, Gravity
from uprcycle.submissions.requirements import kinds_with_length
from uprcycle.visibility import Visibility

_OF_FACTS = {Flaw.TOO_LONG, Flaw.OTHER_LANGUAGE}
"""Checks whose source is that of the limit or the languages."""


def test_every_check_cites_a_source_or_says_why_it_is_ours() -> None:
    checks = load_guidance().checks.values()

    assert [
        each.flaw for each in checks if each.basis == "editorial" and (each.sources or not each.note)
    ] == []
    assert {each.flaw for each in checks if each.basis != "editorial" and not each.sources} == _OF_FACTS


def test_only_the_limit_of_length_stops_a_text() -> None:
    stops = [each.flaw for each in load_guidance().checks.values() if each.gravity is Gravity.ERROR]

    assert stops == [Flaw.TOO_LONG]


def test_checks_are_for_kinds_of_text_that_the_facts_know() -> None:
    kinds = {kind for each in load_guidance().checks.values() for kind in each.kinds}

    assert sorted(kinds - set(kinds_with_length(load_facts()))) == []


def test_the_six_languages_of_the_united_nations_have_their_headings() -> None:
    languages = {each.code: each for each in load_guidance().languages}

    assert [
        code
        for code in ("ar", "en", "es", "fr", "ru", "zh")
        if not (
            languages[code].annex
            and languages[code].references
            and languages[code].summary
            and languages[code].matrix
        )
    ] == []


def test_every_link_of_a_rule_leads_to_one_address() -> None:
    wanted = {key for rule in load_ruleset().rulebook.rules for key in rule.links}

    assert sorted(wanted - load_addresses().keys()) == []


def test_an_address_is_open_to_all_or_says_why_there_is_none() -> None:
    addresses = load_addresses().values()

    assert [each.key for each in addresses if each.url and not each.url.startswith("http")] == []
    assert [each.key for each in addresses if not each.url and not each.note] == []


def test_no_address_claims_to_have_been_opened() -> None:
    assert [each.key for each in load_addresses().values() if each.checked_on] == []


def test_what_is_not_of_the_united_nations_says_so() -> None:
    assert [
        each.key for each in load_addresses().values() if "upr-info" in each.key and each.is_official
    ] == []


def test_every_review_has_the_documents_of_the_process_in_their_order() -> None:
    assert [each.id for each in load_listed_documents()] == [
        "matrix-before",
        "submissions",
        "joint-unct-report",
        "national-report",
        "compilation",
        "summary",
        "draft-list",
        "working-group-report",
        "addendum",
        "outcome",
        "hc-letter",
        "matrix-after",
        "infographic",
        "mid-term-report",
    ]


def test_a_document_is_as_visible_as_its_milestone_or_less() -> None:
    rules = {rule.id: rule.visibility for rule in load_ruleset().rulebook.rules}
    listed = load_listed_documents()

    assert [
        each.id
        for each in listed
        if each.visibility is Visibility.PUBLIC and rules[each.milestone] is not Visibility.PUBLIC
    ] == []
