"""Publishing: a revision first, then the feed; again changes nothing."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from calendars.publish import plan_revisions
from flows.feeds.publishing import Published, catch_up, press_of, publish, publish_release
from flows.installation.wiring import Wiring
from flows.releases.documents import Found, record_link
from flows.releases.releasing import preview
from tests.flows.installed import NOON, founded_memory
from tests.flows.released import LATER, first_release
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


def states_told(wiring: Wiring, since: datetime) -> set[str]:
    return {
        uid.split("-")[1] for uid, each in wiring.store.revisions.current().items() if each.modified >= since
    }


def test_a_release_that_was_cut_off_is_caught_up_though_some_of_it_was_told() -> None:
    wiring = first_release()
    publish(wiring)
    made = NOON + timedelta(days=1)
    rules = wiring.store.rulesets.of(wiring.world().release.ruleset)
    wiring.store.releases.add(LATER.schedule, rules, by="x", note="cut off", source="", at=made)
    publish(wiring, ["UGA"])
    assert states_told(wiring, made) == {"UGA"}

    assert catch_up(wiring).changed > 0

    assert states_told(wiring, made) == preview_states()
    assert (catch_up(wiring), publish(wiring)) == (Published(0, 2), Published(0, 2))


def preview_states() -> set[str]:
    """Return the States of the fourth cycle whose dates the later session moves."""
    plan = preview(first_release(), LATER).plan
    return {each.country for each in plan.changed if each.cycle == 4}


def test_what_is_told_already_is_not_looked_at_again() -> None:
    wiring = first_release()
    publish(wiring)
    wiring.store.revisions.save([], at=NOON)
    rows = wiring.store.audit.rows()

    assert catch_up(wiring) == Published(0, 1)
    assert wiring.store.audit.rows() == rows


def test_of_a_release_just_made_only_the_states_that_changed_are_looked_at() -> None:
    wiring = first_release()
    publish(wiring)
    rules = wiring.store.rulesets.of(wiring.world().release.ruleset)
    wiring.store.releases.add(LATER.schedule, rules, by="x", note="", source="", at=NOON + timedelta(days=1))

    assert publish_release(wiring, 2, ()) == Published(0, 2)
    assert publish_release(wiring, 2, ["UGA"]).changed > 0
    assert publish_release(wiring, 1, ["UGA"]).changed > 0  # another came since: all are looked at
    assert publish(wiring) == Published(0, 2)


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


def test_a_feed_links_to_a_document_as_soon_as_it_is_recorded_and_publishing_changes_no_byte() -> None:
    wiring = founded_memory()
    publish(wiring, ["KEN"])
    press = press_of(wiring)
    before = press("country/KEN", "en")
    found = Found(
        "national-report", "en", "https://documents.example.org/report", "A. Example", wiring.today()
    )
    hidden = replace(found, document="draft-list", url="https://documents.example.org/hidden")

    for each in (found, hidden):
        record_link(wiring, wiring.world().timetable("KEN"), each)
    after = press("country/KEN", "en")

    told = wiring.store.revisions.current()
    assert publish(wiring, ["KEN"]) == Published(1, 1)
    body = after.body.replace(b"\r\n ", b"").decode()
    assert (body.count("documents.example.org/report"), body.count("hidden")) == (1, 0)
    assert (after.etag != before.etag, after.modified) == (True, NOON)
    assert press("country/KEN", "en").body == after.body
    (changed,) = (each for each in wiring.store.revisions.current().values() if told[each.uid] != each)
    assert (changed.sequence, changed.modified) == (told[changed.uid].sequence, NOON)
