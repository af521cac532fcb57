"""Whoever is away has somebody who acts, and in doubt is told all the same."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given

from tests.uprcycle.staffing import (
    DAY,
    MONDAY,
    RCO,
    absences,
    away,
    days,
    holds,
    leads,
    offices,
    told_by_lines,
    who,
)
from uprcycle.people import Assignment
from uprcycle.presence import Absence, Away, Staffing, absent_on, choose_told, find_away, find_behind


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


HEADED = [leads("a"), holds("b"), holds("c", "b"), holds("d", "a")]


@pytest.mark.parametrize(
    ("held", "absent", "expected", "deputies", "heads"),
    [
        pytest.param(HEADED, "", "b", "c", "a", id="a-head-waits"),
        pytest.param(HEADED, "b", "c", "", "a", id="a-deputy-comes-before-the-head"),
        pytest.param(HEADED, "bc", "a", "d", "", id="a-head-before-nobody"),
        pytest.param(HEADED, "a", "b", "c", "d", id="who-stands-in-for-the-head"),
        pytest.param(HEADED, "ad", "b", "c", "", id="nobody-for-the-head"),
        pytest.param(HEADED, "c", "b", "", "a", id="the-deputy-away"),
        pytest.param(HEADED, "abcd", "ab", "", "", id="all-away"),
        pytest.param([leads("a")], "", "a", "", "", id="a-head-alone"),
        pytest.param([leads("a"), holds("b", "a")], "", "a", "b", "", id="a-head-with-a-deputy"),
        pytest.param(CHAIN, "", "a", "b", "", id="the-first-of-a-chain"),
        pytest.param(PEERS, "", "ab", "", "", id="nobody-behind"),
    ],
)
def test_who_stands_behind_those_who_are_told(
    held: list[Assignment], absent: str, expected: str, deputies: str, heads: str
) -> None:
    behind = find_behind(held, [away(each) for each in absent], MONDAY)

    assert told(held, absent) == expected
    assert "".join(each.person.id for each in behind.deputies) == deputies
    assert "".join(each.person.id for each in behind.heads) == heads


@given(held=offices(), absent=absences, day=days)
def test_exactly_the_right_people_are_told_and_never_nobody(
    held: list[Assignment], absent: list[Absence], day: date
) -> None:
    found = choose_told(held, absent, day)
    here = {each.person.id for each in held if each.holds_on(day)}

    assert [each for each in held if each in found] == list(found)
    assert {each.person.id for each in found} == told_by_lines(held, absent, day)
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
        told = {person.id for person in each.instead}
        assert told <= {every.person.id for every in choose_told(held, absent, day)} - gone
        assert bool(told) == bool(here - gone)
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


@pytest.mark.parametrize(
    ("held", "absent", "instead"),
    [
        pytest.param(PEER_OF_A_DEPUTY, "a", [("a", "b")], id="the-deputy-before-the-peer"),
        pytest.param(PEERS, "a", [("a", "b")], id="the-peer-where-there-is-no-deputy"),
        pytest.param(CHAIN, "ab", [("a", "c"), ("b", "c")], id="the-deputy-of-the-deputy"),
        pytest.param(DEPUTY, "b", [("b", "a")], id="the-one-they-stand-in-for"),
        pytest.param(DEPUTY, "ab", [("a", ""), ("b", "")], id="nobody"),
    ],
)
def test_who_is_told_instead(held: list[Assignment], absent: str, instead: list[tuple[str, str]]) -> None:
    found = find_away(Staffing(tuple(held), tuple(map(away, absent))), MONDAY)

    assert [(each.person.id, "".join(person.id for person in each.instead)) for each in found] == instead


def test_each_office_is_about_its_people_and_their_absences() -> None:
    elsewhere = replace(holds("b"), office=replace(RCO, country="UGA"))
    all_of_them = Staffing((holds("b"), elsewhere, holds("a")), (away("a"), away("b"), away("c")))

    assert all_of_them.by_office() == {
        ("KEN", "RCO Kenya"): Staffing((holds("b"), holds("a")), (away("a"), away("b"))),
        ("UGA", "RCO Kenya"): Staffing((elsewhere,), (away("b"),)),
    }
