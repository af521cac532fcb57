"""The feeds brought up to date as a flow: what is published already takes no time."""

import pytest

from tests.flows.played import Played

pytestmark = pytest.mark.slow


def test_it_ends_in_words_and_changes_nothing_that_is_published(played: Played) -> None:
    end = played.ends[8]

    assert (end.type, end.message) == ("COMPLETED", "release 1: 0 feed entries changed")
