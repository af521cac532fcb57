from dataclasses import dataclass
from datetime import date, datetime

import pytest

from tests.web.site import TODAY, world
from uprcycle.days.span import GENEVA, Dated, Instant, cut_off, day_span, month_span, window_span
from uprcycle.wording.language import ENGLISH, Language
from web.calendar.choice import Choice, View, chosen_milestones
from web.calendar.months import Month, build_months
from web.upcoming import Line, Reader, build_lines

MAY, JUNE = date(2025, 5, 1), date(2025, 6, 1)


def lines() -> tuple[Line, ...]:
    choice = Choice(View.MONTH, MAY, cycle=4)
    return build_lines(chosen_milestones(world(), choice), Reader(world().countries, ENGLISH, TODAY))


def may() -> Month:
    (month,) = build_months(lines(), [MAY], date(2025, 5, 5), ENGLISH)
    return month


def test_a_month_has_its_days_in_the_columns_of_its_weeks() -> None:
    month = may()

    assert (month.title, month.weekdays[0], len(month.days)) == ("May 2025", "Mon", 31)
    assert [(each.at.day, each.column) for each in month.days[:5]] == [(1, 4), (2, 5), (3, 6), (4, 7), (5, 1)]
    assert [each.at.day for each in month.days if each.is_today] == [5]
    assert month.days[0].name == "Thursday, 1 May 2025"


def test_where_weeks_begin_on_sunday_so_do_the_columns() -> None:
    (month,) = build_months((), [MAY], TODAY, Language("pt_BR"))

    assert [each.column for each in month.days[:4]] == [5, 6, 7, 1]
    assert month.is_empty


def test_the_reviews_of_a_session_stand_on_their_days() -> None:
    found = {
        day.at.day: [name for entry in day.entries for _, name in entry.line.countries]
        for day in may().days
        if any(title.text == "Review in the Working Group" for e in day.entries for title in e.line.titles)
    }

    assert found[1][:2] == ["Armenia", "Kenya"]


@dataclass
class Spanned:
    """A line with nothing but its date."""

    span: Dated
    session: int = 0


SPANS: list[tuple[Dated, str]] = [
    (day_span(date(2025, 5, 3)), "single"),
    (
        Instant(datetime(2025, 5, 3, 9, tzinfo=GENEVA), datetime(2025, 5, 3, 12, 30, tzinfo=GENEVA)),
        "single",
    ),
    (cut_off(date(2025, 5, 31), 15, 0), "single"),
    (window_span(date(2025, 4, 30), MAY), "spread"),
    (month_span(MAY, JUNE), "spread"),
    (window_span(date(2025, 1, 1), date(2025, 12, 31)), "long"),
    (day_span(JUNE), ""),
    (day_span(date(2025, 4, 30)), ""),
]


@pytest.mark.parametrize(("span", "place"), SPANS, ids=str)
def test_nothing_stands_on_a_day_that_is_not_known(span: Dated, place: str) -> None:
    (month,) = build_months([Spanned(span)], [MAY], TODAY, ENGLISH)  # type: ignore[list-item]

    assert [name for name in ("single", "spread", "long") if getattr(month, name)] == [place] * bool(place)
    assert month.is_empty == (not place)


def test_hours_are_named_with_their_city() -> None:
    (month,) = build_months([Spanned(each) for each, _ in SPANS], [MAY], TODAY, ENGLISH)  # type: ignore[misc]

    assert [entry.hours for day in month.days for entry in day.entries] == [
        "",
        "09:00–12:30 Geneva",
        "15:00 Geneva",
    ]


def test_what_spreads_over_months_stands_once_in_the_first_of_them() -> None:
    line = Spanned(month_span(MAY, JUNE))
    found = build_months([line], [date(2025, 4, 1), MAY, JUNE], TODAY, ENGLISH)  # type: ignore[list-item]

    assert [len(each.spread) for each in found] == [0, 1, 0]
