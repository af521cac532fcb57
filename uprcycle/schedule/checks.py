"""Does a schedule make sense, by itself and beside the one that is public?

Errors are what no calendar can hold; what really happened once is at most a warning. Fourteen
States a session and a start on a Monday are habits, not rules.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction
from itertools import pairwise

from uprcycle.countries import Countries
from uprcycle.days.span import Dated, Instant, Precision, Span, Status, Unknown
from uprcycle.errors import Problem, Severity
from uprcycle.schedule.session import PublishedDate, Schedule, Slot, WorkingGroupSession

USUAL_STATES = 14
MOST_LOST = Fraction(1, 3)
NAMED = 10
BEFORE_REVIEW = frozenset(
    {
        "stakeholder-submission-deadline",
        "un-entity-submission-deadline",
        "national-report",
        "troika-selected",
        "geneva-pre-session",
    }
)
_CLOSE = frozenset({Precision.INSTANT, Precision.DAY, Precision.WINDOW})
_RELIABLE = frozenset({Status.CONFIRMED, Status.HELD})


def check_schedule(
    schedule: Schedule, countries: Countries, released: Schedule | None = None
) -> tuple[Problem, ...]:
    """Return every problem of ``schedule``, warnings last.

    Args:
        schedule: The draft.
        countries: Who can be reviewed.
        released: The schedule that is public now; None when nothing is.
    """
    problems = [
        *check_content(schedule, countries),
        *(check_losses(schedule, released) if released is not None else ()),
    ]
    return tuple(sorted(problems, key=lambda each: each.severity is Severity.WARNING))


def check_content(schedule: Schedule, countries: Countries) -> Iterator[Problem]:
    """Yield what is wrong with a schedule by itself."""
    if not schedule.slots:
        yield Problem("the schedule", "holds no review", "check that the right file was chosen")
    yield from _check_countries(schedule, countries)
    yield from _check_twice(schedule)
    yield from _check_sessions(schedule)
    yield from _check_slots(schedule)
    yield from _check_hours(schedule)
    yield from _check_dates(schedule)
    yield from _check_habits(schedule)


def check_losses(schedule: Schedule, released: Schedule) -> Iterator[Problem]:
    """Yield what the released schedule has and ``schedule`` lacks."""
    before, after = len(released.slots), len(schedule.slots)
    if before and Fraction(before - after, before) > MOST_LOST:
        what = f"holds {after} reviews where the released one holds {before}"
        yield Problem("the schedule", what, "add the missing rows; a part of a schedule replaces the whole")
    kept = {(each.cycle, each.country) for each in schedule.slots}
    lost: defaultdict[int, set[str]] = defaultdict(set)
    for slot in released.slots:
        if (slot.cycle, slot.country) not in kept:
            lost[slot.cycle].add(slot.country)
    for cycle, codes in sorted(lost.items()):
        what = f"{_listed(codes)} of the released schedule {'is' if len(codes) == 1 else 'are'} missing"
        yield Problem(f"cycle {cycle}", what, "keep the row and mark it withdrawn, or without a session")


def _check_countries(schedule: Schedule, countries: Countries) -> Iterator[Problem]:
    for slot in schedule.slots:
        if slot.country not in countries:
            yield Problem(
                _place(slot), f"{slot.country!r} is not the code of a State", "use an ISO code such as 'KEN'"
            )
        elif not countries[slot.country].is_member:
            yield Problem(_place(slot), "an observer State is not reviewed", "remove the row")


def _check_twice(schedule: Schedule) -> Iterator[Problem]:
    standing: defaultdict[tuple[int, str], list[Slot]] = defaultdict(list)
    for slot in schedule.slots:
        if slot.dates.status is not Status.WITHDRAWN:
            standing[slot.cycle, slot.country].append(slot)
    for (cycle, country), slots in standing.items():
        for one, other in pairwise(slots):
            what = f"{country} is in cycle {cycle} already, at {_place(one)}"
            yield Problem(_place(other), what, "mark the earlier one withdrawn, or remove one of the two")


def _check_sessions(schedule: Schedule) -> Iterator[Problem]:
    for number, count in sorted(Counter(each.number for each in schedule.sessions).items()):
        if count > 1:
            yield Problem(f"session {number}", f"stands in the schedule {count} times", "keep one")
    close = [
        (each, span)
        for each in schedule.sessions
        if each.dates.status is not Status.WITHDRAWN and (span := _close(each.dates.span))
    ]
    for (one, earlier), (other, later) in pairwise(
        sorted(close, key=lambda each: (each[1].first, each[0].number))
    ):
        if later.first <= earlier.last and one.number != other.number:
            what = f"begins on {later.first}, before session {one.number} ends on {earlier.last}"
            yield Problem(f"session {other.number}", what, "correct one of the two")


def _check_slots(schedule: Schedule) -> Iterator[Problem]:
    for slot in schedule.slots:
        if slot.session is None:
            continue
        session = schedule.session_by_number.get(slot.session)
        if session is None:
            yield Problem(_place(slot), f"session {slot.session} is not in the schedule", "add the session")
            continue
        if session.cycle != slot.cycle:
            what = f"the review is of cycle {slot.cycle} and its session of cycle {session.cycle}"
            yield Problem(_place(slot), what, "correct one of the two")
        if slot.dates.status is not Status.WITHDRAWN and _lies_outside(slot.dates.span, session.dates.span):
            what = f"the review on {slot.dates.span} lies outside its session, {session.dates.span}"
            yield Problem(_place(slot), what, "correct the day, or prolong the session")


def _check_hours(schedule: Schedule) -> Iterator[Problem]:
    sittings: defaultdict[Instant, list[Slot]] = defaultdict(list)
    for slot in schedule.slots:
        if isinstance(slot.dates.span, Instant) and slot.dates.status in _RELIABLE:
            sittings[slot.dates.span].append(slot)
    for hours, slots in sittings.items():
        for one, other in pairwise(slots):
            what = f"has the same confirmed hours, {hours}, as {_place(one)}"
            yield Problem(_place(other), what, "correct one of the two")


def _check_dates(schedule: Schedule) -> Iterator[Problem]:
    slots = {(each.session, each.country): each for each in schedule.slots}
    for dated in schedule.dates:
        session = schedule.session_by_number.get(dated.session)
        if session is None:
            yield Problem(_dated_place(dated), "the session is not in the schedule", "add the session")
            continue
        slot = slots.get((dated.session, dated.country))
        if dated.country and slot is None:
            yield Problem(
                _dated_place(dated), "the State is not in this session", "correct the State or the session"
            )
        start = _start(slot, session)
        due = dated.dates.span
        late = start is not None and not isinstance(due, Unknown) and due.first > start
        if late and dated.milestone in BEFORE_REVIEW and dated.dates.status is not Status.WITHDRAWN:
            what = f"falls on {due}, after the review begins on {start}"
            yield Problem(_dated_place(dated), what, "correct the date")


def _check_habits(schedule: Schedule) -> Iterator[Problem]:
    """Yield warnings about sessions to come that differ from the habit."""
    standing = Counter(each.session for each in schedule.slots if each.dates.status is not Status.WITHDRAWN)
    for session in schedule.sessions:
        where = f"session {session.number}"
        if session.dates.status in {Status.HELD, Status.WITHDRAWN} or not standing[session.number]:
            continue
        if standing[session.number] != USUAL_STATES:
            what = f"has {standing[session.number]} States, where {USUAL_STATES} are usual"
            yield Problem(where, what, "check that this is meant", Severity.WARNING)
        span = _close(session.dates.span)
        if span is not None and span.first.weekday() != 0:
            what = f"begins on {span.first:%A}, {span.first}, where a Monday is usual"
            yield Problem(where, what, "check that this is meant", Severity.WARNING)


def _close(span: Span) -> Dated | None:
    """Return the span if it says which days are meant; a month or a week says only roughly."""
    return span if not isinstance(span, Unknown) and span.precision in _CLOSE else None


def _lies_outside(review: Span, session: Span) -> bool:
    """Tell whether the two cannot both be true."""
    if isinstance(review, Unknown) or isinstance(session, Unknown):
        return False
    if review.precision in _CLOSE and session.precision in _CLOSE:
        return review.first < session.first or review.last > session.last
    return review.last < session.first or review.first > session.last


def _start(slot: Slot | None, session: WorkingGroupSession) -> date | None:
    """Return the latest day on which the review, or else its session, can begin."""
    for published in (slot.dates if slot else None, session.dates):
        if published is not None and not isinstance(published.span, Unknown):
            return published.span.first if _close(published.span) else published.span.last
    return None


def _place(slot: Slot) -> str:
    if slot.session is None:
        return f"cycle {slot.cycle}, {slot.country}, without a session"
    order = f", place {slot.order}" if slot.order else ""
    return f"session {slot.session}, {slot.country}{order}"


def _dated_place(dated: PublishedDate) -> str:
    name = dated.milestone or dated.kind
    return (
        f"session {dated.session}, {dated.country}, {name}"
        if dated.country
        else f"session {dated.session}, {name}"
    )


def _listed(codes: Iterable[str]) -> str:
    names = sorted(codes)
    more = len(names) - NAMED
    return ", ".join(names[:NAMED]) + (f" and {more} more" if more > 0 else "")
