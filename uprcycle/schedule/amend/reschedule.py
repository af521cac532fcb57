"""A session that gets other days, and what gets other days with it.

Reviews keep their place in the session. A deadline that is still ahead moves as far as the
session does and is tentative again; one that is past stays. Where a distance cannot be told to
the day, a review is only known to lie in its session, and a deadline is left to the rules.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from uprcycle.days.span import Dated, Span, Status, Unknown, month_span
from uprcycle.phrase import in_short, phrase
from uprcycle.schedule.amend.amended import Amended, Pair, rewrite_rows
from uprcycle.schedule.amend.distance import Distance, distance_between
from uprcycle.schedule.amend.find import Finder, lies_outside, standing_slots
from uprcycle.schedule.amend.notice import Notice
from uprcycle.schedule.session import PublishedDate, Schedule, WorkingGroupSession, name_session

ADOPTION = "hrc-adoption"
_OVER = {Status.HELD: "was held", Status.WITHDRAWN: "was withdrawn"}
_MOVED = "moved"


@dataclass(frozen=True, slots=True)
class _Move:
    """One session on its way: how far, and in which Council sessions it is adopted now."""

    schedule: Schedule
    old: WorkingGroupSession
    new: WorkingGroupSession
    notice: Notice

    @property
    def distance(self) -> Distance | None:
        return distance_between(self.old.dates.span, self.new.dates.span)


def reschedule_session(schedule: Schedule, number: int, span: Span, notice: Notice) -> Amended:
    """Give one session other days, earlier or later.

    Raises:
        BadInputError: There is no such session, or it is over.
    """
    find = Finder(schedule)
    session = find.session(number)
    if session is None or not is_ahead(find, session, notice):
        raise find.refusal
    if span == session.dates.span:
        return Amended(schedule)
    return move_session(schedule, replace(session, dates=notice.publish(span, _MOVED)), notice)


def is_ahead(find: Finder, session: WorkingGroupSession, notice: Notice) -> bool:
    """Tell whether a session can still change; leave a problem where it cannot."""
    over = _OVER.get(session.dates.status)
    if over is None and notice.is_past(session.dates):
        over = f"ended before {notice.on}"
    if over:
        short = phrase("is over or withdrawn ({date})", date=session.dates.span)
        what = in_short(f"{over} ({session.dates.span}), so its days do not change any more", short)
        find.refuse(name_session(session.number), what, phrase("choose a session that is still ahead"))
    return over is None


def move_session(schedule: Schedule, new: WorkingGroupSession, notice: Notice) -> Amended:
    """Put ``new`` in the place of the session of its number, with all that hangs on it.

    A Council session that begins before the new days are over cannot adopt its outcomes: it is
    dropped, and so is a day of adoption published in it.
    """
    old = schedule.session_by_number[new.number]
    council = tuple(each for each in new.council if not _is_too_early(schedule, each, new.dates.span))
    move = _Move(schedule, old, replace(new, council=council), notice)
    return rewrite_rows(schedule, [(old, move.new), *_moved_slots(move), *_moved_dates(move)])


def _is_too_early(schedule: Schedule, council: int, span: Span) -> bool:
    found = schedule.council_by_number.get(council)
    if found is None or isinstance(found.dates.span, Unknown) or isinstance(span, Unknown):
        return False
    return found.dates.span.first <= span.last


def _moved_slots(move: _Move) -> Iterator[Pair]:
    for slot in standing_slots(move.schedule):
        if slot.session != move.old.number or isinstance(slot.dates.span, Unknown):
            continue
        span = _moved_day(slot.dates.span, move.distance)
        if lies_outside(span, move.new.dates.span):
            span = Unknown()
        if span != slot.dates.span:
            yield slot, replace(slot, dates=move.notice.publish(span, _MOVED))


def _moved_day(day: Dated, distance: Distance | None) -> Span:
    """Return a day as closely as it is known in a session that moved so far."""
    if distance is None:
        return Unknown()
    moved = distance.shift(day)
    if distance.months and not isinstance(moved, Unknown):
        return month_span(moved.first, moved.last)
    return moved


def _moved_dates(move: _Move) -> Iterator[Pair]:
    for dated in move.schedule.dates:
        settled = dated.dates.status in _OVER or isinstance(dated.dates.span, Unknown)
        if dated.session != move.old.number or settled or move.notice.is_past(dated.dates):
            continue
        if dated.milestone == ADOPTION:
            if move.new.council != move.old.council or not _comes_after(dated, move.new.dates.span):
                yield dated, replace(dated, dates=move.notice.withdraw(dated.dates, "not held"))
        elif move.distance is None:
            yield dated, replace(dated, dates=move.notice.withdraw(dated.dates, _MOVED))
        elif move.distance != Distance():
            span = move.distance.shift(dated.dates.span)
            yield dated, replace(dated, dates=move.notice.publish(span, _MOVED, Status.TENTATIVE))


def _comes_after(dated: PublishedDate, session: Span) -> bool:
    span = dated.dates.span
    return isinstance(span, Unknown) or isinstance(session, Unknown) or span.first > session.last
