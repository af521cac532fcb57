"""What holds for every page, in a real browser: all can use it, and nothing comes from elsewhere."""

import pytest
from playwright.sync_api import Browser

from tests.browser.found import Party, public_pages
from tests.browser.look import View, axe_faults, keyboard_faults, shape_faults, watched
from tests.browser.running import Running
from tests.browser.tour import faults_in_arabic, faults_in_english

BROKEN = """<!doctype html><html lang="fr" dir="ltr"><title>x</title><h1>a</h1><h1>b</h1>
<style>:focus { outline: none } p { color: #999; width: 3000px }</style>
<p>pale <a href="/a">a</a><a href="/b" tabindex="-1">b</a><img src="https://elsewhere.example/c.png"></p>
<script>console.error('d'); e()</script>"""


@pytest.fixture(scope="module")
def everybody(site: Running) -> Party:
    return public_pages(site)


def test_every_page_has_an_example(everybody: Party) -> None:
    assert [each for each in everybody.paths if "{" in each] == []
    assert {"/", "/countries/USA", "/subscribe", "/sign-in"} <= set(everybody.paths)


def test_in_english_each_page_can_be_used_by_all(browser: Browser, site: Running, everybody: Party) -> None:
    assert faults_in_english(browser, site, [everybody]) == {}


def test_in_arabic_each_page_can_be_used_by_all(browser: Browser, site: Running, everybody: Party) -> None:
    assert faults_in_arabic(browser, site, [everybody]) == {}


def test_eyes_see_what_is_broken(browser: Browser) -> None:
    with watched(browser, View()) as (context, witness):
        page = context.new_page()
        context.route("https://**", lambda route: route.abort())
        page.set_content(BROKEN)

        assert shape_faults(page, View()) == ["2 h1", "lang=fr", "1808 px too wide", "a script in the page"]
        assert {each.partition(":")[0] for each in axe_faults(page)} >= {"color-contrast", "image-alt"}
        assert [each.rpartition("> ")[2] for each in keyboard_faults(page)] == [
            "shows no focus",
            "is never reached",
        ]
        assert witness.strangers("http://127.0.0.1") == ["https://elsewhere.example/c.png"]
        assert [each.partition(":")[0] for each in sorted(witness.complaints)] == ["about", "error", "error"]
