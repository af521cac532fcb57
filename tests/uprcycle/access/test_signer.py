"""Two who sign are one by their ids, or by their names where an id is missing."""

import pytest

from uprcycle.access.signer import Signer

AMINA = Signer("Amina Example", "p-1")


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        pytest.param(Signer("Amina Example", "p-2"), False, id="another-person-of-the-same-name"),
        pytest.param(Signer("A. Example", "p-1"), True, id="the-same-person-under-another-name"),
        pytest.param(Signer(" amina  EXAMPLE "), True, id="a-name-that-was-typed"),
        pytest.param(Signer("p-1"), True, id="an-id-of-whom-no-more-is-known"),
        pytest.param(Signer("Binod Example"), False, id="another-name-that-was-typed"),
    ],
)
def test_it_is_one_person_by_id_or_else_by_name(other: Signer, *, expected: bool) -> None:
    assert (AMINA.is_same(other), other.is_same(AMINA)) == (expected, expected)


def test_the_trail_keeps_the_id_where_there_is_one() -> None:
    assert (AMINA.mark, Signer(" the chief ").mark) == ("p-1", "the chief")
