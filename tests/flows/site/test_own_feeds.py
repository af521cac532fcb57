"""Feeds of one's own: how they stand for their owner, and that nobody else's can be touched."""

from datetime import timedelta

import pytest

from flows.site.own_feeds import OwnFeeds
from tests.flows.signed import AMINA, BRUNO, TOGO, UGANDA, Signed
from uprcycle.errors import RefusedError
from uprcycle.subscriptions import Change, FeedState, Scope, Wish

BODY = Wish("All of UNDP", Scope.ORGANISATION, "UNDP")


def test_a_feed_stands_as_the_roles_of_today_let_it() -> None:
    signed = Signed()
    signed.assign(UGANDA, organisation="UNDP", valid_to=signed.wiring.today())
    signed.assign(TOGO, BRUNO, organisation="UNDP")
    feeds, reader = OwnFeeds(signed.wiring), signed.principal
    made = feeds.make(reader, BODY, 0)
    assert made is not None

    (new,) = feeds.listed(reader)
    signed.now += timedelta(days=1)
    (gone,) = feeds.listed(signed.principal)

    assert (new.state, [each.name for each in new.offices]) == (FeedState.NEW, ["RCO Uganda"])
    assert (gone.state, gone.offices) == (FeedState.NO_ROLE, ())
    with pytest.raises(RefusedError):
        feeds.rotate(signed.principal, made.subscription.id, made.subscription.made.isoformat())


def test_nobody_else_s_feed_is_found_or_changed_and_one_that_ended_stays_so() -> None:
    signed = Signed()
    for person in (AMINA, BRUNO):
        signed.assign(UGANDA, person)
    feeds, reader = OwnFeeds(signed.wiring), signed.principal
    made = feeds.make(reader, Wish("Mine"), 0)
    assert made is not None
    name, seen = made.subscription.id, made.subscription.made.isoformat()
    signed.person = BRUNO
    other = signed.principal

    assert (feeds.find(other, name), feeds.edit(other, name, Change("x"))) == (None, None)
    assert (feeds.rotate(other, name, seen), feeds.revoke(other, name)) == (None, False)
    assert [feeds.revoke(reader, name) for _ in range(2)] == [True, False]
    assert (feeds.edit(reader, name, Change("x")), feeds.rotate(reader, name, seen)) == (None, None)
    assert [each.state for each in feeds.listed(reader)] == [FeedState.REVOKED]


def test_who_is_on_no_list_of_people_makes_nothing() -> None:
    stranger = Signed()

    assert OwnFeeds(stranger.wiring).count(stranger.principal, Wish("Mine")) == 0
    assert OwnFeeds(stranger.wiring).make(stranger.principal, Wish("Mine"), 0) is None
