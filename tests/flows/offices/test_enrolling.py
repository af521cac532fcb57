"""A people file beside what is stored: the office that leads keeps its duties, and nothing is written."""

from flows.offices.enrolling import plan_roster, problems_of, read_roster
from flows.offices.staffing import staffing_of
from tests.flows.installed import PEOPLE, founded_memory
from uprcycle.people import COORDINATING_ROLES
from uprcycle.roster.plan import Effect
from uprcycle.store.packaged import load_countries


def test_a_file_is_planned_beside_what_is_stored() -> None:
    wiring, content = founded_memory(), PEOPLE.replace("Kenya", "Kenia").encode()
    read = read_roster("people.csv", content, load_countries())
    planned = plan_roster(staffing_of(wiring), read)

    assert (planned.count(Effect.ADDED), planned.unchanged) == (5, 0)
    assert {each.office.roles for each in read.assignments if each.office.name == "RCO Suriname"} == {
        COORDINATING_ROLES
    }
    assert [each.what for each in problems_of(read)] == []
    assert wiring.store.people.assignments() == ()
