"""One row of a people table, cell by cell."""

from datetime import date

import pytest

from uprcycle.people import Role
from uprcycle.roster.columns import COLUMNS
from uprcycle.roster.entry import Entry, read_entry
from uprcycle.sheets.cells import Cells
from uprcycle.sheets.table import read_table
from uprcycle.store.packaged import load_countries

ROW = {
    "name": "Amina Example",
    "email": "amina@example.org",
    "office": "RCO Kenya",
    "role": "RC; RCO",
    "country": "Kenya",
    "language": "français",
    "time_zone": "africa/nairobi",
    "channel": "e-mail",
    "digest_day": "Mercredi",
    "digest_hour": "09:00",
    "valid_from": "2026-01-01",
    "valid_to": "2026-12-31",
    "away_from": "2026-05-04",
    "away_to": "2026-05-08",
}


def read(**changes: str) -> tuple[Entry | None, list[str]]:
    row = ROW | changes
    texts = ['"' + cell.replace('"', '""') + '"' for cell in row.values()]
    cells = Cells(read_table("people.csv", f"{','.join(row)}\n{','.join(texts)}\n".encode(), COLUMNS))
    return read_entry(cells, cells.table.rows[0], load_countries()), [str(each) for each in cells.problems]


def test_a_whole_row_is_read() -> None:
    entry, problems = read()

    assert problems == []
    assert entry is not None
    assert (entry.person, entry.email, entry.name) == (
        "p93940860950c58c3",
        "amina@example.org",
        "Amina Example",
    )
    assert (entry.office, entry.countries, entry.roles) == (
        "RCO Kenya",
        ("KEN",),
        frozenset({Role.RC, Role.RCO}),
    )
    assert (entry.valid_from, entry.valid_to) == (date(2026, 1, 1), date(2026, 12, 31))
    assert entry.away == (date(2026, 5, 4), date(2026, 5, 8))
    assert entry.facts == {
        "language": "fr",
        "time_zone": "Africa/Nairobi",
        "channel": "email",
        "digest_day": "wednesday",
        "digest_hour": "9",
    }


FACTS = ("language", "time_zone", "channel", "digest_day", "digest_hour")


def test_a_row_may_leave_open_what_is_not_known() -> None:
    left_open = dict.fromkeys((*FACTS, "valid_from", "valid_to", "away_from", "away_to"), "")
    entry, problems = read(**left_open)

    assert problems == []
    assert entry is not None
    assert (entry.valid_from, entry.valid_to, entry.away) == (date.min, date.max, None)
    assert entry.facts == dict.fromkeys(FACTS)


@pytest.mark.parametrize("countries", ["Kenya; Uganda; Kenya", "Kenya\nOuganda", "KEN;UGA"])
def test_one_office_may_cover_several_states(countries: str) -> None:
    entry, _ = read(country=countries)

    assert entry is not None
    assert entry.countries == ("KEN", "UGA")


def test_an_address_outside_ascii_keeps_its_domain_in_ascii() -> None:
    entry, _ = read(email="amina@bücher.ch")

    assert entry is not None
    assert entry.email == "amina@xn--bcher-kva.ch"


@pytest.mark.parametrize(
    ("column", "cell", "problem"),
    [
        (
            "email",
            "amina@example",
            ("'amina@example' is not an address; write it as name@example.org"),
        ),
        (
            "email",
            "Amina <amina@example.org>",
            ("'Amina <amina@example.org>' is not an address; write it as name@example.org"),
        ),
        (
            "email",
            "amina@example.org\r\nBcc: all@example.org",
            r"'amina@example.org\r\nBcc: all@example.org' holds a line break; write it on one line",
        ),
        ("email", "", "the cell is empty; fill it in"),
        ("name", "", "the cell is empty; fill it in"),
        (
            "name",
            "evil@example.org <x>",
            "'evil@example.org <x>' looks like an address; write the name alone",
        ),
        (
            "name",
            "Amina\u202eelpmaxE",
            (
                r"'Amina\u202eelpmaxE' holds a character that cannot be seen (right-to-left override);"
                " type it again"
            ),
        ),
        ("name", "=HYPERLINK(1)", "'=HYPERLINK(1)' is a formula; paste its value instead"),
        ("name", "x" * 201, "is longer than 200 characters; shorten it"),
        ("office", "", "the cell is empty; fill it in"),
        ("role", "", "the cell is empty; fill it in"),
        ("role", "RC; Resident Coordinater", "'Resident Coordinater' is not a role; did you mean 'RC'?"),
        ("country", "Kenya; Ugandaa", "'Ugandaa' is not a State; did you mean 'Uganda' or 'Rwanda'?"),
        ("language", "francias", "'francias' is not a language of the United Nations; did you mean 'fr'?"),
        (
            "language",
            "Klingon",
            "'Klingon' is not a language of the United Nations; use one of ar, en, es, fr, ru, zh",
        ),
        ("time_zone", "Nairobi", "'Nairobi' is not a time zone; did you mean 'Africa/Nairobi'?"),
        ("time_zone", "EAT+3", "'EAT+3' is not a time zone; write it as 'Africa/Nairobi'"),
        ("digest_day", "every day", "'every day' is not a day of the week; write it as 'monday'"),
        ("digest_hour", "7", "'7' is not an hour from 8 to 19; write it as '9'"),
        ("channel", "pigeon", "'pigeon' is not a channel; use one of calendar, email, slack, teams"),
        (
            "valid_from",
            "2026-01",
            "2026-01 is not one day; write it as 2026-05-04",
        ),
        ("valid_to", "2025-12-31", "2025-12-31 lies before 2026-01-01; swap the two"),
        ("away_to", "2026-05-03", "2026-05-03 lies before 2026-05-04; swap the two"),
        ("away_to", "", "the cell is empty; give the first and the last day of the absence"),
        ("away_from", "", "the cell is empty; give the first and the last day of the absence"),
        ("away_to", "2026-05", "2026-05 is not one day; write it as 2026-05-04"),
        ("organisation", "=1", "'=1' is a formula; paste its value instead"),
    ],
)
def test_a_wrong_cell_is_named(column: str, cell: str, problem: str) -> None:
    assert read(**{column: cell}) == (None, [f"people.csv: row 2, column {column}: {problem}"])


def test_all_problems_of_a_row_are_named() -> None:
    _, problems = read(email="amina", role="boss", country="Nowhere", language="xx")

    assert [problem.split(":")[1] for problem in problems] == [
        " row 2, column email",
        " row 2, column role",
        " row 2, column country",
        " row 2, column language",
    ]
