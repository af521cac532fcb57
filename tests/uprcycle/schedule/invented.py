"""Schedules that Hypothesis invents: every kind of span, any text that can be seen."""

from datetime import date, datetime, timedelta

from hypothesis import strategies as st

from uprcycle.citation import Citation
from uprcycle.days.span import (
    GENEVA,
    Days,
    Instant,
    Precision,
    Span,
    Status,
    Unknown,
    day_span,
    month_span,
    window_span,
)
from uprcycle.schedule.columns import DATED_COLUMNS
from uprcycle.schedule.document import read_document, write_document
from uprcycle.schedule.session import Published, PublishedDate, Schedule, Slot, WorkingGroupSession

CODES = ("KEN", "NPL", "CIV", "IRN", "KOR", "USA", "TTO", "MKD")

days = st.dates(date(2006, 1, 9), date(2100, 12, 20))
texts = st.text(
    st.characters(
        codec="utf-8", exclude_categories=("C", "Zl", "Zp"), exclude_characters="\N{REPLACEMENT CHARACTER}"
    ),
    max_size=12,
)
hours = st.sampled_from(["", "09:00/12:30", "14:30/18:00"])


@st.composite
def spans(draw: st.DrawFn) -> Span:
    first = draw(days)
    last = min(first + timedelta(days=draw(st.integers(0, 90))), date(2100, 12, 31))
    minute = datetime(first.year, first.month, first.day, draw(st.integers(0, 23)), 30, tzinfo=GENEVA)
    later = minute + timedelta(hours=draw(st.integers(0, 5)))
    kinds: list[Span] = [
        day_span(first),
        window_span(first, last),
        month_span(first, last),
        Days(first, first + timedelta(days=6), Precision.WEEK),
        Days(first, first, Precision.NO_LATER_THAN),
        Instant(minute, minute),
        Instant(minute, later),
        Unknown(),
    ]
    return draw(st.sampled_from(kinds))


@st.composite
def publications(draw: st.DrawFn) -> Published:
    citation = Citation(draw(texts), confidence=draw(texts))
    return Published(
        draw(spans()), draw(st.sampled_from(Status)), citation, record=draw(texts), note=draw(texts)
    )


@st.composite
def sessions(draw: st.DrawFn, number: int) -> WorkingGroupSession:
    council = tuple(draw(st.lists(st.integers(1, 99), unique=True, max_size=2)))
    return WorkingGroupSession(number, draw(st.integers(1, 9)), draw(publications()), council)


@st.composite
def slots(draw: st.DrawFn, session: WorkingGroupSession | None, country: str) -> Slot:
    dates = draw(publications())
    return Slot(
        cycle=session.cycle if session else draw(st.integers(1, 9)),
        session=session.number if session else None,
        country=country,
        order=draw(st.integers(0, 15)),
        dates=dates,
        hours="" if isinstance(dates.span, Instant) else draw(hours),
    )


@st.composite
def schedules(draw: st.DrawFn) -> Schedule:
    """Return a schedule in canonical order; its States are in no session twice."""
    found = [draw(sessions(number)) for number in draw(st.lists(st.integers(1, 99), unique=True, max_size=3))]
    reviews: list[Slot] = []
    dates: list[PublishedDate] = []
    for session in (*found, None):
        codes = draw(st.lists(st.sampled_from(CODES), unique=True, max_size=4))
        reviews += [draw(slots(session, code)) for code in codes]
        if session is not None:
            dates += draw(published_dates(session.number, codes))
    schedule = Schedule(sessions=tuple(found), slots=tuple(reviews), dates=tuple(dates))
    return read_document(write_document(schedule), "invented")


@st.composite
def published_dates(draw: st.DrawFn, session: int, codes: list[str]) -> list[PublishedDate]:
    places = [(column, code) for column in DATED_COLUMNS for code in ("", *codes)]
    return [
        PublishedDate(session, column.milestone, column.kind, draw(publications()), code)
        for column, code in draw(st.lists(st.sampled_from(places), unique=True, max_size=4))
    ]
