"""The heading is found under titles and over two rows, and what it names is judged."""

import pytest

from uprcycle.sheets.heading import Heading, check_heading, find_heading, is_note, on_one_line

NAMES = {
    "session": "session",
    "country": "country",
    "deadline report": "report",
    "submissions": "submissions",
}


def find(*rows: str) -> Heading | None:
    return find_heading([(number, row.split("|")) for number, row in enumerate(rows, start=1)], NAMES)


@pytest.mark.parametrize(
    ("rows", "heading"),
    [
        pytest.param(["Session|Country", "52|Kenya"], Heading(1, ("Session", "Country"), 1), id="one row"),
        pytest.param(["A title", "", "Session", "52"], Heading(3, ("Session",), 3), id="under a title"),
        pytest.param(
            ["Session|Deadline||Country", "|Report|Submissions|", "52|a|b|Kenya"],
            Heading(1, ("Session", "Deadline Report", "Submissions", "Country"), 2),
            id="over two rows",
        ),
        pytest.param(
            ["Session|Country", "Session|Submissions", "52"],
            Heading(1, ("Session", "Submissions"), 2),
            id="the lower name is the nearer one",
        ),
        pytest.param(
            ["Session|Country", "|Kenya"],
            Heading(1, ("Session", "Country"), 1),
            id="a row that is no heading",
        ),
        pytest.param(["Session"], Heading(1, ("Session",), 1), id="nothing but a heading"),
        pytest.param(["Kenya|52", "Nepal|52"], None, id="no heading"),
        pytest.param([""] * 20 + ["Session"], None, id="too far down"),
    ],
)
def test_the_heading_is_found(rows: list[str], heading: Heading | None) -> None:
    assert find(*rows) == heading


def test_cells_of_a_heading_are_judged() -> None:
    heading = Heading(1, ("Session", "SESSION", "Contry", "", "zzz"), 1)

    assert heading.columns(NAMES) == ["session", "session", "", "", ""]
    assert [str(each) for each in check_heading("a.csv: row 1", heading, NAMES)] == [
        "a.csv: row 1: the columns 'Session' and 'SESSION' mean the same; keep one of them",
        "a.csv: row 1: the column 'Contry' is ignored; did you mean 'country'?",
        "a.csv: row 1: the column 'zzz' is ignored",
    ]


def test_a_cell_of_a_heading_stays_on_one_line_and_is_cut() -> None:
    assert on_one_line(" State\n under  review ") == "State under review"
    assert len(on_one_line("x" * 500)) == 120


@pytest.mark.parametrize(
    ("row", "note"),
    [("# Kenya|4", True), ("| # Kenya", True), ("|", True), ("#N/A|Kenya", False), ("Kenya|# 4", False)],
)
def test_a_note_begins_with_its_sign_and_a_space(row: str, *, note: bool) -> None:
    assert is_note(row.split("|")) is note
