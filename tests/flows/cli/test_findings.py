"""What a check found reads the same as lines, as CSV and as JSON, and no cell of it runs."""

import csv
import io

import pytest

from flows.cli.findings import COLUMNS, count_text, show_correction, show_problem, write_problems
from uprcycle.errors import Place, Problem, Severity
from uprcycle.sheets.correction import Correction
from uprcycle.store.packaged import load_language

CELL = Problem(
    "a.xlsx: sheet 'Plan', row 3, column Pays",
    "'=1+1' is a formula",
    "paste its value instead",
    place=Place("a.xlsx", "Plan", 3, "Pays"),
)
NEPAL = Correction("a.csv: row 2, column country", "Nepall", "NPL", "Nepal", Place("a.csv", "", 2, "country"))


def test_a_problem_of_a_cell_has_its_place_in_parts() -> None:
    assert show_problem(CELL, "a.xlsx") == {
        "file": "a.xlsx",
        "sheet": "Plan",
        "row": 3,
        "column": "Pays",
        "severity": "error",
        "what": "'=1+1' is a formula",
        "remedy": "paste its value instead",
    }


@pytest.mark.parametrize(
    ("problem", "what"),
    [
        pytest.param(Problem("cycle 4", "KEN is missing"), "cycle 4: KEN is missing", id="of no row"),
        pytest.param(Problem("a.csv", "is empty"), "is empty", id="of the file"),
    ],
)
def test_a_problem_of_no_row_says_in_words_what_it_is_about(problem: Problem, what: str) -> None:
    row = show_problem(problem, "a.csv")

    assert (row["file"], row["row"], row["column"], row["what"]) == ("a.csv", None, None, what)


def test_the_csv_has_a_row_for_each_problem_and_reads_back() -> None:
    text = write_problems([CELL, NEPAL.problem, Problem("cycle 4", "is odd")], "a.csv")
    rows = list(csv.reader(io.StringIO(text)))

    assert rows[0] == list(COLUMNS)
    assert [row[:5] for row in rows[1:]] == [
        ["a.xlsx", "Plan", "3", "Pays", "error"],
        ["a.csv", "", "2", "country", "correction"],
        ["a.csv", "", "", "", "error"],
    ]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r"])
def test_no_cell_of_the_csv_is_run_by_a_spreadsheet(start: str) -> None:
    hostile = f"{start}cmd|' /C calc'!A0"
    place = Place(hostile, hostile, 2, hostile)
    text = write_problems([Problem(hostile, hostile, hostile, place=place)], "a.csv")
    row = list(csv.reader(io.StringIO(text, newline="")))[1]

    assert [row[n] for n in (0, 1, 3, 5, 6)] == [f"'{hostile}"] * 5


def test_a_correction_shows_what_confirms_it() -> None:
    assert show_correction(NEPAL) == {
        "where": "a.csv: row 2, column country",
        "text": "Nepall",
        "country": "NPL",
        "name": "Nepal",
        "accept": "Nepall=NPL",
    }


@pytest.mark.parametrize(
    ("severities", "text"),
    [
        ([], "no errors"),
        ([Severity.WARNING], "no errors, 1 warning"),
        (
            [Severity.CORRECTION, Severity.WARNING, Severity.WARNING],
            "no errors, 1 correction to confirm, 2 warnings",
        ),
    ],
)
def test_findings_are_counted(severities: list[Severity], text: str) -> None:
    problems = [Problem("", "", severity=each) for each in severities]

    assert count_text(problems, load_language("en")) == text
