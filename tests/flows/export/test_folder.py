import json
from pathlib import Path

import pytest

from flows.export.folder import Kept, check_folder, files_in_state, find_differences, keep_files
from uprcycle.errors import BadInputError, RefusedError

ABOUT = {"format": 1, "state": "s1"}
FILES = [("index.html", b"home"), ("countries/KEN.html", b"Kenya"), ("feeds/all.ics", b"all")]


def content(folder: Path) -> dict[str, bytes]:
    files = (each for each in folder.rglob("*") if each.is_file())
    return {each.relative_to(folder).as_posix(): each.read_bytes() for each in files}


def test_a_new_folder_holds_the_files_and_a_manifest_of_their_digests(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    assert keep_files(folder, FILES, ABOUT) == Kept(3, 0, 0)
    found = content(folder)
    manifest = json.loads(found.pop("manifest.json"))
    assert found == dict(FILES)
    assert (manifest["format"], [each["path"] for each in manifest["files"]]) == (1, sorted(found))
    assert manifest["files"][0]["bytes"] == 5


def test_only_what_changed_is_written_and_what_is_gone_is_removed(tmp_path: Path) -> None:
    keep_files(tmp_path, FILES, ABOUT)
    before = (tmp_path / "index.html").stat().st_mtime_ns
    assert keep_files(tmp_path, [FILES[0], ("feeds/all.ics", b"other")], ABOUT) == Kept(1, 1, 1)
    assert (tmp_path / "index.html").stat().st_mtime_ns == before
    assert set(content(tmp_path)) == {"index.html", "feeds/all.ics", "manifest.json"}
    assert not (tmp_path / "countries").exists()


def test_a_file_that_somebody_deleted_is_written_again(tmp_path: Path) -> None:
    keep_files(tmp_path, FILES, ABOUT)
    (tmp_path / "index.html").unlink()
    assert files_in_state(tmp_path, "s1") is None
    assert keep_files(tmp_path, FILES, ABOUT) == Kept(1, 2, 0)
    assert files_in_state(tmp_path, "s1") == 3
    assert files_in_state(tmp_path, "s2") is None


def test_a_folder_with_files_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(RefusedError, match="holds files that are no export"):
        keep_files(tmp_path, FILES, ABOUT)
    assert content(tmp_path) == {"letter.txt": b"mine"}


@pytest.mark.parametrize("text", ["", "{}", '{"files": [{}]}', "not json"])
def test_a_damaged_manifest_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "manifest.json").write_text(text)
    with pytest.raises(BadInputError, match="the export cannot be read"):
        check_folder(tmp_path)


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(BadInputError, match="nowhere to go"):
        check_folder(tmp_path / "file")


def test_a_manifest_that_names_a_file_outside_removes_nothing_there(tmp_path: Path) -> None:
    outside, folder = tmp_path / "outside.txt", tmp_path / "export"
    outside.write_text("mine")
    folder.mkdir()
    rows = {"files": [{"path": "../outside.txt", "sha256": "0"}]}
    (folder / "manifest.json").write_text(json.dumps(rows))
    keep_files(folder, FILES, ABOUT)
    assert outside.read_text() == "mine"


def test_what_differs_from_the_manifest_is_found(tmp_path: Path) -> None:
    keep_files(tmp_path, FILES, ABOUT)
    assert find_differences(tmp_path) == ()
    (tmp_path / "index.html").write_text("changed")
    (tmp_path / "feeds/all.ics").unlink()
    assert find_differences(tmp_path) == ("feeds/all.ics", "index.html")
    with pytest.raises(BadInputError, match="there is no export"):
        find_differences(tmp_path / "feeds")
