"""`uprcycle people erase`: first counted, then gone from all that the installation keeps."""

from pathlib import Path

import pytest

from tests.flows.installed import NOON, PEOPLE, CommandLine, stored
from uprcycle.roster.identity import person_id

AMINA, ADDRESS = "Amina Example", "amina@example.org"
BY = ("--by", "B. Example")


@pytest.fixture
def _busy(home: Path, tmp_path: Path, uprcycle: CommandLine) -> None:
    """Load people, send what is owed, and let one of them tick."""
    file = tmp_path / "people.csv"
    file.write_text(PEOPLE, "utf-8")
    assert uprcycle("people", "load", str(file)).status == 0
    assert uprcycle("nudges", "send").status == 0
    assert uprcycle("tick", "SUR", "contact-upr-branch", "--by", AMINA).status == 0
    assert home.is_dir()


def held(uprcycle: CommandLine, who: str, *words: str) -> dict[str, int]:
    """Return the counts of a person."""
    shown: dict[str, dict[str, int]] = uprcycle("people", "erase", who, *BY, "--json", *words).value
    return shown["held"]


@pytest.mark.usefixtures("_busy")
def test_what_is_held_is_counted_first_and_nothing_of_it_shown(uprcycle: CommandLine, home: Path) -> None:
    before = stored(home).store.audit.rows()
    answer = uprcycle("people", "erase", ADDRESS, *BY)

    assert (answer.status, answer.err) == (0, "")
    assert answer.out.splitlines()[-1] == "Nothing was changed; --yes erases it."
    assert [each for each in (AMINA, ADDRESS, person_id(ADDRESS)) if each in answer.out] == []
    assert held(uprcycle, ADDRESS) == {
        "person": 1,
        "assignments": 1,
        "messages": 1,
        "ticks": 1,
        "cells of the audit trail": 2,
    }
    assert stored(home).store.audit.rows() == before


@pytest.mark.usefixtures("_busy")
@pytest.mark.parametrize("who", [ADDRESS, ADDRESS.upper(), person_id(ADDRESS)])
def test_who_was_erased_is_gone_and_the_trail_holds(uprcycle: CommandLine, home: Path, who: str) -> None:
    answer = uprcycle("people", "erase", who, *BY, "--yes")
    verified = uprcycle("audit", "verify")

    assert answer.out.splitlines()[-1] == "Erased. Backups made before still hold it."
    assert verified.status == 0
    assert verified.out.splitlines()[0].endswith("rows verified, 2 cells erased")
    whole = b"".join(each.read_bytes() for each in home.rglob("*") if each.is_file()).lower()
    names = (AMINA, ADDRESS, person_id(ADDRESS))
    assert [each for each in names if each.lower().encode() in whole] == []
    shown = uprcycle("audit", "show", "--json").value
    assert [row["subject"] for row in shown if row["action"] == "assign"].count("erased") == 1
    assert [row["by"] for row in shown if row["action"] == "tick"] == ["erased"]


@pytest.mark.usefixtures("_busy")
def test_a_second_time_there_is_nothing(uprcycle: CommandLine) -> None:
    uprcycle("people", "erase", ADDRESS, *BY, "--yes")

    for words in ((), ("--yes",)):
        answer = uprcycle("people", "erase", ADDRESS, *BY, *words)
        assert (answer.status, answer.out) == (0, "nothing is held about this person\n")


@pytest.mark.usefixtures("home")
def test_somebody_who_only_signed_is_erased_by_the_name_they_signed_with(uprcycle: CommandLine) -> None:
    uprcycle("tick", "SUR", "contact-upr-branch", "--by", "Zoe Example")

    assert held(uprcycle, "zoe example", "--yes") == {"ticks": 1, "cells of the audit trail": 1}
    assert held(uprcycle, "zoe example") == {}


@pytest.mark.usefixtures("_busy")
def test_somebody_who_has_an_account_alone_is_erased_by_their_address(uprcycle: CommandLine) -> None:
    grant = ("access", "grant", "Cy@example.org", "--as", "officer", "--name", "Cy Example", *BY, "--yes")
    assert uprcycle(*grant).status == 0

    assert held(uprcycle, "cy@example.org", "--yes") == {"accounts": 1, "cells of the audit trail": 1}
    assert uprcycle("access", "list", "--json").value == []


def test_nudges_of_others_are_not_sent_again_and_theirs_never(uprcycle: CommandLine, home: Path) -> None:
    before = {row.envelope.message_id for row in stored(home).store.ledger.rows()}
    uprcycle("people", "erase", ADDRESS, *BY, "--yes")
    uprcycle("nudges", "send")

    assert {row.envelope.message_id for row in stored(home, lambda: NOON).store.ledger.rows()} == before


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(("who", "by"), [(" ", "B. Example"), (ADDRESS, ""), ("a\nb", "B. Example")])
def test_who_and_by_have_to_be_given(uprcycle: CommandLine, who: str, by: str) -> None:
    answer = uprcycle("people", "erase", who, "--by", by)

    assert (answer.status, answer.out) == (2, "")
    assert answer.err.startswith("uprcycle: nobody can be erased so")
