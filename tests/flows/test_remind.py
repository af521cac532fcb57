"""What is owed now, as a flow: it says that mail is served, and nothing of whom it serves."""

import pytest

from tests.flows.played import DAY, Played

pytestmark = pytest.mark.slow


def test_it_ends_in_words_and_sends_nothing_twice(played: Played) -> None:
    end = played.ends[9]

    assert (end.type, end.message) == ("COMPLETED", f"on {DAY}: mail is served, no event")
