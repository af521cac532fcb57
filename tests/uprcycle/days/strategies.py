"""Days, offsets and spans of every kind, for property tests."""

from datetime import date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from uprcycle.days.offset import Offset, Unit
from uprcycle.days.span import GENEVA, Dated, Days, Instant, Precision, day_span, month_span, window_span
from uprcycle.days.workdays import WorkingDays

days = st.dates(date(1945, 1, 1), date(2199, 12, 31))
offices = st.builds(
    WorkingDays,
    holidays=st.frozensets(st.dates(date(2026, 1, 1), date(2027, 12, 31)), max_size=30),
    weekend=st.frozensets(st.integers(0, 6), max_size=6),
)
counts = st.integers(-999, 999).filter(bool)
offsets = st.one_of(st.just(Offset(0, Unit.DAY)), st.builds(Offset, counts, st.sampled_from(Unit)))


def _ordered(draw: Any, values: st.SearchStrategy[Any]) -> tuple[Any, Any]:  # noqa: ANN401 - of any kind
    first, last = sorted((draw(values), draw(values)))
    return first, last


@st.composite
def whole_days(draw: st.DrawFn) -> Days:
    """Draw a span of whole days, of any precision."""
    first, last = _ordered(draw, days)
    return draw(
        st.sampled_from(
            [
                day_span(first),
                Days(first, first + timedelta(days=6), Precision.WEEK),
                month_span(first, last),
                window_span(first, last),
                Days(last, last, Precision.NO_LATER_THAN),
            ]
        )
    )


@st.composite
def instants(draw: st.DrawFn) -> Instant:
    """Draw a cut-off or a sitting, away from the nights on which clocks change."""
    day = draw(days)
    hours = st.times().map(lambda time: time.replace(hour=max(time.hour, 4), second=0, microsecond=0))
    start, end = _ordered(draw, hours)
    return Instant(*(datetime.combine(day, each, GENEVA) for each in (start, end)))


spans: st.SearchStrategy[Dated] = st.one_of(whole_days(), instants())
