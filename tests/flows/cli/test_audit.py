"""`uprcycle audit`: who did what is shown, and what was changed afterwards is found."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.flows.installed import CommandLine

TICK = ("tick", "SUR", "contact-upr-branch", "--by", "A. Example")


def change(home: Path, *statements: str) -> None:
    """Change the store past the program, as its owner can."""
    (file,) = home.glob("*.db")
    with closing(sqlite3.connect(file)) as database, database:
        for what in ("update", "delete", "rewording"):
            database.execute(f"DROP TRIGGER IF EXISTS audit_refuses_{what}")
        for each in statements:
            database.execute(each)


def head_of(out: str) -> str:
    return out.splitlines()[1].removeprefix("head ")


def test_a_trail_as_it_was_written_holds(uprcycle: CommandLine, home: Path) -> None:
    answer = uprcycle("audit", "verify")

    assert (answer.status, answer.err) == (0, "")
    assert answer.out.splitlines()[0] == "the audit trail holds: 2 rows verified"
    assert head_of(answer.out).startswith("2:")
    assert home.exists()


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE audit SET by = 'nobody' WHERE number = 1", "row 1: was changed after it was written"),
        ("DELETE FROM audit WHERE number = 1", "row 1: is not where it belongs"),
        ("DELETE FROM audit WHERE number = 2", "row 2: is gone; the trail had 2 rows"),
        ("DELETE FROM audit_head", "row 2: is the last row, but the head of the trail is gone"),
    ],
)
def test_the_first_broken_place_is_named(
    uprcycle: CommandLine, home: Path, statement: str, said: str
) -> None:
    change(home, statement)
    answer = uprcycle("audit", "verify")

    assert (answer.status, answer.out) == (1, "")
    assert answer.err.startswith(f"uprcycle: the audit trail does not hold\n  {said}")
    assert answer.err.endswith("keep this store as it is and compare it with a backup\n")


@pytest.mark.usefixtures("home")
def test_a_head_written_down_is_still_held_after_more_was_written(uprcycle: CommandLine) -> None:
    head = head_of(uprcycle("audit", "verify").out)
    uprcycle(*TICK)

    assert uprcycle("audit", "verify", "--head", head).status == 0


def test_a_trail_that_was_cut_with_its_head_is_found_by_one_written_down(
    uprcycle: CommandLine, home: Path
) -> None:
    change(home, "CREATE TABLE short AS SELECT * FROM audit_head")
    uprcycle(*TICK)
    noted = head_of(uprcycle("audit", "verify").out)
    change(home, "DELETE FROM audit WHERE number > 2", "REPLACE INTO audit_head SELECT * FROM short")

    assert uprcycle("audit", "verify").status == 0
    answer = uprcycle("audit", "verify", "--head", noted)
    assert answer.status == 1
    assert "row 3: is gone; the trail had 3 rows" in answer.err


@pytest.mark.usefixtures("home")
def test_what_is_no_head_is_refused(uprcycle: CommandLine) -> None:
    answer = uprcycle("audit", "verify", "--head", "mine")

    assert answer.status == 2
    assert "--head: 'mine' is not a head" in answer.err


@pytest.mark.usefixtures("home")
def test_the_newest_rows_come_first(uprcycle: CommandLine) -> None:
    uprcycle(*TICK)
    rows = uprcycle("audit", "show", "--limit", "2", "--json").value

    assert [row["number"] for row in rows] == [3, 2]
    assert rows[0] == {
        "number": 3,
        "at": "2026-11-21T12:00:00+00:00",
        "by": "A. Example",
        "action": "tick",
        "subject": "SUR 4 contact-upr-branch",
        "detail": "done",
    }


@pytest.mark.usefixtures("home")
def test_the_table_has_its_headings(uprcycle: CommandLine) -> None:
    headings, *rows = uprcycle("audit", "show").out.splitlines()

    assert headings.split() == ["Number", "When", "(UTC)", "By", "Action", "Subject", "Detail"]
    assert [row.split()[0] for row in rows if " 2026-" in row] == ["2", "1"]
