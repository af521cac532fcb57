"""What is wrong is said in the language of whoever reads it."""

import pytest

from tests.pseudo import Brackets
from uprcycle.errors import BadInputError, Problem
from uprcycle.phrase import phrase
from uprcycle.wording.language import Language
from uprcycle.wording.problems import problem_text, refusal_texts

KNOWN = ("{what}; {remedy}", "{subject}: {what}", "fill it in", "is empty", "stale")
PSEUDO = Language("fr", Brackets(dict.fromkeys(KNOWN, "")))


@pytest.mark.parametrize(
    ("problem", "expected"),
    [
        (Problem("note", phrase("is empty"), phrase("fill it in")), "note⟦: ⟧⟦is empty⟧⟦; ⟧⟦fill it in⟧"),
        (Problem("--note", phrase("is empty"), phrase("fill it in")), "⟦is empty⟧⟦; ⟧⟦fill it in⟧"),
        (Problem("", phrase("is empty")), "⟦is empty⟧"),
    ],
)
def test_a_problem_says_where_what_and_what_to_do(problem: Problem, expected: str) -> None:
    assert problem_text(problem, PSEUDO) == expected
    assert refusal_texts(BadInputError(phrase("stale"), [problem]), PSEUDO) == (expected,)
    assert refusal_texts(BadInputError(phrase("stale")), PSEUDO) == ("⟦stale⟧",)
