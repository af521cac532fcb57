"""Tokens of feeds that nobody can guess; what is kept of them, tests/uprcycle/test_tokens.py tells."""

import re

import pytest

from calendars.access import PREFIX, feed_path, make_id, make_token

TOKEN = re.compile(r"uprfeed-[A-Za-z0-9_-]{43}")
DRAWN = 100_000


@pytest.mark.slow
def test_of_many_tokens_no_two_are_alike_and_all_hold_256_bits() -> None:
    drawn = {make_token() for _ in range(DRAWN)}

    assert len(drawn) == DRAWN
    assert [each for each in drawn if not TOKEN.fullmatch(each)] == []
    # 43 letters of 6 bits hold 32 bytes: the last letter has only its upper four bits.
    letters = "".join(each.removeprefix(PREFIX)[:42] for each in drawn)
    shares = [letters.count(each) / len(letters) for each in sorted(set(letters))]
    assert len(shares) == 64
    assert max(abs(each - 1 / 64) for each in shares) < 0.0005


def test_an_id_is_short_and_no_key() -> None:
    assert re.fullmatch("s[0-9a-f]{8}", make_id())
    assert make_id() != make_id()


def test_a_token_stands_in_one_path() -> None:
    assert feed_path("uprfeed-a") == "/feeds/my/uprfeed-a.ics"
