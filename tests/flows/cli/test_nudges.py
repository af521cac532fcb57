"""`uprcycle nudges`: what will be said to whom, what was said, and never twice."""

from pathlib import Path

import pytest

from notifications.rhythm import is_mark
from tests.flows.installed import PEOPLE, CommandLine

pytestmark = pytest.mark.usefixtures("home")

NOBODY = "nobody holds an office yet; `uprcycle people load FILE` adds people\n"
LEDGER_KEYS = (
    "message_id", "person", "channel", "keys", "state", "attempts", "claimed_at", "finished_at", "answer",
    "possibly_twice",
)  # fmt: skip


@pytest.fixture
def _people(home: Path, tmp_path: Path, uprcycle: CommandLine) -> None:
    assert home.is_dir()
    file = tmp_path / "people.csv"
    file.write_text(PEOPLE, "utf-8")
    assert uprcycle("people", "load", str(file)).status == 0


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (["plan"], NOBODY),
        (["send"], f"no nudges owed, no messages sent (delivery: recorder)\n{NOBODY}"),
        (["ledger"], "nothing has been sent yet; `uprcycle nudges plan` says what would be\n"),
    ],
)
def test_an_empty_installation_says_what_to_do(uprcycle: CommandLine, command: list[str], said: str) -> None:
    answer = uprcycle("nudges", *command)

    assert (answer.status, answer.out, answer.err) == (0, said, "")


@pytest.mark.parametrize("command", ["plan", "ledger"])
def test_the_json_of_nothing_is_an_empty_list(uprcycle: CommandLine, command: str) -> None:
    assert uprcycle("nudges", command, "--json").value == []


@pytest.mark.usefixtures("_people")
def test_what_was_sent_is_in_the_ledger_and_is_not_sent_again(uprcycle: CommandLine) -> None:
    owed = uprcycle("nudges", "plan", "--days", "1", "--json").value
    first, second = uprcycle("nudges", "send"), uprcycle("nudges", "send")
    people = {row["person"] for row in owed}
    rows = uprcycle("nudges", "ledger", "--json").value

    assert first.out == (f"{len(owed)} nudges owed, {len(people)} messages sent (delivery: recorder)\n")
    assert second.out == "no nudges owed, no messages sent (delivery: recorder)\nnothing is owed then\n"
    assert {tuple(row) for row in rows} == {LEDGER_KEYS}
    assert {(row["person"], row["state"], row["attempts"]) for row in rows} == {
        (person, "sent", 1) for person in people
    }
    assert sorted(key for row in rows for key in row["keys"] if not is_mark(key)) == sorted(
        row["key"] for row in owed
    )
    assert uprcycle("nudges", "plan", "--days", "1", "--json").value == []


@pytest.mark.usefixtures("_people")
def test_the_ledger_is_read_newest_first_up_to_a_limit(uprcycle: CommandLine) -> None:
    uprcycle("nudges", "send")

    assert len(uprcycle("nudges", "ledger", "--limit", "1", "--json").value) == 1
    assert "example.org" not in uprcycle("nudges", "ledger").out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["plan", "--on", "soon"], "uprcycle: a date cannot be read\n  --on: 'soon' is not a date; "),
        (
            ["plan", "--on", "9999-12-31"],
            "uprcycle: a date cannot be used\n  --on: 9999-12-31 is out of reach; ",
        ),
        (["plan", "--days", "0"], "uprcycle: invalid value for '--days': "),
        (["ledger", "--limit", "-1"], "uprcycle: invalid value for '--limit': "),
    ],
)
def test_a_wrong_number_or_day_is_refused(uprcycle: CommandLine, words: list[str], said: str) -> None:
    answer = uprcycle("nudges", *words)

    assert (answer.status, answer.out, answer.err[: len(said)]) == (2, "", said)
