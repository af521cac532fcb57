"""What the pages of people, knowledge and health are given: the same as the command line has."""

import pytest

from flows.offices.staffing import staffing_of
from flows.watch.doctor import look_at
from tests.flows.installed import NOON
from tests.web.staff.town import AMINA, FORUM, HEAD, KENYA, TOGO, Town
from uprcycle.errors import BadInputError
from uprcycle.people import Assignment


def test_people_are_read_again_only_when_somebody_wrote_of_them() -> None:
    town = Town()
    people = town.staff.people
    before = people.staffing()

    assert before == staffing_of(town.wiring)
    assert people.staffing() is before
    people.save([Assignment(AMINA, TOGO)], [], "A. Example")
    assert people.staffing() == staffing_of(town.wiring)
    assert people.staffing() != before


def test_a_row_is_checked_as_one_of_a_file_is() -> None:
    people = Town().staff.people
    row = {
        "name": "Eva Example",
        "email": "eva@example.org",
        "office": KENYA.name,
        "role": "RCO",
        "country": "KEN",
    }

    assert [each.office for each in people.check(row)] == [KENYA]
    with pytest.raises(BadInputError) as refused:
        people.check(row | {"role": "X", "name": 'a "quoted"\nname'})
    assert {each.place.column for each in refused.value.problems} == {"role", "name"}


def test_gaps_health_and_knowledge_are_those_of_the_command_line() -> None:
    town = Town()
    found = town.staff.people.gaps(frozenset({"KEN"}), 365)
    said = [(each.what, each.found) for each in town.staff.health()]

    assert found is not None
    assert KENYA not in [each.office for each in found]
    assert said == [(each.what, each.found) for each in look_at(town.wiring)]
    assert "settings" not in dict(said)  # where the data lies is nobody's business here
    assert town.staff.knowledge(1, "") == ()


def test_who_is_erased_is_counted_before_and_gone_after() -> None:
    town = Town()
    people = town.staff.people

    assert people.held(AMINA) == people.erase(AMINA, "A. Example")
    assert people.held(AMINA) == {}
    assert people.end_absence(AMINA.id, NOON.date(), "A. Example") is False
    assert HEAD not in people.staffing().assignments
    assert FORUM in [each.office for each in people.staffing().assignments]
