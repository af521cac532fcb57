"""The program's digest: the same everywhere, and another one for other code, data or libraries."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from flows.installation.program import digest_of, program_digest


def written(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_dot_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder


def test_equal_files_have_one_digest_wherever_they_lie(tmp_path: Path) -> None:
    one = written(tmp_path / "one", a_dot_py="x = 1", data__b_dot_po="msgid")
    other = written(tmp_path / "other", data__b_dot_po="msgid", a_dot_py="x = 1")

    assert digest_of({"p": one}, {"babel": "1"}) == digest_of({"p": other}, {"babel": "1"})


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"a_dot_py": "x = 2"}, id="code"),
        pytest.param({"data__b_dot_po": "other"}, id="catalogue"),
        pytest.param({"c_dot_toml": ""}, id="one-more"),
    ],
)
def test_a_changed_file_changes_the_digest(tmp_path: Path, changes: dict[str, str]) -> None:
    folder = written(tmp_path, a_dot_py="x = 1", data__b_dot_po="msgid")
    before = digest_of({"p": folder}, {})

    assert digest_of({"p": written(folder, **changes)}, {}) != before


def test_what_python_leaves_behind_does_not_count(tmp_path: Path) -> None:
    folder = written(tmp_path, a_dot_py="x = 1")
    before = digest_of({"p": folder}, {"babel": "1"})
    written(folder, __pycache____a_dot_pyc="compiled")

    assert digest_of({"p": folder}, {"babel": "1"}) == before
    assert digest_of({"p": folder}, {"babel": "2"}) != before


def test_another_process_finds_the_same() -> None:
    words = "from flows.installation.program import program_digest; print(program_digest())"
    found = subprocess.run(
        [sys.executable, "-c", words],
        check=True,
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONHASHSEED": "7"},
    )

    assert found.stdout.strip() == program_digest()
