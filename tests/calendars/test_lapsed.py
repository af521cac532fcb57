from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise

import pytest

from calendars.holdings import Before, PersonalView, hold
from calendars.lapsed import find_lapsed
from calendars.tasks import task_id_of
from tests.calendars.build import FIRST, schedule, slot
from tests.calendars.mine import ACTED, FORUM, RCO, acted, components, render, value, view
from uprcycle.checklist.build import build_checklist
from uprcycle.people import Office, Role
from uprcycle.reviews.phases import Phase
from uprcycle.rules.rule import Rule
from uprcycle.subscriptions import TaskForm, WindowForm
from uprcycle.timetable.world import World
from uprcycle.visibility import Visibility

MINE = task_id_of("RCO Kenya", "")
DAY = timedelta(days=1)


def without(*names: str, days: int = 1, **changes: object) -> World:
    """Return a later release whose rules lack some, and of which one says something else."""
    rules = tuple(_changed(each, changes) for each in ACTED if each.id not in names)
    return acted(rules=rules, number=2, at=FIRST + days * DAY)


def _changed(rule: Rule, changes: dict[str, object]) -> Rule:
    return replace(rule, **changes) if rule.id == "inner-brief" else rule  # type: ignore[arg-type]


def before(world: World, until: datetime, *offices: Office) -> Before:
    """Return an earlier release with the lists of the offices."""
    lists = (build_checklist(world.timetable(each.country, 4), each, ()) for each in offices)
    return Before(world, tuple(lists), until)


def after(later: World, *offices: Office, **chosen: object) -> PersonalView:
    """Return what the offices see after a second release, of a feed that showed them the first."""
    mine = offices or (RCO,)
    then = before(acted(), later.release.at, *mine)
    return replace(view(*mine, world=later, **chosen), before=(then,))  # type: ignore[arg-type]


def cancelled(given: PersonalView, world: World) -> dict[str, list[str]]:
    found = components(render(given, world))
    return {name: lines for name, lines in found.items() if "STATUS:CANCELLED" in lines}


def test_a_task_that_a_release_takes_away_stays_as_cancelled_where_it_stood() -> None:
    later = without("inner-brief")
    then = components(render(view()))[f"4-KEN-inner-brief{MINE}"]
    (name, now), *others = cancelled(after(later), later).items()

    assert (name, others) == (f"4-KEN-inner-brief{MINE}", [])
    assert [value(now, each) for each in ("STATUS", "TRANSP", "LAST-MODIFIED")] == [
        "CANCELLED",
        "TRANSPARENT",
        "20260113T093000Z",
    ]
    assert [value(now, each) for each in ("DTSTART", "DTEND")] == [
        value(then, each) for each in ("DTSTART", "DTEND")
    ]
    assert int(value(now, "SEQUENCE")) > int(value(then, "SEQUENCE"))


def test_a_task_that_passes_to_another_office_is_cancelled_here_alone() -> None:
    later = without(actors=(Role.UNCT,))

    assert list(cancelled(after(later), later)) == [f"4-KEN-inner-brief{MINE}"]


def test_a_date_that_is_not_public_is_cancelled_as_a_date() -> None:
    later = without("shared-plan")

    assert list(cancelled(after(later), later)) == ["4-KEN-shared-plan"]


@pytest.mark.parametrize(
    ("visibility", "offices", "expected"),
    [
        (Visibility.UN_INTERNAL, (RCO,), True),
        (Visibility.PRIVATE, (RCO,), False),
        (Visibility.UN_INTERNAL, (FORUM,), False),
    ],
)
def test_what_is_hidden_now_goes_without_a_word(
    visibility: Visibility, offices: tuple[Office, ...], *, expected: bool
) -> None:
    was_shared = tuple(
        replace(each, actors=(Role.RCO, Role.CSO), visibility=Visibility.PARTNERS)
        if each.id == "inner-brief"
        else each
        for each in ACTED
    )
    first = acted(rules=was_shared)
    later = without(visibility=visibility, actors=(Role.UNCT,))
    given = replace(view(*offices, world=later), before=(before(first, later.release.at, *offices),))

    found = cancelled(given, later)
    assert ([name for name in found if "inner-brief" in name] != []) is expected


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ({}, 1),
        ({"shows_cancelled": False}, 0),
        ({"tasks": TaskForm.NONE}, 0),
        ({"phases": (Phase.MID_TERM,)}, 0),
        ({"countries": ("NPL",)}, 0),
    ],
    ids=["all", "not-wanted", "no-tasks", "another-phase", "another-State"],
)
def test_a_filter_narrows_it(chosen: dict[str, object], expected: int) -> None:
    later = without("inner-brief")

    assert len(cancelled(after(later, **chosen), later)) == expected


def test_a_to_do_is_cancelled_with_its_event_and_a_window_as_it_was_shown() -> None:
    later = without("draft")
    given = after(later, tasks=TaskForm.TODOS, windows=WindowForm.ENDS)
    found = cancelled(given, later)

    closes = f"4-KEN-draft{MINE}-closes"
    assert list(found) == [f"4-KEN-draft{MINE}-opens", closes, f"4-KEN-draft{MINE}-todo"]
    todo = found[f"4-KEN-draft{MINE}-todo"]
    assert (todo[0], value(todo, "DUE")) == ("BEGIN:VTODO", value(found[closes], "DTSTART"))
    assert value(todo, "RELATED-TO").startswith(closes)


def test_a_date_that_becomes_a_task_stands_as_the_task_alone() -> None:
    rules = tuple(replace(each, actors=(Role.RCO,)) if each.id == "shared-plan" else each for each in ACTED)
    later = acted(rules=rules, number=2, at=FIRST + DAY)
    found = components(render(after(later), later))

    assert [name for name in found if "shared-plan" in name] == [f"4-KEN-shared-plan{MINE}"]
    assert cancelled(after(later), later) == {}


def test_nothing_is_said_after_sixty_days_or_once_it_is_back() -> None:
    gone = after(without("inner-brief"))

    for world, expected in (
        (without("inner-brief", days=60), 1),
        (without("inner-brief", days=62), 0),
        (without(days=3), 0),
    ):
        given = replace(view(world=world), before=gone.before)
        assert len(list(find_lapsed(given, hold(given, world), world))) == expected


def test_of_several_releases_the_last_that_took_it_away_counts() -> None:
    third = without("inner-brief", days=9)
    worlds = [acted(), without("inner-brief", days=1), without(days=5), third]
    chain = tuple(before(old, new.release.at, RCO) for old, new in pairwise(worlds))
    given = replace(view(world=third), before=chain)

    (found,) = find_lapsed(given, hold(given, third), third)
    assert (found.dated.id, found.office, found.at) == ("inner-brief", RCO, FIRST + 9 * DAY)


def test_a_state_that_passes_to_its_next_cycle_cancels_nothing() -> None:
    passed = acted(of=schedule(slot("KEN", None, "unknown", cycle=5)), number=2, at=FIRST + DAY)
    given = replace(view(), before=(before(acted(), passed.release.at, RCO),))

    assert list(find_lapsed(given, hold(replace(given, checklists=()), passed), passed)) == []
