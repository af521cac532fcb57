"""What comes out of a printer: a State on one page of A4, in the languages that take most room too."""

import re

import pytest
from playwright.sync_api import Browser

from tests.browser.look import View, in_language, watched
from tests.browser.running import Running

LONGEST = ["USA", "VEN", "GBR"]
"""Of all 193 those whose page takes most room: hours of both places at many dates, and long names."""

WORDIEST = ("fr", "ru", "ar")
"""The languages whose texts or letters take most room."""

A_PAGE = re.compile(rb"/Type\s*/Page\b")


@pytest.mark.parametrize("code", LONGEST)
def test_a_state_is_printed_on_one_page_of_a4(browser: Browser, site: Running, code: str) -> None:
    sheets: dict[str, int] = {}
    with watched(browser, View()) as (context, _):
        page = context.new_page()
        for lang in WORDIEST:
            page.goto(site.address + in_language(f"/countries/{code}", lang))
            paper = page.pdf(prefer_css_page_size=True, print_background=True)
            assert b"/MediaBox [0 0 594.95" in paper
            sheets[lang] = len(A_PAGE.findall(paper))

    assert sheets == dict.fromkeys(WORDIEST, 1)


def test_where_reasons_are_printed_there_are_more_pages(browser: Browser, site: Running) -> None:
    with watched(browser, View()) as (context, _):
        page = context.new_page()
        page.goto(f"{site.address}/countries")

        assert len(A_PAGE.findall(page.pdf(prefer_css_page_size=True))) > 1
