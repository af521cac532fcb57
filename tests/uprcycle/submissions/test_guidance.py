"""The file of guidance is read whole, or refused with everything that is wrong with it."""

import pytest

from uprcycle.citation import Citation
from uprcycle.errors import BadInputError
from uprcycle.submissions.guidance import Check, Flaw, Gravity, Vocabulary, read_guidance

ROWS = [{"id": flaw.value, "severity": "hint", "basis": "editorial"} for flaw in Flaw]
CITED = {
    "id": "pictures",
    "severity": "warning",
    "basis": "stated",
    "kinds": ["joint"],
    "sources": [{"document": "004", "section": "line 1"}, {"document": "other"}],
    "note": "why",
}


def test_a_check_says_how_much_it_matters_for_whom_and_who_says_so() -> None:
    rows = [row for row in ROWS if row["id"] != "pictures"] + [CITED]
    check = read_guidance("a.toml", {"check": rows}, {"004": "Handbook"}).checks[Flaw.PICTURES]

    sources = (Citation("Handbook", "line 1"), Citation("other"))
    assert check == Check(Flaw.PICTURES, Gravity.WARNING, "stated", ("joint",), sources, "why")
    assert [check.concerns(kind) for kind in ("joint", "individual")] == [True, False]


def test_a_check_without_kinds_concerns_all() -> None:
    assert Check(Flaw.COMMENTS, Gravity.HINT, "editorial").concerns("anything")


def test_words_are_folded() -> None:
    row = {"code": "fr", "frequent": "à été", "annex": ["Annexe"], "summary": ["Mots-clés"]}
    guidance = read_guidance("a.toml", {"check": ROWS, "language": [row]}, {})

    assert guidance.languages == (
        Vocabulary("fr", frozenset({"a", "ete"}), frozenset({"annexe"}), summary=frozenset({"mots cles"})),
    )


@pytest.mark.parametrize(
    ("rows", "problems"),
    [
        pytest.param(
            [*ROWS[1:], {"id": "odd", "severity": "hint", "basis": "x"}],
            [
                f"a.toml: row {len(ROWS)} (odd): 'odd' is not a valid Flaw",
                "a.toml: the check 'too-long' is missing",
            ],
            id="an unknown check",
        ),
        pytest.param(
            [{"id": "too-long", "severity": "fatal", "basis": "x"}, *ROWS[1:]],
            [
                "a.toml: row 1 (too-long): 'fatal' is not a valid Gravity",
                "a.toml: the check 'too-long' is missing",
            ],
            id="an unknown severity",
        ),
    ],
)
def test_every_problem_of_the_file_is_named(rows: list[dict[str, str]], problems: list[str]) -> None:
    with pytest.raises(BadInputError) as error:
        read_guidance("a.toml", {"check": rows}, {})

    assert [str(each) for each in error.value.problems] == problems
