from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifications.cadence import DEFAULT, Cadence, Stage, Term, stage_on
from uprcycle.days.workdays import WorkingDays

GENEVA = WorkingDays()
CAIRO = WorkingDays(weekend=frozenset({4, 5}))  # Friday and Saturday
FRIDAY = date(2026, 5, 8)
SUNDAY = date(2026, 5, 10)

days = st.dates(date(2020, 1, 1), date(2035, 1, 1))


def days_of(stages: tuple[Stage, ...]) -> dict[str, date]:
    return {each.name: each.day for each in stages}


def test_the_cadence_speaks_before_on_and_after_the_day() -> None:
    assert days_of(DEFAULT.plan_stages(Term(FRIDAY, FRIDAY), GENEVA)) == {
        "90-days-before": date(2026, 2, 6),  # 7 February is a Saturday
        "30-days-before": date(2026, 4, 8),
        "14-days-before": date(2026, 4, 24),
        "7-days-before": date(2026, 5, 1),
        "1-days-before": date(2026, 5, 7),
        "on-the-day": FRIDAY,
        "2-working-days-after": date(2026, 5, 12),
        "7-working-days-after": date(2026, 5, 19),
    }


def test_a_voluntary_term_is_never_overdue() -> None:
    stages = DEFAULT.plan_stages(Term(FRIDAY, FRIDAY, is_pressing=False), GENEVA)

    assert [each.name for each in stages if each.day > FRIDAY or each.is_overdue] == []
    assert stage_on(stages, FRIDAY + timedelta(days=1)) is None


@pytest.mark.parametrize(
    ("ahead", "names"),
    [
        (None, ["90-days-before", "30-days-before", "14-days-before", "7-days-before", "1-days-before"]),
        (90, ["90-days-before", "30-days-before", "14-days-before", "7-days-before", "1-days-before"]),
        (22, ["14-days-before", "7-days-before", "1-days-before"]),
        (0, []),
    ],
)
def test_what_recurs_soon_is_spoken_of_late(ahead: int | None, names: list[str]) -> None:
    stages = DEFAULT.plan_stages(Term(FRIDAY, FRIDAY, is_pressing=False, ahead=ahead), GENEVA)

    assert [each.name for each in stages] == [*names, "on-the-day"]


def named(cadence: Cadence, term: Term) -> list[tuple[str, date]]:
    return [(each.name, each.day) for each in cadence.plan_stages(term, GENEVA)]


GUIDANCE = Cadence(before=(7,), after=(), opening=True, is_calm=True)
ONCE = Cadence(before=(30,), after=(), opening=True, is_once=True, is_calm=True)


@pytest.mark.parametrize(
    ("cadence", "opens", "ahead", "told"),
    [
        pytest.param(
            GUIDANCE,
            date(2026, 3, 2),
            None,
            [("window-opens", date(2026, 3, 2)), ("7-days-before", date(2026, 5, 1))],
            id="long-window",
        ),
        pytest.param(
            GUIDANCE,
            date(2026, 3, 1),
            None,
            [("window-opens", date(2026, 2, 27)), ("7-days-before", date(2026, 5, 1))],
            id="opens-on-a-sunday",
        ),
        pytest.param(
            GUIDANCE, date(2026, 5, 1), None, [("7-days-before", date(2026, 5, 1))], id="short-window"
        ),
        pytest.param(GUIDANCE, None, None, [("7-days-before", date(2026, 5, 1))], id="single-day"),
        pytest.param(
            GUIDANCE,
            date(2026, 3, 2),
            22,
            [("window-opens", date(2026, 4, 16)), ("7-days-before", date(2026, 5, 1))],
            id="recurs",
        ),
        pytest.param(
            ONCE, date(2022, 5, 9), None, [("window-opens", date(2022, 5, 9))], id="once-as-it-opens"
        ),
        pytest.param(
            ONCE, date(2026, 5, 1), None, [("30-days-before", date(2026, 4, 8))], id="once-before-the-day"
        ),
        pytest.param(ONCE, None, 7, [("7-days-before", date(2026, 5, 1))], id="once-as-often-as-it-recurs"),
        pytest.param(
            Cadence(before=(), after=(2,), opening=True),
            date(2026, 5, 1),
            None,
            [("window-opens", date(2026, 5, 1)), ("2-working-days-after", date(2026, 5, 12))],
            id="opening-and-late",
        ),
    ],
)
def test_a_window_is_spoken_of_as_it_opens_and_some_things_only_once(
    cadence: Cadence, opens: date | None, ahead: int | None, told: list[tuple[str, date]]
) -> None:
    assert named(cadence, Term(FRIDAY, FRIDAY, ahead=ahead, opens=opens)) == told


def test_what_is_calm_says_so_on_every_occasion() -> None:
    term = Term(FRIDAY, FRIDAY, opens=date(2026, 3, 2))
    cadence = Cadence(before=(7,), opening=True, is_calm=True)

    assert {each.is_calm for each in cadence.plan_stages(term, GENEVA)} == {True}
    assert {each.is_calm for each in DEFAULT.plan_stages(term, GENEVA)} == {False}


@pytest.mark.parametrize(
    ("due", "week", "spoken"),
    [
        pytest.param(SUNDAY, GENEVA, FRIDAY, id="sunday-in-geneva"),
        pytest.param(SUNDAY, CAIRO, SUNDAY, id="sunday-is-a-working-day-in-cairo"),
        pytest.param(FRIDAY, CAIRO, date(2026, 5, 7), id="friday-in-cairo"),
        pytest.param(FRIDAY, GENEVA, FRIDAY, id="friday-in-geneva"),
    ],
)
def test_a_weekend_moves_the_last_word_to_the_working_day_before(
    due: date, week: WorkingDays, spoken: date
) -> None:
    assert days_of(DEFAULT.plan_stages(Term(due, due), week))["on-the-day"] == spoken


@pytest.mark.parametrize(
    ("today", "owed"),
    [
        pytest.param(date(2026, 2, 5), None, id="too-early"),
        pytest.param(date(2026, 2, 6), "90-days-before", id="first-word"),
        pytest.param(date(2026, 4, 7), "90-days-before", id="still-the-first"),
        pytest.param(date(2026, 4, 8), "30-days-before", id="second"),
        pytest.param(FRIDAY, "on-the-day", id="the-day-itself"),
        pytest.param(date(2026, 5, 9), None, id="silence-until-it-is-overdue"),
        pytest.param(date(2026, 5, 12), "2-working-days-after", id="overdue"),
        pytest.param(date(2026, 6, 7), "7-working-days-after", id="overdue-and-late"),
        pytest.param(date(2026, 6, 8), None, id="over-for-too-long"),
    ],
)
def test_the_nearest_stage_that_has_come_is_owed(today: date, owed: str | None) -> None:
    stage = stage_on(DEFAULT.plan_stages(Term(FRIDAY, FRIDAY), GENEVA), today)

    assert (stage.name if stage else None) == owed


def test_a_rough_date_is_not_overdue_while_it_may_be_in_time() -> None:
    stages = DEFAULT.plan_stages(Term(due=date(2026, 11, 2), over=date(2026, 11, 30)), GENEVA)
    names = {day: stage_on(stages, date(2026, 11, day)) for day in (2, 30)}
    late = stage_on(stages, date(2026, 12, 2))

    assert {day: stage.name for day, stage in names.items() if stage} == {2: "on-the-day", 30: "on-the-day"}
    assert late is not None
    assert late.name == "2-working-days-after"


def test_of_two_stages_on_one_day_the_nearer_to_the_due_day_is_owed() -> None:
    stages = Cadence(before=(0, 1, 2)).plan_stages(Term(SUNDAY, SUNDAY), GENEVA)
    stage = stage_on(stages, FRIDAY)

    assert stage is not None
    assert stage.name == "on-the-day"


cadences = st.builds(
    Cadence,
    st.lists(st.integers(0, 120), unique=True, max_size=4).map(tuple),
    st.lists(st.integers(1, 9), unique=True, min_size=1, max_size=2).map(tuple),
    opening=st.booleans(),
    is_once=st.booleans(),
    is_calm=st.booleans(),
)
terms = st.builds(
    lambda due, over, opens, ahead: Term(
        due,
        due + timedelta(days=over),
        ahead=ahead,
        opens=None if opens is None else due - timedelta(days=opens),
    ),
    days,
    st.integers(0, 60),
    st.none() | st.integers(1, 500),
    st.none() | st.integers(7, 90),
)


@given(cadence=cadences, term=terms, weekend=st.frozensets(st.integers(0, 6), max_size=3))
def test_stages_come_in_order_on_working_days_each_under_a_name_of_its_own(
    cadence: Cadence, term: Term, weekend: frozenset[int]
) -> None:
    week = WorkingDays(weekend=weekend)
    stages = cadence.plan_stages(term, week)

    assert [each.day for each in stages] == sorted(each.day for each in stages)
    assert [each for each in stages if not week.is_working(each.day)] == []
    assert len({each.name for each in stages}) == len(stages)
    assert len(stages) <= 1 or not cadence.is_once
    assert stages or cadence.is_once


@given(cadence=cadences, term=terms)
def test_nobody_is_spoken_to_earlier_than_allowed_nor_before_a_window_opens_without_need(
    cadence: Cadence, term: Term
) -> None:
    stages = cadence.plan_stages(term, WorkingDays(weekend=frozenset()))
    earliest = min(
        (term.due - timedelta(days=each) for each in cadence.before), default=term.opens or term.due
    )

    for stage in stages:
        assert term.ahead is None or stage.day >= term.due - timedelta(days=term.ahead)
        assert not stage.is_opening or (term.opens is not None and term.opens <= stage.day < term.due)
        assert stage.day >= min(earliest, term.opens or earliest)
        assert stage.until >= stage.day or stage.is_overdue
