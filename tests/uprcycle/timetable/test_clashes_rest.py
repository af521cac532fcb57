"""Deadlines on a weekend or a holiday, in Geneva or in the State."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from tests.uprcycle.examples import LIST, country, lead, rule
from uprcycle.countries import Country
from uprcycle.days.holiday import Holiday
from uprcycle.days.span import Span, Status, day_span, read_span
from uprcycle.days.workdays import WorkingDays
from uprcycle.timetable.clashes_rest import Rest, RestClash, find_rest_clashes
from uprcycle.timetable.milestone import Finding, Milestone, Step, StepKind

GENEVA = WorkingDays(holidays=frozenset({date(2026, 4, 3), date(2026, 4, 6)}))  # Good Friday, Easter Monday
KENYA = country()
SUDAN = country("SDN", "Sudan", weekend=frozenset({4, 5}), zone=ZoneInfo("Africa/Khartoum"))
TONGA = country("TON", "Tonga", zone=ZoneInfo("Pacific/Tongatapu"))
MADARAKA = Holiday(date(2026, 6, 1), "Madaraka Day")
EID = Holiday(date(2026, 5, 27), "Eid al-Adha", is_estimated=True)


def holidays_of(state: Country, year: int) -> tuple[Holiday, ...] | None:
    return {("KEN", 2026): (MADARAKA,), ("SDN", 2026): (EID,)}.get((state.iso3, year))


def deadline(span: str, status: Status = Status.CONFIRMED, *, likeliest: str = "") -> Milestone:
    said: Span = read_span(span)
    steps = (Step(StepKind.LIKELIEST, read_span(likeliest)),) if likeliest else ()
    return Milestone(rule("report", lead("review")), "KEN", 4, Finding(said, status, LIST, steps), said)


def found(state: Country, *deadlines: Milestone) -> list[RestClash]:
    return list(find_rest_clashes(deadlines, state, GENEVA, holidays_of))


@pytest.mark.parametrize(
    ("state", "span", "rests", "last"),
    [
        pytest.param(
            KENYA,
            "2026-05-09",
            [Rest("", is_weekend=True), Rest("KEN", is_weekend=True)],
            date(2026, 5, 8),
            id="saturday-in-both",
        ),
        pytest.param(
            SUDAN, "2026-05-08", [Rest("SDN", is_weekend=True)], date(2026, 5, 7), id="friday-in-khartoum"
        ),
        pytest.param(
            SUDAN,
            "2026-05-10",
            [Rest("", is_weekend=True)],
            date(2026, 5, 7),
            id="no-day-works-in-both-before",
        ),
        pytest.param(
            KENYA, "2026-04-06", [Rest("", is_weekend=False)], date(2026, 4, 2), id="easter-in-geneva"
        ),
        pytest.param(
            KENYA,
            "2026-06-01",
            [Rest("KEN", is_weekend=False, holiday=MADARAKA)],
            date(2026, 5, 29),
            id="a-national-day",
        ),
        pytest.param(
            SUDAN,
            "2026-05-27",
            [Rest("SDN", is_weekend=False, holiday=EID)],
            date(2026, 5, 26),
            id="the-moon-may-decide",
        ),
        pytest.param(
            TONGA,
            "2026-05-08T15:00",
            [Rest("TON", is_weekend=True)],
            date(2026, 5, 7),
            id="saturday-at-two-in-the-morning-in-tonga",
        ),
        pytest.param(
            KENYA,
            "by 2026-05-10",
            [Rest("", is_weekend=True), Rest("KEN", is_weekend=True)],
            date(2026, 5, 8),
            id="at-the-latest-on-a-sunday",
        ),
    ],
)
def test_a_deadline_on_a_day_of_rest_names_who_rests_and_the_last_working_day(
    state: Country, span: str, rests: list[Rest], last: date
) -> None:
    (clash,) = found(state, deadline(span))

    assert (list(clash.rests), clash.last_working_day) == (rests, last)
    assert (clash.days, clash.is_likeliest) == (day_span(read_span(span).last), False)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "given",
    [
        pytest.param(deadline("2026-05-07"), id="a-working-day"),
        pytest.param(deadline("unknown"), id="not-known"),
        pytest.param(deadline("2026-05-02/2026-05-10"), id="a-window"),
        pytest.param(deadline("2026-05"), id="a-month"),
        pytest.param(deadline("2026-05-09", Status.WITHDRAWN), id="called-off"),
        pytest.param(deadline("2026-05-02/2026-05-10", likeliest="2026-05-07"), id="likely-on-a-working-day"),
        pytest.param(deadline("2027-06-01"), id="a-year-of-which-no-holiday-is-known"),
    ],
)
def test_other_deadlines_do_not_clash(given: Milestone) -> None:
    assert found(KENYA, given) == []


def test_the_likeliest_day_of_a_forecast_may_clash() -> None:
    (clash,) = found(KENYA, deadline("2026-05-26/2026-06-03", Status.ESTIMATED, likeliest="2026-06-01"))

    assert (clash.days, clash.is_likeliest) == (day_span(date(2026, 6, 1)), True)


def test_deadlines_of_one_day_are_one_clash() -> None:
    (clash,) = found(KENYA, deadline("2026-05-09"), deadline("2026-05-09", Status.TENTATIVE))

    assert [each.status for each in clash.milestones] == [Status.CONFIRMED, Status.TENTATIVE]
