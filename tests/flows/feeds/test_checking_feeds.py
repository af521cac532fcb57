"""Feeds looked at: each under the tag that was promised, and the same bytes under the same tag as before."""

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from flows.feeds.checking_feeds import FeedCheck, are_unseen, check_feeds, languages_on
from flows.feeds.publishing import publish
from flows.installation.settings import Settings
from flows.installation.wiring import Wiring
from tests.flows.installed import FOUNDED
from tests.flows.released import released_for

HOUR = timedelta(hours=1)


def installed(folder: Path) -> Wiring:
    wiring = replace(released_for("SUR"), settings=Settings(data_dir=folder))
    publish(wiring)
    return wiring


def test_every_feed_is_rendered_and_the_next_time_compared(tmp_path: Path) -> None:
    wiring = installed(tmp_path)
    first, second = (check_feeds(wiring, ("en",)) for _ in range(2))

    assert (first.known, first.faults) == (0, ())
    assert second == replace(first, known=first.feeds)
    assert (
        second.as_words()
        == f"{first.feeds} feeds rendered, {first.feeds} compared with the last time: all hold"
    )


def test_other_bytes_under_the_same_tag_are_found_out(tmp_path: Path) -> None:
    wiring = installed(tmp_path)
    check_feeds(wiring, ("en",))
    (file,) = tmp_path.iterdir()
    seen = json.loads(file.read_text())
    seen["country/SUR in en"][1] = "of other bytes"
    file.write_text(json.dumps(seen))
    check = check_feeds(wiring, ("en",))

    assert (check.is_well, check.faults) == (
        False,
        ("country/SUR in en has other bytes under the tag that it had",),
    )
    assert check_feeds(wiring, ("en",)).is_well


def test_a_file_that_cannot_be_read_costs_one_comparison(tmp_path: Path) -> None:
    wiring = installed(tmp_path)
    before = check_feeds(wiring, ("en",))
    (file,) = tmp_path.iterdir()
    for text in ("", "[]", '{"all in en": 7}'):
        file.write_text(text)
        assert check_feeds(wiring, ("en",)) == FeedCheck(before.feeds, 0, ())


def test_all_languages_are_looked_at_in_turn_and_english_every_day() -> None:
    days = [languages_on(FOUNDED.date() + timedelta(days=each)) for each in range(5)]

    assert sorted(days) == [("en", each) for each in ("ar", "es", "fr", "ru", "zh")]


def test_after_a_night_and_a_day_somebody_should_have_looked(tmp_path: Path) -> None:
    wiring = installed(tmp_path)
    at = [FOUNDED + 26 * HOUR, FOUNDED + 27 * HOUR]
    waiting = [are_unseen(replace(wiring, now=lambda each=each: each)) for each in at]  # type: ignore[misc]
    check_feeds(replace(wiring, now=lambda: at[1]), ("en",))

    assert waiting == [False, True]
    assert not are_unseen(replace(wiring, now=lambda: at[1]))
