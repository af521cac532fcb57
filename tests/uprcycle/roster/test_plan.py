"""A plan for people says who comes, who changes and whose time ends; nobody goes by being left out."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest

from uprcycle.people import Assignment, Office, Person, Role
from uprcycle.presence import Absence, Staffing
from uprcycle.roster.plan import Effect, Leave, PeoplePlan, plan_people

AMINA = Person("p1", "Amina Example", "amina@example.org")
RCO = Office("RCO Kenya", "KEN", frozenset({Role.RCO}))
HELD = Assignment(AMINA, RCO, date(2026, 1, 1))
ENDED = replace(HELD, valid_to=date(2026, 6, 30))
AWAY = Absence("p1", date(2026, 5, 4), date(2026, 5, 8))
LONGER = replace(AWAY, last=date(2026, 5, 9))


def planned(before: Iterable[Assignment], said: Iterable[Assignment]) -> PeoplePlan:
    return plan_people(Staffing(tuple(before)), Staffing(tuple(said)))


@pytest.mark.parametrize(
    ("before", "said", "effects"),
    [
        pytest.param([], [HELD], [Effect.ADDED], id="nobody before"),
        pytest.param([HELD], [HELD], [], id="the same again"),
        pytest.param([HELD], [], [], id="left out"),
        pytest.param([HELD], [ENDED], [Effect.ENDED], id="a last day"),
        pytest.param([ENDED], [HELD], [Effect.CHANGED], id="longer than before"),
        pytest.param(
            [HELD], [replace(HELD, person=replace(AMINA, digest_day=3))], [Effect.CHANGED], id="digest day"
        ),
        pytest.param(
            [HELD], [replace(HELD, person=replace(AMINA, digest_hour=9))], [Effect.CHANGED], id="digest hour"
        ),
        pytest.param(
            [HELD],
            [replace(ENDED, person=replace(AMINA, language="fr"))],
            [Effect.CHANGED],
            id="a last day and another language",
        ),
        pytest.param(
            [HELD], [replace(HELD, office=replace(RCO, country="TGO"))], [Effect.ADDED], id="another State"
        ),
        pytest.param([HELD], [replace(HELD, valid_from=date(2026, 2, 1))], [Effect.ADDED], id="another term"),
    ],
)
def test_what_differs_is_a_step(
    before: list[Assignment], said: list[Assignment], effects: list[Effect]
) -> None:
    plan = planned(before, said)

    assert [each.effect for each in plan.steps] == effects
    assert plan.unchanged == len(said) - len(effects)
    assert [plan.count(each) for each in Effect] == [effects.count(each) for each in Effect]


def test_the_digest_stands_for_what_was_as_well_as_for_what_will_be() -> None:
    plans = [
        planned([], [HELD]),
        planned([], [ENDED]),
        planned([ENDED], [HELD]),
        planned([replace(ENDED, valid_to=date(2026, 7, 1))], [HELD]),
        planned([], [replace(HELD, person=replace(AMINA, email="a@example.org"))]),
    ]

    assert len({each.digest for each in plans}) == len(plans)
    assert planned([HELD], [ENDED]).digest == planned([HELD, HELD], [ENDED]).digest


@pytest.mark.parametrize(
    ("before", "said", "leaves"),
    [
        pytest.param((), (AWAY,), (Leave(None, AWAY),), id="new"),
        pytest.param((AWAY,), (AWAY,), (), id="the same again"),
        pytest.param((AWAY,), (), (), id="left out"),
        pytest.param((AWAY,), (LONGER,), (Leave(AWAY, LONGER),), id="another last day"),
        pytest.param(
            (AWAY,),
            (replace(AWAY, person="p2"),),
            (Leave(None, replace(AWAY, person="p2")),),
            id="somebody else",
        ),
    ],
)
def test_an_absence_that_differs_is_written(
    before: tuple[Absence, ...], said: tuple[Absence, ...], leaves: tuple[Leave, ...]
) -> None:
    plan = plan_people(Staffing((HELD,), before), Staffing((HELD,), said))

    assert (plan.leaves, plan.size, plan.unchanged) == (leaves, len(leaves), 1)


def test_the_digest_stands_for_absences_too() -> None:
    plans = [
        plan_people(Staffing(absences=before), Staffing(absences=said))
        for before, said in [((), ()), ((), (AWAY,)), ((), (LONGER,)), ((AWAY,), (LONGER,))]
    ]

    assert len({each.digest for each in plans}) == len(plans)
