"""Who knows of a date that changed: told is whose mail a server took, seen is what an office said later."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from notifications.knowledge import Knowledge, Reader, Telling, build_knowledge, tellings_of
from tests.notifications.build import MONDAY, NOON, holds, office, person
from tests.notifications.test_notices import DETAIL, MAIN, SOCIETY, news
from uprcycle.checklist.tick import TaskState, Tick
from uprcycle.store.ports import Fate, LedgerState

ANN, BEN, CEM = person("p1"), person("p2"), person("p3")
TOLD = Telling(2, NOON)


def fate(state: LedgerState, key: str, finished: datetime | None = NOON) -> Fate:
    return Fate(key, "p1", state, finished)


def tick(office_name: str, at: datetime) -> Tick:
    return Tick("KEN", 4, "review", office_name, TaskState.ACKNOWLEDGED, "Ann", at)


@pytest.mark.parametrize(
    ("fates", "expected"),
    [
        ([], {}),
        ([fate(LedgerState.SENT, "notice/2/email/p1")], {"p1": Telling(2, NOON)}),
        ([fate(LedgerState.CLAIMED, "notice/2/email/p1", finished=None)], {"p1": Telling(2, None)}),
        ([fate(LedgerState.FAILED, "notice/2/email/p1")], {}),
        ([fate(LedgerState.WITHDRAWN, "notice/2/email/p1")], {}),
        ([fate(LedgerState.SENT, "KEN/4/review/2026-05-04/due/email/p1")], {}),
        (
            [fate(LedgerState.SENT, "notice/3/email/p1"), fate(LedgerState.SENT, "notice/2/email/p1")],
            {"p1": Telling(3, NOON)},
        ),
    ],
    ids=["nothing", "sent", "on-its-way", "refused", "taken-back", "a-nudge", "the-last"],
)
def test_the_ledger_says_what_each_was_told_last(fates: list[Fate], expected: dict[str, Telling]) -> None:
    assert tellings_of(fates) == expected


def test_everybody_concerned_stands_under_each_date_and_offices_are_counted_once() -> None:
    people = [holds(ANN), holds(BEN), holds(CEM, SOCIETY), holds(CEM, office("UGA"))]
    review, report = build_knowledge(news((MAIN, DETAIL)), people, {"p1": TOLD}, [], MONDAY)

    assert review == Knowledge(
        "KEN",
        4,
        "review",
        (
            Reader("p3", "A coalition", None, None),
            Reader("p1", "RCO KEN", TOLD, None),
            Reader("p2", "RCO KEN", None, None),
        ),
    )
    assert (review.offices, review.told) == (("A coalition", "RCO KEN"), frozenset({"RCO KEN"}))
    assert (report.milestone, report.offices) == ("write-report", ("RCO KEN",))


@pytest.mark.parametrize(
    ("telling", "told"),
    [(Telling(1, NOON), False), (TOLD, True), (Telling(5, NOON), True), (Telling(2, None), False)],
    ids=["of-an-older-one", "of-it", "of-a-later-one", "on-its-way"],
)
def test_who_was_told_of_this_release_or_a_later_one_knows(telling: Telling, *, told: bool) -> None:
    (found,) = build_knowledge(news((MAIN,)), [holds(ANN)], {"p1": telling}, [], MONDAY)

    assert bool(found.told) is told


@pytest.mark.parametrize(("after", "seen"), [(timedelta(), True), (timedelta(seconds=-1), False)])
def test_an_office_saw_it_when_it_said_so_after_the_release(after: timedelta, *, seen: bool) -> None:
    ticks = [tick("RCO KEN", NOON + after), replace(tick("RCO KEN", NOON), task="other")]
    (found,) = build_knowledge(news((MAIN,)), [holds(ANN)], {}, ticks, MONDAY)

    assert found.seen == (frozenset({"RCO KEN"}) if seen else frozenset())


def test_who_left_is_not_counted() -> None:
    gone = holds(ANN, until=MONDAY - timedelta(days=1))
    assert build_knowledge(news((MAIN,)), [gone], {"p1": TOLD}, [], MONDAY) == ()
