"""`uprcycle nudges cadence`: the rows, which of them a task has, and a file that is checked first."""

from pathlib import Path

import pytest

from notifications.cadence_file import load_cadences
from tests.flows.installed import CommandLine

OWN = """\
[[cadence]]
name = "our deadlines"
kinds = ["deadline"]
before = [21, 3]

[[cadence]]
name = "the rest"
voluntary = false
before = [7]
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    file = tmp_path / "own.toml"
    file.write_text(OWN, "utf-8")
    return file


def test_a_file_is_checked_and_shown_without_any_store(own: Path, uprcycle: CommandLine) -> None:
    lines = uprcycle("nudges", "cadence", "--file", str(own)).out.splitlines()

    assert [line.split("  ")[0] for line in lines] == ["Row", "1", "2", ""]
    assert [line.split() for line in lines[1:]] == [
        ["1", "our", "deadlines", "kinds:", "deadline", "21,", "3", "2,", "7"],
        ["2", "the", "rest", "voluntary:", "false", "7", "2,", "7"],
        ["all", "else", "90,", "30,", "14,", "7,", "1,", "0", "2,", "7"],
    ]


def test_a_wrong_file_is_refused_with_every_problem(own: Path, uprcycle: CommandLine) -> None:
    own.write_text("[[cadence]]\nbefore = [9]\n[[cadence]]\n", "utf-8")
    answer = uprcycle("nudges", "cadence", "--file", str(own))

    assert (answer.status, answer.out) == (2, "")
    assert [line.partition(";")[0] for line in answer.err.splitlines()] == [
        "uprcycle: own.toml has 3 problems",
        "  own.toml: cadence 2: is never reached: row 1 fits all that it fits",
        "  own.toml: cadence 1: keeps silent on deadlines in their last seven days",
        "  own.toml: cadence 1: keeps silent on headline dates in their last seven days",
    ]


def test_the_rows_in_force_are_those_of_the_setting(
    own: Path, monkeypatch: pytest.MonkeyPatch, uprcycle: CommandLine
) -> None:
    packaged = uprcycle("nudges", "cadence", "--json").value
    monkeypatch.setenv("UPRCYCLE_CADENCE", str(own))

    assert packaged[-5]["voluntary"] == [True]
    assert [row["name"] for row in packaged] == [each.name for each in load_cadences().rows]
    assert uprcycle("nudges", "cadence", "--json").value[0] == {
        "row": 1,
        "name": "our deadlines",
        "kinds": ["deadline"],
        "roles": [],
        "phases": [],
        "bases": [],
        "prominences": [],
        "voluntary": [],
        "before": [21, 3],
        "after": [2, 7],
        "patience_days": 30,
        "opening": False,
        "once": False,
        "calm": False,
    }


@pytest.mark.usefixtures("home")
def test_a_task_is_shown_with_its_row_and_its_days(own: Path, uprcycle: CommandLine) -> None:
    words = ("nudges", "cadence", "SUR", "un-entity-submission-deadline", "--file", str(own))
    (task,) = uprcycle(*words, "--json").value
    all_tasks = uprcycle("nudges", "cadence", "SUR", "--json").value
    title, headings, first, *_ = uprcycle(*words).out.splitlines()

    assert list(task) == ["item", "due", "row", "occasions"]
    assert (task["row"], [each["stage"] for each in task["occasions"]]) == (
        1,
        ["21-days-before", "3-days-before", "2-working-days-after", "7-working-days-after"],
    )
    assert {each["row"] for each in all_tasks} <= set(range(1, len(load_cadences().rows) + 1))
    assert title.startswith(f"{task['due']} · ")
    assert title.endswith(" · 1 our deadlines")
    assert headings.split() == ["Occasion", "From", "Until"]
    assert first.split() == ["21-days-before", task["occasions"][0]["from"], task["occasions"][0]["until"]]


@pytest.mark.usefixtures("home")
def test_the_tasks_of_an_office_each_have_a_line(uprcycle: CommandLine) -> None:
    lines = uprcycle("nudges", "cadence", "SUR").out.splitlines()
    tasks = uprcycle("nudges", "cadence", "SUR", "--json").value

    assert lines[0].split() == ["Due", "Row", "Of", "Occasions", "Id", "Task"]
    assert sum(line.startswith("20") for line in lines) == len(tasks) > 50


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (["SUR", "annual"], 2, "has no task 'annual'; did you mean 'annual-update'"),
        (["Surinamo"], 2, "'Surinamo' is not a State; did you mean 'Suriname'?"),
        (
            ["UKR", "un-entity-submission-deadline"],
            1,
            "nobody is spoken to of 'un-entity-submission-deadline'",
        ),
    ],
)
def test_what_is_not_spoken_of_is_refused(
    uprcycle: CommandLine, words: list[str], status: int, said: str
) -> None:
    answer = uprcycle("nudges", "cadence", *words)

    assert (answer.status, answer.out) == (status, "")
    assert said in answer.err


@pytest.mark.usefixtures("home")
def test_an_office_without_dates_is_told_so(uprcycle: CommandLine) -> None:
    assert uprcycle("nudges", "cadence", "UKR").out == "No task is open and has a date.\n"
