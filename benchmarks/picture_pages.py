"""Draws every page as a desk and a phone show it, light and dark, in English and Arabic, to be looked at.

    python benchmarks/picture_pages.py FOLDER [--only desk]

Writes FOLDER/desk-schedule-en-desktop-light.png and so on, and prints their names. The pages are those that
the tests of the browser find: real dates, invented people. FOLDER stays outside of the repository.
"""

import argparse
import re
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, sync_playwright

from flows.feeds.publishing import publish
from flows.installation.founding import found
from flows.installation.settings import Settings
from tests.browser.conftest import CHROMIUM
from tests.browser.found import Party, find_pages
from tests.browser.look import View, in_language, watched
from tests.browser.running import Running, running

VIEWS = (
    View(),
    View(is_phone=True, theme="dark"),
    View("ar", is_phone=True),
    View("ar", theme="dark"),
)


def draw(context: BrowserContext, site: Running, party: Party, view: View) -> Iterator[tuple[str, Page]]:
    """Yield the pages of somebody as they are opened in one view, each with a name for its picture."""
    context.add_cookies(
        [{"name": name, "value": each, "url": site.address} for name, each in party.cookies.items()]
    )
    page = context.new_page()
    for route, path in party.pages.items():
        page.goto(site.address + in_language(path, view.lang))
        yield (
            f"{re.sub(r'[^A-Za-z0-9]+', '-', route).strip('-') or 'home'}-{str(view).replace(' ', '-')}.png",
            page,
        )


def main() -> None:
    """Found, draw and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", default="", help="a part of the path of the routes")
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        wiring = found(Settings(data_dir=Path(scratch, "founded"))).wiring
        publish(wiring)
        wiring.store.close()
        with running(Path(scratch, "founded"), Path(scratch, "home")) as site:
            for party in find_pages(site):
                for view in VIEWS:
                    with watched(browser, view) as (context, _):
                        kept = {route: path for route, path in party.pages.items() if given.only in route}
                        for name, page in draw(context, site, replace(party, pages=kept), view):
                            page.screenshot(path=given.folder / name, full_page=True)
                            print(name, flush=True)
        browser.close()


if __name__ == "__main__":
    main()
