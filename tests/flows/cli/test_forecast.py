"""`uprcycle nudges plan`: every mail that is ahead, by person, and how much that is."""

from collections import Counter
from pathlib import Path

import pytest

from notifications.rhythm import CAP
from tests.flows.installed import PEOPLE, CommandLine

AMINA = "amina@example.org"
PLAN_KEYS = ("key", "person", "office", "channel", "stage", "items", "send_at", "mail", "mail_items", "named")


@pytest.fixture(autouse=True)
def _people(home: Path, tmp_path: Path, uprcycle: CommandLine) -> None:
    assert home.is_dir()
    file = tmp_path / "people.csv"
    file.write_text(PEOPLE, "utf-8")
    assert uprcycle("people", "load", str(file)).status == 0


def test_the_plan_has_the_promised_shape_and_holds_no_name_and_no_address(uprcycle: CommandLine) -> None:
    answer = uprcycle("nudges", "plan", "--days", "60", "--json")

    assert {tuple(row) for row in answer.value} == {PLAN_KEYS}
    assert {tuple(item) for row in answer.value for item in row["items"]} == {("country", "item", "due")}
    assert [row["send_at"][:10] for row in answer.value] == sorted(
        row["send_at"][:10] for row in answer.value
    )
    for text in (
        answer.out,
        uprcycle("nudges", "plan").out,
        uprcycle("nudges", "plan", "--person", AMINA).out,
    ):
        assert "example.org" not in text
        assert "Amina" not in text


def test_the_load_of_everybody_comes_first_and_sums_up_their_mails(uprcycle: CommandLine) -> None:
    rows = uprcycle("nudges", "plan", "--json").value
    mails = {(row["person"], row["send_at"]): row["mail_items"] for row in rows}
    items, count = Counter(row["person"] for row in rows), Counter(person for person, _ in mails)
    lines = uprcycle("nudges", "plan").out.splitlines()
    table = [line.split("  ") for line in lines[2 : 2 + len(count)]]
    loads = {cells[0]: [cell.strip() for cell in cells if cell.strip()] for cells in table}

    assert lines[0].startswith(
        f"{len(mails)} mails for {len(count)} people in 90 days from 2026-11-21; most on "
    )
    assert f"in which {CAP} items are named" in lines[0]
    assert {person: (int(cells[2]), int(cells[6])) for person, cells in loads.items()} == {
        person: (count[person], items[person]) for person in count
    }


def test_each_mail_has_a_line_under_its_person(uprcycle: CommandLine) -> None:
    rows = uprcycle("nudges", "plan", "--days", "30", "--json").value
    lines = uprcycle("nudges", "plan", "--days", "30").out.splitlines()
    title = next(
        number for number, line in enumerate(lines) if line.startswith("RCO Suriname · America/Paramaribo")
    )

    assert lines[title + 1].split() == ["When", "Mail", "Items", "Country", "First", "due", "Task"]
    assert lines[title + 2].startswith("2026-11-21 08:00  digest of the week  ")
    assert sum(line.startswith("2026-") for line in lines) == len(
        {(row["person"], row["send_at"]) for row in rows}
    )


def test_the_plan_of_one_person_names_each_item_and_how_sure_its_date_is(uprcycle: CommandLine) -> None:
    rows = uprcycle("nudges", "plan", "--days", "30", "--json", "--person", AMINA).value
    lines = uprcycle("nudges", "plan", "--days", "30", "--person", AMINA).out.splitlines()

    assert len({row["person"] for row in rows}) == 1
    assert {row["office"] for row in rows} == {"RCO Suriname"}
    assert lines[0].startswith(f"{len({row['send_at'] for row in rows})} mails for 1 person in 30 days")
    assert sum("  estimated  SUR  " in line for line in lines) == len(rows)


@pytest.mark.parametrize(
    "empty", [["--person", "amina@example.org", "--on", "2050-01-01"], ["--on", "2050-01-01"]]
)
def test_where_nothing_is_ahead_it_says_so(uprcycle: CommandLine, empty: list[str]) -> None:
    assert uprcycle("nudges", "plan", *empty).out == "nothing is owed then\n"


def test_nobody_is_guessed(uprcycle: CommandLine) -> None:
    answer = uprcycle("nudges", "plan", "--person", "Amino")

    assert (answer.status, answer.out) == (2, "")
    assert answer.err.splitlines()[1].startswith("  --person: 'Amino' is not known; give an id that ")
