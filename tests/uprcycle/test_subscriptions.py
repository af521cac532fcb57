"""Tests of uprcycle.subscriptions."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uprcycle.people import Assignment, Office, Person, Role
from uprcycle.reviews.phases import Phase
from uprcycle.rules.rule import Kind
from uprcycle.subscriptions import (
    Filter,
    Right,
    Scope,
    Subscription,
    TaskForm,
    WindowForm,
    build_right,
    read_filter,
    write_filter,
)
from uprcycle.visibility import Audience

MADE = datetime(2026, 11, 21, 9, tzinfo=UTC)

SUBSCRIPTION = Subscription(
    id="s1",
    person="p1",
    title="My duties",
    scope=Scope.PERSON,
    digest="0" * 64,
    made=MADE,
    expires=date(2027, 11, 21),
)


@pytest.mark.parametrize(
    ("day", "is_live"), [(date(2026, 11, 21), True), (date(2027, 11, 21), True), (date(2027, 11, 22), False)]
)
def test_a_subscription_answers_to_the_end_of_its_last_day(day: date, *, is_live: bool) -> None:
    assert SUBSCRIPTION.is_live(day) is is_live


def test_a_revoked_subscription_never_answers() -> None:
    revoked = replace(SUBSCRIPTION, revoked=datetime(2026, 11, 21, 9, 1, tzinfo=UTC))
    assert revoked.is_live(date(2026, 11, 21)) is False


@pytest.mark.parametrize(
    ("day", "is_ending"),
    [
        (date(2027, 10, 21), False),
        (date(2027, 10, 22), True),
        (date(2027, 11, 21), True),
        (date(2027, 11, 22), False),
    ],
)
def test_a_feed_says_for_thirty_days_that_it_ends(day: date, *, is_ending: bool) -> None:
    assert SUBSCRIPTION.is_ending(day) is is_ending


WEEK = timedelta(days=7)
MOMENT = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("fetched", "now", "is_read", "is_stale"),
    [
        pytest.param(None, MADE, False, False, id="just-made"),
        pytest.param(None, MADE + WEEK, False, False, id="not-yet-fetched"),
        pytest.param(None, MADE + WEEK + MOMENT, False, True, id="never-fetched"),
        pytest.param(MADE + WEEK, MADE + 2 * WEEK, True, False, id="fetched"),
        pytest.param(MADE + WEEK, MADE + 2 * WEEK + MOMENT, False, True, id="stopped"),
    ],
)
def test_a_feed_that_no_program_fetches_goes_stale_after_a_week(
    fetched: datetime | None, now: datetime, *, is_read: bool, is_stale: bool
) -> None:
    subscription = replace(SUBSCRIPTION, fetched=fetched)

    assert (subscription.is_read(now), subscription.is_stale(now)) == (is_read, is_stale)


@pytest.mark.parametrize(
    ("chosen", "is_whole"),
    [
        (Filter(), True),
        (Filter(languages=("fr", "en"), tasks=TaskForm.TODOS, windows=WindowForm.ENDS), True),
        (Filter(tasks=TaskForm.NONE), False),
        (Filter(countries=("KEN",)), False),
        (Filter(roles=(Role.RCO,)), False),
        (Filter(phases=(Phase.REVIEW,)), False),
        (Filter(kinds=(Kind.DEADLINE,)), False),
    ],
)
def test_a_filter_is_whole_when_every_task_passes_it(chosen: Filter, *, is_whole: bool) -> None:
    assert chosen.is_whole is is_whole


@given(st.from_type(Filter))
def test_a_written_filter_reads_back_through_json(chosen: Filter) -> None:
    assert read_filter(json.loads(json.dumps(write_filter(chosen)))) == chosen


# Rights

TODAY = date(2026, 11, 21)
UNICEF = "UNICEF"


def held(person: str, office: Office, first: str = "2026-01-01", last: str = "2026-12-31") -> Assignment:
    somebody = Person(person, "Amina Example", f"{person}@example.org")
    organisation = UNICEF if office.name.startswith(UNICEF) else ""
    days = date.fromisoformat(first), date.fromisoformat(last)
    return Assignment(somebody, office, *days, organisation=organisation)


RCO = Office("RCO Kenya", "KEN", frozenset({Role.RCO}))
RC = Office("RCO Kenya", "KEN", frozenset({Role.RC}))
BOTH = Office("RCO Kenya", "KEN", frozenset({Role.RC, Role.RCO}))
FORUM = Office("Civic Forum", "KEN", frozenset({Role.CSO}))
IN_KENYA = Office("UNICEF Kenya", "KEN", frozenset({Role.UN_ENTITY}))
IN_NEPAL = Office("UNICEF Nepal", "NPL", frozenset({Role.UN_ENTITY}))
PARTNER = Office("UNICEF friends", "NPL", frozenset({Role.CSO}))


def right(assignments: list[Assignment], scope: Scope = Scope.PERSON, key: str = "") -> Right | None:
    return build_right(replace(SUBSCRIPTION, scope=scope, key=key), assignments, TODAY)


def test_a_person_s_feed_shows_the_offices_they_hold_today_and_no_others() -> None:
    assignments = [
        held("p1", RCO),
        held("p1", RC),
        held("p1", FORUM, last="2026-11-20"),
        held("p1", IN_NEPAL, first="2026-11-22"),
        held("p2", IN_KENYA),
    ]

    assert right(assignments) == Right((BOTH,), frozenset({BOTH}))


@pytest.mark.parametrize(
    "assignments",
    [
        pytest.param([], id="nobody"),
        pytest.param([held("p2", RCO)], id="somebody-else"),
        pytest.param([held("p1", RCO, last="2026-11-20")], id="over"),
        pytest.param([held("p1", RCO, first="2026-11-22")], id="to-come"),
    ],
)
@pytest.mark.parametrize(
    ("scope", "key"), [(Scope.PERSON, ""), (Scope.OFFICE, "RCO Kenya"), (Scope.ORGANISATION, "")]
)
def test_without_a_role_today_nothing_is_shown(assignments: list[Assignment], scope: Scope, key: str) -> None:
    assert right(assignments, scope, key) is None


def test_an_office_s_feed_shows_it_alone_in_every_state_where_the_person_holds_it() -> None:
    abroad = Office("RCO Kenya", "SOM", frozenset({Role.RCO}))
    elsewhere = Office("RCO Kenya", "UGA", frozenset({Role.RCO}))
    assignments = [held("p1", RCO), held("p1", FORUM), held("p1", abroad), held("p2", elsewhere)]

    assert right(assignments, Scope.OFFICE, "RCO Kenya") == Right((RCO, abroad), frozenset({RCO, abroad}))
    assert right(assignments, Scope.OFFICE, "RCO Nepal") is None


def test_an_organisation_s_feed_shows_its_offices_to_those_who_work_for_it() -> None:
    assignments = [held("p2", IN_NEPAL), held("p1", IN_KENYA), held("p1", RCO), held("p3", FORUM)]

    shown = right(assignments, Scope.ORGANISATION, key=UNICEF)

    assert shown == Right((IN_KENYA, IN_NEPAL), frozenset({IN_KENYA}))
    assert right([held("p2", IN_NEPAL), held("p1", RCO)], Scope.ORGANISATION, key=UNICEF) is None


@pytest.mark.parametrize(
    ("offices", "audience"),
    [
        ([IN_KENYA, IN_NEPAL], Audience.UN),
        ([IN_KENYA, PARTNER], Audience.PARTNERS),
        ([FORUM], Audience.PARTNERS),
    ],
)
def test_the_audience_is_the_un_only_where_each_office_is(offices: list[Office], audience: Audience) -> None:
    shown = right([held("p1", each) for each in offices])

    assert shown is not None
    assert shown.audience is audience
