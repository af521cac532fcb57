"""Dates as people write them are read, or refused with what to write instead."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uprcycle.sheets.dates import DayOrder, find_day_order, may_be_swapped, read_date
from uprcycle.sheets.text import UnreadableError


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("2026-05-04", "2026-05-04"),
        ("2026-05-04/2026-05-15", "2026-05-04/2026-05-15"),
        ("2026-11", "2026-11"),
        ("2027-01/2027-02", "2027-01/2027-02"),
        ("week of 2025-08-25", "week of 2025-08-25"),
        ("by 2018-02-28", "by 2018-02-28"),
        ("unknown", "unknown"),
        ("2022-03-31T15:00", "2022-03-31T15:00"),
        ("2022-03-31 15:00", "2022-03-31T15:00"),
        ("2022-03-31 15:00:00", "2022-03-31T15:00"),
        ("4 May 2026", "2026-05-04"),
        ("May 4, 2026", "2026-05-04"),
        ("1er mai 2026", "2026-05-01"),
        ("4 de mayo de 2026", "2026-05-04"),
        ("4-15 May 2026", "2026-05-04/2026-05-15"),
        ("4–15 May 2026", "2026-05-04/2026-05-15"),
        ("May 4-15, 2026", "2026-05-04/2026-05-15"),
        ("4 au 15 mai 2026", "2026-05-04/2026-05-15"),
        ("del 4 al 15 de mayo de 2026", "2026-05-04/2026-05-15"),
        ("27 January – 7 February 2025", "2025-01-27/2025-02-07"),
        ("28 décembre 2026 au 8 janvier 2027", "2026-12-28/2027-01-08"),
        ("November 2026", "2026-11"),
        ("Jan./Feb. 2027", "2027-01/2027-02"),
        ("setiembre 2027", "2027-09"),
    ],
)
def test_dates_are_read(text: str, span: str) -> None:
    assert str(read_date(text)) == span


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("soon", "'soon' is not a date; write the year first, such as 2026-05-04"),
        ("46147", "'46147' is not a date; write the year first, such as 2026-05-04"),
        ("2026-02-30", "there is no day 2026-02-30; correct it"),
        ("2026-02-20/2026-02-30", "there is no day 2026-02-30; correct it"),
        (
            "2026-05-04T09:00/2026-05-04T12:30+02:00",
            (
                "'2026-05-04T09:00/2026-05-04T12:30+02:00' is not a date;"
                " write the year first, such as 2026-05-04"
            ),
        ),
        ("2026-13-01", "there is no day 2026-13-01; correct it"),
        ("31 de abril de 2026", "there is no day 2026-04-31; correct it"),
        ("Monday 31 April 2026", "there is no day 2026-04-31; correct it"),
        ("4 May", "'4 May' is not a date; write the year first, such as 2026-05-04"),
        (
            "May 2026 to 4 June 2026",
            "'May 2026 to 4 June 2026' is not a date; write the year first, such as 2026-05-04",
        ),
        ("ju 2026", "'ju 2026' is not a date; write the year first, such as 2026-05-04"),
        ("4, 15 May 2026", "'4, 15 May 2026' is not a date; write the year first, such as 2026-05-04"),
        (
            "week of 9999-12-31",
            "'week of 9999-12-31' is not a date; write the year first, such as 2026-05-04",
        ),
        (
            "04/05/2026",
            (
                "it is not clear in '04/05/2026' which figure is the day and which is the month; "
                "write the year first, such as 2026-05-04"
            ),
        ),
        ("2026-05-15/2026-05-04", "2026-05-04 lies before 2026-05-15; swap the two"),
        ("15-4 May 2026", "'15-4 May 2026' ends before it starts; swap the two"),
        ("1926-05-04", "the year 1926 is impossible; use 2006 to 2100"),
    ],
)
def test_what_is_no_date_is_refused(text: str, problem: str) -> None:
    with pytest.raises(UnreadableError) as refusal:
        read_date(text)

    assert str(refusal.value) == problem


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        pytest.param(["13/05/2026", "05/06/2026", "2026-05-04"], DayOrder.DAY_FIRST, id="a thirteenth day"),
        pytest.param(["05/13/2026", "05.06.2026"], DayOrder.MONTH_FIRST, id="a thirteenth in second place"),
        pytest.param(["05/06/2026"], None, id="both are possible"),
        pytest.param(["13/05/2026", "05/13/2026"], None, id="neither is possible"),
        pytest.param(["2026-05-04", ""], None, id="no figures"),
    ],
)
def test_a_whole_column_decides_the_order(texts: list[str], order: DayOrder | None) -> None:
    assert find_day_order(texts) is order


@pytest.mark.parametrize(
    ("stored", "swapped"),
    [
        pytest.param(["2026-06-05", "2026-12-12 15:00"], True, id="all days could be months"),
        pytest.param(["2026-06-05", "2026-06-13"], False, id="a thirteenth"),
        pytest.param(["60", "-1234567.5"], True, id="numbers that are no days"),
    ],
)
def test_stored_dates_may_be_swapped(stored: list[str], *, swapped: bool) -> None:
    assert may_be_swapped(stored) is swapped


@pytest.mark.parametrize(
    ("order", "span"), [(DayOrder.DAY_FIRST, "2026-06-05"), (DayOrder.MONTH_FIRST, "2026-05-06")]
)
def test_figures_are_read_in_the_order_of_their_column(order: DayOrder, span: str) -> None:
    assert str(read_date("05/06/2026", order)) == span


@given(st.text(alphabet="0123456789-/. TWby:mayjun,eékof") | st.text())
def test_any_text_is_a_date_or_refused(text: str) -> None:
    with suppress(UnreadableError):
        span = read_date(text, DayOrder.DAY_FIRST)
        assert read_date(str(span)) == span
