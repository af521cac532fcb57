"""What holds for every page, in a real browser: all can use it, and nothing comes from elsewhere."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.look import (
    LIMIT,
    View,
    Witness,
    axe_faults,
    colour_faults,
    in_language,
    keyboard_faults,
    see,
    shape_faults,
    size_faults,
    watched,
)
from tests.browser.routes import PUBLIC, examples, page_routes
from tests.browser.running import Running
from tests.flows.answered import AMINA

Look = Callable[[Page, View], list[str]]


@pytest.fixture(scope="module")
def paths(site: Running) -> list[str]:
    return examples(page_routes(site.app), PUBLIC | mailed(site))


def mailed(site: Running) -> dict[str, tuple[str, ...]]:
    """Return the pages that the mail to somebody leads to."""
    return {
        "/answers/{token}/{number}": tuple(site.box.links(AMINA.email, "answers")[:1]),
        "/preferences/{token}": tuple(site.box.links(AMINA.email, "preferences")),
        "/unsubscribe/{token}": (site.box.leaving(AMINA.email),),
    }


def test_every_route_of_a_page_has_an_example(paths: list[str]) -> None:
    assert [each for each in paths if "{" in each] == []
    assert {"/", "/countries/KEN", "/subscribe"} <= set(paths)


def looked_at(
    browser: Browser, site: Running, paths: list[str], first: View
) -> Iterator[tuple[str, Page, Witness]]:
    """Open every page in a language and yield it."""
    with watched(browser, first) as (context, witness):
        page = context.new_page()
        for path in paths:
            answer = page.goto(site.address + in_language(path, first.lang))
            assert answer is not None
            assert (path, answer.status) == (path, 200)
            yield path, page, witness
        assert witness.strangers(site.address) == []
        assert witness.complaints == []


def test_in_english_each_page_can_be_used_by_all(browser: Browser, site: Running, paths: list[str]) -> None:
    found: dict[str, list[str]] = {}
    for path, page, _ in looked_at(browser, site, paths, View()):
        faults = [*shape_faults(page, View()), *axe_faults(page)]
        see(page, View(is_phone=True, theme="dark"))
        faults += [*shape_faults(page, View()), *size_faults(page)]
        see(page, View())
        found[path] = faults

    assert {path: faults for path, faults in found.items() if faults} == {}


def test_in_arabic_each_page_can_be_used_by_all(browser: Browser, site: Running, paths: list[str]) -> None:
    phone, desk = View("ar", is_phone=True), View("ar", theme="dark")
    found: dict[str, list[str]] = {}
    for path, page, _ in looked_at(browser, site, paths, phone):
        faults = [*shape_faults(page, phone), *axe_faults(page)]
        see(page, desk)
        faults += [*shape_faults(page, desk), *colour_faults(page)]
        see(page, phone)
        found[path] = faults

    assert {path: faults for path, faults in found.items() if faults} == {}


def test_the_tab_key_reaches_all_there_is_and_shows_where(
    browser: Browser, site: Running, paths: list[str]
) -> None:
    found = {path: keyboard_faults(page) for path, page, _ in looked_at(browser, site, paths, View())}

    assert {path: faults for path, faults in found.items() if faults} == {}


BROKEN = """<!doctype html><html lang="fr" dir="ltr"><title>x</title><h1>a</h1><h1>b</h1>
<style>:focus { outline: none } p { color: #999; width: 3000px }</style>
<p>pale <a href="/a">a</a><a href="/b" tabindex="-1">b</a><img src="https://elsewhere.example/c.png"></p>
<script>console.error('d'); e()</script>"""


def test_eyes_see_what_is_broken(browser: Browser) -> None:
    with watched(browser, View()) as (context, witness):
        page = context.new_page()
        context.route("https://**", lambda route: route.abort())
        page.set_content(BROKEN)

        assert shape_faults(page, View()) == ["2 h1", "lang=fr", "1808 px too wide", "a script"]
        assert {each.partition(":")[0] for each in axe_faults(page)} >= {"color-contrast", "image-alt"}
        assert [each.rpartition("> ")[2] for each in keyboard_faults(page)] == [
            "shows no focus",
            "is never reached",
        ]
        assert witness.strangers("http://127.0.0.1") == ["https://elsewhere.example/c.png"]
        assert [each.partition(":")[0] for each in sorted(witness.complaints)] == ["about", "error", "error"]


def test_each_page_is_small_with_all_that_it_brings(
    browser: Browser, site: Running, paths: list[str]
) -> None:
    sizes: dict[str, int] = {}
    for path in paths:
        with watched(browser, View()) as (context, _):
            page, travelled = context.new_page(), list[int]()
            page.on("response", lambda each: travelled.append(len(each.body())))  # noqa: B023 - of this page
            page.goto(site.address + path)
            sizes[path] = sum(travelled)

    assert {path: size for path, size in sizes.items() if size >= LIMIT} == {}
