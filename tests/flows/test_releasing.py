"""From a file to a release, over a store in memory that holds the packaged schedule."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from itertools import count

import pytest

from calendars.feeds import find_feed
from calendars.press import render_feed
from flows.publishing import publish
from flows.releasing import (
    Draft,
    Outcome,
    Reach,
    Signature,
    compare_releases,
    preview,
    read_draft,
    release_draft,
    roll_back,
)
from flows.wiring import Wiring
from tests.calendars.parse import by_icalendar
from tests.flows.installation import FOUNDED, NOON, founded_memory, holder, wiring_over
from uprcycle.days.span import Status, read_span
from uprcycle.errors import BadInputError, RefusedError
from uprcycle.people import Assignment, Role
from uprcycle.schedule.document import write_document
from uprcycle.schedule.export import export_schedule
from uprcycle.schedule.session import Schedule
from uprcycle.store.memory import MemoryStore
from uprcycle.store.packaged import load_countries, load_schedule
from uprcycle.store.ports import Revision
from uprcycle.timetable.override import Aim, Override
from uprcycle.timetable.plan import Verdict
from uprcycle.wording.language import ENGLISH

MOVED = 54
SIGNED = Signature("the desk", "as agreed", "a letter")
TWO = replace(SIGNED, confirmed_by="another desk")
HISTORY = re.compile(r"(SEQUENCE|LAST-MODIFIED|DTSTAMP):.*|.*Release \d+ of .*")


def last_sessions(schedule: Schedule) -> Schedule:
    """Return sessions 53 and 54 of ``schedule`` alone, so that a release takes no time."""
    kept = {MOVED - 1, MOVED}
    return replace(
        schedule,
        sessions=tuple(each for each in schedule.sessions if each.number in kept),
        slots=tuple(each for each in schedule.slots if each.session in kept),
        dates=tuple(each for each in schedule.dates if each.session in kept),
    )


def founded(now: Callable[[], datetime], schedule: Schedule) -> Wiring:
    """Return an installation in memory that has released ``schedule`` and published nothing."""
    store = MemoryStore()
    store.releases.add(schedule, by="a tester", note="first", source="", at=FOUNDED)
    return wiring_over(store, now)


@cache
def histories() -> tuple[Revision, ...]:
    """Return what the feeds say after the first release, published once for all tests."""
    wiring = founded(lambda: NOON, BASE)
    publish(wiring)
    return tuple(wiring.store.revisions.current().values())


@pytest.fixture
def wiring() -> Wiring:
    """Return an installation of its own in which a minute passes between any two looks at the clock."""
    moments = count()
    wiring = founded(lambda: NOON + timedelta(minutes=next(moments)), BASE)
    wiring.store.revisions.save(histories(), at=NOON)
    return wiring


def postponed(schedule: Schedule) -> Schedule:
    """Return ``schedule`` with session 54 and its reviews six months later."""
    spans = {"2027-01/2027-02": "2027-07/2027-08", "2027-01": "2027-07", "2027-02": "2027-08"}
    sessions = tuple(
        replace(each, dates=replace(each.dates, span=read_span(spans[str(each.dates.span)])))
        if each.number == MOVED
        else each
        for each in schedule.sessions
    )
    slots = tuple(
        replace(each, dates=replace(each.dates, span=read_span(spans[str(each.dates.span)])))
        if each.session == MOVED
        else each
        for each in schedule.slots
    )
    return replace(schedule, sessions=sessions, slots=slots)


PACKAGED = load_schedule()
BASE = last_sessions(PACKAGED)
LATER = Draft(postponed(BASE))


def release(wiring: Wiring, draft: Draft, signature: Signature = SIGNED) -> Outcome:
    return release_draft(wiring, draft, preview(wiring, draft).plan.digest, signature)


def entries_of(wiring: Wiring, feed: str) -> dict[str, list[str]]:
    """Return the unfolded lines of each entry of a feed by UID."""
    world = wiring.world()
    body = render_feed(
        find_feed(feed, world), world, wiring.store.revisions.current(), ENGLISH, wiring.site
    ).body
    assert len(by_icalendar(body)) == body.count(b"BEGIN:VEVENT")
    found = [each.split("\r\n") for each in body.decode().replace("\r\n ", "").split("BEGIN:VEVENT\r\n")[1:]]
    return {next(line for line in lines if line.startswith("UID:")): lines for lines in found}


def line(lines: list[str], name: str) -> str:
    return next(each for each in lines if each.startswith(name)).rpartition(":")[2]


@pytest.mark.parametrize("ending", [".toml", ".json", ".csv"])
def test_the_schedule_in_force_again_is_no_release(wiring: Wiring, ending: str) -> None:
    before = (wiring.store.releases.history(), wiring.store.revisions.current(), wiring.store.audit.rows())
    draft = read_draft(wiring, f"schedule{ending}", export_schedule(BASE, load_countries(), ending).encode())

    assert release_draft(wiring, draft, "any", SIGNED) == Outcome(1, is_new=False, entries=0)

    after = (wiring.store.releases.history(), wiring.store.revisions.current(), wiring.store.audit.rows())
    assert after == before


@pytest.mark.parametrize("ending", [".toml", ".json", ".csv"])
def test_the_packaged_schedule_again_leaves_every_state_as_it_is(ending: str) -> None:
    wiring = founded_memory()
    text = export_schedule(PACKAGED, load_countries(), ending).encode()

    plan = preview(wiring, read_draft(wiring, f"schedule{ending}", text)).plan

    assert (plan.is_empty, plan.count(Verdict.UNCHANGED)) == (True, 386)


def test_a_plan_writes_nothing(wiring: Wiring) -> None:
    rows = wiring.store.audit.rows()

    shown = preview(wiring, LATER)

    assert shown.plan.count(Verdict.MOVED) == 12
    assert {each.country for each in shown.plan.changed if each.cycle == 4} == {
        each.slot.country for each in wiring.world().reviews() if each.slot.session == MOVED
    }
    assert wiring.store.audit.rows() == rows


def test_a_file_with_problems_names_them_all_and_changes_nothing(wiring: Wiring) -> None:
    document = write_document(BASE)
    document["review"][0]["country"] = "XXX"
    document["review"][1]["country"] = "YYY"

    with pytest.raises(BadInputError) as caught:
        read_draft(wiring, "bad.json", json.dumps(document).encode())

    assert [each.what for each in caught.value.problems] == ["'XXX' is not a State", "'YYY' is not a State"]
    assert len(wiring.store.releases.history()) == 1


@pytest.mark.parametrize("kept", [0, 1, 14], ids=["empty", "one-row", "half"])
def test_a_much_shorter_schedule_is_refused_unless_it_is_meant(wiring: Wiring, kept: int) -> None:
    document = write_document(replace(BASE, slots=BASE.slots[:kept], dates=()))
    text = json.dumps(document).encode()

    with pytest.raises(BadInputError):
        read_draft(wiring, "short.json", text)

    assert len(read_draft(wiring, "short.json", text, allow_loss=True).schedule.slots) == kept


def test_a_release_needs_the_hash_of_its_plan(wiring: Wiring) -> None:
    digest = preview(wiring, LATER).plan.digest

    for wrong in ("", digest[:11], "0" * 64, digest[1:]):
        with pytest.raises(RefusedError, match="the plan has gone stale"):
            release_draft(wiring, LATER, wrong, SIGNED)

    assert len(wiring.store.releases.history()) == 1


def test_a_plan_goes_stale_when_something_else_is_released(wiring: Wiring) -> None:
    digest = preview(wiring, LATER).plan.digest
    councils = tuple(replace(each, dates=replace(each.dates, note="seen")) for each in BASE.councils)
    release(wiring, Draft(replace(BASE, councils=councils)))

    with pytest.raises(RefusedError, match="the plan has gone stale"):
        release_draft(wiring, LATER, digest, SIGNED)

    assert len(wiring.store.releases.history()) == 2


@pytest.mark.parametrize(
    ("signature", "where"),
    [(replace(SIGNED, by=" "), ["--by"]), (Signature("", ""), ["--by", "--note"])],
)
def test_a_release_says_who_and_why(wiring: Wiring, signature: Signature, where: list[str]) -> None:
    with pytest.raises(BadInputError) as caught:
        release_draft(wiring, LATER, "any", signature)

    assert [each.where for each in caught.value.problems] == where


def test_a_postponed_session_moves_whatever_hangs_on_it_and_leaves_nothing_behind(wiring: Wiring) -> None:
    before = {feed: entries_of(wiring, feed) for feed in ("country/UGA", "session/54", "all")}
    plan = preview(wiring, LATER).plan
    (uganda,) = (each for each in plan.changed if (each.country, each.cycle) == ("UGA", 4))
    old = {each.milestone_id: each.old for each in uganda.changes}

    outcome = release(wiring, LATER)

    assert (outcome.release, outcome.is_new) == (2, True)
    after = entries_of(wiring, "country/UGA")
    moved = {uid for uid in after if line(after[uid], "SEQUENCE") == "1"}
    assert after.keys() == before["country/UGA"].keys()
    assert {uid for uid in after if after[uid] != before["country/UGA"][uid]} >= moved
    for uid, lines in after.items():
        milestone = (
            uid.removeprefix("UID:4-UGA-").partition("@")[0].removesuffix("-opens").removesuffix("-closes")
        )
        if milestone in old:
            assert line(lines, "DTSTART") != line(before["country/UGA"][uid], "DTSTART"), uid
            assert (line(lines, "SEQUENCE"), line(lines, "STATUS")) == ("1", "TENTATIVE")
        else:
            assert line(lines, "SEQUENCE") == "0"
    for feed in ("session/54", "all"):
        assert entries_of(wiring, feed).keys() == before[feed].keys()


def test_what_a_release_changes_is_counted_once(wiring: Wiring) -> None:
    entries = release(wiring, LATER).entries

    assert entries > 0
    assert publish(wiring).changed == 0
    assert release_draft(wiring, LATER, "", SIGNED) == Outcome(2, is_new=False, entries=0)


def test_what_an_earlier_release_left_unpublished_has_its_own_sequence(wiring: Wiring) -> None:
    wiring.store.releases.add(
        LATER.schedule, by="x", note="cut off", source="", at=NOON + timedelta(days=500)
    )

    release(wiring, Draft(BASE), TWO)

    review = entries_of(wiring, "country/UGA")["UID:4-UGA-working-group-review@" + wiring.site.calendar_host]
    assert line(review, "SEQUENCE") == "2"


def bare(entries: dict[str, list[str]]) -> dict[str, list[str]]:
    """Return entries without the lines that tell their history."""
    return {uid: [each for each in lines if not HISTORY.fullmatch(each)] for uid, lines in entries.items()}


def test_a_rollback_gives_the_same_entries_under_a_higher_sequence(wiring: Wiring) -> None:
    feeds = ("country/UGA", "country/USA", "session/54", "region/africa", "all")
    before = {feed: entries_of(wiring, feed) for feed in feeds}
    release(wiring, LATER)

    outcome = roll_back(wiring, 1, TWO)

    assert (outcome.release, outcome.is_new) == (3, True)
    assert wiring.world().release.schedule == BASE
    for feed in feeds:
        after = entries_of(wiring, feed)
        assert bare(after) == bare(before[feed])
        for uid, lines in after.items():
            risen = int(line(lines, "SEQUENCE")) - int(line(before[feed][uid], "SEQUENCE"))
            assert risen in {0, 2}
    assert compare_releases(wiring, 1, 3).is_empty
    assert roll_back(wiring, 1, SIGNED) == Outcome(3, is_new=False, entries=0)


def test_a_deadline_that_comes_earlier_takes_two_people(wiring: Wiring) -> None:
    release(wiring, LATER)
    plan = preview(wiring, Draft(BASE)).plan
    assert {each.milestone_id for each in plan.moved_earlier} == {
        "advance-questions-deadline",
        "national-report",
    }

    for one in ("", "the desk", " The  Desk "):
        with pytest.raises(RefusedError, match="would come earlier"):
            release_draft(wiring, Draft(BASE), plan.digest, replace(SIGNED, confirmed_by=one))
    with pytest.raises(RefusedError, match="would come earlier"):
        roll_back(wiring, 1, SIGNED)
    assert len(wiring.store.releases.history()) == 2

    release_draft(wiring, Draft(BASE), plan.digest, TWO)

    assert wiring.store.releases.history()[-1].by == "the desk; earlier dates confirmed by another desk"


def test_a_second_person_who_was_not_needed_is_not_named(wiring: Wiring) -> None:

    release(wiring, LATER, TWO)

    summary = wiring.store.releases.history()[-1]
    assert (summary.by, summary.note, summary.source) == ("the desk", "as agreed", "a letter")


def test_the_people_of_the_states_that_change_are_counted_and_not_named(wiring: Wiring) -> None:
    people = (
        holder("UGA", "RCO Uganda", Role.RCO, person="p1"),
        holder("HTI", "RCO Haiti", Role.RCO, person="p1"),
        french(holder("HTI", "RCO Haiti", Role.RCO, person="p2")),
        replace(
            holder("ISL", "RCO Iceland", Role.RCO, person="p3"), valid_to=NOON.date() - timedelta(days=1)
        ),
        holder("KEN", "RCO Kenya", Role.RCO, person="p4"),
    )
    wiring.store.people.save(people, by="a tester", at=NOON)

    assert preview(wiring, LATER).told == (Reach("email", "en", 1), Reach("email", "fr", 1))
    assert preview(wiring, Draft(BASE)).told == ()


def french(assignment: Assignment) -> Assignment:
    return replace(assignment, person=replace(assignment.person, language="fr"))


def test_a_date_set_by_hand_since_is_part_of_the_plan_and_of_the_release(wiring: Wiring) -> None:
    override = Override(
        Aim("hrc-adoption", "UGA", 4),
        read_span("2027-07-01"),
        Status.CONFIRMED,
        "Agreed by letter.",
        "the letter",
        by="the desk",
        at=NOON,
    )
    wiring.store.overrides.add(override)

    plan = preview(wiring, Draft(BASE)).plan

    assert [(each.country, each.verdict) for each in plan.changed] == [("UGA", Verdict.MOVED)]
    assert (plan.fields, plan.is_empty) == ((), False)
    assert release(wiring, Draft(BASE)).release == 2
    assert preview(wiring, Draft(BASE)).plan.is_empty


def test_releases_can_be_compared_either_way(wiring: Wiring) -> None:
    release(wiring, LATER)

    there, back = compare_releases(wiring, 1, 2), compare_releases(wiring, 2, 1)

    assert (there.count(Verdict.MOVED), there.moved_earlier) == (12, ())
    assert (back.count(Verdict.MOVED), len(back.moved_earlier)) == (12, 24)
    with pytest.raises(RefusedError, match="there is no release 3; the store holds 2"):
        compare_releases(wiring, 1, 3)
