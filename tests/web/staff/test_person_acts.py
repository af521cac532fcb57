"""What the forms of a person write, under whose name, and what they refuse."""

from datetime import date

import pytest

from tests.flows.installed import NOON
from tests.web.staff.town import AMINA, BRUNO, CHARA, HEAD, HELD, IN_KENYA, KENYA, Town, naming
from uprcycle.people import Role
from uprcycle.presence import Absence

A, B = f"/people/{AMINA.id}", f"/people/{BRUNO.id}"


def test_an_office_ends_by_its_last_day_under_the_name_of_who_ended_it(town: Town) -> None:
    assert town.do(A, naming(HEAD, "end", last="2026-12-31"), IN_KENYA).status_code == 303

    (held,) = town.held_by(AMINA)
    assert (held.valid_to, held.is_head) == (date(2026, 12, 31), True)
    assert town.wiring.store.audit.rows(1)[0].by == "Sami Example"


def test_a_head_names_a_deputy_of_their_own_office(town: Town) -> None:
    form = naming(HELD[1], "deputy", deputy_of=AMINA.id)

    assert town.do(B, form, held=(HEAD,)).status_code == 303
    assert [each.deputy_of for each in town.held_by(BRUNO)] == [AMINA.id]
    assert town.do(B, naming(HELD[1], "deputy", deputy_of=""), held=(HEAD,)).status_code == 303
    assert [each.deputy_of for each in town.held_by(BRUNO)] == [""]


def test_somebody_becomes_head_of_an_office_and_is_so_no_longer(town: Town) -> None:
    found = []
    for head in ("yes", "no"):
        assert town.do(B, naming(HELD[1], "head", head=head), IN_KENYA).status_code == 303
        found += [each.is_head for each in town.held_by(BRUNO)]

    assert found == [True, False]


@pytest.mark.parametrize("whom", [CHARA.id, BRUNO.id, "p-unknown"])
def test_only_somebody_else_of_the_same_office_is_stood_in_for(town: Town, whom: str) -> None:
    answer = town.do(B, naming(HELD[1], "deputy", deputy_of=whom))

    assert (answer.status_code, town.held_by(BRUNO)) == (400, [HELD[1]])


def test_an_office_is_added_by_the_rules_of_a_people_file(town: Town) -> None:
    form = {"action": "add", "country": "KEN", "office": "UNDP Kenya", "role": "UN-ENTITY", "head": "yes"}

    assert town.do(A, form).status_code == 303
    added = next(each for each in town.held_by(AMINA) if each.office.name == "UNDP Kenya")
    assert (added.person, added.office.roles, added.is_head) == (AMINA, frozenset({Role.UN_ENTITY}), True)
    # An institution may not report for its State: a rule of the file, and so of the form.
    assert town.do(A, form | {"office": "NHRI Kenya", "role": "NHRI"}).status_code == 303
    assert town.do(A, form | {"office": "NHRI Kenya", "role": "GOVERNMENT"}).status_code == 400


def test_an_absence_is_added_and_ended(town: Town) -> None:
    away = {"action": "away", "away_from": "2026-12-21", "away_to": "2027-01-08"}

    assert town.do(B, away, held=(HEAD,)).status_code == 303
    assert town.wiring.store.people.absences() == (Absence(BRUNO.id, date(2026, 12, 21), date(2027, 1, 8)),)
    assert town.do(B, {"action": "back", "on": "2027-01-04"}, held=(HEAD,)).status_code == 303
    assert town.wiring.store.people.absences() == (Absence(BRUNO.id, date(2026, 12, 21), date(2027, 1, 3)),)
    assert town.do(B, {"action": "back", "on": "2027-06-01"}).status_code == 400
    assert town.do(B, away | {"away_to": "2026-12-01"}).status_code == 400


def test_what_somebody_no_longer_holds_is_not_there(town: Town) -> None:
    form = naming(HEAD, "end", last="2026-12-31") | {"from": "2020-01-01"}

    assert town.do(A, form).status_code == 404
    assert town.do(A, naming(HEAD, "end", last="1900-01-01") | {"last": ""}).status_code == 400
    assert [each.office for each in town.held_by(AMINA)] == [KENYA]
    assert town.wiring.store.audit.rows(1)[0].at == NOON
