"""A tour of pages: each opened, looked at in two ways, and all that is wrong with it written down."""

from collections.abc import Iterable, Iterator

from playwright.sync_api import Browser, Page

from tests.browser.found import Party
from tests.browser.look import (
    View,
    axe_faults,
    in_language,
    keyboard_faults,
    see,
    shape_faults,
    thin,
    watched,
)
from tests.browser.running import Running

Faults = dict[str, list[str]]

_FRAME = (".top", "footer")
"""What stands on every page alike; axe looks at it on the first one."""


def tour(browser: Browser, site: Running, parties: Iterable[Party], view: View) -> Iterator[tuple[str, Page]]:
    """Open every page; nothing may be asked of elsewhere, and nothing complained of."""
    for party in parties:
        with watched(browser, view) as (context, witness):
            context.add_cookies(
                [{"name": name, "value": each, "url": site.address} for name, each in party.cookies.items()]
            )
            page = context.new_page()
            for path in party.paths:
                answer = page.goto(site.address + in_language(path, view.lang))
                assert answer is not None
                assert (path, answer.status) == (path, 200)
                page.locator("meta[http-equiv=refresh]").wait_for(state="detached", timeout=60_000)
                yield path, page
            assert witness.strangers(site.address) == []
            assert witness.complaints == []


def faults_in_english(browser: Browser, site: Running, parties: Iterable[Party]) -> Faults:
    """Return what is wrong on a phone in the dark and at a desk in the light, and with the keyboard."""
    desk, phone = View(), View(is_phone=True, theme="dark")
    found: Faults = {}
    for path, page in tour(browser, site, parties, desk):
        faults = shape_faults(page, desk)
        see(page, phone)
        faults += shape_faults(page, phone)
        see(page, desk)
        thin(page)
        found[path] = [*faults, *axe_faults(page, _FRAME if found else ()), *keyboard_faults(page)]
    return {path: faults for path, faults in found.items() if faults}


def faults_in_arabic(browser: Browser, site: Running, parties: Iterable[Party]) -> Faults:
    """Return what is wrong at a desk in the light and on a phone in the dark, from right to left.

    What hangs on the dark or on a phone's width, as colours and sizes do, is the same in every language.
    """
    desk, phone = View("ar"), View("ar", is_phone=True, theme="dark")
    found: Faults = {}
    for path, page in tour(browser, site, parties, desk):
        faults = shape_faults(page, desk)
        see(page, phone)
        faults += shape_faults(page, phone)
        thin(page)
        found[path] = faults + axe_faults(page, _FRAME if found else ())
    return {path: faults for path, faults in found.items() if faults}
