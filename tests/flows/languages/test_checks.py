"""Every way in which a translation can be wrong without a reader of the language to say so."""

import pytest

from flows.languages.catalogue import build_template, start_catalogue
from flows.languages.checks import Finding, Flaw, check_catalogue
from flows.languages.messages import Message


def findings(message: Message, *forms: str, code: str = "fr") -> tuple[Finding, ...]:
    catalogue = start_catalogue(code)
    ids = (message.one, message.many) if message.many else message.one
    catalogue.add(ids, forms if message.many else forms[0])
    return check_catalogue(catalogue, build_template([message]))


@pytest.mark.parametrize(
    ("english", "french"),
    [
        pytest.param("held", "réalisée", id="a-word"),
        pytest.param(
            "From {start} until {end}.", "Jusqu’à {end}, dès {start}.", id="places-in-another-order"
        ),
        pytest.param("At most 10,700 words.", "10\u00a0700 mots au maximum.", id="figures-grouped-otherwise"),
        pytest.param("4.5 years", "4,5 ans", id="a-decimal-comma"),
        pytest.param("Session {number}", "Session {number}", id="short-and-the-same"),
        pytest.param("Did you mean?", "Vouliez-vous dire\u00a0?", id="a-space-before-the-mark"),
    ],
)
def test_a_sound_translation_is_not_suspected(english: str, french: str) -> None:
    assert findings(Message(english), french) == ()


@pytest.mark.parametrize(
    ("english", "other", "what"),
    [
        pytest.param("{a} of {b}", "{a}", "places differ: {a}, {b} became {a}", id="a-place-is-lost"),
        pytest.param(
            "on {day}", "le {jour}", "places differ: {day} became {jour}", id="a-place-is-translated"
        ),
        pytest.param("within 48 hours", "sous 24 heures", "figures differ: 48 became 24", id="a-figure"),
        pytest.param("It is so.", "C’est ainsi", "ends with 'i', the English with '.'", id="an-end"),
        pytest.param("held", " réalisée", "has a stray space", id="a-space"),
        pytest.param("the next review", "the next review", "is the English", id="the-same-words"),
    ],
)
def test_a_suspicious_translation_is_named(english: str, other: str, what: str) -> None:
    assert findings(Message(english), other) == (Finding(Flaw.SUSPICIOUS, english, what),)


def test_one_form_may_leave_the_number_to_the_word() -> None:
    message = Message("One item of {day}", "{count} items of {day}")

    assert findings(message, "Un élément du {day}", "{count} éléments du {day}") == ()


def test_every_form_of_a_plural_is_looked_at() -> None:
    message = Message("{count} day", "{count} days")
    what = "places differ: {count} became none"

    assert findings(message, "un jour", "{count} jours") == (Finding(Flaw.SUSPICIOUS, "{count} day", what),)


@pytest.mark.parametrize(
    ("english", "chinese"), [("It is so.", "是这样。"), ("Why?", "为什么\uff1f"), ("Why:", "原因\uff1a")]
)
def test_a_language_may_end_a_sentence_with_its_own_mark(english: str, chinese: str) -> None:
    assert findings(Message(english), chinese, code="zh") == ()


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
