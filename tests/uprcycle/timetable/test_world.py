"""Everything that follows from one release."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.uprcycle.examples import packaged_world, release_of, schedule, slot, world_of
from tests.uprcycle.rulesets import edited, with_cells, with_holiday
from uprcycle.days.offset import Offset, Unit
from uprcycle.errors import RefusedError
from uprcycle.schedule.session import Schedule
from uprcycle.store.packaged import load_countries, load_ruleset, load_schedule
from uprcycle.timetable.milestone import Milestone
from uprcycle.timetable.paper import Paper
from uprcycle.timetable.world import World

WORLD = packaged_world()


def found(world: World, country: str, milestone: str) -> Milestone:
    known = world.timetable(country).milestone(milestone)
    assert known is not None
    return known


def test_the_current_cycle_is_the_last_with_a_review() -> None:
    assert (WORLD.cycles, WORLD.current_cycle) == ((3, 4), 4)


def test_an_empty_schedule_has_no_cycle_and_no_timetable() -> None:
    empty = world_of(Schedule())

    assert (empty.cycles, empty.current_cycle, empty.timetables(), empty.sessions) == ((), 0, (), ())


def test_inferred_sessions_without_reviews_do_not_open_a_cycle() -> None:
    assert packaged_world(inferred=True).current_cycle == 4


@pytest.mark.parametrize("cycle", [None, 3, 4])
def test_every_member_state_has_its_timetable_by_code(cycle: int | None) -> None:
    found = [(each.country, each.cycle) for each in WORLD.timetables(cycle)]

    assert found == [(each.iso3, cycle or 4) for each in load_countries().members()]


def test_a_timetable_is_computed_once_and_kept() -> None:
    assert WORLD.timetable("KEN") is WORLD.timetable("KEN", 4)


def test_reviews_come_by_code() -> None:
    assert [each.country for each in WORLD.reviews()] == [each.country for each in WORLD.timetables()]


def test_the_timetables_of_a_session_come_in_the_order_of_its_list() -> None:
    codes = [each.country for each in WORLD.timetables_of_session(27)]

    assert " ".join(codes) == "BHR ECU TUN MAR IDN FIN GBR IND BRA PHL DZA POL NLD ZAF"


def test_a_session_has_those_who_moved_into_it_and_not_those_who_left() -> None:
    assert "USA" not in [each.country for each in WORLD.timetables_of_session(50)]
    assert [each.country for each in WORLD.timetables_of_session(53)][-1] == "USA"


def test_those_without_a_place_in_the_list_come_last_by_code() -> None:
    slots = (slot("UGA", order=0), slot("KEN", order=0), slot("TGO", order=2), slot("ZWE", order=1))

    found = world_of(schedule(slots=slots)).timetables_of_session(55)

    assert [each.country for each in found] == ["ZWE", "TGO", "KEN", "UGA"]


@pytest.mark.parametrize(
    ("ask", "answer"),
    [
        (lambda: WORLD.session(99), "release 1 has no Working Group session 99; it has 27 to 54"),
        (lambda: WORLD.timetables_of_session(1), "release 1 has no Working Group session 1; it has 27 to 54"),
        (lambda: WORLD.timetable("VAT"), "release 1 has no review of VAT in cycle 4"),
        (lambda: WORLD.timetable("KEN", 1), "release 1 has no review of KEN in cycle 1"),
        (lambda: world_of(Schedule()).session(1), "release 1 has no Working Group session 1"),
    ],
)
def test_what_the_release_does_not_have_is_refused_by_name(ask: Callable[[], object], answer: str) -> None:
    with pytest.raises(RefusedError) as caught:
        ask()
    assert str(caught.value) == answer


def test_equal_inputs_make_equal_worlds() -> None:
    again = World(release_of(load_schedule()), load_countries(), [load_ruleset()])

    assert again.timetables() == WORLD.timetables()
    assert again.timetables(3) == WORLD.timetables(3)


def test_a_running_review_follows_from_the_same_as_long_as_neither_its_rules_nor_its_slot_differ() -> None:
    newer = with_cells("written-statement-adoption", offset="2 months before")
    same, other = release_of(load_schedule()), replace(release_of(load_schedule()), ruleset=newer.digest)
    worlds = [World(same, load_countries(), [load_ruleset()]), World(other, load_countries(), [newer])]

    assert [each.running_inputs("KEN") == WORLD.running_inputs("KEN") for each in worlds] == [True, False]
    assert WORLD.running_inputs("QQQ") is None


def test_a_state_that_keeps_older_rules_goes_by_them_and_the_others_by_those_in_force() -> None:
    older, newer = load_ruleset(), with_cells("written-statement-adoption", offset="2 months before")
    release = replace(release_of(load_schedule()), ruleset=newer.digest, kept={"KEN": older.digest})

    world = World(release, load_countries(), [older, newer])

    assert (world.rulebook, world.office) == (newer.rulebook, newer.office)
    assert [world.ruleset_of(each) for each in ("KEN", "SUR")] == [older, newer]
    assert world.timetable("KEN") == WORLD.timetable("KEN")
    assert found(world, "SUR", "written-statement-adoption").rule.lead.offset == Offset(-2, Unit.MONTH)


def test_each_state_counts_by_the_holidays_of_its_own_rules() -> None:
    older, newer = load_ruleset(), with_holiday("2026-10-19")
    release = replace(release_of(load_schedule()), ruleset=newer.digest, kept={"KEN": older.digest})

    world = World(release, load_countries(), [older, newer])

    spans = [str(found(each, "SUR", "advance-questions-deadline").span) for each in (WORLD, world)]
    assert spans == ["2026-10-19/2026-11-16", "2026-10-16/2026-11-16"]
    assert world.timetable("KEN") == WORLD.timetable("KEN")


@pytest.mark.parametrize(("country", "applies"), [("BEN", True), ("KEN", None)])
def test_a_rule_for_some_states_is_known_to_apply_where_a_flag_says_so(
    country: str,
    applies: bool | None,  # noqa: FBT001 - a cell of the table
) -> None:
    actions = {each.id: each for each in WORLD.timetable(country).actions}

    assert actions["inform-travel-fund"].applies is applies


def test_a_world_needs_the_rules_that_its_release_names() -> None:
    release = replace(release_of(load_schedule()), ruleset="ab12")

    with pytest.raises(KeyError):
        World(release, load_countries(), [load_ruleset()]).timetable("KEN")


def test_a_world_of_the_schedule_backwards_is_the_same() -> None:
    packaged = load_schedule()
    backwards = Schedule(
        packaged.sessions[::-1], packaged.councils[::-1], packaged.slots[::-1], packaged.dates[::-1]
    )

    assert world_of(backwards).timetables() == WORLD.timetables()


def test_a_world_with_papers_says_where_they_are_and_is_otherwise_the_same() -> None:
    plain = packaged_world()
    paper = Paper("National report", "fr", "https://documents.example.org/1", plain.release.at)
    papered = plain.with_papers({("KEN", 4, "national-report"): (paper,)})
    found = papered.timetable("KEN", 4)

    assert {each.id: each.papers for each in found.milestones if each.papers} == {"national-report": (paper,)}
    assert [replace(each, papers=()) for each in found.milestones] == list(plain.timetable("KEN").milestones)
    assert papered.timetable("UGA") == plain.timetable("UGA")
    assert plain.with_papers({}) is plain


def test_the_states_are_those_that_the_rules_of_each_make_of_the_record() -> None:
    said = {"country": "KEN", "flag": "has_unct", "holds": False, "confidence": "read", "source": "a letter"}
    newer = edited(lambda files: files["flags.toml"]["flag"].append(said))
    release = replace(release_of(load_schedule()), ruleset=newer.digest)
    kept = replace(release, kept={"KEN": load_ruleset().digest})

    world, keeping = (World(each, load_countries(), [load_ruleset(), newer]) for each in (release, kept))

    teams = [each.countries["KEN"].facts["has_unct"] for each in (WORLD, world, keeping)]
    assert teams == [True, False, True]
    assert world.timetable("KEN").facts["no_un_presence"]
    assert (world.recorded["KEN"], world.countries["SUR"]) == (WORLD.countries["KEN"], WORLD.countries["SUR"])
    assert WORLD.countries is WORLD.recorded


def test_what_is_said_of_a_state_is_what_its_own_rules_say() -> None:
    said = {"country": "BEN", "flag": "has_unct", "holds": False, "confidence": "read", "source": "a letter"}
    newer = edited(lambda files: files["flags.toml"].update(flag=[said, said | {"country": "AGO"}]))
    release = replace(release_of(load_schedule()), ruleset=newer.digest, kept={"BEN": load_ruleset().digest})

    flags = World(release, load_countries(), [load_ruleset(), newer]).said(lambda each: each.flags.flags)

    assert [(each.country, each.name) for each in flags] == [("AGO", "has_unct"), ("BEN", "developing_state")]


def test_each_state_is_by_default_in_the_cycle_that_runs_for_it() -> None:
    packaged = load_schedule()
    begun = replace(packaged.slots[-1], cycle=5, country="KEN", session=None)
    ahead = world_of(replace(packaged, slots=(*packaged.slots, begun)))
    assert (ahead.running["KEN"], ahead.running["UGA"], ahead.current_cycle) == (5, 4, 5)
    assert (ahead.timetable("KEN").cycle, ahead.timetable("UGA").cycle) == (5, 4)
    assert Counter(each.cycle for each in ahead.reviews()) == {4: 192, 5: 1}
