"""Publishing: a revision first, then the feed; again changes nothing."""

from datetime import timedelta

import pytest

from calendars.publish import plan_revisions
from flows.publishing import Published, press_of, publish
from tests.flows.installation import NOON, founded_memory
from uprcycle.errors import BadInputError
from uprcycle.store.packaged import load_ruleset, load_schedule


def test_publishing_again_changes_nothing() -> None:
    wiring = founded_memory()
    first, second = publish(wiring, ["KEN", "UKR"]), publish(wiring, ["KEN", "UKR"])

    assert second == Published(0, 1)
    assert first == Published(len(wiring.store.revisions.current()), 1)
    assert {each.split("-")[1] for each in wiring.store.revisions.current()} == {"KEN", "UKR"}


def test_a_release_of_the_same_schedule_moves_no_entry() -> None:
    wiring = founded_memory()
    publish(wiring, ["KEN"])
    wiring.store.releases.add(load_schedule(), load_ruleset(), by="a tester", note="", source="", at=NOON)

    assert publish(wiring, ["KEN"]) == Published(0, 2)


@pytest.mark.slow
def test_one_publication_covers_the_whole_world() -> None:
    wiring = founded_memory()
    publish(wiring)

    assert plan_revisions(wiring.world(), wiring.store.revisions.current()) == ()
    assert len({each.split("-")[1] for each in wiring.store.revisions.current()}) == 193


def test_a_feed_is_kept_until_release_or_revisions_change() -> None:
    wiring = founded_memory()
    press = press_of(wiring)
    first = press("country/KEN", "en")
    assert press("country/KEN", "en") is first

    publish(wiring, ["KEN"])
    published = press("country/KEN", "en")
    wiring.store.releases.add(
        load_schedule(), load_ruleset(), by="a tester", note="", source="", at=NOON + timedelta(days=1)
    )
    second = press("country/KEN", "en")

    assert published.body == first.body
    assert second is not published
    assert b"DTSTAMP:20261120T093000Z" in second.body  # no date moved, so no entry is newer


def test_each_language_has_its_own_bytes() -> None:
    press = press_of(founded_memory())

    assert press("country/KEN", "fr").body != press("country/KEN", "en").body


@pytest.mark.parametrize(("name", "language"), [("country/KEM", "en"), ("country/KEN", "tlh")])
def test_an_unknown_feed_or_language_is_refused(name: str, language: str) -> None:
    with pytest.raises(BadInputError):
        press_of(founded_memory())(name, language)
