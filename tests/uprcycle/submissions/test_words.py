"""Words are counted as a word processor counts them."""

import pytest

from uprcycle.submissions.words import count_words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", 0, id="nothing"),
        pytest.param(" \t\n\u00a0", 0, id="spaces only"),
        pytest.param("one two\tthree\nfour", 4, id="any space parts"),
        pytest.param("A/HRC/WG.6/54/KEN/1, para. 2", 3, id="symbols are words"),
        pytest.param("right \N{EN DASH} or wrong", 4, id="a lone dash"),
        pytest.param("well-being", 1, id="a hyphen joins"),
        pytest.param("l’État", 1, id="an apostrophe joins"),
        pytest.param("10\u00a0700\u202f%", 1, id="a held space joins"),
        pytest.param("人权理事会", 5, id="Chinese signs one by one"),
        pytest.param("人权 HRC", 3, id="both"),
        pytest.param("права человека", 2, id="Cyrillic"),
        pytest.param("حقوق الإنسان", 2, id="Arabic"),
        pytest.param("인권 이사회", 2, id="Korean by spaces"),
    ],
)
def test_words_of(text: str, expected: int) -> None:
    assert count_words(text) == expected
