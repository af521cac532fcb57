"""A weekday beside a date must be that of the day; otherwise one of the two is a slip."""

import pytest

from uprcycle.sheets.dates import DayOrder, find_day_order, read_date
from uprcycle.sheets.text import UnreadableError
from uprcycle.sheets.weekdays import Weekdays, take_weekdays


@pytest.mark.parametrize(
    ("text", "parted"),
    [
        ("2026-05-04", Weekdays("2026-05-04")),
        ("Monday, 4 May 2026", Weekdays("4 may 2026", (0,), is_first=True)),
        ("4 May 2026 (Mon.)", Weekdays("4 may 2026", (0,))),
        ("lundi 4 au vendredi 15 mai 2026", Weekdays("4 au 15 mai 2026", (0, 4), is_first=True)),
        ("4 mar 2026", Weekdays("4 mar 2026")),
        ("Montag 4 May 2026", Weekdays("Montag 4 May 2026")),
    ],
)
def test_weekdays_are_parted_from_the_date(text: str, parted: Weekdays) -> None:
    assert take_weekdays(text) == parted


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("Monday 4 May 2026", "2026-05-04"),
        ("Mon, May 4, 2026", "2026-05-04"),
        ("4 May 2026 (Monday)", "2026-05-04"),
        ("lundi 4 mai 2026", "2026-05-04"),
        ("lunes, 4 de mayo de 2026", "2026-05-04"),
        ("sábado 9 de mayo de 2026", "2026-05-09"),
        ("mar. 5 mai 2026", "2026-05-05"),
        ("5 mar 2026", "2026-03-05"),
        ("4 mar - 3 apr 2026", "2026-03-04/2026-04-03"),
        ("Mon 2026-05-04", "2026-05-04"),
        ("Mon 2026-05-04 09:00", "2026-05-04T09:00"),
        ("Mon 13/04/2026", "2026-04-13"),
        ("Monday 4 - Friday 15 May 2026", "2026-05-04/2026-05-15"),
        ("Monday 4 to 15 May 2026", "2026-05-04/2026-05-15"),
        ("4 to 15 May 2026, Friday", "2026-05-04/2026-05-15"),
        ("week of Monday 2026-05-04", "week of 2026-05-04"),
        ("by Friday 2026-05-15", "by 2026-05-15"),
    ],
)
def test_the_right_weekday_changes_nothing(text: str, span: str) -> None:
    assert str(read_date(text, DayOrder.DAY_FIRST)) == span


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("Monday 5 May 2026", "says Monday, and 2026-05-05 is a Tuesday; correct the day or the weekday"),
        ("lundi 5 mai 2026", "says Monday, and 2026-05-05 is a Tuesday; correct the day or the weekday"),
        ("miércoles 5/5/2026", "says Wednesday, and 2026-05-05 is a Tuesday; correct the day or the weekday"),
        ("Mon 2026-05-05", "says Monday, and 2026-05-05 is a Tuesday; correct the day or the weekday"),
        ("mar. 6 mai 2026", "says Tuesday, and 2026-05-06 is a Wednesday; correct the day or the weekday"),
        (
            "Monday 4 - Thursday 15 May 2026",
            "says Thursday, and 2026-05-15 is a Friday; correct the day or the weekday",
        ),
        ("Friday 4 - 15 May 2026", "says Friday, and 2026-05-04 is a Monday; correct the day or the weekday"),
        ("Monday May 2026", "names a weekday without its day; leave the weekday out"),
        ("Mon Tue Wed 2026-05-04", "names a weekday without its day; leave the weekday out"),
        ("Monday", "is not a date; write the year first, such as 2026-05-04"),
    ],
)
def test_another_weekday_is_refused_with_both(text: str, problem: str) -> None:
    with pytest.raises(UnreadableError) as refusal:
        read_date(text, DayOrder.DAY_FIRST)

    assert str(refusal.value) == f"{text!r} {problem}"


def test_figures_beside_weekdays_tell_the_order_of_their_column() -> None:
    assert find_day_order(["Mon 13/04/2026", "mar 05/05/2026"]) is DayOrder.DAY_FIRST
