"""From a file to a release, over a store in memory."""

import json
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from flows.feeds.publishing import publish
from flows.installation.wiring import Wiring
from flows.releases.releasing import (
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
from tests.flows.installed import NOON, holder
from tests.flows.released import BASE, LATER, MOVED, SIGNED, TWO, first_release, release
from uprcycle.days.span import Status, read_span
from uprcycle.errors import BadInputError, RefusedError
from uprcycle.people import Assignment, Role
from uprcycle.schedule.document import write_document
from uprcycle.schedule.export import export_schedule
from uprcycle.store.packaged import load_countries
from uprcycle.timetable.override import Aim, Override
from uprcycle.timetable.plan import Verdict


@pytest.fixture
def wiring() -> Wiring:
    return first_release()


@pytest.mark.parametrize("ending", [".toml", ".json", ".csv"])
def test_the_schedule_in_force_again_is_no_release(wiring: Wiring, ending: str) -> None:
    before = (wiring.store.releases.history(), wiring.store.revisions.current(), wiring.store.audit.rows())
    draft = read_draft(wiring, f"schedule{ending}", export_schedule(BASE, load_countries(), ending).encode())

    assert release_draft(wiring, draft, "any", SIGNED) == Outcome(1, is_new=False, entries=0)

    after = (wiring.store.releases.history(), wiring.store.revisions.current(), wiring.store.audit.rows())
    assert after == before


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
    document["review"][0]["country"] = "QQQ"
    document["review"][1]["country"] = "YYY"

    with pytest.raises(BadInputError) as caught:
        read_draft(wiring, "bad.json", json.dumps(document).encode())

    assert [each.what for each in caught.value.problems] == ["'QQQ' is not a State", "'YYY' is not a State"]
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


AT_THE_COMMIT = 2  # the first look at the clock is for the plan


def test_a_date_set_by_hand_while_a_release_is_written_is_refused() -> None:
    looks: list[datetime] = []
    override = Override(
        Aim("hrc-adoption", "UGA", 4),
        read_span("2027-07-01"),
        Status.CONFIRMED,
        "Agreed by letter.",
        "the letter",
        by="another desk",
        at=NOON,
    )

    def now() -> datetime:
        looks.append(NOON)
        if len(looks) == AT_THE_COMMIT:
            installed.store.overrides.add(override)
        return NOON

    installed = replace(first_release(), now=now)
    publish(installed)
    digest = preview(installed, LATER).plan.digest
    looks.clear()

    with pytest.raises(RefusedError, match="a date was set by hand or taken back in between"):
        release_draft(installed, LATER, digest, SIGNED)

    assert len(installed.store.releases.history()) == 1
    with pytest.raises(RefusedError, match="the plan has gone stale"):
        release_draft(installed, LATER, digest, SIGNED)
    assert release(installed, LATER).release == 2


def test_releases_can_be_compared_either_way(wiring: Wiring) -> None:
    release(wiring, LATER)

    there, back = compare_releases(wiring, 1, 2), compare_releases(wiring, 2, 1)

    assert (there.count(Verdict.MOVED), there.moved_earlier) == (12, ())
    assert (back.count(Verdict.MOVED), len(back.moved_earlier)) == (12, 24)
    with pytest.raises(RefusedError, match="there is no release 3; the store holds 2"):
        compare_releases(wiring, 1, 3)
