"""Keys on the command line: printed once, listed by id, ended at once."""

import re
from pathlib import Path

import pytest

from tests.flows.installed import CommandLine


@pytest.fixture
def officer(home: Path, uprcycle: CommandLine) -> str:
    """Make an officer of an installation and return their address."""
    del home
    address = "olga@example.org"
    grant = ("access", "grant", address, "--as", "officer", "--name", "Olga Example")
    assert uprcycle(*grant, "--by", "A. Example", "--yes").status == 0
    return address


def test_a_key_is_made_listed_and_ended(officer: str, uprcycle: CommandLine) -> None:
    empty = uprcycle("access", "keys", "list").out
    ordered = ("access", "keys", "make", officer, "--scope", "audit:read", "--label", "a script")
    made = uprcycle(*ordered, "--days", "30", "--json").value
    listed = uprcycle("access", "keys", "list")
    ended = uprcycle("access", "keys", "end", made["id"], "--by", "A. Example")

    assert (empty.strip(), re.fullmatch(r"uprkey_[\w-]{43}", made["text"]) is not None) == (
        "no key is in force",
        True,
    )
    assert (made["id"] in listed.out, made["text"] in listed.out, "Olga Example" in listed.out) == (
        True,
        False,
        True,
    )
    assert (ended.status, uprcycle("access", "keys", "list", "--json").value) == (0, [])
    assert uprcycle("access", "keys", "end", made["id"], "--by", "A. Example").status == 1


def test_what_nobody_may_do_is_refused(officer: str, uprcycle: CommandLine) -> None:
    ordered = ("access", "keys", "make", officer, "--scope", "duties:read", "--label", "a script")
    answer = uprcycle(*ordered)

    assert (answer.status, "the key would open nothing by duties:read" in answer.err) == (1, True)
    assert "Bearer" in uprcycle(*ordered[:4], "--scope", "schedule:plan", "--label", "x").out
