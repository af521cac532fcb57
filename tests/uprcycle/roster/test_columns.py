"""The names of columns and words mean one thing each."""

from zoneinfo import ZoneInfo, available_timezones

import pytest

from uprcycle.countries import fold
from uprcycle.people import Role
from uprcycle.roster.columns import CHANNELS, COLUMNS, LANGUAGES, REQUIRED, ROLES, zones
from uprcycle.sheets.table import Column

CANONICAL = (
    "name email office role organisation country language time_zone channel digest_day digest_hour"
    " valid_from valid_to deputy_of head away_from away_to"
)


def test_every_promised_column_is_known() -> None:
    assert [each.name for each in COLUMNS] == CANONICAL.split()
    assert set(REQUIRED) < set(CANONICAL.split())


def test_no_name_means_two_columns() -> None:
    names = [name for column in COLUMNS for name in {fold(text) for text in (column.name, *column.synonyms)}]

    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("column", COLUMNS, ids=lambda column: column.name)
def test_every_column_has_other_names(column: Column) -> None:
    assert column.synonyms != ()


def test_every_role_is_found_by_its_code() -> None:
    assert {role: ROLES.meanings[fold(role)] for role in Role} == {role: role for role in Role}
    assert set(LANGUAGES.meanings.values()) == {"en", "fr", "es", "ar", "ru", "zh"}
    assert set(CHANNELS.meanings.values()) == {"calendar", "email", "slack", "teams"}


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Resident Coordinator", Role.RC),
        ("coordonnateur résident", Role.RC),
        ("Coordinador Residente", Role.RC),
        ("un-entity", Role.UN_ENTITY),
        ("Human Rights Adviser", Role.HRA),
        ("Conseiller aux droits de l’homme", Role.HRA),
    ],
)
def test_roles_are_found_in_three_languages(text: str, role: Role) -> None:
    assert ROLES.meanings[fold(text)] is role


def test_zones_are_places_and_can_be_loaded() -> None:
    found = zones().meanings

    assert {name for name in found.values() if ZoneInfo(name).key != name} == set()
    assert "UTC" in found.values()
    assert [name for name in found.values() if name.startswith("Etc/")] == []


def test_no_two_zones_fold_into_one() -> None:
    places = {each for each in available_timezones() if "/" in each and not each.startswith("Etc/")}

    assert len({fold(each) for each in places}) == len(places)
