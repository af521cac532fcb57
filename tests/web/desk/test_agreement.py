"""Whether a second person agreed, as the reader of a page sees it."""

from dataclasses import replace

import pytest

from tests.web.desk.officers import visit_over
from tests.web.site import SOURCES, principal
from uprcycle.access.signer import Signer
from web.access.reader import Reader
from web.desk.agreement import Agreement, read_agreement, read_sealed
from web.desk.registry import Sealed

OWN = principal().signer


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(visit_over(SOURCES), principal())


@pytest.mark.parametrize(
    ("agreed", "others"),
    [
        pytest.param((), (), id="nobody"),
        pytest.param((Signer(" sami  EXAMPLE"),), (), id="only-the-reader"),
        pytest.param((OWN, Signer("Bo", "p-bo")), ("Bo",), id="both"),
        pytest.param((replace(OWN, person="p-2"),), (OWN.name,), id="another-person-of-the-same-name"),
    ],
)
def test_it_takes_somebody_else(reader: Reader, agreed: tuple[Signer, ...], others: tuple[str, ...]) -> None:
    needed, other = (read_agreement(reader, agreed, is_needed=each) for each in (True, False))

    assert needed == Agreement(is_needed=True, others=others, is_mine=len(others) < len(agreed))
    assert (needed.is_given, other.is_given) == (bool(others), True)


@pytest.mark.parametrize(("base", "number"), [("12", 12), ("", 0), ("-1", 0), ("٣", 0), ("9999999", 0)])
def test_what_a_form_says_yes_to_is_signed_by_the_reader(reader: Reader, base: str, number: int) -> None:
    form = {"digest": "d", "base": base, "note": "  two\n words ", "by": "somebody else"}

    assert read_sealed(reader, form) == Sealed("d", number, OWN, "two words")
