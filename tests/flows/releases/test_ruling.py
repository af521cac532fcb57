"""Other rules are looked at, accepted by all States or by some, and taken back."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from flows.installation.wiring import Wiring
from flows.releases.releasing import Draft, Signature, roll_back
from flows.releases.ruling import Standing, accept_rules, preview_rules, rules_history, standing_of_rules
from tests.flows.released import BASE, LATER, SIGNED, TWO, release
from tests.flows.rulings import (
    LONGER,
    PACKAGED,
    STATEMENT,
    WITHOUT,
    accept,
    installed,
    opened,
    revisions,
    some_countries,
)
from tests.uprcycle.rulesets import edited, with_cells
from tests.uprcycle.store.stores import MEMORY, SQLITE
from uprcycle.errors import BadInputError, RefusedError
from uprcycle.store.memory import MemoryStore
from uprcycle.timetable.plan import Verdict

EARLIER = with_cells("advance-questions-deadline", offset="11 working days before")


@pytest.fixture
def wiring() -> Wiring:
    return installed(MemoryStore())


@pytest.fixture(params=[MEMORY, SQLITE])
def stored(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Wiring]:
    with opened(request.param, tmp_path) as wiring:
        yield wiring


def test_the_rules_in_force_are_no_change(wiring: Wiring) -> None:
    before = (wiring.store.releases.history(), revisions(wiring))
    shown = preview_rules(wiring, PACKAGED)

    assert (shown.plan.is_empty, standing_of_rules(wiring)) == (True, Standing(is_packaged=True, keeping=0))
    assert accept_rules(wiring, PACKAGED, "any", SIGNED).is_new is False
    assert wiring.store.releases.history() == before[0]


def test_a_plan_shows_each_state_and_writes_nothing(wiring: Wiring) -> None:
    rows = wiring.store.audit.rows()

    plan = preview_rules(wiring, LONGER).plan

    assert plan.count(Verdict.MOVED) == len(plan.reviews) > 0
    assert {change.milestone_id for each in plan.changed for change in each.changes} == {STATEMENT}
    assert [each.field for each in plan.fields] == ["offset", "until"]
    assert wiring.store.audit.rows() == rows


def test_what_hangs_on_a_rule_moves_with_it(wiring: Wiring) -> None:
    later = {"anchor": "review", "offset": "25 months after", "until": "30 months after"}
    hanging = {each.id for each in PACKAGED.rulebook.milestones if each.lead.anchor == "midpoint"}

    plan = preview_rules(wiring, with_cells("midpoint", fallback=later)).plan

    assert len(hanging) > 1
    assert {change.milestone_id for each in plan.changed for change in each.changes} == hanging


def test_one_state_goes_over_alone_and_the_others_follow_later(stored: Wiring) -> None:
    first, second, *others = some_countries(stored)
    by_now = {each.country: each for each in stored.world().timetables()}

    accept(stored, LONGER, first)

    release = stored.world().release
    assert (release.ruleset, set(release.kept)) == (LONGER.digest, {second, *others})
    assert set(release.kept.values()) == {PACKAGED.digest}
    assert [each.country for each in stored.world().timetables() if each != by_now[each.country]] == [first]

    accept(stored, LONGER, second)
    assert set(stored.world().release.kept) == set(others)

    accept(stored, LONGER)
    assert stored.world().release.kept == {}
    assert preview_rules(stored, LONGER).plan.is_empty
    assert [each.keeping for each in rules_history(stored)] == [0, len(others) + 1, len(others), 0]


def test_the_last_state_that_is_named_leaves_nobody_behind(wiring: Wiring) -> None:
    first, *others = some_countries(wiring)
    accept(wiring, LONGER, first)

    accept(wiring, LONGER, *others)

    assert wiring.world().release.kept == {}


def test_states_may_keep_rules_of_several_ages(wiring: Wiring) -> None:
    first, second, third, *_ = some_countries(wiring)
    accept(wiring, LONGER, first, second)

    accept(wiring, WITHOUT, first)

    kept = wiring.world().release.kept
    assert (kept.get(first), kept[second], kept[third]) == (None, LONGER.digest, PACKAGED.digest)
    gone = [each.country for each in wiring.world().timetables() if each.milestone(STATEMENT) is None]
    assert gone == [first]


def test_states_that_went_over_are_told_and_no_other(wiring: Wiring) -> None:
    first, *_ = some_countries(wiring)

    assert {each.country for each in preview_rules(wiring, LONGER, [first]).plan.changed} == {first}


def test_a_rollback_returns_to_the_rules_of_that_release(stored: Wiring) -> None:
    by_then = stored.world().timetables()
    accept(stored, WITHOUT, some_countries(stored)[0])

    outcome = roll_back(stored, 1, SIGNED)

    release = stored.world().release
    assert (outcome.release, release.ruleset, release.kept) == (3, PACKAGED.digest, {})
    assert stored.world().timetables() == by_then


def test_a_rollback_into_the_middle_returns_to_those_who_kept_older_rules(wiring: Wiring) -> None:
    first, *_ = some_countries(wiring)
    accept(wiring, LONGER, first)
    middle = wiring.world().release
    accept(wiring, LONGER)

    roll_back(wiring, 2, TWO)

    assert (wiring.world().release.ruleset, wiring.world().release.kept) == (middle.ruleset, middle.kept)


def test_a_newer_version_keeps_the_dates_of_the_store_until_they_are_accepted() -> None:
    older = with_cells(STATEMENT, offset="3 weeks before")
    wiring = installed(MemoryStore(), older)
    assert wiring.world().rulebook == older.rulebook
    assert standing_of_rules(wiring) == Standing(is_packaged=False, keeping=0)

    accept(wiring, PACKAGED)

    assert standing_of_rules(wiring) == Standing(is_packaged=True, keeping=0)
    assert wiring.world().rulebook == PACKAGED.rulebook


def test_a_schedule_is_released_by_the_rules_in_force(wiring: Wiring) -> None:
    first, *_ = some_countries(wiring)
    accept(wiring, LONGER, first)
    by_now = wiring.world().release

    release(wiring, LATER)

    assert wiring.world().release.number == 3
    assert (wiring.world().release.ruleset, wiring.world().release.kept) == (by_now.ruleset, by_now.kept)


def test_a_deadline_that_comes_earlier_takes_a_second_person(wiring: Wiring) -> None:
    with pytest.raises(RefusedError, match="a released deadline would come earlier"):
        accept(wiring, EARLIER)
    assert wiring.world().release.number == 1

    accept(wiring, EARLIER, signature=TWO)

    assert wiring.world().release.by == "the desk; earlier dates confirmed by another desk"


def test_rules_are_accepted_by_the_hash_of_their_own_plan(wiring: Wiring) -> None:
    first, second, *_ = some_countries(wiring)
    digest = preview_rules(wiring, LONGER, [first]).plan.digest

    for ruleset, countries in ((LONGER, ()), (LONGER, (second,)), (WITHOUT, (first,))):
        with pytest.raises(RefusedError, match="the plan has gone stale"):
            accept_rules(wiring, ruleset, digest, SIGNED, countries)

    assert accept_rules(wiring, LONGER, digest[:12], SIGNED, [first]).release == 2


def test_a_plan_of_rules_goes_stale_when_a_schedule_is_released(wiring: Wiring) -> None:
    digest = preview_rules(wiring, LONGER).plan.digest
    councils = tuple(replace(each, dates=replace(each.dates, note="seen")) for each in BASE.councils)
    release(wiring, Draft(replace(BASE, councils=councils)))

    with pytest.raises(RefusedError, match="the plan has gone stale"):
        accept_rules(wiring, LONGER, digest, SIGNED)


def test_rules_are_accepted_by_somebody_for_a_reason(wiring: Wiring) -> None:
    with pytest.raises(BadInputError) as caught:
        accept_rules(wiring, LONGER, "any", Signature("", " "))

    assert [each.where for each in caught.value.problems] == ["--by", "--note"]


def test_a_state_that_is_not_reviewed_cannot_go_over(wiring: Wiring) -> None:
    with pytest.raises(BadInputError) as caught:
        preview_rules(wiring, LONGER, ["VAT", "PSE"])

    assert [str(each) for each in caught.value.problems] == [
        "--country: PSE is not reviewed in any cycle",
        "--country: VAT is not reviewed in any cycle",
    ]


def test_rules_that_move_nothing_are_still_gone_over_to(wiring: Wiring) -> None:
    read_again = edited(lambda files: files["sources.toml"]["source"][0].update(note="Read again."))

    outcome = accept(wiring, read_again)

    assert (outcome.is_new, outcome.entries) == (True, 0)
    assert wiring.world().release.ruleset == read_again.digest
