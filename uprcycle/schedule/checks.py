"""Does a schedule make sense, by itself and beside the one that is public?

Errors are what no calendar can hold; what really happened once is at most a warning. Fourteen
States a session and a start on a Monday are habits, not rules.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from itertools import pairwise

from uprcycle.countries import Countries
from uprcycle.days.span import Dated, Instant, Precision, Span, Status, Unknown
from uprcycle.errors import Problem, Severity
from uprcycle.phrase import Phrase, in_short, listed, phrase
from uprcycle.schedule.origins import NO_ORIGINS, Origins, Spot
from uprcycle.schedule.session import Schedule, Slot, WorkingGroupSession, outside, two_cycles
from uprcycle.sheets.weekdays import DAYS

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
_CORRECT_ONE = phrase("correct one of the two")
_RELIABLE = frozenset({Status.CONFIRMED, Status.HELD})


def check_schedule(
    schedule: Schedule,
    countries: Countries,
    released: Schedule | None = None,
    origins: Origins = NO_ORIGINS,
) -> tuple[Problem, ...]:
    """Return every problem of ``schedule``, warnings last.

    Args:
        schedule: The draft.
        countries: Who can be reviewed.
        released: The schedule that is public now; None when nothing is.
        origins: The rows of the file that the draft was read from.
    """
    problems = [
        *check_content(schedule, countries, origins),
        *(check_losses(schedule, released, origins) if released is not None else ()),
    ]
    return tuple(sorted(problems, key=lambda each: each.severity is Severity.WARNING))


def check_content(
    schedule: Schedule, countries: Countries, origins: Origins = NO_ORIGINS
) -> Iterator[Problem]:
    """Yield what is wrong with a schedule by itself."""
    if not schedule.slots:
        yield Problem(
            phrase("the schedule"), phrase("holds no review"), phrase("check that the right file was chosen")
        )
    yield from _check_countries(schedule, countries, origins)
    yield from _check_twice(schedule, origins)
    yield from _check_sessions(schedule, origins)
    yield from _check_slots(schedule, origins)
    yield from _check_hours(schedule, origins)
    yield from _check_dates(schedule, origins)
    yield from _check_habits(schedule, origins)


def check_losses(schedule: Schedule, released: Schedule, origins: Origins = NO_ORIGINS) -> Iterator[Problem]:
    """Yield what the released schedule has and ``schedule`` lacks."""
    before, after = len(released.slots), len(schedule.slots)
    if _is_shrunk(before, after):
        remedy = phrase("add the missing rows; a part of a schedule replaces the whole")
        yield Problem(phrase("the schedule"), _shrunk(before, after), remedy)
    yield from _check_shrunk(schedule, released, origins)
    kept = {(each.cycle, each.country) for each in schedule.slots}
    lost: defaultdict[int, set[str]] = defaultdict(set)
    for slot in released.slots:
        if (slot.cycle, slot.country) not in kept:
            lost[slot.cycle].add(slot.country)
    for cycle, codes in sorted(lost.items()):
        what = phrase("lacks {names} of the released schedule", names=listed(sorted(codes), NAMED))
        remedy = phrase("keep the row and mark it withdrawn, or without a session")
        yield Problem(phrase("cycle {number}", number=cycle), what, remedy)


def _check_shrunk(schedule: Schedule, released: Schedule, origins: Origins) -> Iterator[Problem]:
    before, after = _count_standing(released), _count_standing(schedule)
    for session in schedule.sessions:
        was, is_now = before[session.number], after[session.number]
        if session.dates.status is not Status.WITHDRAWN and _is_shrunk(was, is_now):
            remedy = phrase("add the missing rows, or say that it is meant with --allow-loss")
            yield origins.of_session(session.number).problem(_shrunk(was, is_now), remedy)


def _is_shrunk(before: int, after: int) -> bool:
    return before > 0 and Fraction(before - after, before) > MOST_LOST


def _shrunk(before: int, after: int) -> Phrase:
    return phrase("holds {after} reviews where the released one holds {before}", after=after, before=before)


def _count_standing(schedule: Schedule) -> Counter[int | None]:
    return Counter(each.session for each in schedule.slots if each.dates.status is not Status.WITHDRAWN)


def _check_countries(schedule: Schedule, countries: Countries, origins: Origins) -> Iterator[Problem]:
    for slot in schedule.slots:
        spot = origins.of_slot(slot)
        if slot.country not in countries:
            what = phrase("{text} is not a State", text=repr(slot.country))
            yield spot.problem(what, phrase("use an ISO code such as 'KEN'"), "country")
        elif not countries[slot.country].is_member:
            yield spot.problem(
                phrase("an observer State is not reviewed"), phrase("remove the row"), "country"
            )


def _check_twice(schedule: Schedule, origins: Origins) -> Iterator[Problem]:
    standing: defaultdict[tuple[int, str], list[Spot]] = defaultdict(list)
    seen: Counter[tuple[int, int | None, str]] = Counter()
    for slot in schedule.slots:
        key = (slot.cycle, slot.session, slot.country)
        if slot.dates.status is not Status.WITHDRAWN:
            standing[slot.cycle, slot.country].append(origins.of_slot(slot, seen[key]))
        seen[key] += 1
    for (cycle, country), spots in standing.items():
        for one, other in pairwise(spots):
            what = phrase(
                "{country} is in cycle {cycle} already, at {place}",
                country=country,
                cycle=cycle,
                place=one.text,
            )
            remedy = in_short(
                "mark the earlier one withdrawn, or remove one of the two", phrase("keep one of them")
            )
            yield other.problem(what, remedy, "country")


def _check_sessions(schedule: Schedule, origins: Origins) -> Iterator[Problem]:
    for number, count in sorted(Counter(each.number for each in schedule.sessions).items()):
        if count > 1:
            what = phrase("stands in the schedule {number} times", number=count)
            yield origins.of_session(number).problem(what, phrase("keep one of them"), "session")
    close = [
        (each, span)
        for each in schedule.sessions
        if each.dates.status is not Status.WITHDRAWN and (span := _close(each.dates.span))
    ]
    for (one, earlier), (other, later) in pairwise(
        sorted(close, key=lambda each: (each[1].first, each[0].number))
    ):
        if later.first <= earlier.last and one.number != other.number:
            before = origins.of_session(one.number)
            what = phrase(
                "begins on {first}, before {session} ends on {last}",
                first=later.first,
                session=before.text,
                last=earlier.last,
            )
            yield origins.of_session(other.number).problem(what, _CORRECT_ONE, "session_start")


def _check_slots(schedule: Schedule, origins: Origins) -> Iterator[Problem]:
    for slot in schedule.slots:
        if slot.session is None:
            continue
        spot, session = origins.of_slot(slot), schedule.session_by_number.get(slot.session)
        if session is None:
            yield spot.problem(
                phrase("session {number} is not in the schedule", number=slot.session),
                phrase("add the session"),
                "session",
            )
            continue
        if session.cycle != slot.cycle:
            what = two_cycles(
                f"the review is of cycle {slot.cycle} and its session of cycle {session.cycle}",
                slot.cycle,
                session.cycle,
            )
            yield spot.problem(what, _CORRECT_ONE, "cycle")
        if slot.dates.status is not Status.WITHDRAWN and _lies_outside(slot.dates.span, session.dates.span):
            what = in_short(
                f"the review on {slot.dates.span} lies outside its session, {session.dates.span}",
                outside(slot.dates.span, session),
            )
            yield spot.problem(what, phrase("correct the day, or prolong the session"), "review_date")


def _check_hours(schedule: Schedule, origins: Origins) -> Iterator[Problem]:
    """Yield two reviews in one slot: an error where the hours are sure, a warning where they are not."""
    sittings: defaultdict[str, list[Slot]] = defaultdict(list)
    for slot in schedule.slots:
        if slot.dates.status is not Status.WITHDRAWN and (hours := _hours_of(slot)):
            sittings[hours].append(slot)
    for hours, slots in sittings.items():
        for one, other in pairwise(slots):
            is_sure = all(_has_sure_hours(each) for each in (one, other))
            what = phrase(
                "has the same hours, {hours}, as {place}", hours=hours, place=origins.of_slot(one).text
            )
            severity = Severity.ERROR if is_sure else Severity.WARNING
            yield origins.of_slot(other).problem(what, _CORRECT_ONE, "slot_start", severity)


def _check_dates(schedule: Schedule, origins: Origins) -> Iterator[Problem]:
    slots = {(each.session, each.country): each for each in schedule.slots}
    for dated in schedule.dates:
        spot, session = origins.of_date(dated), schedule.session_by_number.get(dated.session)
        if session is None:
            yield spot.problem(
                phrase("session {number} is not in the schedule", number=dated.session),
                phrase("add the session"),
                "session",
            )
            continue
        slot = slots.get((dated.session, dated.country))
        if dated.country and slot is None:
            remedy = _CORRECT_ONE
            yield spot.problem(phrase("the State is not in this session"), remedy, "country")
        start = _start(slot, session)
        due = dated.dates.span
        late = start is not None and not isinstance(due, Unknown) and due.first > start
        if late and dated.milestone in BEFORE_REVIEW and dated.dates.status is not Status.WITHDRAWN:
            what = phrase("falls on {date}, after the review begins on {start}", date=due, start=start)
            yield spot.problem(what, phrase("correct it"), "date")


def _check_habits(schedule: Schedule, origins: Origins) -> Iterator[Problem]:
    """Yield warnings about sessions to come that differ from the habit."""
    standing = _count_standing(schedule)
    remedy = phrase("check that this is meant")
    for session in schedule.sessions:
        spot = origins.of_session(session.number)
        if session.dates.status in {Status.HELD, Status.WITHDRAWN} or not standing[session.number]:
            continue
        if standing[session.number] != USUAL_STATES:
            what = phrase(
                "has {count} States, where {usual} are usual",
                count=standing[session.number],
                usual=USUAL_STATES,
            )
            yield spot.problem(what, remedy, severity=Severity.WARNING)
        span = _close(session.dates.span)
        if span is not None and span.first.weekday() != 0:
            what = in_short(
                f"begins on a {DAYS[span.first.weekday()]}, {span.first}, where a Monday is usual",
                phrase("begins on {day}, where a Monday is usual", day=span.first),
            )
            yield spot.problem(what, remedy, "session_start", Severity.WARNING)


def _hours_of(slot: Slot) -> str:
    """Return the day and hours of a sitting, also where they are only expected; empty without them."""
    if isinstance(slot.dates.span, Instant):
        return str(slot.dates.span)
    is_day = not isinstance(slot.dates.span, Unknown) and slot.dates.span.precision is Precision.DAY
    start, _, end = slot.hours.partition("/")
    return f"{slot.dates.span}T{start}/{slot.dates.span}T{end}" if is_day and end else ""


def _has_sure_hours(slot: Slot) -> bool:
    return isinstance(slot.dates.span, Instant) and slot.dates.status in _RELIABLE


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
