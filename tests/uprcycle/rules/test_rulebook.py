"""Rules, actions and forecasts, found by name."""

from dataclasses import replace

from tests.uprcycle.examples import rule
from uprcycle.rules.forecast import Season
from uprcycle.rules.rule import Kind
from uprcycle.rules.rulebook import Rulebook
from uprcycle.store.packaged import load_ruleset

BOOK = load_ruleset().rulebook


def test_actions_are_tasks_and_everything_else_is_a_milestone() -> None:
    each = {kind: rule(f"a-{kind}", kind=kind) for kind in Kind}
    book = Rulebook(tuple(each.values()))

    assert book.milestones == tuple(each[kind] for kind in Kind if kind is not Kind.ACTION)
    assert book.actions == (each[Kind.ACTION],)
    assert book.by_id == {found.id: found for found in each.values()}


def test_the_packaged_rulebook_has_a_hundred_and_one_milestones() -> None:
    assert len(BOOK.milestones) == 101
    assert len(BOOK.milestones) + len(BOOK.actions) == len(BOOK.rules) == len(BOOK.by_id)


def test_a_forecast_is_found_by_name_and_season_or_not_at_all() -> None:
    found = BOOK.forecast("national-report", Season.JANUARY)

    assert found is not None
    assert (str(found.likeliest), found.observations) == ("105 days before", 3)
    assert BOOK.forecast("national-report", None) is None
    assert BOOK.forecast("", Season.JANUARY) is None


def test_the_likeliest_day_of_every_forecast_lies_within_its_range() -> None:
    counts = [(each.earliest.count, each.likeliest.count, each.latest.count) for each in BOOK.forecasts]

    assert counts == [tuple(sorted(each)) for each in counts]


def test_two_books_of_equal_rules_are_equal() -> None:
    assert replace(BOOK) == BOOK
