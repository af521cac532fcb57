"""The packaged States: every code once, every name to one State, every zone and weekend possible."""

import csv
import tomllib
from collections import Counter
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from uprcycle.countries import fold

DATA = Path(__file__).parents[3] / "uprcycle" / "data"
_TEXT = (DATA / "countries.csv").read_text(encoding="utf-8")
ROWS = list(csv.DictReader(_TEXT.splitlines()))
BY_CODE = {row["iso3"]: row for row in ROWS}
LANGUAGES = {"en", "fr", "es", "ar", "ru", "zh"}
NAME_COLUMNS = ("name", "name_fr", "name_es", "name_ar", "name_zh", "name_ru")
WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


def test_the_193_members_and_two_observers_are_there_once_each_by_code() -> None:
    codes = [row["iso3"] for row in ROWS]
    assert codes == sorted(set(codes))
    assert Counter(row["membership"] for row in ROWS) == {"member": 193, "observer": 2}
    assert {row["iso3"] for row in ROWS if row["membership"] == "observer"} == {"VAT", "PSE"}


def test_codes_have_their_shape_and_two_letter_codes_are_unique() -> None:
    assert [row["iso3"] for row in ROWS if not (len(row["iso3"]) == 3 and row["iso3"].isupper())] == []
    assert [row["iso2"] for row in ROWS if not (len(row["iso2"]) == 2 and row["iso2"].isupper())] == []
    assert len({row["iso2"] for row in ROWS}) == len(ROWS)


def test_every_state_has_a_name_in_six_languages() -> None:
    missing = [(row["iso3"], column) for row in ROWS for column in NAME_COLUMNS if not row[column].strip()]
    assert missing == []


def test_no_name_or_alias_belongs_to_two_states() -> None:
    owners: dict[str, set[str]] = {}
    for row in ROWS:
        names = [
            row["iso3"],
            *(row[column] for column in NAME_COLUMNS),
            *filter(None, row["aliases"].split("; ")),
        ]
        for name in names:
            owners.setdefault(fold(name), set()).add(row["iso3"])
    assert {name: codes for name, codes in owners.items() if len(codes) > 1} == {}


@pytest.mark.parametrize(
    ("alias", "code"),
    [
        ("Swaziland", "SWZ"),
        ("Turkey", "TUR"),
        ("Czech Republic", "CZE"),
        ("Cape Verde", "CPV"),
        ("The former Yugoslav Republic of Macedonia", "MKD"),
        ("Netherlands", "NLD"),
        ("United Kingdom", "GBR"),
        ("UK", "GBR"),
        ("USA", "USA"),
        ("Russia", "RUS"),
        ("South Korea", "KOR"),
        ("Ivory Coast", "CIV"),
        ("Palestinian Territories", "PSE"),
    ],
)
def test_former_and_common_names_lead_to_the_state(alias: str, code: str) -> None:
    names = {
        each for row in ROWS for each in [row["iso3"], *row["aliases"].split("; ")] if row["iso3"] == code
    }
    assert fold(alias) in {fold(each) for each in names}


@pytest.mark.parametrize(
    ("code", "column", "name"),
    [
        ("VEN", "name", "Venezuela (Bolivarian Republic of)"),
        ("TUR", "name", "Türkiye"),
        ("CIV", "name", "Côte d'Ivoire"),
        ("COG", "name_fr", "Congo"),
        ("PSE", "name_es", "Estado de Palestina"),
        ("VAT", "name_fr", "Saint-Siège"),
        ("MMR", "name_ru", "Мьянма"),
    ],
)
def test_names_are_those_the_united_nations_uses(code: str, column: str, name: str) -> None:
    assert BY_CODE[code][column] == name


def test_members_fill_the_five_regional_groups_and_observers_none() -> None:
    assert Counter(row["regional_group"] for row in ROWS) == {
        "africa": 54,
        "asia-pacific": 54,
        "latin-america-caribbean": 33,
        "western-europe-others": 29,
        "eastern-europe": 23,
        "": 2,
    }
    assert {row["iso3"] for row in ROWS if not row["regional_group"]} == {"VAT", "PSE"}


def test_presence_is_one_of_the_known_kinds() -> None:
    assert Counter(row["un_presence"] for row in ROWS if row["membership"] == "member") == {
        "own_UNCT": 120,
        "no_UNCT": 43,
        "multi_country_office": 21,
        "shared_RC": 7,
        "unknown": 2,
    }


def test_every_state_that_shares_its_lead_is_in_one_shared_office() -> None:
    """Of Belize the record says "perhaps"; it stands alone until somebody knows."""
    offices = tomllib.loads((DATA / "offices.toml").read_text("utf-8"))["office"]
    codes = [code for each in offices for key in ("states", "own_teams") for code in each.get(key, [])]
    sharing = {row["iso3"] for row in ROWS if row["un_presence"] in {"multi_country_office", "shared_RC"}}

    assert (len(codes), set(codes)) == (27, sharing - {"BLZ"})
    assert {each["confidence"] for each in offices} == {"read", "general knowledge"}


def test_languages_are_official_languages_of_the_united_nations() -> None:
    strange = [row["iso3"] for row in ROWS if not set(row["language"].split("; ")) <= LANGUAGES]
    assert strange == []


@pytest.mark.parametrize("row", ROWS, ids=[row["iso3"] for row in ROWS])
def test_the_zone_of_the_capital_exists(row: dict[str, str]) -> None:
    assert ZoneInfo(row["time_zone"]).key == row["time_zone"]


@pytest.mark.parametrize(
    ("code", "zone"),
    [
        ("AUS", "Australia/Sydney"),
        ("BRA", "America/Sao_Paulo"),
        ("CAN", "America/Toronto"),
        ("ECU", "America/Guayaquil"),
        ("FSM", "Pacific/Pohnpei"),
        ("KAZ", "Asia/Almaty"),
        ("KIR", "Pacific/Tarawa"),
        ("MNG", "Asia/Ulaanbaatar"),
        ("NPL", "Asia/Kathmandu"),
        ("RUS", "Europe/Moscow"),
        ("UKR", "Europe/Kyiv"),
        ("USA", "America/New_York"),
    ],
)
def test_a_state_with_many_zones_has_that_of_its_capital(code: str, zone: str) -> None:
    assert BY_CODE[code]["time_zone"] == zone


def test_every_weekend_has_one_or_two_days_and_leaves_a_working_week() -> None:
    weekends = {row["iso3"]: row["weekend"].split(",") for row in ROWS}
    assert [code for code, days in weekends.items() if not set(days) <= set(WEEKDAYS)] == []
    assert [code for code, days in weekends.items() if len(days) not in {1, 2}] == []
    assert [code for code, days in weekends.items() if not {"fri", "sat", "sun"} & set(days)] == []


def test_weekends_other_than_saturday_and_sunday_are_those_of_the_table() -> None:
    other = {row["iso3"]: row["weekend"] for row in ROWS if row["weekend"] not in {"sat,sun", "fri,sat"}}
    assert other == {"AFG": "fri", "BRN": "fri,sun", "IRN": "thu,fri", "NPL": "sat", "SOM": "fri"}
    friday_and_saturday = [row["iso3"] for row in ROWS if row["weekend"] == "fri,sat"]
    assert " ".join(friday_and_saturday) == (
        "BGD BHR DJI DZA EGY IRQ ISR JOR KWT LBY MDV OMN PSE QAT SAU SDN SYR YEM"
    )


def test_a_value_never_stands_without_its_confidence() -> None:
    pairs = [
        ("un_presence", "presence_confidence"),
        ("dco_region", "dco_confidence"),
        ("ohchr_regional_office", "ohchr_confidence"),
        ("regional_group", "group_confidence"),
        ("language", "language_confidence"),
        ("time_zone", "zone_confidence"),
        ("weekend", "weekend_confidence"),
    ]
    bare = [(row["iso3"], value) for row in ROWS for value, sure in pairs if row[value] and not row[sure]]
    assert bare == []
