"""A store or a file that cannot be used is refused by name, in one line."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.flows.installed import CommandLine


@contextmanager
def as_somebody_else() -> Iterator[None]:
    """Give up the rights of root, who may read everything."""
    mine = os.geteuid()
    os.seteuid(mine or 65534)
    try:
        yield
    finally:
        os.seteuid(mine)


def test_a_file_that_may_not_be_read_is_named(uprcycle: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.touch(mode=0o000)
    with as_somebody_else():
        answer = uprcycle("people", "check", str(path))

    assert answer.status == 2
    assert answer.err.endswith("people.csv: permission denied; check the name and the rights\n")


def in_pieces(folder: Path) -> None:
    (folder / "uprcycle.db").write_bytes(b"SQLite format 3\0" + bytes(range(256)) * 40)


def with_another_program_s_tables(folder: Path) -> None:
    (folder / "uprcycle.db").unlink()
    with sqlite3.connect(folder / "uprcycle.db") as database:
        database.execute("CREATE TABLE recipes (name TEXT)")
    database.close()


def of_a_later_form(folder: Path) -> None:
    with sqlite3.connect(folder / "uprcycle.db") as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    database.close()


def without_its_tables(folder: Path) -> None:
    with sqlite3.connect(folder / "uprcycle.db") as database:
        database.execute("DROP TABLE revision")
    database.close()


def a_folder_in_its_place(folder: Path) -> None:
    (folder / "uprcycle.db").unlink()
    (folder / "uprcycle.db").mkdir()


BROKEN = [in_pieces, with_another_program_s_tables, of_a_later_form, a_folder_in_its_place]


@pytest.mark.parametrize("break_it", BROKEN)
@pytest.mark.parametrize(
    "words",
    [["show", "KEN"], ["feeds"], ["nudges", "send"], ["schedule", "history"], ["doctor"]],
    ids=" ".join,
)
def test_a_broken_store_is_refused_by_name(
    uprcycle: CommandLine, home: Path, words: list[str], break_it: Callable[[Path], None]
) -> None:
    break_it(home)
    answer = uprcycle(*words)

    assert answer.status == 1
    assert "uprcycle.db" in answer.out + answer.err


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("UPRCYCLE_DATABASE_URL", "postgresql+psycopg://upr:secret@127.0.0.1:1/upr"),
        ("UPRCYCLE_DATABASE_URL", "postgresql://upr:secret@name.invalid/upr"),
        ("UPRCYCLE_DATABASE_URL", "sqlite:////proc/nowhere/upr.db"),
        ("UPRCYCLE_DATABASE_URL", "sqlite:///:memory:"),
        ("UPRCYCLE_DATA_DIR", "/proc/nowhere"),
        ("UPRCYCLE_DATA_DIR", "/etc/passwd"),
        ("UPRCYCLE_DATA_DIR", "x" * 5000),
    ],
)
@pytest.mark.parametrize("words", [["init"], ["show", "KEN"]], ids=" ".join)
@pytest.mark.usefixtures("empty_home")
def test_a_store_that_cannot_be_reached_is_refused_without_its_password(
    uprcycle: CommandLine, words: list[str], name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    answer = uprcycle(*words)

    assert answer.status in {1, 2}
    assert (answer.out, answer.err.startswith("uprcycle: ")) == ("", True)
    assert "secret" not in answer.err


@pytest.mark.parametrize(
    "words", ["show KEN", "feeds", "nudges plan", "schedule history", "tick KEN any --by me"]
)
@pytest.mark.usefixtures("empty_home")
def test_before_init_every_command_says_to_init(uprcycle: CommandLine, words: str) -> None:
    answer = uprcycle(*words.split())

    assert (answer.status, answer.out) == (1, "")
    assert answer.err.endswith("uprcycle.db: does not exist; run 'uprcycle init'\n")
