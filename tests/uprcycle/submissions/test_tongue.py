"""A language is told by its frequent words and, apart from that, by how the text is set."""

import tomllib
from pathlib import Path

import pytest

from uprcycle.store.packaged_documents import load_guidance
from uprcycle.submissions.tongue import Guess, Sureness, guess_language

LANGUAGES = load_guidance().languages
TEXTS: dict[str, str] = tomllib.loads(Path(__file__).with_name("languages.toml").read_text("utf-8"))


@pytest.mark.parametrize("code", TEXTS)
def test_a_text_is_recognised_by_its_words(code: str) -> None:
    assert guess_language(TEXTS[code], {}, LANGUAGES) == Guess(code, Sureness.LIKELY)


def test_what_words_and_settings_say_is_sure() -> None:
    guesses = [
        guess_language(TEXTS["fr"], settings, LANGUAGES)
        for settings in ({"fr-CH": 9, "en-US": 3}, {"en-GB": 9})
    ]

    assert guesses == [Guess("fr", Sureness.SURE, "fr"), Guess("fr", Sureness.LIKELY, "en")]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("The State has not adopted the law.", id="too short to tell"),
        pytest.param(
            "Jimbo la kaskazini limejenga shule mpya kwa watoto wote " * 6, id="a language not listed"
        ),
        pytest.param("人権理事会はこの報告を採択した。" * 4, id="Japanese is not Chinese"),
        pytest.param("12 345 678 " * 30, id="numbers"),
    ],
)
def test_what_is_not_recognised_is_left_open(text: str) -> None:
    assert guess_language(text, {"en-US": 10}, LANGUAGES) == Guess("", Sureness.UNKNOWN, "en")
