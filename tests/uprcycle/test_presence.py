"""Whoever is away has somebody who acts, and in doubt is told all the same."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uprcycle.people import Assignment, Office, Person, Role
from uprcycle.presence import Absence, Away, Staffing, absent_on, choose_told, find_away

RCO = Office("RCO Kenya", "KEN", frozenset({Role.RCO}))
MONDAY = date(2026, 5, 4)
DAY = timedelta(days=1)


def who(name: str) -> Person:
    return Person(name, f"Person {name}", f"{name}@example.org")


def holds(name: str, deputy_of: str = "", first: date = date.min, last: date = date.max) -> Assignment:
    return Assignment(who(name), RCO, first, last, deputy_of=deputy_of)


def away(name: str, first: date = MONDAY, last: date = MONDAY) -> Absence:
    return Absence(name, first, last)


def told(held: Sequence[Assignment], absent: str) -> str:
    """Return the names of those who are told on Monday while those in ``absent`` are away."""
    return "".join(each.person.id for each in choose_told(held, [away(each) for each in absent], MONDAY))


@pytest.mark.parametrize(
    ("day", "covered"),
    [(MONDAY - DAY, False), (MONDAY, True), (MONDAY + DAY, True), (MONDAY + 2 * DAY, False)],
    ids=["the-day-before", "first-day", "last-day", "the-day-after"],
)
def test_an_absence_includes_both_its_ends(day: date, *, covered: bool) -> None:
    absence = away("a", MONDAY, MONDAY + DAY)

    assert absence.covers(day) is covered
    assert absent_on([absence, away("b", MONDAY + 9 * DAY, MONDAY + 9 * DAY)], day) == (
        {"a"} if covered else set()
    )


@pytest.mark.parametrize(
    ("back", "left"),
    [(MONDAY, None), (MONDAY + DAY, away("a")), (MONDAY + 2 * DAY, away("a", MONDAY, MONDAY + DAY))],
    ids=["on-the-first-day", "on-the-second", "on-the-last"],
)
def test_who_comes_back_is_away_until_the_day_before(back: date, left: Absence | None) -> None:
    assert away("a", MONDAY, MONDAY + 2 * DAY).ended(back) == left


PEERS = [holds("a"), holds("b")]
DEPUTY = [holds("a"), holds("b", "a")]
TWO_DEPUTIES = [holds("a"), holds("b", "a"), holds("c", "a")]
CHAIN = [holds("a"), holds("b", "a"), holds("c", "b")]
EACH_OTHER = [holds("a", "b"), holds("b", "a")]
EACH_OTHER_UNDER_ONE = [holds("a"), holds("b", "c"), holds("b", "a", last=MONDAY), holds("c", "b")]
PEER_OF_A_DEPUTY = [holds("a"), holds("b", "a"), holds("c")]


@pytest.mark.parametrize(
    ("held", "absent", "expected"),
    [
        pytest.param(PEERS, "", "ab", id="all-who-hold-it"),
        pytest.param(PEERS, "a", "b", id="the-other-holders"),
        pytest.param(PEERS, "ab", "ab", id="all-away"),
        pytest.param([holds("a")], "a", "a", id="alone-and-away"),
        pytest.param(DEPUTY, "", "a", id="a-deputy-waits"),
        pytest.param(DEPUTY, "a", "b", id="a-deputy-stands-in"),
        pytest.param(DEPUTY, "b", "a", id="a-deputy-away"),
        pytest.param(DEPUTY, "ab", "a", id="a-deputy-away-too"),
        pytest.param(TWO_DEPUTIES, "a", "bc", id="every-deputy-stands-in"),
        pytest.param(TWO_DEPUTIES, "ab", "c", id="the-deputy-who-is-there"),
        pytest.param(CHAIN, "", "a", id="chain"),
        pytest.param(CHAIN, "b", "a", id="chain-broken-below"),
        pytest.param(CHAIN, "a", "b", id="chain-first-deputy"),
        pytest.param(CHAIN, "ab", "c", id="chain-second-deputy"),
        pytest.param(CHAIN, "abc", "a", id="chain-all-away"),
        pytest.param(EACH_OTHER, "", "ab", id="deputies-of-each-other"),
        pytest.param(EACH_OTHER, "a", "b", id="deputies-of-each-other-one-away"),
        pytest.param(EACH_OTHER_UNDER_ONE, "", "a", id="below-one-who-is-there"),
        pytest.param(EACH_OTHER_UNDER_ONE, "ab", "c", id="below-one-who-is-away"),
        pytest.param(PEER_OF_A_DEPUTY, "", "ac", id="a-peer-beside-a-deputy"),
        pytest.param(PEER_OF_A_DEPUTY, "a", "bc", id="a-peer-and-a-deputy"),
        pytest.param([holds("b", "a")], "", "b", id="only-a-deputy-is-left"),
        pytest.param([holds("a", last=MONDAY - DAY), holds("b", "a")], "", "b", id="whoever-it-was-has-left"),
        pytest.param([holds("a"), holds("b", "a"), holds("b")], "", "abb", id="in-their-own-right-too"),
        pytest.param([holds("b", "b")], "", "b", id="deputy-of-themselves"),
        pytest.param([holds("a", first=MONDAY + DAY)], "", "", id="nobody-yet"),
    ],
)
def test_who_is_told(held: list[Assignment], absent: str, expected: str) -> None:
    assert told(held, absent) == expected


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


def should_be_told(held: list[Assignment], absent: list[Absence], day: date) -> set[str]:
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


@given(held=offices(), absent=absences, day=days)
def test_exactly_the_right_people_are_told_and_never_nobody(
    held: list[Assignment], absent: list[Absence], day: date
) -> None:
    found = choose_told(held, absent, day)
    here = {each.person.id for each in held if each.holds_on(day)}

    assert [each for each in held if each in found] == list(found)
    assert {each.person.id for each in found} == should_be_told(held, absent, day)
    assert bool(found) == bool(here)
    assert not absent_on(absent, day) & {each.person.id for each in found} or here <= absent_on(absent, day)


@given(held=offices(), absent=absences, day=days)
def test_who_is_away_is_named_with_those_who_act_for_them(
    held: list[Assignment], absent: list[Absence], day: date
) -> None:
    found = find_away(Staffing(tuple(held), tuple(absent)), day)
    gone, here = absent_on(absent, day), {each.person.id for each in held if each.holds_on(day)}

    assert [each.person.id for each in found] == sorted(gone & here)
    for each in found:
        acting = {person.id for person in each.stand_ins}
        assert acting <= here - gone
        assert each.person.id not in absent_on(absent, each.until + DAY)
        assert all(
            each.person.id in absent_on(absent, day + count * DAY)
            for count in range((each.until - day).days + 1)
        )


def test_an_absence_in_pieces_ends_with_the_last_of_them() -> None:
    pieces = (
        away("a", MONDAY + 2 * DAY, MONDAY + 4 * DAY),
        away("a"),
        away("a", MONDAY + DAY, MONDAY + 2 * DAY),
        away("b", MONDAY, MONDAY + 30 * DAY),
        away("a", MONDAY + 6 * DAY, MONDAY + 9 * DAY),
    )

    assert find_away(Staffing((holds("a"), holds("c", "b"), holds("b", "a")), pieces), MONDAY) == (
        Away(who("a"), MONDAY + 4 * DAY, (who("c"),)),
        Away(who("b"), MONDAY + 30 * DAY, (who("c"),)),
    )
