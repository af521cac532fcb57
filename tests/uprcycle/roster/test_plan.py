"""A plan for people says who comes, who changes and whose time ends; nobody goes by being left out."""

from dataclasses import replace
from datetime import date

import pytest

from uprcycle.people import Assignment, Office, Person, Role
from uprcycle.roster.plan import Effect, plan_people

AMINA = Person("p1", "Amina Example", "amina@example.org")
RCO = Office("RCO Kenya", "KEN", frozenset({Role.RCO}))
HELD = Assignment(AMINA, RCO, date(2026, 1, 1))
ENDED = replace(HELD, valid_to=date(2026, 6, 30))


@pytest.mark.parametrize(
    ("before", "said", "effects"),
    [
        pytest.param([], [HELD], [Effect.ADDED], id="nobody before"),
        pytest.param([HELD], [HELD], [], id="the same again"),
        pytest.param([HELD], [], [], id="left out"),
        pytest.param([HELD], [ENDED], [Effect.ENDED], id="a last day"),
        pytest.param([ENDED], [HELD], [Effect.CHANGED], id="longer than before"),
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
    plan = plan_people(before, said)

    assert [each.effect for each in plan.steps] == effects
    assert plan.unchanged == len(said) - len(effects)
    assert [plan.count(each) for each in Effect] == [effects.count(each) for each in Effect]


def test_the_digest_stands_for_what_was_as_well_as_for_what_will_be() -> None:
    plans = [
        plan_people([], [HELD]),
        plan_people([], [ENDED]),
        plan_people([ENDED], [HELD]),
        plan_people([replace(ENDED, valid_to=date(2026, 7, 1))], [HELD]),
        plan_people([], [replace(HELD, person=replace(AMINA, email="a@example.org"))]),
    ]

    assert len({each.digest for each in plans}) == len(plans)
    assert plan_people([HELD], [ENDED]).digest == plan_people([HELD, HELD], [ENDED]).digest
