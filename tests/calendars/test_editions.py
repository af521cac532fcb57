"""What a feed follows from, and that nothing of it can change a byte without changing the tag."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calendars.editions import Edition
from calendars.feeds import Feed, FeedKind, plan_feeds
from calendars.identity import Site
from calendars.press import Press
from calendars.publish import plan_revisions
from tests.calendars.build import COUNTRIES, FIRST, RULES, SITE, schedule, slot, world
from uprcycle.days.span import Status, read_span
from uprcycle.days.workdays import WorkingDays
from uprcycle.rules.rule import Rule
from uprcycle.rules.rulebook import Rulebook
from uprcycle.rules.ruleset import Ruleset
from uprcycle.store.ports import Revision
from uprcycle.timetable.override import Aim, Lift, Override
from uprcycle.timetable.paper import Paper
from uprcycle.timetable.world import World
from uprcycle.wording.language import ENGLISH, Language

FRENCH = Language("fr")
KENYA = Feed(FeedKind.COUNTRY, "KEN")
BY_HAND = Override(
    Aim("national-report", "KEN", 4),
    read_span("2026-02-02"),
    Status.CONFIRMED,
    "as agreed",
    "a call",
    "an officer",
    FIRST,
    number=1,
    release=1,
)


def with_dates_set_by_hand(*overrides: Override) -> World:
    plain = world()
    return World(plain.release, plain.recorded, plain.rulesets.values(), overrides)


def histories(of: World) -> dict[str, Revision]:
    return {each.uid: each for each in plan_revisions(of, {})}


def bumped(known: Mapping[str, Revision], **changes: object) -> dict[str, Revision]:
    name = "4-KEN-working-group-review"
    return {**known, name: replace(known[name], **changes)}  # type: ignore[arg-type]


def by_rules(name: str, rules: tuple[Rule, ...]) -> World:
    """Return the world by other rules; the name stands for all their texts."""
    ruleset = Ruleset(json.dumps({name: {}}), Rulebook(rules), WorkingDays())
    return World(replace(world().release, ruleset=ruleset.digest), COUNTRIES, [ruleset])


MOVED = world(schedule(slot("KEN", 52, "2026-05-11")))
KNOWN = histories(world())
EDITIONS = {
    "the first": (world(), {}),
    "with histories": (world(), KNOWN),
    "with a raised sequence": (world(), bumped(KNOWN, sequence=3)),
    "changed later": (world(), bumped(KNOWN, modified=FIRST + timedelta(hours=1))),
    "with an entry taken back": (world(), bumped(KNOWN, withdrawn=True)),
    "moved": (MOVED, {}),
    "moved after histories": (MOVED, KNOWN),
    "released again": (world(number=2), {}),
    "released later": (world(at=FIRST + timedelta(seconds=1)), {}),
    "by fewer rules": (by_rules("fewer", RULES[:-3]), {}),
    "by another title": (by_rules("renamed", (replace(RULES[0], title="Send it"), *RULES[1:])), {}),
    "with a date set by hand": (with_dates_set_by_hand(BY_HAND), {}),
    "with another date set by hand": (
        with_dates_set_by_hand(replace(BY_HAND, span=read_span("2026-02-03"))),
        {},
    ),
}
PRESSES = (
    Press(SITE),
    Press(SITE, "another program"),
    Press(Site("https://upr.example.net", SITE.calendar_host)),
    Press(Site(SITE.base_url, "cal.example.net")),
)


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_feeds_that_differ_in_a_byte_have_different_tags(data: st.DataObject) -> None:
    draw = data.draw

    def any_feed() -> tuple[str, bytes, tuple[object, ...]]:
        named = draw(st.sampled_from(sorted(EDITIONS)))
        feed, language = draw(st.sampled_from(plan_feeds(world()))), draw(st.sampled_from((ENGLISH, FRENCH)))
        which = draw(st.integers(0, len(PRESSES) - 1))
        etag, _ = PRESSES[which].validators(feed, *EDITIONS[named], language)
        rendered = PRESSES[which].render(feed, *EDITIONS[named], language)
        assert rendered.etag == etag
        return etag, rendered.body, (named, feed, language.code, which)

    (one, first, made_of), (other, second, made_of_too) = any_feed(), any_feed()

    assert (one == other) is (made_of == made_of_too)
    assert first == second or one != other


@pytest.mark.parametrize("name", EDITIONS)
def test_equal_inputs_have_one_digest_in_whatever_order_they_come(name: str) -> None:
    of, known = EDITIONS[name]
    again = World(of.release, of.recorded, list(of.rulesets.values())[::-1], of.overrides[::-1])

    assert Edition(again, dict(reversed(known.items()))).digest == Edition(of, known).digest


def test_a_date_that_is_lifted_for_a_later_release_changes_no_digest() -> None:
    lifted = replace(BY_HAND, lift=Lift("an officer", FIRST + timedelta(days=1), release=2))

    assert (
        Edition(with_dates_set_by_hand(lifted), {}).digest
        == Edition(with_dates_set_by_hand(BY_HAND), {}).digest
    )


def test_what_stands_in_a_feed_is_found_once_for_all_languages() -> None:
    edition = Edition(world(), {})

    assert edition.column(KENYA) is edition.column(KENYA)
    assert [each.start for each in edition.column(KENYA).slugs] == sorted(
        each.start for each in edition.column(KENYA).slugs
    )


def test_a_document_changes_the_tag_and_the_time_of_a_feed() -> None:
    at = FIRST + timedelta(days=3)
    paper = Paper("National report", "fr", "https://documents.example.org/report", at)
    papers = {("KEN", 4, "national-report"): (paper,)}
    before, after = Edition(world(), {}), Edition(world().with_papers(papers), {})
    feeds = [Press(SITE).render(KENYA, each.world, {}, ENGLISH) for each in (before, after)]

    assert before.digest != after.digest
    assert [each.modified for each in feeds] == [FIRST, at]
    assert [b"documents.example.org" in each.body.replace(b"\r\n ", b"") for each in feeds] == [False, True]
    assert feeds[0].etag != feeds[1].etag
