"""From a live subscription to its feed: what the roles show now, and what others had made before."""

from dataclasses import replace

import pytest

from flows.feeds.binding import Binder
from flows.feeds.private_feeds import open_on
from flows.feeds.subscribing import Wish, make
from flows.installation.wiring import Wiring
from tests.flows.installed import NOON, TODAY, founded_memory
from tests.flows.subscribed import AMINA, BRUNO, DAY, DESK, KENYA
from tests.uprcycle.store.build import tick
from uprcycle.people import Assignment
from uprcycle.subscriptions import Fetch


@pytest.fixture
def wiring() -> Wiring:
    wiring = founded_memory()
    wiring.store.people.save([Assignment(each, KENYA) for each in (AMINA, BRUNO)], by=DESK, at=NOON)
    for each in (AMINA, BRUNO):
        make(wiring, each, Wish(f"Feed of {each.name}"), by=DESK)
    return wiring


def test_a_view_is_of_today_and_leaves_out_who_fetched(wiring: Wiring) -> None:
    first, _ = open_on(wiring, TODAY)
    wiring.store.subscriptions.note_fetches([Fetch(first.subscription.id, "apple", NOON)])
    fetched, _ = open_on(wiring, TODAY)
    binder, edition = Binder(wiring), wiring.edition()

    views = [binder.view(each, edition, wiring.written(), TODAY) for each in (first, fetched)]
    late = binder.view(first, edition, wiring.written(), TODAY + 380 * DAY)

    assert fetched.subscription.fetched is not None
    assert views[0] == views[1]
    assert late == replace(views[0], ends_soon=True)
    assert [each.office for each in late.checklists] == [KENYA]


def test_two_people_of_an_office_are_bound_from_one_galley_until_it_says_something(wiring: Wiring) -> None:
    binder = Binder(wiring)

    def bound() -> list[int]:
        edition, written = wiring.edition(), wiring.written()
        views = [binder.view(each, edition, written, TODAY) for each in open_on(wiring, TODAY)]
        feeds = [binder.bind(each, edition) for each in views]
        assert feeds[0].etag != feeds[1].etag
        galleys.extend(each.galley for each in feeds)
        return [id(each.galley) for each in feeds]

    galleys: list[object] = []  # kept, so that no id is given twice
    one, same = bound()
    wiring.store.ticks.record(tick("integrate-into-unsdcf", office=KENYA.name))
    other, still = bound()

    assert (one == same, other == still, one == other) == (True, True, False)
