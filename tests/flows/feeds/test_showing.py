"""The JSON of a timetable: what feeds say of each entry stands beside the date."""

from dataclasses import replace

from flows.feeds.publishing import publish
from flows.feeds.showing import show_timetable
from tests.flows.installed import NOON, founded_memory
from uprcycle.visibility import Audience
from uprcycle.wording.language import ENGLISH


def test_an_entry_has_the_uid_and_the_sequence_of_its_feeds() -> None:
    wiring = founded_memory()
    publish(wiring, ["KEN"])
    known = dict(wiring.store.revisions.current())
    moved = replace(known["4-KEN-working-group-review"], sequence=3)
    wiring.store.revisions.save([moved], at=NOON)
    shown = show_timetable(wiring, wiring.world().timetable("KEN"), ENGLISH)

    assert (shown["country"], shown["cycle"], shown["release"]) == ("KEN", 4, 1)
    assert {each["uid"] for each in shown["milestones"]} <= {f"{name}@uprcycle.example.org" for name in known}
    assert [
        (each["id"], each["uid"], each["sequence"]) for each in shown["milestones"] if each["sequence"]
    ] == [("working-group-review", "4-KEN-working-group-review@uprcycle.example.org", 3)]


def test_what_no_feed_has_published_yet_has_sequence_zero() -> None:
    wiring = founded_memory()
    shown = show_timetable(wiring, wiring.world().timetable("KEN"), ENGLISH)

    assert {each["sequence"] for each in shown["milestones"]} == {0}


def test_only_what_the_audience_may_see_is_shown_in_the_order_of_the_timetable() -> None:
    wiring = founded_memory()
    timetable = wiring.world().timetable("KEN")

    for audience in Audience:
        shown = show_timetable(wiring, timetable, ENGLISH, audience)
        assert [each["id"] for each in shown["milestones"]] == [
            each.id for each in timetable.seen_by(audience)
        ]
