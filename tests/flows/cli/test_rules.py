"""`uprcycle rules`: no rule changes a date before somebody has seen what it does."""

from pathlib import Path

import pytest

from tests.flows.installed import Answer, CommandLine
from uprcycle.rules.ruleset_files import write_files
from uprcycle.store.packaged import load_ruleset

pytestmark = pytest.mark.usefixtures("home")

NO_CHANGE = "no change: the rules in force are those of this version\n"
SIGNED = ("--note", "Asked for by letter", "--by", "the desk")
STATEMENT = "Send the Council a written statement"


@pytest.fixture
def folder(uprcycle: CommandLine, tmp_path: Path) -> Path:
    """The rules as exported, in which a statement may be sent in from two months before."""
    folder = tmp_path / "ours"
    assert uprcycle("rules", "export", str(folder)).status == 0
    file = folder / "rules" / "adoption.toml"
    text = file.read_text("utf-8")
    assert text.count("1 month before") > 0
    file.write_text(text.replace("1 month before", "2 months before", 1), "utf-8")
    return folder


def accept(uprcycle: CommandLine, folder: Path, *words: str) -> Answer:
    digest = uprcycle("rules", "plan", str(folder), *words, "--json").value["hash"]
    return uprcycle("rules", "accept", str(folder), "--plan", digest, *SIGNED, *words)


def test_the_rules_of_this_version_are_no_change(uprcycle: CommandLine) -> None:
    planned, accepted = uprcycle("rules", "plan"), uprcycle("rules", "accept", "--plan", "any", *SIGNED)

    assert (planned.status, planned.out) == (0, NO_CHANGE)
    assert (accepted.status, accepted.out) == (0, NO_CHANGE)


def test_exported_rules_are_no_change(uprcycle: CommandLine, tmp_path: Path) -> None:
    answer = uprcycle("rules", "export", str(tmp_path / "same"))
    again = uprcycle("rules", "export", str(tmp_path / "same"))

    count = len(write_files(load_ruleset()))
    assert answer.out == f"wrote the rules of release 1 to {tmp_path / 'same'}: {count} files\n"
    assert (again.status, again.err.splitlines()[0]) == (
        1, "uprcycle: rules that somebody may have edited are not written over"
    )  # fmt: skip
    assert uprcycle("rules", "plan", str(tmp_path / "same")).out == (
        f"no change: the rules in force are those of {tmp_path / 'same'}\n"
    )


def test_a_plan_says_what_was_written_whom_it_moves_and_each_rule_in_one_line(
    uprcycle: CommandLine, folder: Path
) -> None:
    lines = uprcycle("rules", "plan", str(folder), "--country", "Kenya").out.splitlines()

    assert (lines[0], "Plan upon release 1; nothing is written." in lines) == (
        "By rule, in how many reviews:", True
    )  # fmt: skip
    assert lines[-1].startswith("Hash: ")
    assert " – rule written-statement-adoption, offset: 1 month before → 2 months before" in [
        line[1:] for line in lines
    ]
    assert next(line.split() for line in lines if line.startswith(STATEMENT))[-3:] == ["0", "2", "0"]


def test_one_state_goes_over_and_then_all(uprcycle: CommandLine, folder: Path) -> None:
    first, rest = accept(uprcycle, folder, "--country", "KEN, Nepal"), accept(uprcycle, folder)

    assert (first.status, first.out.split(":")[0]) == (0, "release 2")
    assert (rest.status, rest.out.split(":")[0]) == (0, "release 3")
    history = uprcycle("rules", "history", "--json").value
    assert [(each["number"], each["keeping"]) for each in history] == [(1, 0), (2, 191), (3, 0)]
    assert uprcycle("rules", "history").out.splitlines()[-1] == (
        "The rules in force are not those of this version: see `uprcycle rules plan`."
    )


def test_a_hash_of_other_states_is_stale(uprcycle: CommandLine, folder: Path) -> None:
    digest = uprcycle("rules", "plan", str(folder), "--country", "KEN", "--json").value["hash"]

    answer = uprcycle("rules", "accept", str(folder), "--plan", digest, *SIGNED, "--country", "NPL")

    assert (answer.status, answer.err.splitlines()[0]) == (
        1, "uprcycle: the plan has gone stale; nothing was changed"
    )  # fmt: skip


def test_all_problems_of_a_folder_come_at_once(uprcycle: CommandLine, folder: Path) -> None:
    (folder / "holidays" / "geneva.toml").write_text("holiday = [{ date = 2027-13-01 }]", "utf-8")
    (folder / "rules" / "review.toml").write_text("[[rules]]", "utf-8")

    answer = uprcycle("rules", "plan", str(folder))

    assert answer.status == 2
    assert answer.err.splitlines()[0] == "uprcycle: the rulebook has 2 problems; nothing was changed"
    assert len(answer.err.splitlines()) == 3


def test_a_state_that_does_not_exist_is_answered_with_the_nearest(uprcycle: CommandLine) -> None:
    answer = uprcycle("rules", "plan", "--country", "Nepall")

    assert answer.status == 2
    assert "Nepal" in answer.err
