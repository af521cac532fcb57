"""Finds the rows that a change names, and collects what it does not find.

Every search returns the row or None, with a problem left behind; a change goes on to its next
name and refuses once, with all of them.
"""

from difflib import get_close_matches

from uprcycle.days.span import Days, Precision, Span, Status, Unknown
from uprcycle.errors import BadInputError, Problem
from uprcycle.phrase import phrase, series, suggest
from uprcycle.schedule.amend.target import Deadline, Reviewed
from uprcycle.schedule.session import (
    CouncilSession,
    PublishedDate,
    Schedule,
    Slot,
    WorkingGroupSession,
    name_session,
    outside,
)


class Finder:
    """Searches one schedule on behalf of one change."""

    def __init__(self, schedule: Schedule) -> None:
        """Begin without problems."""
        self.schedule = schedule
        self.problems: list[Problem] = []

    def refuse(self, where: str, what: str, remedy: str = "") -> None:
        """Keep one reason why the change cannot be made."""
        self.problems.append(Problem(where, what, remedy))

    @property
    def refusal(self) -> BadInputError:
        """The refusal of the whole change, with every problem."""
        return BadInputError("the change cannot be made", self.problems)

    def raise_problems(self) -> None:
        """Go on only if nothing stands against the change.

        Raises:
            BadInputError: With every problem.
        """
        if self.problems:
            raise self.refusal

    def session(self, number: int) -> WorkingGroupSession | None:
        """Return a Working Group session."""
        found = self.schedule.session_by_number.get(number)
        if found is None:
            known = sorted(self.schedule.session_by_number)
            near = sorted(known, key=lambda each: abs(each - number))[:1]
            remedy = (
                phrase(
                    "did you mean {number}? it has {first} to {last}",
                    number=near[0],
                    first=known[0],
                    last=known[-1],
                )
                if near
                else phrase("add the session")
            )
            self.refuse(name_session(number), phrase("is not in the schedule"), remedy)
        return found

    def council(self, number: int) -> CouncilSession | None:
        """Return a session of the Council."""
        found = self.schedule.council_by_number.get(number)
        if found is None:
            known = sorted(self.schedule.council_by_number, key=lambda each: abs(each - number))[:1]
            remedy = (
                phrase("did you mean {name}?", name=known[0])
                if known
                else phrase("add its dates to the schedule")
            )
            self.refuse(
                phrase("Council session {number}", number=number), phrase("is not in the schedule"), remedy
            )
        return found

    def review(self, who: Reviewed) -> Slot | None:
        """Return the slot in force of a State, by default in the last cycle that has one."""
        slots = [each for each in standing_slots(self.schedule) if each.country == who.country]
        chosen = [each for each in slots if who.cycle in (None, each.cycle)]
        if chosen:
            return max(chosen, key=lambda each: (each.cycle, each.session or 0))
        where = (
            series([phrase("cycle {number}", number=who.cycle), who.country]) if who.cycle else who.country
        )
        if slots:
            cycles = ", ".join(str(each.cycle) for each in slots)
            self.refuse(
                where,
                phrase("has no review in this cycle"),
                phrase("its reviews are in cycle {cycles}", cycles=cycles),
            )
        else:
            known = sorted({each.country for each in self.schedule.slots})
            near = get_close_matches(who.country, known, n=2, cutoff=0.6)
            hint = suggest(near) if near else phrase("add a review for it first")
            self.refuse(where, phrase("has no review in this schedule"), hint)
        return None

    def dates(self, which: Deadline) -> tuple[PublishedDate, ...]:
        """Return the rows in force of a deadline, of the State or of the whole session."""
        return tuple(
            each
            for each in self.schedule.dates
            if (each.session, each.milestone, each.country) == (which.session, which.milestone, which.country)
            and each.dates.status is not Status.WITHDRAWN
        )

    def check_reviewed_there(self, session: int, country: str) -> None:
        """Refuse a State that is not in this session."""
        here = sorted({each.country for each in self.schedule.slots if each.session == session})
        if country and country not in here:
            near = get_close_matches(country, here, n=2, cutoff=0.6)
            hint = suggest(near) if near else phrase("it has {names}", names=", ".join(here))
            self.refuse(
                series([name_session(session), country]),
                phrase("the State is not in this session"),
                hint,
            )

    def check_within(self, span: Span, session: WorkingGroupSession, place: str) -> None:
        """Refuse a day outside its session."""
        if lies_outside(span, session.dates.span):
            what = outside(span, session)
            self.refuse(place, what, phrase("correct the day, or prolong the session"))


def standing_slots(schedule: Schedule) -> tuple[Slot, ...]:
    """Return the slots that were not withdrawn."""
    return tuple(each for each in schedule.slots if each.dates.status is not Status.WITHDRAWN)


def lies_outside(span: Span, session: Span) -> bool:
    """Tell whether a date cannot lie in the days of a session."""
    if isinstance(span, Unknown) or isinstance(session, Unknown):
        return False
    if isinstance(span, Days) and span.precision is Precision.MONTH:
        return span.last < session.first or span.first > session.last
    return span.first < session.first or span.last > session.last
