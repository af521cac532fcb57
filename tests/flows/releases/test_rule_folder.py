"""Rules in a folder: written once, read as a whole, refused with every problem."""

from pathlib import Path

import pytest

from flows.releases.rule_folder import load_folder, save_folder
from uprcycle.errors import BadInputError, RefusedError
from uprcycle.store.packaged import load_ruleset

PACKAGED = load_ruleset()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    save_folder(PACKAGED, tmp_path / "rules of ours")
    return tmp_path / "rules of ours"


def problems_of(folder: Path) -> list[str]:
    with pytest.raises(BadInputError) as caught:
        load_folder(folder)
    return [str(each) for each in caught.value.problems]


def test_what_was_written_reads_back(folder: Path) -> None:
    assert load_folder(folder) == PACKAGED


def test_the_names_of_the_files_are_told_in_order(tmp_path: Path) -> None:
    names = save_folder(PACKAGED, tmp_path / "new")

    assert names == tuple(sorted(PACKAGED.files))
    assert all((tmp_path / "new" / each).is_file() for each in names)


def test_files_that_are_not_toml_are_left_alone(folder: Path) -> None:
    (folder / "README.md").write_text("Ours.", "utf-8")

    assert load_folder(folder) == PACKAGED


def test_rules_are_not_written_over_others(folder: Path) -> None:
    edited = folder / "rules" / "review.toml"
    edited.write_text("# ours", "utf-8")

    with pytest.raises(RefusedError, match="are not written over"):
        save_folder(PACKAGED, folder)

    assert edited.read_text("utf-8") == "# ours"


def test_a_slip_in_a_file_is_named_by_file_and_row(folder: Path) -> None:
    file = folder / "rules" / "adoption.toml"
    file.write_text(file.read_text("utf-8").replace("offset =", "ofset =", 1), "utf-8")

    (problem,) = problems_of(folder)

    assert problem.startswith("rules/adoption.toml: rule 1: has an unknown key 'ofset'; use one of id, kind,")


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        pytest.param(b"\xff\xfe\x00", "is not UTF-8; save it as UTF-8", id="not-utf-8"),
        pytest.param(b"#" * 1_000_001, "is larger than 1,000,000 bytes", id="too-large"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(folder: Path, content: bytes, problem: str) -> None:
    file = folder / "rules" / "adoption.toml"
    file.write_bytes(content)

    assert problems_of(folder) == [f"{file}: {problem}"]


def test_a_folder_that_is_none_is_refused(tmp_path: Path) -> None:
    assert problems_of(tmp_path / "nowhere") == [
        f"{tmp_path / 'nowhere'}: is no folder; `uprcycle rules export FOLDER` makes one"
    ]


def test_a_place_that_cannot_be_written_to_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")

    with pytest.raises(BadInputError, match="the rules cannot be written"):
        save_folder(PACKAGED, tmp_path / "file")
