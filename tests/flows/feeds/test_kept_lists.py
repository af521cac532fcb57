"""Lists that feeds share: the same one until something on it changed, and then another."""

import pytest

from flows.feeds import kept_lists
from flows.feeds.kept_lists import KeptLists
from flows.installation.wiring import Wiring
from tests.flows.installed import founded_memory
from tests.uprcycle.store.build import tick
from uprcycle.people import Office, Role
from uprcycle.store.packaged import load_ruleset
from uprcycle.timetable.world import World

KENYA = Office("RCO Kenya", "KEN", frozenset({Role.RCO, Role.UNCT}))
FORUM = Office("Civic Forum", "KEN", frozenset({Role.CSO}))
NOWHERE = Office("RCO Nowhere", "QQQ", frozenset({Role.RCO}))
TASK = "integrate-into-unsdcf"


@pytest.fixture
def wiring() -> Wiring:
    return founded_memory()


def test_the_lists_come_in_the_order_of_the_offices_and_of_states_under_review_alone(wiring: Wiring) -> None:
    found = KeptLists(wiring).of([KENYA, NOWHERE, FORUM], wiring.world(), wiring.written())

    assert [each.office for each in found] == [KENYA, FORUM]
    assert {len(each.tasks) > 10 for each in found} == {True}


def test_a_list_is_built_again_when_its_own_office_said_something(wiring: Wiring) -> None:
    lists, record = KeptLists(wiring), wiring.store.ticks.record

    def found() -> tuple[object, ...]:
        return lists.of([KENYA, FORUM], wiring.world(), wiring.written())

    mine, theirs = found()
    record(tick(TASK, office=FORUM.name))
    same, others = found()
    record(tick(TASK, office=KENYA.name))
    changed, still = found()

    assert [same is mine, others is theirs, changed is mine, still is others] == [True, False, False, True]


def test_another_release_has_lists_of_its_own(wiring: Wiring) -> None:
    lists, world = KeptLists(wiring), wiring.world()
    other = World(world.release, world.countries, [load_ruleset()])

    (first,), (second,) = (lists.of([KENYA], each, 1) for each in (world, other))

    assert (second is first, second == first) == (False, True)


def test_the_store_is_asked_once_for_each_count_of_writes(wiring: Wiring) -> None:
    lists, world = KeptLists(wiring), wiring.world()
    (before,) = lists.of([KENYA], world, 1)
    wiring.store.ticks.record(tick(TASK, office=KENYA.name))

    found = [lists.of([KENYA], world, written)[0] is before for written in (1, 1, 2, 2)]

    assert found == [True, True, False, False]
    assert lists.of([KENYA], world, 2)[0] is lists.of([KENYA], world, 3)[0]


def test_of_many_offices_the_first_list_is_forgotten(wiring: Wiring, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_lists, "KEPT_LISTS", 1)
    lists, world = KeptLists(wiring), wiring.world()

    first, _, again = (lists.of([office], world, 1)[0] for office in (KENYA, FORUM, KENYA))

    assert (again is first, again == first) == (False, True)
