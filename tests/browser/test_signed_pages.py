"""What holds for every page holds for those that need signing in: nobody is shut out there either."""

import pytest
from playwright.sync_api import Browser

from tests.browser.found import Party, signed_pages
from tests.browser.routes import is_signed, page_routes
from tests.browser.running import Running
from tests.browser.tour import faults_in_arabic, faults_in_english

NOT_PAGES = {"/desk/drafts/{draft}/file", "/sign-in/organisation", "/sign-in/organisation/back"}
"""A download, and where one is sent on to one's organisation and comes back from."""


@pytest.fixture(scope="module")
def parties(site: Running) -> list[Party]:
    return signed_pages(site)


def test_every_page_was_found(parties: list[Party]) -> None:
    found = {route for each in parties for route in each.pages}

    assert {each for each in page_routes() if is_signed(each)} - found == NOT_PAGES


def test_in_english_each_page_can_be_used_by_all(
    browser: Browser, site: Running, parties: list[Party]
) -> None:
    assert faults_in_english(browser, site, parties) == {}


def test_in_arabic_each_page_can_be_used_by_all(
    browser: Browser, site: Running, parties: list[Party]
) -> None:
    assert faults_in_arabic(browser, site, parties) == {}
