"""Checklists joined from timetables, offices and ticks."""

import pytest

from flows.offices.checklists import checklist_of, checklists, offices_of
from tests.flows.installed import NOON, founded_memory, holder
from uprcycle.checklist.tick import TaskState, Tick
from uprcycle.errors import BadInputError, RefusedError
from uprcycle.people import Office, Role

CIVIC = holder("KEN", "Civic Forum", Role.CSO)
LEAD = holder("KEN", "RCO Kenya", Role.RCO, person="p2")


def test_the_office_that_leads_comes_first_with_the_roles_it_holds() -> None:
    wiring = founded_memory()
    wiring.store.people.save([CIVIC, LEAD], by="a tester", at=NOON)
    kenya, greece = (wiring.world().countries[code] for code in ("KEN", "GRC"))

    assert offices_of(wiring, kenya) == (LEAD.office, CIVIC.office)
    assert [each.name for each in offices_of(wiring, greece)] == ["OHCHR regional office for Greece"]


@pytest.mark.parametrize("name", ["", "UN Multi-Country Office Fiji", "RCO Fiji", "rco fiji"])
def test_a_shared_office_is_found_by_either_name(name: str) -> None:
    found = checklist_of(founded_memory(), "FJI", name)

    assert (found.office.name, found.office.country) == ("UN Multi-Country Office Fiji", "FJI")


def test_a_checklist_knows_what_was_ticked_in_its_review_alone() -> None:
    wiring = founded_memory()
    for country, cycle in (("KEN", 4), ("KEN", 3), ("UGA", 4)):
        office = offices_of(wiring, wiring.world().countries[country])[0].name
        tick = Tick(country, cycle, "contact-upr-branch", office, TaskState.DONE, f"{country}{cycle}", NOON)
        wiring.store.ticks.record(tick)

    found = checklist_of(wiring, "Kenya")

    assert (found.country, found.cycle, found.office.name) == ("KEN", 4, "RCO Kenya")
    assert [(each.id, each.tick.by) for each in found.tasks if each.tick] == [("contact-upr-branch", "KEN4")]
    assert [each.id for each in found.tasks if each not in found.open_tasks] == ["contact-upr-branch"]


@pytest.mark.parametrize(
    ("country", "office", "error", "said"),
    [
        ("Kenja", "", BadInputError, "'Kenja' is not a State; did you mean 'Kenya'"),
        ("VAT", "", RefusedError, "release 1 has no review of VAT in cycle 4"),
        ("KEN", "RCO Kenia", BadInputError, "did you mean 'RCO Kenya'?"),
        ("KEN", "Ministry", BadInputError, "use one of 'RCO Kenya'"),
    ],
)
def test_what_is_not_there_is_refused(country: str, office: str, error: type[Exception], said: str) -> None:
    with pytest.raises(error) as refusal:
        checklist_of(founded_memory(), country, office)

    assert said in str(refusal.value)


def test_offices_of_states_that_are_not_reviewed_are_passed_over() -> None:
    offices = [Office("Here", "KEN", frozenset({Role.RCO})), Office("There", "VAT", frozenset({Role.RCO}))]

    assert [each.office.name for each in checklists(founded_memory(), offices)] == ["Here"]
