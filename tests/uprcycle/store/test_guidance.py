"""The packaged guidance says of every check how much it matters and who says so."""

from uprcycle.store.guidance import load_guidance
from uprcycle.submissions.guidance import Flaw, Gravity

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
