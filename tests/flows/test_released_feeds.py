"""What a release does to the feeds: what moved rises, what stayed does not, nothing is left behind."""

import re
from datetime import timedelta

import pytest

from calendars.feeds import find_feed
from calendars.press import render_feed
from flows.publishing import publish
from flows.releasing import (
    Draft,
    Outcome,
    compare_releases,
    preview,
    release_draft,
    roll_back,
)
from flows.wiring import Wiring
from tests.calendars.parse import by_icalendar
from tests.flows.installation import NOON
from tests.flows.releases import BASE, LATER, SIGNED, TWO, first_release, release
from uprcycle.store.packaged import load_ruleset
from uprcycle.wording.language import ENGLISH

HISTORY = re.compile(r"(SEQUENCE|LAST-MODIFIED|DTSTAMP):.*|.*Release \d+ of .*")


@pytest.fixture
def wiring() -> Wiring:
    return first_release()


def entries_of(wiring: Wiring, feed: str) -> dict[str, list[str]]:
    """Return the unfolded lines of each entry of a feed by UID."""
    world = wiring.world()
    body = render_feed(
        find_feed(feed, world), world, wiring.store.revisions.current(), ENGLISH, wiring.site
    ).body
    assert len(by_icalendar(body)) == body.count(b"BEGIN:VEVENT")
    found = [each.split("\r\n") for each in body.decode().replace("\r\n ", "").split("BEGIN:VEVENT\r\n")[1:]]
    return {next(line for line in lines if line.startswith("UID:")): lines for lines in found}


def line(lines: list[str], name: str) -> str:
    return next(each for each in lines if each.startswith(name)).rpartition(":")[2]


def test_a_postponed_session_moves_whatever_hangs_on_it_and_leaves_nothing_behind(wiring: Wiring) -> None:
    before = {feed: entries_of(wiring, feed) for feed in ("country/UGA", "session/54", "all")}
    plan = preview(wiring, LATER).plan
    (uganda,) = (each for each in plan.changed if (each.country, each.cycle) == ("UGA", 4))
    old = {each.milestone_id: each.old for each in uganda.changes}

    outcome = release(wiring, LATER)

    assert (outcome.release, outcome.is_new) == (2, True)
    after = entries_of(wiring, "country/UGA")
    moved = {uid for uid in after if line(after[uid], "SEQUENCE") == "1"}
    assert after.keys() == before["country/UGA"].keys()
    assert {uid for uid in after if after[uid] != before["country/UGA"][uid]} >= moved
    for uid, lines in after.items():
        milestone = (
            uid.removeprefix("UID:4-UGA-").partition("@")[0].removesuffix("-opens").removesuffix("-closes")
        )
        if milestone in old:
            assert line(lines, "DTSTART") != line(before["country/UGA"][uid], "DTSTART"), uid
            assert (line(lines, "SEQUENCE"), line(lines, "STATUS")) == ("1", "TENTATIVE")
        else:
            assert line(lines, "SEQUENCE") == "0"
    for feed in ("session/54", "all"):
        assert entries_of(wiring, feed).keys() == before[feed].keys()


def test_what_a_release_changes_is_counted_once(wiring: Wiring) -> None:
    entries = release(wiring, LATER).entries

    assert entries > 0
    assert publish(wiring).changed == 0
    assert release_draft(wiring, LATER, "", SIGNED) == Outcome(2, is_new=False, entries=0)


def test_what_an_earlier_release_left_unpublished_has_its_own_sequence(wiring: Wiring) -> None:
    wiring.store.releases.add(
        LATER.schedule, load_ruleset(), by="x", note="cut off", source="", at=NOON + timedelta(days=500)
    )

    release(wiring, Draft(BASE), TWO)

    review = entries_of(wiring, "country/UGA")["UID:4-UGA-working-group-review@" + wiring.site.calendar_host]
    assert line(review, "SEQUENCE") == "2"


def bare(entries: dict[str, list[str]]) -> dict[str, list[str]]:
    """Return entries without the lines that tell their history."""
    return {uid: [each for each in lines if not HISTORY.fullmatch(each)] for uid, lines in entries.items()}


def test_a_rollback_gives_the_same_entries_under_a_higher_sequence(wiring: Wiring) -> None:
    feeds = ("country/UGA", "country/USA", "session/54", "region/africa", "all")
    before = {feed: entries_of(wiring, feed) for feed in feeds}
    release(wiring, LATER)

    outcome = roll_back(wiring, 1, TWO)

    assert (outcome.release, outcome.is_new) == (3, True)
    assert wiring.world().release.schedule == BASE
    for feed in feeds:
        after = entries_of(wiring, feed)
        assert bare(after) == bare(before[feed])
        for uid, lines in after.items():
            risen = int(line(lines, "SEQUENCE")) - int(line(before[feed][uid], "SEQUENCE"))
            assert risen in {0, 2}
    assert compare_releases(wiring, 1, 3).is_empty
    assert roll_back(wiring, 1, SIGNED) == Outcome(3, is_new=False, entries=0)
