"""A plan in words."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.web.site import world
from uprcycle.countries import Countries
from uprcycle.days.span import Span, Status, day_span, read_span
from uprcycle.store.packaged import load_countries
from uprcycle.timetable.changes import Change, ChangeKind
from uprcycle.timetable.milestone import Milestone
from uprcycle.timetable.plan import Plan, ReviewPlan, Verdict
from uprcycle.wording.language import ENGLISH
from web.desk.plans import PlanWords, word_plan, word_shift

DAY = date(2027, 1, 20)
COUNTRIES: Countries = load_countries()


def milestone(country: str, span: Span, rule: str = "working-group-review") -> Milestone:
    found = world().timetable(country, 4)
    (here,) = (each for each in found.milestones if each.id == rule)
    return replace(here, finding=replace(here.finding, span=span, status=Status.TENTATIVE))


def moved(days: int, country: str = "HTI", rule: str = "working-group-review") -> Change:
    new = DAY + timedelta(days=days)
    sides = (milestone(country, day_span(each), rule) for each in (DAY, new))
    return Change(ChangeKind.MOVED, rule, *sides)


def planned(*changes: Change, earlier: tuple[Change, ...] = ()) -> Plan:
    by_state: dict[str, list[Change]] = {}
    for each in changes:
        by_state.setdefault(each.new.country if each.new else "", []).append(each)
    reviews = (ReviewPlan(code, 4, Verdict.MOVED, tuple(each)) for code, each in sorted(by_state.items()))
    return Plan(1, "digest", tuple(reviews), (), earlier, "hash")


def worded(plan: Plan, sequences: dict[str, int] | None = None) -> PlanWords:
    return word_plan(plan, (), COUNTRIES, ENGLISH, sequences or {})


@pytest.mark.parametrize(
    ("days", "by", "is_earlier"),
    [(1, "1 day later", False), (183, "183 days later", False), (-1, "1 day earlier", True)],
    ids=["a-day", "half-a-year", "earlier"],
)
def test_a_date_says_how_far_it_moves(days: int, by: str, *, is_earlier: bool) -> None:
    shift = word_shift(moved(days), ENGLISH, {"4-HTI-working-group-review": 3})

    assert (shift.by, shift.is_earlier, shift.sequence) == (by, is_earlier, 3)


def test_how_far_is_not_said_where_a_date_gets_closer_or_begins() -> None:
    closer = Change(
        ChangeKind.MOVED,
        "working-group-review",
        milestone("HTI", read_span("2027-01")),
        milestone("HTI", day_span(DAY)),
    )
    begun = Change(ChangeKind.ADDED, "working-group-review", None, milestone("HTI", day_span(DAY)))

    assert [word_shift(each, ENGLISH).by for each in (closer, begun)] == ["", ""]
    assert word_shift(begun, ENGLISH).was is None


@pytest.mark.parametrize(
    ("moves", "by", "earlier"),
    [
        ((5, 5), "5 days later", 0),
        ((2, 5), "2 to 5 days later", 0),
        ((-2, -5), "2 to 5 days earlier", 2),
        ((-1, 5), "from 1 day earlier to 5 days later", 1),
    ],
    ids=["equal", "later", "earlier", "both"],
)
def test_a_state_says_between_which_bounds_its_dates_move(
    moves: tuple[int, int], by: str, earlier: int
) -> None:
    first, second = moves
    (state,) = worded(planned(moved(first), moved(second, rule="hrc-adoption"))).states

    assert (state.code, state.cycle, state.dates, state.by, state.earlier) == ("HTI", 4, 2, by, earlier)


def test_one_sentence_counts_it_all() -> None:
    back = moved(-3, "ISL")
    words = worded(planned(moved(5), back, earlier=(back,)))

    assert words.sentence == (
        "2 States with dates that moved, 2 dates change, 1 of them comes earlier, 1 deadline comes earlier."
    )
    assert [(name, shift.by) for name, shift in words.earlier] == [("Iceland", "3 days earlier")]
    assert worded(planned()).sentence == "No date changes."


def test_states_are_in_the_order_of_their_names_with_what_their_feeds_say() -> None:
    sequences = {"4-HTI-working-group-review": 1, "4-HTI-midpoint-closes": 4, "3-HTI-midpoint": 9}
    words = worded(planned(moved(1, "ZWE"), moved(1, "HTI")), sequences)

    assert [(each.name, each.entries, each.sequence) for each in words.states] == [
        ("Haiti", 2, 4),
        ("Zimbabwe", 0, 0),
    ]
