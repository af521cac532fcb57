"""What feeds of one's own still have to take back, worked out from the releases that the store keeps."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from icalendar import Calendar

from flows.feeds.earlier import Earlier
from flows.feeds.private_feeds import PrivateFeeds
from flows.feeds.subscribing import Wish, make
from flows.installation.wiring import Wiring
from tests.flows.installed import FOUNDED
from tests.flows.released import BASE, IN_MOVED, MOVED, founded
from tests.flows.subscribed import AMINA, DESK
from uprcycle.days.span import Unknown
from uprcycle.people import Assignment, Office, Role
from uprcycle.schedule.session import Schedule
from uprcycle.store.packaged import load_ruleset
from uprcycle.subscriptions import Filter

DAY = timedelta(days=1)
STATE = IN_MOVED[0]
OTHER = next(each.country for each in BASE.slots if each.session == MOVED - 1)
MINE, THEIRS = (Office(f"RCO {each}", each, frozenset({Role.RCO, Role.UNCT})) for each in (STATE, OTHER))


class Clock:
    now = FOUNDED + DAY

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def wiring(clock: Clock) -> Wiring:
    return founded(clock, BASE)


def dateless(schedule: Schedule) -> Schedule:
    """Return the schedule in which nobody knows any more when the State is reviewed."""
    slots = (
        replace(each, session=None, dates=replace(each.dates, span=Unknown()))
        if each.country == STATE
        else each
        for each in schedule.slots
    )
    return replace(schedule, slots=tuple(slots))


def release(wiring: Wiring, schedule: Schedule) -> None:
    releases = wiring.store.releases
    releases.add(schedule, load_ruleset(), by=DESK, note="", source="", at=wiring.now())


def test_only_releases_after_which_something_changed_for_an_office_are_looked_at(
    wiring: Wiring, clock: Clock
) -> None:
    earlier = Earlier(wiring)
    for schedule in (BASE, dateless(BASE), dateless(BASE)):
        release(wiring, schedule)
        clock.now += DAY

    def numbers(office: Office) -> list[int]:
        return [each.world.release.number for each in earlier.of([office], wiring.world())]

    assert (numbers(MINE), numbers(THEIRS)) == ([2], [])
    (found,) = earlier.of([MINE, THEIRS], wiring.world())
    assert [each.country for each in found.checklists] == [STATE, OTHER]
    assert found.until == FOUNDED + 2 * DAY


def test_what_was_changed_longer_ago_is_not_read_at_all(wiring: Wiring, clock: Clock) -> None:
    earlier = Earlier(wiring)
    release(wiring, dateless(BASE))
    assert len(earlier.of([MINE], wiring.world())) == 1

    clock.now += 62 * DAY
    release(wiring, dateless(BASE))

    assert earlier.of([MINE], wiring.world()) == ()


@pytest.mark.parametrize(("shows", "expected"), [(True, True), (False, False)], ids=["wanted", "not-wanted"])
def test_a_feed_says_cancelled_of_the_tasks_that_a_release_took_away(
    wiring: Wiring, *, shows: bool, expected: bool
) -> None:
    wiring.store.people.save([Assignment(AMINA, MINE)], by=DESK, at=wiring.now())
    wish = Wish("My feed", filter=Filter(shows_cancelled=shows))
    token = make(wiring, AMINA, wish, by=DESK).address.rpartition("/")[2].removesuffix(".ics")
    read = reader(PrivateFeeds(wiring), token)
    before = read()
    release(wiring, dateless(BASE))
    after = read()

    gone = {name for name in before if "-for-" in name and name not in after}
    assert (gone == set()) is expected
    cancelled = {name for name, status in after.items() if "-for-" in name and status == "CANCELLED"}
    assert (len(cancelled) > 20) is expected
    assert cancelled <= set(before)


def reader(feeds: PrivateFeeds, token: str) -> Callable[[], dict[str, str]]:
    """Return what reads the status of each entry of a feed by its UID."""

    def read() -> dict[str, str]:
        feed = feeds(token, "other")
        assert feed is not None
        return {str(each["UID"]): str(each["STATUS"]) for each in Calendar.from_ical(feed.body).events}

    return read
