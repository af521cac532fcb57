"""The reference is what the program knows: every command, setting, rule, feed and path stands in it."""

import runpy
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[1] / "docs"
PAGES = ["commands.md", "feed-doctor.md", "feeds.md", "http.md", "rules.md", "settings.md"]


@pytest.fixture(scope="module")
def written() -> dict[str, str]:
    pages: dict[str, str] = runpy.run_path(str(DOCS / "generate.py"))["pages"]()
    return pages


def test_every_page_is_generated(written: dict[str, str]) -> None:
    assert sorted(written) == PAGES


@pytest.mark.parametrize("name", PAGES)
def test_the_page_is_up_to_date(name: str, written: dict[str, str]) -> None:
    assert (DOCS / "reference" / name).read_text("utf-8") == written[name]


@pytest.mark.parametrize("name", PAGES)
def test_the_index_names_the_page(name: str) -> None:
    assert f"({name})" in (DOCS / "reference" / "index.md").read_text("utf-8")
