"""Which duties nobody holds: of the States asked for, and also where mail comes back."""

from datetime import timedelta

from flows.offices.lacking import gaps_of
from tests.flows.installed import NOON, TODAY, founded_memory, holder
from uprcycle.checklist.routing import office_of
from uprcycle.people import Role
from uprcycle.presence import Absence
from uprcycle.store.packaged import load_countries

YEAR = TODAY + timedelta(days=365)


def test_an_office_that_somebody_holds_lacks_nobody_until_they_are_away() -> None:
    wiring, lead = founded_memory(), office_of(load_countries()["KEN"])
    before = [each.office for each in gaps_of(wiring, ["KEN"], TODAY, YEAR)]
    held = holder("KEN", lead.name, *lead.roles)
    wiring.store.people.save([held], by="desk", at=NOON)
    after = [each.office for each in gaps_of(wiring, ["KEN"], TODAY, YEAR)]
    wiring.store.people.save([], [Absence(held.person.id, TODAY, YEAR)], by="desk", at=NOON)
    (gap,) = (each for each in gaps_of(wiring, ["KEN", "TGO"], TODAY, YEAR) if each.office == lead)

    assert (before.count(lead), after.count(lead)) == (1, 0)
    assert gap.unattended == {each.id for each in gap.tasks}
    assert Role.CSO in {each.role for each in gaps_of(wiring, ["KEN"], TODAY, YEAR)}
