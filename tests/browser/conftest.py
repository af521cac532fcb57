"""One browser and one server for each file of tests, and what was founded once for all of them."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.running import Running, running
from tests.flows.installed import found_here
from tests.sharing import made_once

HERE = Path(__file__).parent
CHROMIUM = shutil.which("chromium")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep what needs a browser, or looks at one site, on one worker, which it takes for itself."""
    for item in items:
        if item.path.is_relative_to(HERE) and {"browser", "site"} & {*getattr(item, "fixturenames", ())}:
            item.add_marker(pytest.mark.slow)
            item.add_marker(pytest.mark.timeout(600))
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of an installation that was founded once; copy it, never write to it."""
    return made_once(tmp_path_factory, "founded", found_here)


@pytest.fixture(scope="module")
def site(founded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Yield an installation that answers on loopback."""
    with running(founded, tmp_path_factory.mktemp("site") / "data") as each:
        yield each


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Yield the Chromium of the machine; no other is fetched.

    It lives no longer than a file of tests, because its loop would stand in the way of others'.
    """
    if CHROMIUM is None:
        pytest.skip("needs Chromium; install it with: sudo apt-get install chromium")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()
