"""Prefect is not started where it could keep nothing; how it runs and ends is in ``test_serve.py``."""

from pathlib import Path

import pytest

from flows.engine.embedded import check_room
from uprcycle.errors import RefusedError


def test_a_folder_with_room_passes_and_is_left_as_it_was(tmp_path: Path) -> None:
    check_room(tmp_path, least=1)

    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_is_all_but_full_is_refused_with_what_is_left(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="Prefect has nowhere to keep its history") as refusal:
        check_room(tmp_path, least=2**70)

    (problem,) = refusal.value.problems
    assert problem.where == str(tmp_path)
    assert problem.what.endswith(f" MB left, and {2**50} MB are needed")
    assert problem.remedy == "free some, or set UPRCYCLE_DATA_DIR to another disk"


@pytest.mark.parametrize(
    ("name", "said"),
    [("file", "cannot be written to: not a directory"), ("gone", "cannot be written to: no such file or")],
)
def test_a_folder_that_cannot_be_written_to_is_refused_by_its_name(
    tmp_path: Path, name: str, said: str
) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(RefusedError) as refusal:
        check_room(tmp_path / name)

    (problem,) = refusal.value.problems
    assert (problem.where, problem.what[: len(said)]) == (str(tmp_path / name), said)
