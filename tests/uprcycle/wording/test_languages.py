"""Languages are named in the language of the reader."""

import pytest

from uprcycle.store.packaged import load_language
from uprcycle.wording.language import ENGLISH
from uprcycle.wording.languages import language_name


@pytest.mark.parametrize(
    ("code", "name"), [("fr", "French"), ("zh", "Chinese"), ("zz", "zz"), ("", ""), ("<b>", "<b>")]
)
def test_the_name_of(code: str, name: str) -> None:
    assert language_name(code, ENGLISH) == name


def test_a_reader_of_french_reads_french_names() -> None:
    assert language_name("en", load_language("fr")) == "anglais"
