"""Where a thing was said to be never looks as if somebody had looked."""

from datetime import date

import pytest

from uprcycle.documents.address import Address
from uprcycle.wording.addresses import (
    address_line,
    address_text,
    address_title,
    checked_text,
    show_address,
)
from uprcycle.wording.language import ENGLISH

PAGE = "https://example.org/page"


@pytest.mark.parametrize(
    ("address", "line"),
    [
        (Address("page", "A page", PAGE), f"A page: {PAGE} (not checked)"),
        (Address("page", "A page", PAGE, date(2026, 5, 4)), f"A page: {PAGE} (checked on 4 May 2026)"),
        (Address("page", "A page", is_official=False), "A page (not official): address not known"),
    ],
    ids=["not-checked", "checked", "lost"],
)
def test_an_address_says_whether_anybody_looked(address: Address, line: str) -> None:
    assert address_line(address, ENGLISH) == line


def test_a_lost_address_is_neither_checked_nor_unchecked() -> None:
    lost = Address("page", "A page")

    assert (address_title(lost, ENGLISH), address_text(lost, ENGLISH)) == ("A page", "address not known")
    assert checked_text(lost, ENGLISH) == ""


def test_in_json_what_is_not_known_is_null() -> None:
    assert show_address(Address("page", "A page", note="Lost.", is_official=False), ENGLISH) == {
        "key": "page",
        "title": "A page",
        "url": None,
        "checked_on": None,
        "official": False,
        "note": "Lost.",
    }
