from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tests.uprcycle.examples import release_of, schedule, slot
from uprcycle.countries import Countries
from uprcycle.days.span import Status, day_span
from uprcycle.store.packaged import load_countries, load_ruleset
from uprcycle.timetable.override import Aim, Override
from uprcycle.timetable.world import World
from uprcycle.timetable.worlds import RecentWorlds

RELEASE = release_of(schedule())
BY_HAND = Override(
    Aim("draft", "KEN", 5),
    day_span(date(2027, 2, 1)),
    Status.CONFIRMED,
    "Agreed.",
    "a letter",
    "the desk",
    datetime(2026, 11, 20, tzinfo=UTC),
)


def made(worlds: RecentWorlds, number: int = 1) -> World:
    return worlds.world(replace(RELEASE, number=number), load_countries(), [load_ruleset()])


def test_a_world_made_lately_is_the_answer_to_equal_inputs() -> None:
    worlds = RecentWorlds(2)

    first, second = made(worlds, 1), made(worlds, 2)

    assert first is not second
    assert (made(worlds, 1), made(worlds, 2)) == (first, second)


def test_only_the_last_few_are_kept() -> None:
    worlds = RecentWorlds(2)
    first, second, third = (made(worlds, number) for number in (1, 2, 3))

    assert (made(worlds, 2), made(worlds, 3)) == (second, third)
    assert made(worlds, 1) is not first


@pytest.mark.parametrize(
    "other",
    [
        pytest.param((release_of(schedule(slots=(slot(span="2027-11-04"),))),), id="another-day"),
        pytest.param((replace(RELEASE, note="second"),), id="another-note"),
        pytest.param((RELEASE, Countries(load_countries())), id="other-states"),
        pytest.param((RELEASE, load_countries(), [replace(load_ruleset(), text="{}")]), id="other-rules"),
        pytest.param((RELEASE, load_countries(), [load_ruleset()], [BY_HAND]), id="a-date-set-by-hand"),
    ],
)
def test_whatever_differs_makes_another_world(other: tuple[object, ...]) -> None:
    inputs = (RELEASE, load_countries(), [load_ruleset()], ())
    worlds = RecentWorlds(2)

    assert worlds.world(*(*other, *inputs[len(other) :])) is not worlds.world(*inputs)  # type: ignore[arg-type]
