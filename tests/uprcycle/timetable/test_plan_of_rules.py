"""What a release by other rules would do, for all States or for some."""

from dataclasses import replace

from tests.uprcycle.examples import dated, release_of, schedule, slot, world_of
from tests.uprcycle.rulesets import edited, with_cells
from uprcycle.days.span import Status
from uprcycle.rules.ruleset import Ruleset
from uprcycle.store.packaged import load_countries, load_ruleset
from uprcycle.timetable.plan import Verdict, plan_release
from uprcycle.timetable.world import World

DEADLINE = dated("stakeholder-submission-deadline", "2027-04-15", Status.TENTATIVE)
OLD = schedule(DEADLINE, slots=(slot(), slot("UGA", "2027-11-04", order=2)))


def by_rules(ruleset: Ruleset, **kept: Ruleset) -> World:
    """Return the world of the old schedule by other rules, which some States have not taken over."""
    older = {country: each.digest for country, each in kept.items()}
    release = replace(release_of(OLD, 2), ruleset=ruleset.digest, kept=older)
    return World(release, load_countries(), [load_ruleset(), ruleset])


def test_the_same_rules_in_another_world_change_nothing() -> None:
    plan = plan_release(world_of(OLD), by_rules(load_ruleset()))

    assert (plan.is_empty, plan.changes_rules) == (True, False)


def test_a_rule_that_counts_otherwise_moves_its_dates_and_says_what_was_written() -> None:
    newer = with_cells("written-statement-adoption", offset="2 months before", until="1 month before")

    plan = plan_release(world_of(OLD), by_rules(newer))

    assert plan.changes_rules
    assert {change.milestone_id for each in plan.reviews for change in each.changes} == {
        "written-statement-adoption"
    }
    assert [(each.key, each.field) for each in plan.fields] == [
        ("rule written-statement-adoption", "offset"),
        ("rule written-statement-adoption", "until"),
    ]


def test_rules_that_move_nothing_are_a_release_all_the_same() -> None:
    unused = edited(lambda files: files["sources.toml"]["source"][0].update(note="Read again."))

    plan = plan_release(world_of(OLD), by_rules(unused))

    assert (plan.changed, plan.changes_rules, plan.is_empty) == ((), True, False)
    assert [(each.key, each.field) for each in plan.fields] == [("source 000", "note")]


def test_the_digest_stands_for_the_rules_and_for_those_who_keep_older_ones() -> None:
    older, newer = load_ruleset(), with_cells("written-statement-adoption", note="Read again.")
    worlds = [by_rules(older), by_rules(newer), by_rules(newer, KEN=older)]

    digests = {plan_release(world_of(OLD), each).digest for each in worlds}

    assert len(digests) == 3


def test_a_state_that_keeps_its_rules_stays_as_it_is() -> None:
    older, newer = load_ruleset(), with_cells("written-statement-adoption", title="Write to the Council")
    kept = {each.country: older for each in world_of(OLD).reviews()[1:]}

    plan = plan_release(world_of(OLD), by_rules(newer, **kept))

    assert [(each.country, each.verdict) for each in plan.changed] == [
        (world_of(OLD).reviews()[0].country, Verdict.CHANGED)
    ]


def test_the_last_state_to_take_over_leaves_nobody_behind() -> None:
    older, newer = load_ruleset(), with_cells("written-statement-adoption", title="Write to the Council")
    country = world_of(OLD).reviews()[0].country

    plan = plan_release(by_rules(newer, **{country: older}), by_rules(newer))

    assert [each.country for each in plan.changed] == [country]
    assert [each.field for each in plan.fields] == ["title"]
