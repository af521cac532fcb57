"""What a catalogue lacks, keeps too long or leaves in doubt, in the order of the template."""

import pytest

from flows.languages.catalogue import build_template, start_catalogue
from flows.languages.checks import Finding, Flaw, check_catalogue
from flows.languages.messages import Message


def findings(message: Message, *forms: str, code: str = "fr") -> tuple[Finding, ...]:
    catalogue = start_catalogue(code)
    ids = (message.one, message.many) if message.many else message.one
    catalogue.add(ids, forms if message.many else forms[0])
    return check_catalogue(catalogue, build_template([message]))


def test_every_form_of_a_plural_is_looked_at() -> None:
    message = Message("{count} day", "{count} days")
    what = "places differ: {count} became none"

    assert findings(message, "un jour", "{count} jours") == (Finding(Flaw.SUSPICIOUS, "{count} day", what),)


@pytest.mark.parametrize("forms", [("", ""), ("{count} jour", "")])
def test_a_message_without_all_its_forms_is_missing(forms: tuple[str, str]) -> None:
    assert findings(Message("{count} day", "{count} days"), *forms) == (Finding(Flaw.MISSING, "{count} day"),)


def test_a_message_that_a_catalogue_does_not_know_is_missing() -> None:
    assert check_catalogue(start_catalogue("fr"), build_template([Message("held")])) == (
        Finding(Flaw.MISSING, "held"),
    )


def test_a_doubtful_translation_says_what_it_translated() -> None:
    catalogue = start_catalogue("fr")
    catalogue.add("reviews", "examen", flags=["fuzzy"], previous_id=["review"])

    assert check_catalogue(catalogue, build_template([Message("reviews")])) == (
        Finding(Flaw.DOUBTFUL, "reviews", "was the translation of 'review'"),
    )


def test_what_nobody_says_any_more_is_stale_and_comes_last() -> None:
    catalogue = start_catalogue("fr")
    catalogue.add("gone", "parti")

    assert check_catalogue(catalogue, build_template([Message("held")])) == (
        Finding(Flaw.MISSING, "held"),
        Finding(Flaw.STALE, "gone"),
    )


def test_a_catalogue_that_forgot_the_plural_is_suspected() -> None:
    catalogue = start_catalogue("fr")
    catalogue.add("{count} day", "{count} jour")

    assert check_catalogue(catalogue, build_template([Message("{count} day", "{count} days")])) == (
        Finding(Flaw.SUSPICIOUS, "{count} day", "counts in one of the two languages only"),
    )
