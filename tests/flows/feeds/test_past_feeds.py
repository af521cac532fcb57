"""Feeds as they were, byte for byte, over releases, a rollback and a link to a document."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

import pytest

from calendars.feeds import find_feed
from calendars.publish import plan_revisions
from flows.feeds.past_feeds import feed_as_of, histories_of
from flows.feeds.publishing import press_of, publish
from flows.installation.wiring import Wiring
from flows.releases.documents import Found, record_link
from flows.releases.releasing import roll_back
from tests.flows.installed import TODAY
from tests.flows.released import LATER, TWO, first_release, release
from uprcycle.errors import RefusedError
from uprcycle.store.packaged import load_language
from uprcycle.store.ports import Revision
from uprcycle.timetable.world import World

FEEDS = (("country/UGA", "en"), ("country/UGA", "fr"), ("session/54", "en"))
Served = Mapping[tuple[str, str], bytes]
Histories = dict[str, Revision]


@dataclass(frozen=True)
class Lived:
    """An installation that lived through some days, and what it served at each moment."""

    wiring: Wiring
    served: Mapping[datetime, Served]


def serve(wiring: Wiring) -> Served:
    press = press_of(wiring)
    return {(name, code): press(name, code).body for name, code in FEEDS}


@pytest.fixture(scope="module")
def lived() -> Lived:
    """Release, record a link, release again, roll back; serve every feed in between."""
    wiring, served = first_release(), {}
    served[wiring.now()] = serve(wiring)
    paper = Found("national-report", "en", "https://docs.example.org/report", "a desk", TODAY)
    record_link(wiring, wiring.world().timetable("UGA"), paper)
    served[wiring.now()] = serve(wiring)
    release(wiring, LATER)
    served[wiring.now()] = serve(wiring)
    publish(wiring)
    roll_back(wiring, 1, TWO)
    served[wiring.now()] = serve(wiring)
    return Lived(wiring, served)


def as_of(wiring: Wiring, moment: datetime) -> Served:
    world = wiring.world_as_of(moment)
    return {
        (name, code): feed_as_of(wiring, find_feed(name, world), load_language(code), moment).body
        for name, code in FEEDS
    }


def test_the_installation_served_something_else_after_each_step(lived: Lived) -> None:
    assert len({each["country/UGA", "en"] for each in lived.served.values()}) == 4


@pytest.mark.slow
@pytest.mark.parametrize("step", range(4), ids=["release", "link", "moved", "rolled-back"])
def test_a_feed_as_of_a_moment_is_what_was_served_then(lived: Lived, step: int) -> None:
    moment = list(lived.served)[step]

    assert as_of(lived.wiring, moment) == lived.served[moment]


def test_histories_are_those_of_every_release_though_few_states_are_looked_at(lived: Lived) -> None:
    worlds = [lived.wiring.world_of(number) for number in range(1, 4)]
    histories = histories_of(lived.wiring, worlds[-1])

    assert histories == replayed(worlds)
    assert {each.modified for each in histories.values()} == {worlds[each].release.at for each in (0, 2)}


def replayed(worlds: Iterable[World]) -> Histories:
    """Return what came of all releases where each was held against every entry."""
    known: Histories = {}
    for world in worlds:
        known |= {each.uid: each for each in plan_revisions(world, known)}
    return known


def test_before_the_first_release_there_is_no_feed() -> None:
    wiring = first_release()
    feed = find_feed("all", wiring.world())

    with pytest.raises(RefusedError):
        feed_as_of(wiring, feed, load_language("en"), datetime.fromisoformat("2020-01-01T00:00:00+00:00"))
