"""What changed, worded for pages and feeds."""

from datetime import UTC, datetime
from typing import Any

import pytest

from tests.uprcycle.examples import country, rule
from uprcycle.countries import Countries
from uprcycle.days.span import Status, read_span
from uprcycle.rules.rule import Prominence
from uprcycle.timetable.announced import (
    AnnouncedChange,
    AnnouncedReview,
    Announcement,
    Entry,
    Imprint,
    Opening,
    Said,
)
from uprcycle.timetable.changes import ChangeKind
from uprcycle.timetable.plan import Verdict
from uprcycle.wording.language import ENGLISH
from web.changed import Origin, is_address, summarise, word_origin, word_review

STATES = [country(code, name) for code, name in (("AAA", "Aland"), ("BBB", "Bland"), ("CCC", "Cland"))]
COUNTRIES = Countries([*STATES, *(country(f"D{letter}D", f"D{letter}land") for letter in "ABCD")])
IMPRINT = Imprint(2, datetime(2026, 11, 19, 23, 30, tzinfo=UTC), "why", "a letter")
OLD, NEW = (Said(read_span(day), Status.TENTATIVE) for day in ("2027-11-03", "2027-11-04"))


def change(
    name: str = "brief",
    old: Said | None = OLD,
    new: Said | None = NEW,
    **changes: Any,  # noqa: ANN401 - any field of a rule
) -> AnnouncedChange:
    return AnnouncedChange(ChangeKind.MOVED, rule(name, title=name, **changes), old, new)


def entry(*reviews: AnnouncedReview, opening: Opening | None = None) -> Entry:
    return Entry(IMPRINT, Announcement(1, 2, reviews), opening)


def review(code: str, *changes: AnnouncedChange) -> AnnouncedReview:
    return AnnouncedReview(code, 5, Verdict.MOVED, changes)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (OLD, NEW, "was 3 Nov 2027 (tentative), now 4 Nov 2027 (tentative)"),
        (None, NEW, "new: 4 Nov 2027 (tentative)"),
        (OLD, None, "no longer listed; was 3 Nov 2027 (tentative)"),
        (OLD, Said(read_span("unknown"), Status.TENTATIVE), "was 3 Nov 2027 (tentative), now not known"),
        (
            Said(read_span("2027-11-03"), Status.TENTATIVE),
            Said(read_span("2027-11-03"), Status.CONFIRMED),
            "was 3 Nov 2027 (tentative), now 3 Nov 2027 (confirmed)",
        ),
    ],
    ids=["moved", "new", "gone", "to-nothing", "confirmed"],
)
def test_a_change_is_one_sentence(old: Said | None, new: Said | None, expected: str) -> None:
    (line,) = word_review(review("AAA", change(old=old, new=new)), COUNTRIES, ENGLISH, 9).lines

    assert line.sentence == expected
    assert (line.was is None, line.now is None) == (old is None, new is None)


def test_a_line_names_five_states_and_counts_the_others() -> None:
    codes = [each.iso3 for each in COUNTRIES]
    (line,) = summarise(entry(*(review(code, change()) for code in codes)), COUNTRIES, ENGLISH, 3).lines

    assert ([code for code, _ in line.states], line.more) == (codes[:5], 2)
    assert line.states[0] == ("AAA", "Aland")


def test_a_release_in_short_has_its_counts_and_its_first_lines() -> None:
    found = summarise(
        entry(review("AAA", change("one"), change("two"), change("three")), review("BBB", change("one"))),
        COUNTRIES,
        ENGLISH,
        2,
    )

    assert (found.counts, found.opening) == (("2 States with dates that moved",), "")
    assert ([each.id for each in found.lines], found.further) == (["one", "three"], 1)


def test_the_first_release_says_what_it_began_with() -> None:
    found = summarise(entry(opening=Opening(3, 53, 54)), COUNTRIES, ENGLISH, 3)

    assert (found.counts, found.lines, found.further) == ((), (), 0)
    assert found.opening == "The first release: 3 States, sessions 53 to 54."


def test_a_state_with_many_changes_shows_the_weightiest_and_counts_the_others() -> None:
    headline = change("headline", prominence=Prominence.HEADLINE)
    found = word_review(review("BBB", change("one"), headline, change("two")), COUNTRIES, ENGLISH, 2)

    assert (found.name, found.cycle, [each.id for each in found.lines], found.further) == (
        "Bland",
        5,
        ["headline"],
        2,
    )


def test_the_day_of_a_release_is_that_of_geneva() -> None:
    assert word_origin(IMPRINT, ENGLISH) == Origin(
        2,
        "2026-11-19T23:30:00+00:00",
        "20 Nov 2026",
        "Friday, 20 November 2026, 00:30 Geneva time (CET); 19 Nov 2026, 23:30 UTC",
        "why",
        "a letter",
        "",
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://upr.example.org/a?b=c", True),
        ("http://upr.example.org", True),
        ("see https://upr.example.org", False),
        ("https://upr.example.org and more", False),
        ("javascript:alert(1)", False),
        ("JavaScript://upr.example.org/%0aalert(1)", False),
        ("data:text/html,x", False),
        ("//upr.example.org", False),
        ("https:upr.example.org", False),
        ("https://[", False),
        ("", False),
    ],
)
def test_only_an_address_becomes_a_link(text: str, expected: bool) -> None:  # noqa: FBT001 - a column of the table
    assert is_address(text) is expected
