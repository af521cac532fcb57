"""The feeds of the packaged schedule: every one of them, as people will subscribe to it."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cache

import pytest

from calendars.entries import marks_of
from calendars.feeds import FeedKind, find_feed, plan_feeds
from calendars.identity import uid_of
from calendars.press import Press, RenderedFeed
from calendars.publish import plan_revisions
from calendars.selection import Window
from tests.calendars.build import SITE
from tests.calendars.parse import by_ical, by_icalendar, check_form
from uprcycle.days.span import Status
from uprcycle.schedule.release import Release
from uprcycle.store.packaged import (
    language_codes,
    load_countries,
    load_language,
    load_ruleset,
    load_schedule,
)
from uprcycle.store.ports import Revision
from uprcycle.timetable.milestone import Milestone
from uprcycle.timetable.world import World
from uprcycle.visibility import Audience

MOST_ENTRIES, MOST_BYTES = 1_000, 700_000
PRESS = Press(SITE)
RUSSIAN = load_language("ru")
WORDED = ("SUMMARY", "DESCRIPTION", "CATEGORIES", "NAME", "X-WR-CAL", "SOURCE", "URL;", "LINK")
"""The lines of a feed in which its language has a say."""

TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
ISOLATED = re.compile("\u2068[^\u2066-\u2069]*\u2069")


@cache
def packaged() -> World:
    at, rules = datetime(2026, 11, 21, 9, tzinfo=UTC), load_ruleset().digest
    release = Release(1, load_schedule(), at, "setup", "first", "the packaged schedule", rules)
    return World(release, load_countries(), [load_ruleset()])


@cache
def histories() -> Mapping[str, Revision]:
    return {each.uid: each for each in plan_revisions(packaged(), {})}


def render(name: str, language: str = "en") -> RenderedFeed:
    feed = find_feed(name, packaged())
    return PRESS.render(feed, packaged(), histories(), load_language(language))


def public(iso3: str) -> list[Milestone]:
    timetable = packaged().timetable(iso3, packaged().running[iso3])
    return [each for each in timetable.seen_by(Audience.PUBLIC) if each.is_known]


def test_every_member_state_has_a_feed() -> None:
    feeds = [each.key for each in plan_feeds(packaged()) if each.kind is FeedKind.COUNTRY]

    assert feeds == [each.iso3 for each in packaged().countries.members()]


@pytest.mark.slow
@pytest.mark.parametrize("region", range(5))
def test_the_feed_of_every_state_holds_exactly_its_public_known_milestones(region: int) -> None:
    countries = packaged().countries
    names = [feed.key for feed in plan_feeds(packaged()) if feed.kind is FeedKind.REGION]
    for number, country in enumerate(each for each in countries.members() if each.region == names[region]):
        rendered = render(f"country/{country.iso3}")
        expected = {uid_of(mark.name, SITE) for each in public(country.iso3) for mark in marks_of(each)}

        assert set(components(rendered.body)) == expected, country.iso3
        # The strict parser takes its time; what it says of a quarter it would say of all.
        assert number % 4 or set(by_ical(rendered.body)) == expected, country.iso3
        assert (rendered.entries, check_form(rendered.body)) == (len(expected), []), country.iso3
        assert rendered.body.count(b"@") == rendered.body.count(b"\nUID:"), country.iso3


SHARED = (
    "all",
    "region/africa",
    "region/asia-pacific",
    "session/41",
    "session/54",
    "role/NHRI",
    "phase/follow-up",
    "country/KEN",
    "country/UKR",
)


@pytest.mark.parametrize("name", SHARED)
def test_no_feed_is_larger_than_clients_take(name: str) -> None:
    rendered = render(name)

    assert (rendered.entries <= MOST_ENTRIES, len(rendered.body) <= MOST_BYTES) == (True, True)
    assert check_form(rendered.body) == []


@pytest.mark.slow
@pytest.mark.parametrize(
    "name",
    [each.name for each in plan_feeds(packaged()) if each.kind is not FeedKind.COUNTRY] + ["country/KEN"],
)
def test_no_feed_is_larger_than_clients_take_in_russian_whose_letters_take_two_bytes(name: str) -> None:
    rendered = Press(SITE, kept=1).render(find_feed(name, packaged()), packaged(), histories(), RUSSIAN)

    assert (rendered.entries <= MOST_ENTRIES, len(rendered.body) <= MOST_BYTES) == (True, True)


@pytest.mark.parametrize("name", SHARED)
def test_the_two_parsers_read_the_same(name: str) -> None:
    body = render(name).body

    assert by_icalendar(body) == by_ical(body)


@pytest.mark.parametrize("name", ["phase/follow-up", "country/KEN", "country/UKR"])
def test_six_languages_differ_in_their_words_alone(name: str) -> None:
    rendered = [render(name, code) for code in language_codes()]
    lines = [each.body.decode().replace("\r\n ", "").split("\r\n") for each in rendered]
    kept = [[line for line in each if not line.startswith(WORDED)] for each in lines]
    names = {line.partition(":")[0].partition(";")[0] for line in kept[0]}

    assert {"UID", "SEQUENCE", "DTSTAMP", "DTSTART", "DTEND", "LAST-MODIFIED", "STATUS"} <= names
    assert kept == [kept[0]] * 6
    assert [(each.entries, check_form(each.body), len(each.body) < MOST_BYTES) for each in rendered] == [
        (rendered[0].entries, [], True)
    ] * 6
    assert [TURNING.findall(ISOLATED.sub("", each.body.decode())) for each in rendered] == [[]] * 6


def test_the_feed_of_all_states_holds_every_review_of_two_years_back_and_ahead() -> None:
    found = by_ical(render("all").body)
    near = Window(date(2024, 11, 21), date(2028, 11, 21))
    reviewed = [
        uid_of(mark.name, SITE)
        for country in packaged().countries.members()
        for each in public(country.iso3)
        for mark in marks_of(each)
        if each.id == "working-group-review" and near.holds(f"{mark.start}", f"{mark.end}")
    ]
    assert len(reviewed) > 70

    assert [uid for uid in reviewed if uid not in found] == []


@pytest.mark.parametrize(
    ("name", "title", "days"),
    [
        ("4-USA-working-group-review", "Review in the Working Group", "2026-11-01/2026-12-01"),
        ("4-MMR-session-start", "Working Group session begins", "2027-01-01/2027-03-01"),
    ],
)
def test_what_is_known_to_its_months_is_never_shown_on_a_day(name: str, title: str, days: str) -> None:
    found = by_ical(render(f"country/{name[2:5]}").body)

    summary, _, start, end = found[f"{name}@cal.example.org"]

    assert (summary, f"{start}/{end}") == (f"Day unknown: {title} (tentative)", days)


@pytest.mark.parametrize(
    ("iso3", "ends", "told"),
    [
        pytest.param(
            "TON",
            datetime(2022, 10, 11, 13, tzinfo=UTC),
            "Tuesday, 11 October 2022, 15:00 Geneva time (CEST); "
            "Wednesday, 12 October 2022, 02:00 Tongatapu time (+13)",
            id="the-next-day-in-tonga",
        ),
        pytest.param(
            "CHE",
            datetime(2022, 7, 14, 13, tzinfo=UTC),
            "Thursday, 14 July 2022, 15:00 Geneva time (CEST)",
            id="the-same-hour-in-switzerland",
        ),
    ],
)
def test_a_deadline_ends_at_its_hour_and_tells_it_by_both_clocks(
    iso3: str, ends: datetime, told: str
) -> None:
    found = by_ical(render(f"country/{iso3}").body)

    _, description, _, end = found[f"4-{iso3}-stakeholder-submission-deadline@cal.example.org"]

    assert end == ends
    assert description.startswith(f"When: {told} (confirmed)\n")


def test_a_state_without_a_session_lists_what_is_not_known() -> None:
    body = render("country/UKR").body.decode().replace("\r\n ", "")

    assert "\\nNot known: " in body
    assert "4-UKR-working-group-review@" not in body


@pytest.mark.parametrize("iso3", ["KEN", "USA", "MMR", "NPL"])
def test_whatever_is_not_confirmed_says_so_in_its_status_and_in_its_first_line(iso3: str) -> None:
    found = components(render(f"country/{iso3}").body)
    open_words = {Status.ESTIMATED: ("estimated", "projected"), Status.TENTATIVE: ("tentative",)}

    for each in public(iso3):
        for mark in marks_of(each):
            lines = found[uid_of(mark.name, SITE)]
            summary = next(line for line in lines if line.startswith("SUMMARY"))
            is_open = each.status in open_words

            assert ("STATUS:TENTATIVE" in lines) is is_open, summary
            assert any(word in summary for words in open_words.values() for word in words) is is_open, summary


def components(body: bytes) -> dict[str, list[str]]:
    """Return the unfolded lines of each entry by UID."""
    parts = [each.split("\r\n") for each in body.decode().replace("\r\n ", "").split("BEGIN:VEVENT\r\n")[1:]]
    return {next(line for line in lines if line.startswith("UID:"))[4:]: lines for lines in parts}
