"""States are found by code and name, and never by something nearly right."""

from dataclasses import replace

import pytest

from tests.uprcycle.examples import country
from uprcycle.countries import Countries, UnknownCountryError, fold
from uprcycle.store.packaged import load_countries

IVORY_COAST = country("CIV", "Côte d’Ivoire", aliases=("Ivory Coast",))
KENYA = country("KEN", "Kenya", names={"en": "Kenya", "ar": "كينيا"})
PALESTINE = country("PSE", "State of Palestine", is_member=False)
STATES = Countries([KENYA, PALESTINE, IVORY_COAST])
USE_A_CODE = "use an ISO code such as 'KEN'"
PACKAGED = load_countries()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("KEN", "KEN", id="code"),
        pytest.param("ken", "KEN", id="code-in-small-letters"),
        pytest.param("  kenya ", "KEN", id="name-with-spaces"),
        pytest.param("كينيا", "KEN", id="name-in-another-script"),
        pytest.param("cote d'ivoire", "CIV", id="name-without-accent-and-with-another-apostrophe"),
        pytest.param("IVORY COAST", "CIV", id="alias"),
    ],
)
def test_a_state_is_found_by_any_of_its_names(text: str, code: str) -> None:
    assert STATES.find(text).iso3 == code


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("Kenia", "'Kenia' is not a State; did you mean 'Kenya'?", id="one-near"),
        pytest.param("", f"'' is not a State; {USE_A_CODE}", id="empty"),
        pytest.param("Atlantis", f"'Atlantis' is not a State; {USE_A_CODE}", id="far"),
    ],
)
def test_what_is_nearly_a_name_is_answered_with_a_suggestion(text: str, message: str) -> None:
    with pytest.raises(UnknownCountryError) as caught:
        STATES.find(text)
    assert str(caught.value) == message


def test_a_code_with_one_wrong_letter_is_answered_with_the_nearest_states() -> None:
    with pytest.raises(UnknownCountryError) as caught:
        PACKAGED.find("KEM")
    assert caught.value.suggestions == ("Cambodia", "Kenya")


def test_two_states_that_are_equally_near_are_both_suggested() -> None:
    with pytest.raises(UnknownCountryError) as caught:
        PACKAGED.find("Nigar")
    assert caught.value.remedy == "did you mean 'Niger' or 'Nigeria'?"


def test_states_come_by_code_and_members_without_observers() -> None:
    assert [each.iso3 for each in STATES] == ["CIV", "KEN", "PSE"]
    assert [each.iso3 for each in STATES.members()] == ["CIV", "KEN"]
    assert "KEN" in STATES
    assert "ken" not in STATES
    assert STATES["KEN"] == KENYA


@pytest.mark.parametrize(("language", "name"), [("ar", "كينيا"), ("en", "Kenya"), ("fr", "Kenya")])
def test_a_name_falls_back_to_english(language: str, name: str) -> None:
    assert KENYA.name(language) == name


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Türkiye", "turkiye"),
        ("Guinea-Bissau", "guinea bissau"),
        ("Iran (Islamic  Republic of)", "iran islamic republic of"),
    ],
)
def test_folding_drops_case_accents_punctuation_and_doubled_spaces(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_every_name_of_the_packaged_states_finds_its_own_state() -> None:
    assert [
        (text, each.iso3)
        for each in PACKAGED
        for text in (each.iso3, *each.names.values(), *each.aliases)
        if PACKAGED.find(text) is not each
    ] == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Swaziland", "SWZ"),
        ("Eswatini", "SWZ"),
        ("Turkey", "TUR"),
        ("Czech Republic", "CZE"),
        ("Cape Verde", "CPV"),
        ("The former Yugoslav Republic of Macedonia", "MKD"),
        ("Republic of Korea", "KOR"),
        ("Bahamas", "BHS"),
        ("United Kingdom", "GBR"),
    ],
)
def test_names_of_another_time_find_the_state_of_today(text: str, code: str) -> None:
    assert PACKAGED.find(text).iso3 == code


def test_states_are_replaced_by_code_and_found_as_before() -> None:
    kenya = replace(STATES["KEN"], facts={"has_unct": False})
    updated = STATES.updated([kenya])

    assert updated.find("Kenya") is kenya
    assert [each for each in updated if each is not STATES[each.iso3]] == [kenya]
    assert STATES.updated([]) is STATES
