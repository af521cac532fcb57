import csv
from io import StringIO

from flows.export.table import COLUMNS, write_table
from tests.calendars.build import COUNTRIES, RULES, rule, world
from uprcycle.wording.language import ENGLISH


def read(body: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(body.decode("utf-8-sig"), newline="")))


def test_each_public_date_is_a_row_and_an_unknown_one_is_empty() -> None:
    small = world()
    rows = read(write_table([small.timetable("KEN"), small.timetable("TGO")], COUNTRIES, ENGLISH))
    review = {row["country"]: row for row in rows if row["id"] == "working-group-review"}
    assert tuple(rows[0]) == COLUMNS
    assert (review["KEN"]["start"][:10], review["KEN"]["status"]) == ("2026-05-04", "confirmed")
    assert (review["TGO"]["start"], review["TGO"]["precision"]) == ("", "unknown")
    assert review["KEN"]["source"] == "the list of the tests, page 1"
    assert {row["id"] for row in rows}.isdisjoint({"inner-meeting", "own-note"})


def test_a_cell_is_never_a_formula() -> None:
    crooked = world(rules=(*RULES, rule("evil", title="=HYPERLINK(1)")))
    rows = read(write_table([crooked.timetable("KEN")], COUNTRIES, ENGLISH))
    assert [row["title"] for row in rows if row["id"] == "evil"] == ["'=HYPERLINK(1)"]
