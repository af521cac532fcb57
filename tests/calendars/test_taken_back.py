from datetime import timedelta

import pytest

from calendars.holdings import PersonalView
from calendars.publish import plan_revisions
from calendars.tasks import task_id_of
from tests.calendars.build import FIRST, lead, rule, schedule, slot
from tests.calendars.mine import FORUM, RCO, acted, components, render, value, view
from uprcycle.people import Role
from uprcycle.reviews.phases import Phase
from uprcycle.rules.rule import Kind, Prominence
from uprcycle.store.ports import Revision
from uprcycle.subscriptions import TaskForm, WindowForm
from uprcycle.timetable.world import World

MINE = task_id_of("RCO Kenya", "")
GONE = slot("KEN", None, "unknown")


def after(later: World, *, then: World | None = None) -> tuple[World, dict[str, Revision]]:
    """Return the second release with the histories of both."""
    known = {each.uid: each for each in plan_revisions(then or acted(), {})}
    return later, known | {each.uid: each for each in plan_revisions(later, known)}


def shown(given: PersonalView, state: tuple[World, dict[str, Revision]]) -> dict[str, list[str]]:
    world, known = state
    return {
        name: lines
        for name, lines in components(render(given, world, known)).items()
        if "STATUS:CANCELLED" in lines
    }


def taken(days: int = 1) -> World:
    """Return a later release in which the review of Kenya has no day any more."""
    return acted(of=schedule(GONE), number=2, at=FIRST + timedelta(days=days))


def test_a_date_that_was_taken_back_stays_as_cancelled_in_the_place_where_it_was() -> None:
    later = taken()
    found = shown(view(world=later), after(later))

    review = found["4-KEN-working-group-review"]
    assert [value(review, each) for each in ("SUMMARY", "STATUS", "TRANSP", "SEQUENCE")] == [
        "Cancelled: Review in the Working Group",
        "CANCELLED",
        "TRANSPARENT",
        "1",
    ]
    assert value(review, "LAST-MODIFIED") == value(review, "DTSTAMP") == "20260113T093000Z"


def test_what_was_a_task_is_cancelled_as_the_task() -> None:
    later = taken()
    found = shown(view(RCO, FORUM, world=later), after(later))

    assert f"4-KEN-statement{MINE}" in found
    assert [each for each in found if each.startswith("4-KEN-statement")] == [f"4-KEN-statement{MINE}"]
    before = components(render(view()))[f"4-KEN-statement{MINE}"]
    assert int(value(found[f"4-KEN-statement{MINE}"], "SEQUENCE")) > int(value(before, "SEQUENCE"))


def test_without_tasks_it_is_cancelled_as_the_date() -> None:
    later = taken()
    found = shown(view(world=later, tasks=TaskForm.NONE), after(later))

    assert "4-KEN-statement" in found


def test_nothing_of_a_task_that_is_not_public_is_told_when_it_is_gone() -> None:
    later = taken()
    found = shown(view(world=later), after(later))

    assert [each for each in found if "inner" in each or "shared" in each or "draft" in each] == []


@pytest.mark.parametrize(
    ("days", "shows", "expected"), [(1, True, True), (1, False, False)], ids=["wanted", "not-wanted"]
)
def test_cancelled_entries_are_shown_where_they_are_wanted(days: int, *, shows: bool, expected: bool) -> None:
    later = taken(days)

    assert bool(shown(view(world=later, shows_cancelled=shows), after(later))) is expected


def test_a_cancelled_entry_goes_after_sixty_days() -> None:
    known = after(taken())[1]
    late = taken(62)

    assert shown(view(world=late), (late, known)) == {}
    assert shown(view(world=taken(60)), (taken(60), known)) != {}


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ({"countries": ("NPL",)}, False),
        ({"phases": (Phase.REVIEW,)}, True),
        ({"phases": (Phase.MID_TERM,)}, False),
        ({"kinds": (Kind.EVENT,)}, True),
        ({"kinds": (Kind.DOCUMENT,)}, False),
        ({"roles": (Role.GOVERNMENT,)}, True),
        ({"roles": (Role.NHRI,)}, False),
    ],
)
def test_a_filter_narrows_what_was_taken_back_too(
    chosen: dict[str, tuple[str, ...]], *, expected: bool
) -> None:
    later = taken()
    given = view(world=later, **chosen)  # type: ignore[arg-type]

    assert ("4-KEN-working-group-review" in shown(given, after(later))) is expected


@pytest.mark.parametrize(
    ("windows", "names"),
    [
        (WindowForm.AUTO, {"4-KEN-consult-opens", "4-KEN-consult-closes"}),
        (WindowForm.BARS, {"4-KEN-consult"}),
        (WindowForm.ENDS, {"4-KEN-consult-opens", "4-KEN-consult-closes"}),
    ],
)
def test_a_window_is_taken_back_in_the_form_in_which_it_was_shown(
    windows: WindowForm, names: set[str]
) -> None:
    rules = (rule("consult", lead=lead("100 days before", "10 days before"), prominence=Prominence.DETAIL),)
    then = acted(rules=rules)
    later = acted(of=schedule(GONE), rules=rules, number=2, at=FIRST + timedelta(days=1))
    before = components(render(view(world=then, windows=windows), then))

    found = shown(view(world=later, windows=windows), after(later, then=then))

    assert set(found) == names
    for name in names:
        assert [value(found[name], each) for each in ("DTSTART", "DTEND")] == [
            value(before[name], each) for each in ("DTSTART", "DTEND")
        ]


LONG, SHORT = ("100 days before", "10 days before"), ("100 days before", "90 days before")


def release(number: int, days: int, window: tuple[str, str], *, is_known: bool = True) -> World:
    rules = (rule("consult", lead=lead(*window), prominence=Prominence.DETAIL),)
    of = schedule() if is_known else schedule(GONE)
    return acted(of=of, rules=rules, number=number, at=FIRST + timedelta(days=days))


def test_what_is_taken_back_rises_above_all_its_earlier_forms() -> None:
    worlds = [
        release(1, 0, SHORT),
        release(2, 1, LONG),
        release(3, 200, LONG, is_known=False),
        release(4, 201, SHORT),
    ]
    known: dict[str, Revision] = {}
    sequences = []
    for world in worlds:
        known |= {each.uid: each for each in plan_revisions(world, known)}
        found = components(render(view(world=world, windows=WindowForm.BARS), world, known))
        sequences.append(int(value(found["4-KEN-consult"], "SEQUENCE")))

    assert sequences == sorted(set(sequences))
