"""Columns are called by words where people have some, and by their name elsewhere."""

import pytest

from uprcycle.store.packaged import load_language
from uprcycle.wording.columns import column_text


@pytest.mark.parametrize(
    ("name", "code", "expected"),
    [
        ("dates", "en", "date"),
        ("dates", "es", "fecha"),
        ("council", "fr", "sessions du Conseil"),
        ("confidence", "fr", "confidence"),
    ],
)
def test_a_column_has_a_word_or_its_name(name: str, code: str, expected: str) -> None:
    assert column_text(name, load_language(code)) == expected
