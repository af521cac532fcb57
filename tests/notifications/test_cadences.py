from dataclasses import replace

import pytest

from notifications.cadence import DEFAULT, Cadence
from notifications.cadences import CadenceRow, Cadences
from tests.notifications.build import MONDAY, office, task
from uprcycle.checklist.task import Task
from uprcycle.people import Role
from uprcycle.reviews.phases import Phase
from uprcycle.rules.rule import Basis, Kind, Prominence

NARROW, WIDE, CALM, REST = (Cadence(before=(count,)) for count in (60, 30, 14, 7))
ROWS = Cadences(
    (
        CadenceRow(
            NARROW,
            {
                "kinds": frozenset({Kind.ACTION}),
                "roles": frozenset({Role.NHRI, Role.CSO}),
                "phases": frozenset({Phase.SUBMISSIONS}),
            },
        ),
        CadenceRow(WIDE, {"phases": frozenset({Phase.SUBMISSIONS, Phase.REVIEW})}),
        CadenceRow(CALM, {"bases": frozenset({Basis.EDITORIAL}), "voluntary": frozenset({False})}),
        CadenceRow(REST, {"prominences": frozenset({Prominence.DETAIL})}),
    )
)


def of_rule(phase: Phase = Phase.OUTCOME, role: Role = Role.NHRI, **rule: object) -> Task:
    found = task(MONDAY, of=office(roles=frozenset({role, Role.MEDIA})))
    changed = replace(found.rule, phase=phase, **rule)  # type: ignore[arg-type]
    return replace(found, dated=replace(found.dated, rule=changed))


@pytest.mark.parametrize(
    ("of", "number", "cadence"),
    [
        pytest.param(of_rule(Phase.SUBMISSIONS), 1, NARROW, id="kind-role-and-phase"),
        pytest.param(of_rule(Phase.SUBMISSIONS, Role.RCO), 2, WIDE, id="another-role"),
        pytest.param(of_rule(Phase.SUBMISSIONS, kind=Kind.DOCUMENT), 2, WIDE, id="another-kind"),
        pytest.param(of_rule(Phase.REVIEW), 2, WIDE, id="another-phase"),
        pytest.param(of_rule(basis=Basis.EDITORIAL), 3, CALM, id="basis-and-not-voluntary"),
        pytest.param(of_rule(basis=Basis.EDITORIAL, voluntary=True), 4, REST, id="voluntary"),
        pytest.param(of_rule(prominence=Prominence.KEY), 0, DEFAULT, id="none-fits"),
    ],
)
def test_the_first_row_that_fits_a_task_counts(of: Task, number: int, cadence: Cadence) -> None:
    assert (ROWS.number_of(of), ROWS.of(of)) == (number, cadence)


def test_without_a_row_the_rhythm_is_the_usual_one() -> None:
    assert {Cadences().of(of_rule(each)) for each in Phase} == {DEFAULT}


@pytest.mark.parametrize(
    ("row", "later", "covered"),
    [
        pytest.param({}, {}, True, id="all-and-all"),
        pytest.param({}, {"voluntary": frozenset({True})}, True, id="all-and-some"),
        pytest.param({"voluntary": frozenset({True})}, {}, False, id="some-and-all"),
        pytest.param(
            {"kinds": frozenset({Kind.EVENT, Kind.ACTION})},
            {"kinds": frozenset({Kind.EVENT})},
            True,
            id="part",
        ),
        pytest.param(
            {"kinds": frozenset({Kind.EVENT})},
            {"kinds": frozenset({Kind.EVENT, Kind.ACTION})},
            False,
            id="more",
        ),
        pytest.param(
            {"kinds": frozenset({Kind.EVENT})}, {"roles": frozenset({Role.CSO})}, False, id="other-trait"
        ),
    ],
)
def test_a_row_covers_a_later_one_only_if_all_of_it_fits(
    row: dict[str, frozenset[object]], later: dict[str, frozenset[object]], *, covered: bool
) -> None:
    assert CadenceRow(DEFAULT, row).covers(later) is covered
