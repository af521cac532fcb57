"""An export holds what the site answers, its links lead to files, and it changes only where something did."""

import json
import re
from functools import cache
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from flows.export.folder import Kept, find_differences
from flows.export.links import Tongues
from flows.feeds.publishing import press_of
from flows.installation.wiring import Wiring
from flows.site.exporting import Exported, count_files, export
from tests.flows.installed import NOON
from tests.flows.released import BASE, LATER, founded, histories, release

BOTH = Tongues(("en", "fr"))


@cache
def installation() -> Wiring:
    wiring = founded(lambda: NOON, BASE)
    wiring.store.revisions.save(histories(), at=NOON)
    return wiring


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Exported]:
    """Export the last two sessions once for this module."""
    folder = tmp_path_factory.mktemp("stick") / "upr"
    return folder, export(installation(), folder, BOTH, lambda: None)


@pytest.mark.slow
def test_every_file_is_counted_before_it_is_written(exported: tuple[Path, Exported]) -> None:
    folder, done = exported
    assert done == Exported(1, count_files(installation(), BOTH), Kept(done.files, 0, 0))
    assert len(json.loads((folder / "manifest.json").read_text("utf-8"))["files"]) == done.files
    assert find_differences(folder) == ()


@pytest.mark.slow
def test_every_link_of_every_page_leads_to_a_file_or_to_the_site(exported: tuple[Path, Exported]) -> None:
    folder, _ = exported
    pages = list(folder.rglob("*.html"))
    ids = {each: set(re.findall(r'\bid="([^"]+)"', each.read_text("utf-8"))) for each in pages}
    broken = []
    for page in pages:
        for link in map(unescape, re.findall(r'\b(?:href|src|action)="([^"]*)"', page.read_text("utf-8"))):
            parts = urlsplit(link)
            if parts.scheme:
                continue
            target = (page.parent / parts.path).resolve() if parts.path else page
            named = parts.fragment in ids[target] if parts.fragment and target in ids else True
            if not target.is_file() or not named:
                broken.append((page.name, link))
    assert len(pages) > 60
    assert broken == []


@pytest.mark.slow
def test_a_feed_in_it_is_the_feed_of_the_site(exported: tuple[Path, Exported]) -> None:
    folder, _ = exported
    feed = press_of(installation())
    code = BASE.slots[0].country
    assert (folder / f"feeds/country/{code}.ics").read_bytes() == feed(f"country/{code}", "en").body
    assert (folder / f"fr/feeds/country/{code}.ics").read_bytes() == feed(f"country/{code}", "fr").body


@pytest.mark.slow
def test_every_page_says_that_it_is_a_copy_and_of_what(exported: tuple[Path, Exported]) -> None:
    folder, _ = exported
    unsaid = [each.name for each in folder.rglob("*.html") if 'class="past"' not in each.read_text("utf-8")]
    assert unsaid == []
    assert "This is a copy of release 1 of" in (folder / "index.html").read_text("utf-8")


@pytest.mark.slow
def test_again_it_renders_nothing_and_after_a_release_it_writes_what_changed(tmp_path: Path) -> None:
    wiring, folder, english = founded(lambda: NOON, BASE), tmp_path / "upr", Tongues(("en",))
    wiring.store.revisions.save(histories(), at=NOON)
    first = export(wiring, folder, english, lambda: None)

    def fails() -> None:
        raise AssertionError("a file was rendered again")

    again = export(wiring, folder, english, fails)
    release(wiring, LATER)
    after = export(wiring, folder, english, lambda: None)
    assert again == Exported(1, first.files, Kept(0, first.files, 0))
    assert (after.release, after.kept.removed) == (2, 0)
    assert after.kept.unchanged > 0
    assert find_differences(folder) == ()
