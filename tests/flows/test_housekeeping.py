"""Putting in order, as a flow: a quiet house has nothing to put in order, and unseen feeds are not well."""

import pytest

from tests.flows.played import Played

pytestmark = pytest.mark.slow


def test_it_says_what_it_ended_and_whether_the_feeds_were_looked_at(played: Played) -> None:
    end = played.ends[10]

    assert end.message.startswith("0 lost runs ended, 0 late ones cancelled; ")
