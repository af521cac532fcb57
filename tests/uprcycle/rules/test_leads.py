"""The office that was named to lead in a State, and what cannot be named."""

from datetime import date
from typing import Any

import pytest

from uprcycle.countries import LeadOffice
from uprcycle.rules.leads import Leads, NamedLead, read_named_lead

ROW: dict[str, Any] = {
    "country": "GRC",
    "office": "UN mission  Athens",
    "roles": ["UN-MISSION", "OHCHR-FIELD"],
    "source": "letter of 3 December 2026",
}


def named(office: str, first: date, country: str = "GRC") -> NamedLead:
    return NamedLead(country, LeadOffice(office, frozenset({"OHCHR-FIELD"})), first, date.max, "a letter")


def test_a_row_names_the_office_with_its_roles() -> None:
    office = LeadOffice("UN mission Athens", frozenset({"UN-MISSION", "OHCHR-FIELD"}))

    assert read_named_lead(ROW) == NamedLead("GRC", office, date.min, date.max, "letter of 3 December 2026")


def test_the_office_that_was_named_last_leads() -> None:
    leads = Leads((named("Later", date(2027, 1, 1)), named("First", date(2026, 1, 1))))
    found = [leads.of("GRC", date(year, 6, 1)) for year in (2025, 2026, 2027)]

    assert [each and each.name for each in found] == [None, "First", "Later"]
    assert leads.of("FIN", date(2027, 6, 1)) is None
    assert leads.countries() == ("GRC",)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"roles": ["NHRI"]}, "roles has 'NHRI'; use some of DCO-REGIONAL, HRA, OHCHR, OHCHR-FIELD, RC, "),
        ({"roles": ["OHCHR-FIELD", "OHCRH"]}, "roles has 'OHCRH'; use some of DCO-REGIONAL, HRA"),
        ({"roles": []}, "roles is empty; use some of DCO-REGIONAL, HRA"),
        ({"country": "Greece"}, "country is 'Greece'; write its ISO code of three letters"),
        ({"office": ""}, "office is ''"),
        ({"source": ""}, "source is ''"),
    ],
)
def test_what_cannot_lead_is_refused(changes: dict[str, Any], said: str) -> None:
    with pytest.raises((ValueError, TypeError)) as caught:
        read_named_lead(ROW | changes)

    assert str(caught.value).startswith(said)
