"""What a release changed, as a flow: in words, and without a word of who is told."""

import pytest

from tests.flows.played import Played

pytestmark = pytest.mark.slow


def test_it_is_named_by_its_number_and_says_what_it_came_to(played: Played) -> None:
    end = played.ends[6]
    run = played.server.ask(f"/flow_runs/{end.run}")
    said, _, told = end.message.partition("; ")

    assert (run["name"], run["parameters"]) == ("release 1", {"release": 1})
    assert (end.type, said) == ("COMPLETED", "release 1: 0 States concerned, 0 feed entries changed")
    assert told == "notices go out from 2026-11-20 10:00 UTC"


def test_a_release_that_there_is_not_fails_in_words(played: Played) -> None:
    end = played.ends[7]

    assert (end.type, end.message) == (
        "FAILED",
        "Flow run encountered an exception: RefusedError: there is no release 6; the store holds 1",
    )
