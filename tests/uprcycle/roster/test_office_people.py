"""People as an office keeps them: in a workbook, with deputies, and now and then a slip of a name."""

import pytest

from tests.uprcycle.roster.rows import AMINA, COUNTRIES, HEADING, LUC, read
from uprcycle.roster.identity import person_id
from uprcycle.roster.reader import read_people
from uprcycle.sheets.workbook_file import Page, write_workbook


def test_a_workbook_says_what_the_same_rows_say_in_csv() -> None:
    rows = [line.split(",") for line in (HEADING + AMINA + LUC).splitlines()]
    workbook = write_workbook([Page("people", rows)])

    assert read_people("people.xlsx", workbook, COUNTRIES) == read(HEADING + AMINA + LUC)


def test_a_state_that_is_nearly_named_is_read_and_has_to_be_confirmed() -> None:
    found = read(HEADING + AMINA.replace(",Kenya,", ",Nepall,"))

    assert [each.office.country for each in found.assignments] == ["NPL"]
    assert [(each.where, each.words) for each in found.corrections] == [
        ("people.csv: row 2, column country", "Nepall=NPL")
    ]


@pytest.mark.parametrize("text", ["amina@example.org", "AMINA@example.org", "amina EXAMPLE"])
def test_a_deputy_is_found_by_address_or_by_name(text: str) -> None:
    found = read(HEADING + AMINA + LUC.replace("amina@example.org", text)).assignments

    assert {each.person.name: each.deputy_of for each in found} == {
        "Amina Example": "",
        "Luc Exemple": person_id("amina@example.org"),
    }


def test_the_organisation_stays_with_the_office_that_is_held() -> None:
    text = (
        HEADING
        + AMINA.replace(",RC,,", ",RC, UNICEF ,")
        + AMINA.replace("2026-01-01", "").replace("RCO Kenya", "UPR desk")
    )

    assert [(each.office.name, each.organisation) for each in read(text).assignments] == [
        ("RCO Kenya", "UNICEF"),
        ("UPR desk", ""),
    ]
