"""A State that did not exist when the cycle began gets its first review."""

from uprcycle.phrase import phrase, series
from uprcycle.schedule.amend.amended import Amended, rewrite_rows
from uprcycle.schedule.amend.find import Finder, standing_slots
from uprcycle.schedule.amend.move import check_place
from uprcycle.schedule.amend.notice import Notice
from uprcycle.schedule.amend.target import Place
from uprcycle.schedule.session import Schedule, Slot, name_session


def admit_state(schedule: Schedule, country: str, to: Place, notice: Notice) -> Amended:
    """Add a review in the cycle of the session named.

    Raises:
        BadInputError: The session is unknown or over, the place is taken, or the State has a
            review in this cycle already.
    """
    find = Finder(schedule)
    session = find.session(to.session)
    if session is None:
        raise find.refusal
    check_place(find, to, session)
    for slot in standing_slots(schedule):
        if (slot.cycle, slot.country) == (session.cycle, country):
            what = phrase("is in cycle {number} already", number=slot.cycle)
            find.refuse(
                series([name_session(to.session), country]),
                what,
                phrase("move that review instead"),
            )
    find.raise_problems()
    slot = Slot(session.cycle, to.session, country, to.order, notice.publish(to.span, "added"))
    return rewrite_rows(schedule, [(None, slot)])
