"""The first day of a month is an ordinal in French, and no other day is."""

import pytest

from uprcycle.days.span import read_span
from uprcycle.store.packaged import load_language
from uprcycle.wording.language import ENGLISH
from uprcycle.wording.spans import short_span_text, span_text

FRENCH = load_language("fr")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025-05-01", "jeudi 1er mai 2025"),
        ("2025-05-11", "dimanche 11 mai 2025"),
        ("2023-05-01/2023-05-12", "1er–12 mai 2023"),
        ("2024-06-01/2024-07-01", "1er juin – 1er juil. 2024"),
        ("2024-06-21/2024-08-01", "21 juin – 1er août 2024"),
        ("2024-12-01/2025-01-01", "1er déc. 2024 – 1er janv. 2025"),
        ("2024-06-11/2024-06-12", "11–12 juin 2024"),
        ("2027-01/2027-02", "janvier – février 2027"),
        ("week of 2026-06-01", "semaine du 1er juin 2026"),
        ("by 2026-06-01", "au plus tard le 1er juin 2026"),
        ("2026-06-01T15:00", "lundi 1er juin 2026, 15:00 (Genève, CEST)"),
    ],
)
def test_the_first_day_of_a_month_is_an_ordinal(text: str, expected: str) -> None:
    # The locale data sets thin spaces around the dash of an interval.
    assert span_text(read_span(text), FRENCH).replace("\u2009", " ") == expected


def test_a_table_writes_the_first_day_likewise() -> None:
    assert short_span_text(read_span("2026-06-01"), FRENCH) == "1er juin 2026"


def test_other_languages_write_it_as_they_do() -> None:
    assert span_text(read_span("2025-05-01"), ENGLISH) == "Thursday, 1 May 2025"
