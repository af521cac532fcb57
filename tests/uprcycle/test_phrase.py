"""A phrase is its English, and keeps what another language needs."""

import pickle

import pytest

from tests.pseudo import Brackets
from uprcycle.phrase import Phrase, counted, listed, phrase, series, suggest
from uprcycle.wording.language import Language

KNOWN = dict.fromkeys(("session {number}", "{what}; {remedy}", "fill it in", "is empty"), "") | {
    "{count} row of {most:,}": "{count} rows of {most:,}",
    "{names} and {count} more": "",
}
PSEUDO = Language("fr", Brackets(KNOWN))


@pytest.mark.parametrize(
    ("said", "english", "expected"),
    [
        (phrase("is empty"), "is empty", "⟦is empty⟧"),
        (phrase("session {number}", number=52), "session 52", "⟦session ⟧52"),
        (
            counted("{count} row of {most:,}", "{count} rows of {most:,}", 1, most=20_000),
            "1 row of 20,000",
            "1⟦ row of ⟧20\u202f000",
        ),
        (
            counted("{count} row of {most:,}", "{count} rows of {most:,}", 3, most=1_000),
            "3 rows of 1,000",
            "3⟦ rows of ⟧1\u202f000",
        ),
        (series([phrase("session {number}", number=52), "", "KEN"]), "session 52, KEN", "⟦session ⟧52, KEN"),
        (listed(["KEN", "NPL", "TGO"], 2), "KEN, NPL and 1 more", "KEN, NPL⟦ and ⟧1⟦ more⟧"),
        ("a file's own {word}", "a file's own {word}", "a file's own {word}"),
    ],
)
def test_a_phrase_is_english_and_is_said_anew(said: str, english: str, expected: str) -> None:
    assert (said, PSEUDO.say(said), Language("en").say(said)) == (english, expected, english)


def test_places_may_hold_braces_and_what_was_kept_still_speaks() -> None:
    said = phrase("{what}; {remedy}", what="{number}", remedy=phrase("fill it in"))
    again = pickle.loads(pickle.dumps(said))  # noqa: S301

    assert isinstance(again, Phrase)
    assert PSEUDO.say(again) == "{number}⟦; ⟧⟦fill it in⟧"


def test_one_or_two_names_are_suggested() -> None:
    assert [suggest(["Niger"]), suggest(["Niger", "Nigeria"])] == [
        "did you mean 'Niger'?",
        "did you mean 'Niger' or 'Nigeria'?",
    ]
