"""Offices and the time for which people hold them."""

from datetime import date

import pytest

from uprcycle.people import UN_ROLES, Assignment, Office, Person, Role

OFFICE = Office("RCO Kenya", "KEN", frozenset({Role.RCO}))
SOMEBODY = Person("p-1", "Amina Example", "amina@example.org")


@pytest.mark.parametrize(
    ("roles", "is_un"),
    [
        pytest.param({Role.RCO, Role.UNCT, Role.HRA}, True, id="un-roles-only"),
        pytest.param({Role.GOVERNMENT}, False, id="government"),
        pytest.param({Role.RCO, Role.NHRI}, False, id="one-outsider-is-enough"),
        pytest.param(set(), False, id="no-role-at-all"),
    ],
)
def test_only_an_office_of_un_roles_alone_is_of_the_un(roles: set[Role], *, is_un: bool) -> None:
    assert Office("an office", "KEN", frozenset(roles)).is_un is is_un


def test_no_role_outside_the_un_passes_for_one() -> None:
    assert sorted(set(Role) - UN_ROLES) == [
        "CSO",
        "DONORS",
        "EMBASSIES",
        "GOVERNMENT",
        "HRC",
        "JUDICIARY",
        "LOCAL-GOV",
        "MEDIA",
        "NHRI",
        "NMIRF",
        "PARLIAMENT",
        "PERMANENT-MISSIONS",
        "PRIVATE-SECTOR",
        "RECOMMENDING-STATES",
        "REGIONAL-BODY",
        "TROIKA",
        "UPR-INFO",
    ]


@pytest.mark.parametrize(
    ("day", "holds"),
    [
        pytest.param(date(2026, 1, 31), False, id="the-day-before"),
        pytest.param(date(2026, 2, 1), True, id="first-day"),
        pytest.param(date(2026, 6, 30), True, id="last-day"),
        pytest.param(date(2026, 7, 1), False, id="the-day-after"),
    ],
)
def test_an_assignment_includes_both_its_ends(day: date, *, holds: bool) -> None:
    assert Assignment(SOMEBODY, OFFICE, date(2026, 2, 1), date(2026, 6, 30)).holds_on(day) is holds


def test_an_assignment_without_dates_always_holds() -> None:
    assert Assignment(SOMEBODY, OFFICE).holds_on(date(1950, 1, 1))
    assert Assignment(SOMEBODY, OFFICE).holds_on(date(2150, 1, 1))
