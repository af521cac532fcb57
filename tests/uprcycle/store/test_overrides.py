"""Dates set by hand: kept for the releases to come, replaced, lifted, never removed; on every store."""

from dataclasses import replace
from datetime import date

import pytest

from tests.uprcycle.store.build import HOUR, NOW, RULES, override, schedule
from uprcycle.days.span import Status, read_span
from uprcycle.errors import RefusedError
from uprcycle.store.database import open_store
from uprcycle.store.ports import AuditRow, Store
from uprcycle.timetable.override import Aim, Lift, in_force

SESSION = Aim("hrc-adoption", session=51)


def release(store: Store, times: int = 1) -> None:
    for _ in range(times):
        store.releases.add(schedule("KEN"), RULES, by="desk", note="", source="", at=NOW)


def said(store: Store) -> list[tuple[str, str, str, str]]:
    return [(row.by, row.action, row.subject, row.detail) for row in reversed(store.audit.rows())]


def test_a_new_store_has_none(store: Store) -> None:
    assert store.overrides.all() == ()


@pytest.mark.parametrize("releases", [0, 1, 3])
def test_an_override_counts_from_the_next_release(store: Store, releases: int) -> None:
    release(store, releases)

    assert store.overrides.add(override()).release == releases + 1


@pytest.mark.parametrize(
    "given",
    [
        override(),
        override(SESSION, expires=date(2026, 12, 31), confirmed_by="Bao Example"),
        override(span=read_span("2026-07-03T10:00"), status=Status.TENTATIVE),
        override(span=read_span("by 2026-07-03"), status=Status.ESTIMATED),
        override(span=read_span("unknown")),
    ],
    ids=["state", "session", "hour", "latest-day", "unknown"],
)
def test_an_override_reads_back_as_it_was_set(store: Store, given: object) -> None:
    added = store.overrides.add(given)  # type: ignore[arg-type]

    assert added == replace(given, number=1, release=1)  # type: ignore[type-var]
    assert store.overrides.all() == (added,)


def test_a_second_override_of_an_aim_lifts_the_first(store: Store) -> None:
    release(store)
    first = store.overrides.add(override())
    of_session = store.overrides.add(override(SESSION))
    second = store.overrides.add(override(by="another desk", at=NOW + HOUR))

    lifted = replace(first, lift=Lift("another desk", NOW + HOUR, 2))
    assert store.overrides.all() == (lifted, of_session, second)


def test_a_lifted_override_is_kept_and_named(store: Store) -> None:
    release(store)
    added = store.overrides.add(override())
    release(store)

    lifted = store.overrides.lift(1, by="another desk", at=NOW + HOUR)

    assert lifted == replace(added, lift=Lift("another desk", NOW + HOUR, 3))
    assert store.overrides.all() == (lifted,)


@pytest.mark.parametrize("number", [-1, 0, 2])
def test_what_is_not_there_cannot_be_lifted(store: Store, number: int) -> None:
    store.overrides.add(override())

    with pytest.raises(RefusedError, match=f"there is no override {number}"):
        store.overrides.lift(number, by="desk", at=NOW)


def test_what_was_lifted_stays_lifted_by_the_first(store: Store) -> None:
    store.overrides.add(override())
    lifted = store.overrides.lift(1, by="desk", at=NOW)

    with pytest.raises(RefusedError, match="was lifted on 2026-05-04 by desk"):
        store.overrides.lift(1, by="another desk", at=NOW + HOUR)
    assert store.overrides.all() == (lifted,)


def test_no_release_that_was_made_ever_changes_its_overrides(store: Store) -> None:
    release(store)
    store.overrides.add(override())
    release(store)
    store.overrides.lift(1, by="desk", at=NOW)
    release(store)

    counting = [
        [each.number for each in in_force(store.overrides.all(), found)]
        for number in (1, 2, 3)
        if (found := store.releases.number(number)) is not None
    ]
    assert counting == [[], [1], []]


def test_setting_and_lifting_leave_their_rows_without_the_reason(store: Store) -> None:
    store.overrides.add(override(reason="secret"))
    store.overrides.add(
        override(span=read_span("2026-06-30"), confirmed_by="Bao Example", expires=date(2026, 12, 31))
    )
    store.overrides.lift(2, by="desk", at=NOW)
    aim = "KEN 4 hrc-adoption"

    assert said(store) == [
        ("desk", "override", aim, "override 1 from release 1: 2026-07-03, confirmed"),
        ("desk", "lift", aim, "override 1 from release 1"),
        ("desk", "override", aim, "override 2 from release 1: 2026-06-30, confirmed, until 2026-12-31"),
        ("Bao Example", "confirm earlier", aim, "override 2"),
        ("desk", "lift", aim, "override 2 from release 1"),
    ]


def test_a_refused_lift_leaves_no_row(store: Store) -> None:
    with pytest.raises(RefusedError):
        store.overrides.lift(1, by="desk", at=NOW)

    assert store.audit.rows() == ()


def test_a_naive_moment_keeps_nothing(store: Store) -> None:
    with pytest.raises(ValueError, match="has no zone"):
        store.overrides.add(override(at=NOW.replace(tzinfo=None)))

    assert (store.overrides.all(), store.audit.rows()) == ((), ())


def test_overrides_outlive_the_program(address: str) -> None:
    first = open_store(address)
    added = first.overrides.add(override())
    first.close()

    again = open_store(address)
    assert again.overrides.all() == (added,)
    assert again.audit.rows(1)[0] == AuditRow(
        1, NOW, "desk", "override", "KEN 4 hrc-adoption", "override 1 from release 1: 2026-07-03, confirmed"
    )
    again.close()
