"""What was corrected is released only when every correction was confirmed by its own words."""

import pytest

from flows.releases.confirming import check_confirmed, check_digest
from uprcycle.errors import BadInputError, RefusedError
from uprcycle.sheets.correction import Correction

NEPAL = Correction("a.csv: row 2, column country", "Nepall", "NPL", "Nepal")
AGAIN = Correction("a.csv: row 9, column country", "Nepall", "NPL", "Nepal")
MOROCCO = Correction("a.csv: row 3, column country", "Marocc", "MAR", "Morocco")


@pytest.mark.parametrize(
    ("corrections", "accepted"),
    [
        pytest.param((), (), id="nothing corrected"),
        pytest.param((NEPAL, AGAIN), ("Nepall=NPL",), id="one text in two rows"),
        pytest.param((NEPAL, MOROCCO), ("marocc = mar", "NEPALL=npl"), id="any letter case and order"),
    ],
)
def test_what_is_confirmed_passes(corrections: tuple[Correction, ...], accepted: tuple[str, ...]) -> None:
    check_confirmed(corrections, accepted)


def test_what_is_not_confirmed_is_refused_and_named() -> None:
    with pytest.raises(RefusedError) as refusal:
        check_confirmed((NEPAL, MOROCCO, AGAIN), ("Marocc=MAR",))

    assert refusal.value.problems == (NEPAL.problem, AGAIN.problem)


@pytest.mark.parametrize(
    ("corrections", "words", "remedy"),
    [
        pytest.param((NEPAL,), "Nepall=NER", "what was corrected is 'Nepall=NPL'", id="another State"),
        pytest.param((NEPAL,), "NPL", "what was corrected is 'Nepall=NPL'", id="no text"),
        pytest.param((), "Nepall=NPL", "nothing was corrected; leave it out", id="nothing corrected"),
    ],
)
def test_a_confirmation_of_something_else_is_a_slip(
    corrections: tuple[Correction, ...], words: str, remedy: str
) -> None:
    with pytest.raises(BadInputError) as refusal:
        check_confirmed(corrections, (words,))

    assert [str(each) for each in refusal.value.problems] == [
        f"--accept: {words!r} confirms nothing; {remedy}"
    ]


@pytest.mark.parametrize("given", ["abcdef012345", "ABCDEF0123456", "abcdef0123456789"])
def test_the_hash_of_a_plan_or_its_beginning_passes(given: str) -> None:
    check_digest(given, "abcdef0123456789")


@pytest.mark.parametrize("given", ["", "abcdef01234", "abcdef012346", "abcdef01234567890"])
def test_another_hash_or_too_little_of_it_is_refused(given: str) -> None:
    with pytest.raises(RefusedError) as refusal:
        check_digest(given, "abcdef0123456789")

    assert [each.where for each in refusal.value.problems] == ["--plan"]
