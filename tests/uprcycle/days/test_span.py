"""Every form of a date, from an hour to nothing, and what none of them may be."""

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.uprcycle.days.strategies import spans
from uprcycle.days.span import (
    GENEVA,
    Dated,
    Days,
    Instant,
    Precision,
    Span,
    Unknown,
    cut_off,
    day_span,
    is_over,
    month_span,
    read_span,
    window_span,
)
from uprcycle.errors import UnknownPhraseError

MONDAY, FRIDAY = date(2026, 5, 4), date(2026, 5, 15)


@pytest.mark.parametrize(
    ("text", "span", "precision"),
    [
        pytest.param(
            "2026-05-04T09:00/2026-05-04T12:30",
            Instant(datetime(2026, 5, 4, 9, tzinfo=GENEVA), datetime(2026, 5, 4, 12, 30, tzinfo=GENEVA)),
            Precision.INSTANT,
            id="sitting",
        ),
        pytest.param("2022-03-31T15:00", cut_off(date(2022, 3, 31), 15, 0), Precision.INSTANT, id="cut-off"),
        pytest.param("2026-05-04", day_span(MONDAY), Precision.DAY, id="day"),
        pytest.param(
            "week of 2025-08-25",
            Days(date(2025, 8, 25), date(2025, 8, 31), Precision.WEEK),
            Precision.WEEK,
            id="week",
        ),
        pytest.param(
            "2026-11", month_span(date(2026, 11, 9), date(2026, 11, 9)), Precision.MONTH, id="month"
        ),
        pytest.param(
            "2027-01/2027-02",
            Days(date(2027, 1, 1), date(2027, 2, 28), Precision.MONTH),
            Precision.MONTH,
            id="two-months",
        ),
        pytest.param("2026-05-04/2026-05-15", window_span(MONDAY, FRIDAY), Precision.WINDOW, id="window"),
        pytest.param(
            "2026-05-04/2026-05-04", window_span(MONDAY, MONDAY), Precision.WINDOW, id="window-of-a-day"
        ),
        pytest.param(
            "by 2026-05-04",
            Days(MONDAY, MONDAY, Precision.NO_LATER_THAN),
            Precision.NO_LATER_THAN,
            id="latest-day",
        ),
        pytest.param("unknown", Unknown(), Precision.UNKNOWN, id="unknown"),
    ],
)
def test_every_form_reads_and_is_written_back(text: str, span: Span, precision: Precision) -> None:
    assert read_span(text) == span
    assert str(span) == text
    assert span.precision is precision


@given(spans)
def test_a_written_span_reads_back(span: Dated) -> None:
    assert read_span(str(span)) == span


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "Unknown",
        "2026",
        "2026-02-29",
        "2026-13",
        "2026-00",
        "2026-5-4",
        "0000-01-01",
        "2026-05-04 ",
        "04.05.2026",
        "2026-05-15/2026-05-04",
        "2027-02/2027-01",
        "2026-05/2026-05-04",
        "2026-05-04/2026-05-05/2026-05-06",
        "2026-05-04/",
        "2026-05-04T24:30",
        "2026-05-04T09:00:00",
        "2026-05-04T12:30/2026-05-04T09:00",
        "2026-05-04T09:00/2026-05-05",
        "week of 2026-02-30",
        "week of 9999-12-31",
        "by May",
        "\u0662\u0660\u0662\u0666-05-04",  # Arabic digits
        "2026-W19-1",
        "20260504",
    ],
)
def test_what_is_no_date_is_refused_and_quoted(text: str) -> None:
    with pytest.raises(UnknownPhraseError) as caught:
        read_span(text)
    assert str(caught.value) == f"{text!r} cannot be read; write it as '2026-05-04'"


@given(st.text().filter(lambda text: text != "unknown" and re.search(r"\d{4}", text) is None))
def test_any_other_text_is_refused_and_nothing_worse(text: str) -> None:
    with pytest.raises(UnknownPhraseError):
        read_span(text)


def test_a_span_does_not_end_before_it_starts() -> None:
    with pytest.raises(ValueError, match="a span cannot end on 2026-05-04 before it starts on 2026-05-15"):
        window_span(FRIDAY, MONDAY)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        pytest.param(datetime(2026, 5, 4, 9), datetime(2026, 5, 4, 12), id="naive"),  # noqa: DTZ001
        pytest.param(
            datetime(2026, 5, 4, 12, tzinfo=UTC), datetime(2026, 5, 4, 9, tzinfo=UTC), id="backwards"
        ),
    ],
)
def test_an_instant_needs_two_zoned_times_in_order(start: datetime, end: datetime) -> None:
    with pytest.raises(ValueError, match="two zoned times in order"):
        Instant(start, end)


@pytest.mark.parametrize(
    ("day", "moment"),
    [
        pytest.param(date(2017, 3, 23), datetime(2017, 3, 23, 14, tzinfo=UTC), id="winter-time"),
        pytest.param(
            date(2017, 3, 30), datetime(2017, 3, 30, 13, tzinfo=UTC), id="session-28-after-the-change"
        ),
        pytest.param(date(2016, 9, 22), datetime(2016, 9, 22, 13, tzinfo=UTC), id="session-27"),
        pytest.param(date(2017, 6, 29), datetime(2017, 6, 29, 13, tzinfo=UTC), id="session-29"),
    ],
)
def test_three_in_geneva_is_another_hour_in_winter_and_in_summer(day: date, moment: datetime) -> None:
    assert cut_off(day, 15, 0).start == moment


def test_three_in_geneva_is_two_at_night_of_the_next_day_in_tonga() -> None:
    local = cut_off(date(2017, 6, 29), 15, 0).start.astimezone(ZoneInfo("Pacific/Tongatapu"))

    assert local.replace(tzinfo=None) == datetime(2017, 6, 30, 2)  # noqa: DTZ001 - as the wall clock shows it


def test_a_cut_off_is_one_moment_and_a_sitting_is_not() -> None:
    sitting = read_span("2026-05-04T09:00/2026-05-04T12:30")

    assert isinstance(sitting, Instant)
    assert not sitting.is_cut_off
    assert (sitting.first, sitting.last) == (MONDAY, MONDAY)
    assert cut_off(MONDAY, 15, 0).is_cut_off


@pytest.mark.parametrize(
    ("span", "over"),
    [
        (day_span(MONDAY), date(2026, 5, 5)),
        (read_span("2026-05-04/2026-05-15"), date(2026, 5, 16)),
        (read_span("2026-05-04T09:00/2026-05-04T12:30"), date(2026, 5, 5)),
        (read_span("2026-05"), date(2026, 6, 1)),
    ],
    ids=str,
)
def test_a_span_is_over_on_the_day_after_its_last(span: Span, over: date) -> None:
    assert (is_over(span, over - timedelta(days=1)), is_over(span, over)) == (False, True)


def test_what_is_not_known_is_never_over() -> None:
    assert not is_over(Unknown(), date.max)
