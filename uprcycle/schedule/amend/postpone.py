"""A session is put off, and with it every later one.

Either all move by the same distance, or each takes the days of the next one.
"""

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from uprcycle.days.span import Precision, Span, Status, Unknown
from uprcycle.phrase import in_short, phrase
from uprcycle.schedule.amend.amended import Amended
from uprcycle.schedule.amend.distance import Distance
from uprcycle.schedule.amend.find import Finder
from uprcycle.schedule.amend.notice import Notice
from uprcycle.schedule.amend.reschedule import is_ahead, move_session
from uprcycle.schedule.session import Schedule, WorkingGroupSession, name_session
from uprcycle.sheets.dates import LAST_YEAR

_OVER = frozenset({Status.HELD, Status.WITHDRAWN})
_POSTPONED = "postponed"


def postpone_sessions(
    schedule: Schedule, first: int, by: Distance, notice: Notice, last: int | None = None
) -> Amended:
    """Put off session ``first`` and every later one, up to ``last``, by the same distance.

    A session known to the day moves by whole days, so that its reviews keep their weekdays'
    order; months are counted from its first day. A session without a date keeps none.

    Raises:
        BadInputError: The first session is unknown, undated or over, or the months of a session
            known to the month cannot be told from a number of days.
    """
    find = Finder(schedule)
    sessions = _chosen(find, first, last, notice)
    if sessions and isinstance(sessions[0].dates.span, Unknown):
        find.refuse(
            name_session(first),
            phrase("has no date that could be put off"),
            phrase("give it its days first"),
        )
    moved = [_moved(find, each, by, notice) for each in sessions]
    find.raise_problems()
    return _apply(schedule, (each for each in moved if each is not None), notice)


def hand_on_dates(
    schedule: Schedule, first: int, final: Span, notice: Notice, last: int | None = None
) -> Amended:
    """Give each session from ``first`` to ``last`` the days and Council sessions of the next.

    The last one gets ``final``, and no Council session until one is named.

    Raises:
        BadInputError: The first session is unknown or over.
    """
    find = Finder(schedule)
    sessions = _chosen(find, first, last, notice)
    find.raise_problems()
    pairs = [(each, following.dates.span, following.council) for each, following in pairwise(sessions)]
    pairs.append((sessions[-1], final, ()))
    moved = [
        replace(each, dates=notice.publish(span, _POSTPONED), council=council)
        for each, span, council in pairs
    ]
    return _apply(schedule, moved, notice)


def _chosen(find: Finder, first: int, last: int | None, notice: Notice) -> list[WorkingGroupSession]:
    session = find.session(first)
    if session is None or not is_ahead(find, session, notice):
        return []
    if last is not None and last < first:
        find.refuse(
            name_session(last),
            phrase("lies before session {number}", number=first),
            phrase("swap the two"),
        )
    return [
        each
        for each in find.schedule.sessions
        if first <= each.number <= (last or each.number) and each.dates.status not in _OVER
    ]


def _moved(
    find: Finder, session: WorkingGroupSession, by: Distance, notice: Notice
) -> WorkingGroupSession | None:
    span = session.dates.span
    if isinstance(span, Unknown):
        return None
    if span.precision is Precision.MONTH:
        if by.days:
            what = phrase("is known to the month only ({date}), so days cannot be added", date=span)
            find.refuse(
                name_session(session.number),
                what,
                phrase("put it off by months, or give it its days first"),
            )
            return None
        moved = by.shift(span)
    else:
        moved = Distance((by.shift_day(span.first) - span.first).days).shift(span)
    if not isinstance(moved, Unknown) and moved.last.year > LAST_YEAR:
        find.refuse(
            name_session(session.number),
            phrase("would end on {date}", date=moved.last),
            in_short("choose a shorter distance", phrase("choose another day")),
        )
    return replace(session, dates=notice.publish(moved, _POSTPONED))


def _apply(schedule: Schedule, moved: Iterable[WorkingGroupSession], notice: Notice) -> Amended:
    amended = Amended(schedule)
    for session in moved:
        if session.dates.span == amended.schedule.session_by_number[session.number].dates.span:
            continue
        step = move_session(amended.schedule, session, notice)
        amended = Amended(step.schedule, (*amended.done, *step.done))
    return amended
