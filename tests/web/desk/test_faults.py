"""Faults beside the rows that they are about."""

from uprcycle.errors import Place, Problem
from uprcycle.schedule.columns import COLUMNS
from uprcycle.sheets.table import Table, read_table
from web.desk.faults import Cell, Line, lay_out

FILE = "cycle;session;country;Note\n" + "".join(f"4;54;S{number};\n" for number in range(2, 200))


def table() -> Table:
    return read_table("session.csv", FILE.encode(), COLUMNS)


def fault(row: int, column: str = "country") -> Problem:
    return Problem(f"row {row}", "is not a State", place=Place("session.csv", "", row, column))


def cells(*texts: str, wrong: int = -1) -> tuple[Cell, ...]:
    return tuple(Cell(text, is_wrong=place == wrong) for place, text in enumerate(texts))


def test_a_fault_stands_with_its_row_and_the_rows_around_it() -> None:
    laid = lay_out([fault(5)], table())

    (excerpt,) = laid.excerpts
    assert (excerpt.faults, excerpt.headings) == ((fault(5),), ("cycle", "session", "country"))
    assert excerpt.lines == (
        Line(4, cells("4", "54", "S4"), is_wrong=False),
        Line(5, cells("4", "54", "S5", wrong=2), is_wrong=True),
        Line(6, cells("4", "54", "S6"), is_wrong=False),
    )


def test_rows_that_touch_are_one_excerpt_and_others_another() -> None:
    laid = lay_out([fault(9), fault(5), fault(7), fault(5, "session")], table())

    assert [[line.number for line in each.lines] for each in laid.excerpts] == [[4, 5, 6, 7, 8, 9, 10]]
    assert [each.place.row for each in laid.excerpts[0].faults] == [5, 5, 7, 9]
    apart = lay_out([fault(5), fault(8)], table())
    assert [[line.number for line in each.lines] for each in apart.excerpts] == [[4, 5, 6], [7, 8, 9]]


def test_what_is_of_no_row_stands_alone() -> None:
    lost = Problem("session 54", "lost more than a third of its States")

    assert lay_out([lost, fault(900)], table()).others == (lost, fault(900))
    assert lay_out([fault(5)], None).others == (fault(5),)


def test_no_more_is_laid_out_than_a_page_holds() -> None:
    laid = lay_out([fault(row) for row in range(2, 152, 5)], table())

    assert (len(laid.excerpts), laid.further) == (20, 10)


def test_a_long_cell_is_cut_and_stays_on_one_line() -> None:
    long = read_table("a.csv", ("country;note\nKEN;" + "word " * 20 + "\n").encode(), COLUMNS)
    (excerpt,) = lay_out([fault(2)], long).excerpts

    assert excerpt.lines[0].cells[1].text == "word word word word word word word word…"
