"""What a release does to the feeds: what moved rises, what stayed does not, nothing is left behind."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pytest

from calendars.entries import marks_of
from calendars.feeds import find_feed
from calendars.press import render_feed
from flows.feeds.publishing import press_of, publish
from flows.installation.wiring import Wiring
from flows.releases.releasing import (
    Draft,
    Outcome,
    compare_releases,
    preview,
    release_draft,
    roll_back,
)
from tests.calendars.parse import by_icalendar
from tests.flows.installed import NOON
from tests.flows.released import BASE, LATER, MOVED, SIGNED, TWO, first_release, release
from tests.uprcycle.examples import world_of
from uprcycle.citation import Citation
from uprcycle.schedule.amend.distance import Distance
from uprcycle.schedule.amend.notice import Notice
from uprcycle.schedule.amend.postpone import postpone_sessions
from uprcycle.store.packaged import load_ruleset
from uprcycle.timetable.changes import Change, ChangeKind
from uprcycle.timetable.plan import Plan
from uprcycle.visibility import Audience
from uprcycle.wording.language import ENGLISH
from uprcycle.wording.spans import span_text

CYCLE = 4
STATES = {each.country for each in BASE.slots if each.session == MOVED}
POSTPONED = postpone_sessions(
    BASE, MOVED, Distance(months=6), Notice(Citation("a decision"), NOON.date())
).schedule

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
    return split_entries(body)


def split_entries(body: bytes) -> dict[str, list[str]]:
    found = [each.split("\r\n") for each in body.decode().replace("\r\n ", "").split("BEGIN:VEVENT\r\n")[1:]]
    return {next(line for line in lines if line.startswith("UID:")): lines for lines in found}


def line(lines: list[str], name: str) -> str:
    return next(each for each in lines if each.startswith(name)).rpartition(":")[2]


@dataclass(frozen=True)
class Moved:
    """The feeds of the States of session 54 before and after it was put off, and the plan of that."""

    plan: Plan
    before: Mapping[str, Mapping[str, list[str]]]
    after: Mapping[str, Mapping[str, list[str]]]

    @property
    def changes(self) -> Mapping[tuple[str, str], Change]:
        """The changes in the fourth cycle, by State and milestone."""
        ours = (each for each in self.plan.changed if each.cycle == CYCLE)
        return {(each.country, change.milestone_id): change for each in ours for change in each.changes}


@pytest.fixture(scope="module")
def moved() -> Moved:
    """Put session 54 off by six months, as `uprcycle amend` does, and release that."""
    wiring = first_release()
    draft = Draft(POSTPONED)
    plan = preview(wiring, draft).plan
    press = press_of(wiring)
    feeds = [f"session/{MOVED}", *(f"country/{each}" for each in sorted(STATES))]
    before = {each: split_entries(press(each, "en").body) for each in feeds}
    release(wiring, draft)
    return Moved(plan, before, {each: split_entries(press(each, "en").body) for each in feeds})


def milestone_of(uid: str) -> tuple[str, str]:
    _, country, name = uid.partition("@")[0].split("-", 2)
    return country, name.removesuffix("-opens").removesuffix("-closes")


def test_putting_a_session_off_moves_its_states_and_nobody_else(moved: Moved) -> None:
    spans = [
        {
            (each.country, milestone.id): milestone.span
            for each in world_of(schedule).timetables()
            for milestone in each.milestones
        }
        for schedule in (BASE, POSTPONED)
    ]

    assert moved.changes.keys() == {each for each, span in spans[0].items() if span != spans[1][each]}
    assert {country for country, _ in moved.changes} == STATES
    assert {each.kind for each in moved.changes.values()} == {ChangeKind.MOVED}
    reviews = [moved.changes[each, "working-group-review"].new for each in STATES]
    assert {each and str(each.span) for each in reviews} == {"2027-07"}


def test_what_moved_keeps_its_uid_and_rises_by_one_in_every_feed(moved: Moved) -> None:
    for feed, entries in moved.after.items():
        assert entries.keys() == moved.before[feed].keys()
        for uid, lines in entries.items():
            has_moved = milestone_of(uid) in moved.changes
            assert line(lines, "SEQUENCE") == ("1" if has_moved else "0"), uid
            assert line(lines, "STATUS") == "TENTATIVE" or not has_moved, uid


def test_nothing_is_left_at_an_old_date(moved: Moved) -> None:
    for feed, entries in moved.after.items():
        for uid, lines in entries.items():
            change = moved.changes.get(milestone_of(uid))
            if change is None or change.old is None:
                continue
            assert line(lines, "DTSTART") != line(moved.before[feed][uid], "DTSTART"), uid
            old = span_text(change.old.span, ENGLISH)
            assert old not in "\n".join(lines), uid


def test_the_feeds_start_entries_where_the_new_timetables_do_and_nowhere_else(moved: Moved) -> None:
    world = world_of(POSTPONED)
    for country in STATES:
        public = world.timetable(country, CYCLE).seen_by(Audience.PUBLIC)
        starts = {stamp(mark.start) for milestone in public for mark in marks_of(milestone)}
        entries = moved.after[f"country/{country}"].values()
        assert {line(each, "DTSTART") for each in entries} == starts


def stamp(start: date) -> str:
    return f"{start:%Y%m%dT%H%M%SZ}" if isinstance(start, datetime) else f"{start:%Y%m%d}"


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
