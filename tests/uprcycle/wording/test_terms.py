"""The fixed words of the house: one for every value, in English and in every catalogue."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any

import pytest

from tests.uprcycle.examples import country, published, rule
from uprcycle.citation import Citation
from uprcycle.countries import Region
from uprcycle.days.span import Precision, Status
from uprcycle.people import Role
from uprcycle.reviews.phases import Phase
from uprcycle.rules.rule import Basis, Kind
from uprcycle.store.packaged import language_codes, load_language
from uprcycle.wording.language import ENGLISH
from uprcycle.wording.terms import (
    basis_text,
    certainty_text,
    country_name,
    description_text,
    kind_text,
    phase_text,
    precision_text,
    region_text,
    role_text,
    status_meaning,
    status_text,
    title_text,
)

Word = Callable[[Any, Any], str]
WORDS: list[tuple[Word, type[StrEnum]]] = [
    (status_text, Status),
    (status_meaning, Status),
    (precision_text, Precision),
    (phase_text, Phase),
    (kind_text, Kind),
    (basis_text, Basis),
    (region_text, Region),
    (role_text, Role),
]


@pytest.mark.parametrize("code", language_codes())
@pytest.mark.parametrize(("word", "values"), WORDS, ids=[word.__name__ for word, _ in WORDS])
def test_every_value_has_a_word_of_its_own(word: Word, values: type[StrEnum], code: str) -> None:
    said = [word(value, load_language(code)) for value in values]

    assert "" not in said
    assert len(set(said)) == len(said)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (status_text(Status.HELD, ENGLISH), "held"),
        (status_meaning(Status.HELD, ENGLISH), "it took place"),
        (precision_text(Precision.MONTH, ENGLISH), "month only"),
        (phase_text(Phase.FOLLOW_UP, ENGLISH), "Follow-up"),
        (kind_text(Kind.DEADLINE, ENGLISH), "deadline"),
        (basis_text(Basis.IMPLIED, ENGLISH), "implied by the source"),
        (region_text(Region.WESTERN_EUROPE_OTHERS, ENGLISH), "Western European and other States"),
        (role_text(Role.RCO, ENGLISH), "Resident Coordinator's Office"),
        (title_text(rule(), ENGLISH), "Brief the team"),
        (description_text(rule(), ENGLISH), "The team hears what lies ahead."),
    ],
)
def test_words_are_those_of_the_house(said: str, words: str) -> None:
    assert said == words


def test_a_state_is_named_in_the_language_or_in_english() -> None:
    spain = country("ESP", "Spain", names={"en": "Spain", "fr": "Espagne"})

    assert country_name(spain, load_language("fr")) == "Espagne"
    assert country_name(country(), load_language("fr")) == "Kenya"


@pytest.mark.parametrize(
    ("confidence", "expected"),
    [
        pytest.param("inferred", "estimated, inferred", id="inferred-says-so"),
        pytest.param("confirmed", "estimated", id="read-somewhere"),
    ],
)
def test_what_is_only_inferred_is_called_so(confidence: str, expected: str) -> None:
    dates = published("2027-11", Status.ESTIMATED, Citation("a list", confidence=confidence))

    assert certainty_text(dates, ENGLISH) == expected
