"""`uprcycle changes`: the public log on the command line."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from flows.releases.releasing import Signature, preview, read_draft, release_draft
from tests.flows.installed import CommandLine, stored
from uprcycle.schedule.document import write_document
from uprcycle.store.packaged import load_schedule

pytestmark = pytest.mark.usefixtures("home")

NOTE = "A day for \x1b[31mKenya\r\nand none for others"


@pytest.fixture(scope="module")
def released(founded: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of an installation whose second release moved the review of Kenya."""
    folder = tmp_path_factory.mktemp("released") / "data"
    shutil.copytree(founded, folder)
    document = write_document(load_schedule())
    (kenya,) = (row for row in document["review"] if (row["country"], row["cycle"]) == ("KEN", 4))
    kenya["date"] = "2025-05-08"
    wiring = stored(folder)
    draft = read_draft(wiring, "later.json", json.dumps(document).encode())
    signed = Signature("Secret Example", NOTE, "a letter")
    release_draft(wiring, draft, preview(wiring, draft).plan.digest, signed)
    wiring.store.close()
    return folder


@pytest.fixture
def later(uprcycle: CommandLine, home: Path, released: Path) -> CommandLine:
    """The command line of that installation."""
    shutil.copytree(released, home, dirs_exist_ok=True)
    return uprcycle


def test_the_log_is_newest_first_and_names_nobody(later: CommandLine) -> None:
    answer = later("changes")
    heading, second, first, _end_of_the_note = answer.out.splitlines()

    assert heading.split() == ["Release", "When", "(UTC)", "What", "changed", "Note"]
    assert " ".join(second.split()[3:]) == (
        "1 State with dates that moved A day for [31mKenya and none for others"
    )
    assert "The first release: 193 States, sessions 27 to 54." in first
    assert (answer.status, "Secret" in answer.out) == (0, False)


def test_one_release_shows_each_state_before_and_after(later: CommandLine) -> None:
    lines = later("changes", "2").out.splitlines()

    assert lines[:6] == [
        "Release 2",
        "Saturday, 21 November 2026, 13:00 Geneva time (CET); 12:00 UTC",
        "A day for [31mKenya and none for others",
        "Source: a letter",
        "",
        "1 State with dates that moved",
    ]
    assert lines[9] == "Kenya · cycle 4"
    assert "  Review in the Working Group" in "\n".join(lines)
    assert "1 May 2025 (tentative)" in "\n".join(lines)
    assert lines[-1].endswith("further dates change; --country lists all of one State")


def test_of_one_state_all_dates_are_shown(later: CommandLine) -> None:
    brief, whole = later("changes", "2"), later("changes", "2", "--country", "Kenya")
    changed = later("changes", "2", "--json").value["reviews"]

    titles = {each["title"] for row in changed for each in row["changes"]}

    assert {each for each in titles if each not in whole.out} == set()
    assert (len(whole.out) > len(brief.out), "--country" in whole.out) == (True, False)


def test_json_has_the_shape_of_the_api(later: CommandLine) -> None:
    log, one = later("changes", "--json").value, later("changes", "2", "--json").value

    assert ([each["number"] for each in log["releases"]], log["country"]) == ([2, 1], None)
    assert (one["base"], one["release"], one["country"]) == (1, log["releases"][0], None)
    assert {(each["country"], each["cycle"]) for each in one["reviews"]} == {("KEN", 3), ("KEN", 4)}
    assert "Secret" not in json.dumps([log, one])


def test_a_state_that_nothing_happened_to_has_no_releases(later: CommandLine) -> None:
    answer, listed = later("changes", "--country", "USA"), later("changes", "--country", "USA", "--json")

    assert answer.out == "No public date of this State has changed since the first release.\n"
    assert listed.value == {"country": "USA", "releases": []}
    assert later("changes", "2", "--country", "USA").out.endswith("\nNo public date changed.\n")


def test_the_first_release_is_a_sentence(uprcycle: CommandLine) -> None:
    assert (
        uprcycle("changes", "1").out.splitlines()[-1] == "The first release: 193 States, sessions 27 to 54."
    )


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        (("2",), 1, "there is no release 2; the store holds 1"),
        (("0",), 1, "there is no release 0; the store holds 1"),
        (("--country", "Kenyaa"), 2, "'Kenyaa' is not a State; did you mean 'Kenya'?"),
        (("x",), 2, "invalid value for 'N'"),
    ],
)
def test_what_is_not_there_is_refused(uprcycle: CommandLine, words: Any, status: int, told: str) -> None:  # noqa: ANN401 - a row of words
    answer = uprcycle("changes", *words)

    assert (answer.status, answer.out, told in answer.err) == (status, "", True)
