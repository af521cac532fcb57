"""`uprcycle schedule undo`: take back one release, keep what was edited since."""

from pathlib import Path

import pytest

from tests.flows.cli.drafts import SIGNED, numbers, release, saved, with_kenya_on
from tests.flows.installed import CommandLine

pytestmark = pytest.mark.usefixtures("home")

TWO = (*SIGNED, "--confirm-earlier", "another desk")


@pytest.fixture
def moved(home: Path, uprcycle: CommandLine) -> Path:
    """Release 2, in which the review of Kenya has another day, one week later."""
    path = saved(home.parent / "later.json", with_kenya_on("2025-05-08"))
    assert release(uprcycle, path).status == 0
    return path


@pytest.mark.usefixtures("moved")
def test_without_a_hash_it_shows_and_writes_nothing(uprcycle: CommandLine) -> None:
    answer, shown = uprcycle("schedule", "undo", "2"), uprcycle("schedule", "undo", "2", "--json").value

    lines = answer.out.splitlines()
    assert (answer.status, lines[0]) == (0, "Plan upon release 2; nothing is written.")
    assert "  – cycle 4, KEN, date: 2025-05-08 → 2025-05-01" in lines
    assert lines[-1] == f"Hash: {shown['hash']}"
    assert (shown["undo"], shown["kept"], numbers(uprcycle)) == (2, [], [1, 2])


@pytest.mark.usefixtures("moved")
def test_with_the_hash_it_is_a_new_release(uprcycle: CommandLine) -> None:
    digest = uprcycle("schedule", "undo", "2", "--json").value["hash"]

    answer = uprcycle("schedule", "undo", "2", "--plan", digest, *TWO, "--json")

    assert (answer.status, answer.value["release"], answer.value["kept"]) == (0, 3, [])
    assert uprcycle("schedule", "diff", "1", "3").out == "Releases 1 and 3 say the same.\n"


@pytest.mark.usefixtures("moved")
def test_an_earlier_deadline_takes_two_and_a_release_an_author(uprcycle: CommandLine) -> None:
    digest = uprcycle("schedule", "undo", "2", "--json").value["hash"]

    alone = uprcycle("schedule", "undo", "2", "--plan", digest, *SIGNED)
    unsigned = uprcycle("schedule", "undo", "2", "--plan", digest)

    assert (alone.status, unsigned.status, numbers(uprcycle)) == (1, 2, [1, 2])
    assert alone.err.startswith("uprcycle: a released deadline would come earlier; nothing was changed\n")


@pytest.mark.usefixtures("moved")
def test_what_was_edited_since_is_named_and_kept(uprcycle: CommandLine, tmp_path: Path) -> None:
    release(uprcycle, saved(tmp_path / "edited.json", with_kenya_on("2025-05-09")))

    answer, shown = uprcycle("schedule", "undo", "2"), uprcycle("schedule", "undo", "2", "--json").value

    assert answer.out == (
        "Not taken back of release 2:\n"
        "  – cycle 4, KEN, date: 2025-05-01 → 2025-05-08, edited since: 2025-05-09\n\n"
        "no change: release 3 says the same already\n"
    )
    assert shown["kept"] == [
        {
            "what": "review",
            "key": "cycle 4, KEN",
            "field": "date",
            "before": "2025-05-01",
            "load": "2025-05-08",
            "now": "2025-05-09",
            "because": "edited",
        }
    ]


def test_the_first_release_cannot_be_undone(uprcycle: CommandLine) -> None:
    answer = uprcycle("schedule", "undo", "1")

    assert (answer.status, answer.out) == (1, "")
    assert answer.err == "uprcycle: release 1 is the first; there is nothing before it to go back to\n"
