"""People as an office keeps them: in a workbook, with deputies, and now and then a slip of a name."""

from datetime import date

import pytest

from tests.uprcycle.roster.rows import AMINA, COUNTRIES, HEADING, LUC, read
from uprcycle.errors import BadInputError
from uprcycle.presence import Absence
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


@pytest.mark.parametrize(
    ("role", "cell", "is_head"),
    [
        ("RC", "", True),
        ("RC", "no", False),
        ("RC;RCO", "", False),
        ("UN-ENTITY", "", False),
        ("UN-ENTITY", "Yes", True),
        ("NHRI", "oui", True),
    ],
)
def test_a_resident_coordinator_is_head_and_so_is_whoever_the_row_says(
    role: str, cell: str, *, is_head: bool
) -> None:
    text = f"name,email,office,role,country,head\nAmina Example,a@example.org,An office,{role},Kenya,{cell}\n"

    assert [each.is_head for each in read(text).assignments] == [is_head]


NAMES = "name,email,office,role,country"
AWAY = (date(2026, 5, 4), date(2026, 5, 8))
LATER = (date(2026, 8, 3), date(2026, 8, 21))


@pytest.mark.parametrize(
    "columns",
    ["away_from,away_to", "Absent from,Absent until", "Absent du,Absent au", "Ausente desde,Ausente hasta"],
    ids=["own", "english", "french", "spanish"],
)
def test_a_person_may_be_away_several_times_each_said_in_a_row_or_twice(columns: str) -> None:
    rows = [("RCO Kenya", "KEN", *AWAY), ("RCO Uganda", "UGA", *LATER), ("RCO Rwanda", "RWA", *AWAY)]
    lines = [
        f"Amina Example,amina@example.org,{office},RCO,{code},{first},{last}"
        for office, code, first, last in rows
    ]
    amina = person_id("amina@example.org")

    found = read("\n".join([f"{NAMES},{columns}", *lines, "Luc Exemple,luc@example.org,RCO Kenya,RCO,KEN,,"]))

    assert found.absences == (Absence(amina, *AWAY), Absence(amina, *LATER))
    assert (len(found.assignments), found.problems) == (4, ())


def test_two_last_days_of_one_absence_are_refused() -> None:
    lines = [
        f"Amina Example,amina@example.org,{office},RCO,KEN,2026-05-04,{last}"
        for office, last in (("RCO Kenya", "2026-05-08"), ("UPR desk", "2026-05-11"))
    ]

    with pytest.raises(BadInputError) as refusal:
        read("\n".join([f"{NAMES},away_from,away_to", *lines]))

    assert [str(each) for each in refusal.value.problems] == [
        ("people.csv: row 3, column away_to: 2026-05-11 differs from row 2; make the rows agree")
    ]
