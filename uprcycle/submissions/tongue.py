"""The language a text is in, told by its most frequent words and by how it is set (decision 0019).

Two witnesses that know nothing of each other: the words of the text, and the language in which
the word processor was told to spell it. Sure is what both say.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from uprcycle.countries import fold
from uprcycle.submissions.guidance import Vocabulary

_CHINESE, _HAN = "zh", re.compile("[\u4e00-\u9fff]")
_KANA = re.compile("[\u3040-\u30ff]")
_LEAST_WORDS = 40
_LEAST_SHARE = 0.25
_LEAD = 1.25  # what the next most likely language must be behind


class Sureness(StrEnum):
    """How far a guess goes."""

    SURE = "sure"
    LIKELY = "likely"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Guess:
    """A language, empty where the text does not show it; and the one it is set in."""

    code: str
    sureness: Sureness
    set_in: str = ""


def guess_language(text: str, settings: Mapping[str, int], languages: Iterable[Vocabulary]) -> Guess:
    """Return the language of ``text``.

    Args:
        text: The text alone, without cover and annexes.
        settings: Letters by the language that they are set in, such as "fr-CH".
        languages: Those that can be recognised.
    """
    set_in = max(settings, key=lambda tag: settings[tag], default="").partition("-")[0].casefold()
    code = _by_words(text, tuple(languages))
    if not code:
        return Guess("", Sureness.UNKNOWN, set_in)
    return Guess(code, Sureness.SURE if code == set_in else Sureness.LIKELY, set_in)


def _by_words(text: str, languages: tuple[Vocabulary, ...]) -> str:
    if len(_HAN.findall(text)) > len(text) / 2:
        return "" if _KANA.search(text) else _CHINESE
    words = fold(text).split()
    if len(words) < _LEAST_WORDS:
        return ""
    shares = sorted(
        ((sum(word in each.frequent for word in words), each.code) for each in languages), reverse=True
    )
    (most, code), (next_most, _) = shares[:2]
    return code if most >= _LEAST_SHARE * len(words) and most >= _LEAD * next_most else ""
