"""``uprcycle export``: what it writes, what it refuses, and how it is checked."""

from pathlib import Path

import pytest

from tests.flows.installed import CommandLine

pytestmark = pytest.mark.usefixtures("home")


def test_a_language_without_catalogue_is_refused_with_the_nearest(
    tmp_path: Path, uprcycle: CommandLine
) -> None:
    said = uprcycle("export", str(tmp_path / "upr"), "--lang", "fre")
    assert (said.status, "did you mean 'fr'?" in said.err) == (2, True)
    assert not (tmp_path / "upr").exists()


def test_a_folder_with_other_files_is_refused(tmp_path: Path, uprcycle: CommandLine) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    said = uprcycle("export", str(tmp_path), "--lang", "en")
    assert (said.status, "name an empty folder or a new one" in said.err) == (1, True)


def test_the_check_of_what_is_no_export_says_so(tmp_path: Path, uprcycle: CommandLine) -> None:
    said = uprcycle("export", str(tmp_path), "--check")
    assert (said.status, "has no manifest.json" in said.err) == (2, True)


def test_the_check_names_what_differs(tmp_path: Path, uprcycle: CommandLine) -> None:
    digest = "0" * 64
    (tmp_path / "manifest.json").write_text(f'{{"files": [{{"path": "index.html", "sha256": "{digest}"}}]}}')
    said = uprcycle("export", str(tmp_path), "--check", "--json")
    assert (said.status, said.value["differing"]) == (1, ["index.html"])
