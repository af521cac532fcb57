"""A round by plain functions: States with something new are visited, the others are done at one go."""

from datetime import date, timedelta

import pytest

from flows.cycle.going_round import RoundReport, go_round, plan_round, visits_text
from flows.cycle.visiting import Visit
from flows.feeds.publishing import publish
from flows.watch.heartbeat import last_round
from tests.flows.cycle.test_visiting import ENTERED, on
from tests.flows.installed import NOON, TODAY
from tests.flows.released import released_for
from uprcycle.reviews.phases import Phase
from uprcycle.store.ports import Envelope, Link, Purpose
from uprcycle.tokens import digest_of


def test_a_new_installation_is_behind_and_a_second_round_finds_nothing() -> None:
    wiring = released_for("SUR", "TGO")
    assert plan_round(wiring, TODAY).behind == ("SUR", "TGO")
    first, second = go_round(wiring, TODAY), go_round(wiring, TODAY)

    assert ([each.country for each in first.visits], first.changed > 0) == (["SUR", "TGO"], True)
    assert second == RoundReport(TODAY, 2, (), 0, first.noticed, first.nudged)
    assert second.as_words() == "2 States on 2026-11-21: nothing new of any, 0 feed entries changed"
    assert last_round(wiring) == NOON


def test_what_was_entered_before_the_founding_is_noted_without_a_visit() -> None:
    wiring = released_for("SUR", "TGO")
    publish(wiring)
    report = go_round(wiring, TODAY)

    assert report.visits == ()
    assert {each.country for each in wiring.store.passages.all()} == {"SUR", "TGO"}


def test_the_first_round_of_a_day_visits_whom_the_day_concerns_and_later_ones_nobody() -> None:
    wiring = on(released_for("SUR", "KEN"), ENTERED)
    publish(wiring)
    go_round(on(wiring, date(2026, 11, 30)), date(2026, 11, 30))
    first, second = go_round(wiring, ENTERED), go_round(wiring, ENTERED)

    assert [(each.country, each.entered) for each in first.visits] == [("SUR", (Phase.OUTCOME,))]
    assert first.as_words() == (
        "2 States on 2026-12-01: something of 1 (SUR entered outcome), 0 feed entries changed"
    )
    assert second.visits == ()


def test_links_that_are_over_go_without_any_housekeeping() -> None:
    wiring = released_for("SUR")
    links = tuple(Link(digest_of(each), Purpose.ANSWER, NOON - timedelta(days=31)) for each in "ab")
    wiring.store.ledger.claim(
        Envelope("m", ("k",), "p-amina", "email", b"mail", NOON, links), now=NOON, lease=timedelta(1)
    )
    go_round(wiring, TODAY)

    assert wiring.store.links.forget(NOON) == 0


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, "nothing new of any"),
        (2, "something of 2 (A00, A01)"),
        (15, f"something of 15 ({', '.join(f'A{each:02}' for each in range(14))} and 1 more)"),
    ],
)
def test_many_states_are_counted_and_some_are_named(count: int, said: str) -> None:
    assert visits_text(Visit(f"A{each:02}", None) for each in range(count)) == said
