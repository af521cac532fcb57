"""A text that is near one name alone is a correction; near two, near a code or near none, it is not."""

import pytest

from uprcycle.countries import UnknownCountryError
from uprcycle.errors import Severity
from uprcycle.sheets.correction import Correction, find_likely
from uprcycle.store.packaged import load_countries

COUNTRIES = load_countries()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("Nepall", "NPL", id="a letter too many"),
        pytest.param("Guinee Bisau", "GNB", id="in another language"),
        pytest.param("Iran, Islamc Republic of", "IRN", id="a long name"),
        pytest.param("Nigera", "", id="near two"),
        pytest.param("Congo Republic", "", id="only roughly near"),
        pytest.param("Surinam Republic", "", id="nearest to a wrong one"),
        pytest.param("KEM", "", id="near a code"),
        pytest.param("vacant", "", id="a word for no State"),
        pytest.param("TBC", "", id="an abbreviation"),
    ],
)
def test_only_one_near_name_is_likely(text: str, code: str) -> None:
    with pytest.raises(UnknownCountryError) as refusal:
        COUNTRIES.find(text)
    likely = find_likely(refusal.value, COUNTRIES)

    assert (likely.iso3 if likely else "") == code


def test_a_correction_tells_how_to_confirm_it() -> None:
    problem = Correction("a.csv: row 2, column country", "Nepall", "NPL", "Nepal").problem

    assert problem.severity is Severity.CORRECTION
    assert str(problem) == (
        "a.csv: row 2, column country: 'Nepall' was read as Nepal (NPL);"
        " correct the cell, or confirm it with --accept 'Nepall=NPL'"
    )
