"""Chats on the command line: the address comes in by file or standard input, and never out again."""

import io
from pathlib import Path

import pytest

from tests.flows.installed import PEOPLE, CommandLine
from tests.notifications.hook_addresses import SECRET, SIGNATURE, SLACK, TEAMS

AMINA, DESK = "amina@example.org", ("--by", "B. Example")


@pytest.fixture
def home_with_people(home: Path, tmp_path: Path, uprcycle: CommandLine) -> Path:
    file = tmp_path / "people.csv"
    file.write_text(PEOPLE, "utf-8")
    assert uprcycle("people", "load", str(file)).status == 0
    return home


def typed(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(text))


@pytest.mark.usefixtures("home_with_people")
def test_a_chat_is_added_tried_listed_and_removed(
    uprcycle: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed(f"{SLACK}\n", monkeypatch)
    added = uprcycle("channel", "add", AMINA, *DESK, "--json")
    chat = added.value["id"]
    assert (added.value["kind"], added.value["connected"], added.value["office"]) == ("slack", True, None)

    assert uprcycle("channel", "test", chat, "--json").value == {
        "id": chat,
        "outcome": "sent",
        "answer": "recorded",
    }
    (row,) = uprcycle("channel", "list", "--json").value
    assert (row["id"], row["state"]) == (chat, "open")
    assert row["allowed_as"] == f"hooks.slack.com#{row['fingerprint']}"
    shown = uprcycle("channel", "list").out
    assert uprcycle("channel", "remove", chat, *DESK, "--json").value["removed"] is False
    assert uprcycle("channel", "remove", chat, *DESK, "--yes", "--json").value["removed"] is True
    assert uprcycle("channel", "list").out == "No chat is connected.\n"
    assert [each for each in (added.out, shown) if SECRET in each] == []


@pytest.mark.usefixtures("home_with_people")
def test_a_room_is_connected_from_a_file_and_only_shown_in_a_dry_run(
    tmp_path: Path, uprcycle: CommandLine
) -> None:
    file = tmp_path / "address.txt"
    file.write_text(f"{TEAMS}\n", "ascii")
    words = ("channel", "add", AMINA, *DESK, "--file", str(file), "--office", "RCO Suriname")

    assert uprcycle(*words, "--dry-run", "--json").value["connected"] is False
    assert uprcycle("channel", "list", "--json").value == []
    assert "Connected. `uprcycle channel test c" in uprcycle(*words).out
    (row,) = uprcycle("channel", "list", "--json").value
    assert (row["office"], row["country"], row["kind"]) == ("RCO Suriname", "SUR", "teams")


@pytest.mark.usefixtures("home_with_people")
@pytest.mark.parametrize("address", [f"{SLACK}?template=x", f"msteams://{SIGNATURE}", "", "x" * 5000])
def test_a_wrong_address_is_refused_and_not_repeated(
    uprcycle: CommandLine, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    typed(address, monkeypatch)
    answer = uprcycle("channel", "add", AMINA, *DESK)

    assert (answer.status, answer.out) == (2, "")
    assert answer.err.startswith("uprcycle: the web-hook is not known\n  address: is ")
    assert SECRET not in answer.err
    assert SIGNATURE not in answer.err


@pytest.mark.usefixtures("home_with_people")
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, uprcycle: CommandLine) -> None:
    answer = uprcycle("channel", "add", AMINA, *DESK, "--file", str(tmp_path / "none"))

    assert answer.status == 2
    assert "none: cannot be read; give a text file with one address" in answer.err
