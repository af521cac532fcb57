"""Offices of a few people who come, go, stand in for each other and are away, and who is to be told."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise, permutations

from hypothesis import strategies as st

from uprcycle.people import Assignment, Office, Person, Role
from uprcycle.presence import Absence

RCO = Office("RCO Kenya", "KEN", frozenset({Role.RCO}))
MONDAY = date(2026, 5, 4)
DAY = timedelta(days=1)


def who(name: str) -> Person:
    return Person(name, f"Person {name}", f"{name}@example.org")


def holds(name: str, deputy_of: str = "", first: date = date.min, last: date = date.max) -> Assignment:
    return Assignment(who(name), RCO, first, last, deputy_of=deputy_of)


def leads(name: str) -> Assignment:
    """Return a head of the office."""
    return replace(holds(name), is_head=True)


def away(name: str, first: date = MONDAY, last: date = MONDAY) -> Absence:
    return Absence(name, first, last)


@st.composite
def offices(draw: st.DrawFn) -> list[Assignment]:
    """Return up to five people of an office, each for a time and perhaps as somebody's deputy."""
    names = "abcde"[: draw(st.integers(1, 5))]
    days = st.integers(0, 12).map(lambda count: MONDAY + count * DAY)
    held = []
    for name in names:
        first, last = sorted([draw(days), draw(days)])
        held.append(holds(name, draw(st.sampled_from(["", *names, "gone"])), first, last))
    return draw(st.permutations(held))


absences = st.lists(
    st.builds(
        lambda name, first, length: away(name, MONDAY + first * DAY, MONDAY + (first + length) * DAY),
        st.sampled_from("abcdef"),
        st.integers(-3, 14),
        st.integers(0, 9),
    ),
    max_size=8,
)
days = st.integers(-1, 13).map(lambda count: MONDAY + count * DAY)


def told_by_lines(held: Collection[Assignment], absent: Collection[Absence], day: date) -> set[str]:
    """Say it again by looking at every line of people in which each is the deputy of the one before."""
    whom = {each.person.id: each.deputy_of for each in held if each.valid_from <= day <= each.valid_to}
    gone = {each.person for each in absent if each.first <= day <= each.last}
    lines = [line for size in range(1, len(whom) + 1) for line in permutations(whom, size)]
    lines = [line for line in lines if all(whom[low] == high for high, low in pairwise(line))]
    below = {(line[0], line[-1]) for line in lines}
    own = {each for each in whom if all((each, high) in below for high, low in below if low == each)}
    acting = {
        line[-1] for line in lines if line[0] in own and line[-1] not in gone and gone.issuperset(line[:-1])
    }
    return acting or own
