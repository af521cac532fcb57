"""An id is opaque, short, and the same every time."""

import pytest

from uprcycle.roster.identity import person_id


def test_an_id_is_known_in_advance() -> None:
    assert person_id("amina@example.org") == "p93940860950c58c3"


@pytest.mark.parametrize("address", ["Amina@Example.org", " amina@example.org "])
def test_letter_case_and_spaces_change_nothing(address: str) -> None:
    assert person_id(address) == person_id("amina@example.org")


def test_two_addresses_have_two_ids() -> None:
    assert person_id("amina@example.org") != person_id("amina@example.com")
