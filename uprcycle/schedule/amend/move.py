"""A review goes to another session; the place it leaves stays empty."""

from collections.abc import Iterator
from dataclasses import replace

from uprcycle.days.span import Status
from uprcycle.phrase import in_short, phrase, series
from uprcycle.schedule.amend.amended import Amended, Pair, place_of, rewrite_rows
from uprcycle.schedule.amend.find import Finder, standing_slots
from uprcycle.schedule.amend.notice import Notice
from uprcycle.schedule.amend.target import Place, Reviewed
from uprcycle.schedule.session import Schedule, Slot, WorkingGroupSession, name_session, two_cycles


def move_review(schedule: Schedule, who: Reviewed, to: Place, notice: Notice) -> Amended:
    """Move a review; without a place in the list or a day, the new ones are not known.

    The old row stays and is withdrawn, so that nobody moves up. Dates of this State alone that
    are still ahead fall with it; what is past stays on record.

    Raises:
        BadInputError: The review or the session is unknown, of another cycle, the same as
            before, over, or the place is taken.
    """
    find = Finder(schedule)
    slot, session = find.review(who), find.session(to.session)
    if slot is None or session is None:
        raise find.refusal
    _check_slot(find, slot, session)
    check_place(find, to, session)
    find.raise_problems()
    new = replace(slot, session=to.session, order=to.order, dates=notice.publish(to.span, "moved"))
    new = replace(new, hours="", hours_confidence="", order_confidence="", composition_confidence="")
    there = next((each for each in schedule.slots if _is_place_of(each, to.session, slot.country)), None)
    pairs: list[Pair] = [(there, new)]
    pairs.insert(0, (slot, None if slot.session is None else withdraw_slot(slot, notice, "moved")))
    return rewrite_rows(schedule, [*pairs, *withdraw_own_dates(schedule, slot, notice)])


def check_place(find: Finder, to: Place, session: WorkingGroupSession) -> None:
    """Refuse a place that another State has, a day outside the session, and a session that is over."""
    where = (
        series([name_session(to.session), phrase("place {number}", number=to.order)])
        if to.order
        else name_session(to.session)
    )
    if session.dates.status in {Status.HELD, Status.WITHDRAWN}:
        find.refuse(
            where,
            phrase("is over or withdrawn ({date})", date=session.dates.span),
            phrase("choose a session that is still ahead"),
        )
    for other in standing_slots(find.schedule):
        if to.order and (other.session, other.order) == (to.session, to.order):
            find.refuse(
                where,
                phrase("the place is taken by {country}", country=other.country),
                phrase("choose another, or swap the two"),
            )
    find.check_within(to.span, session, where)


def withdraw_slot(slot: Slot, notice: Notice, record: str) -> Slot:
    """Return the place a review leaves empty."""
    return replace(slot, dates=notice.withdraw(slot.dates, record))


def withdraw_own_dates(schedule: Schedule, slot: Slot, notice: Notice) -> Iterator[Pair]:
    """Yield the dates of this State alone that fall with its place: those still ahead."""
    for dated in schedule.dates:
        own = (dated.session, dated.country) == (slot.session, slot.country)
        if own and dated.dates.status is not Status.WITHDRAWN and not notice.is_past(dated.dates):
            yield dated, replace(dated, dates=notice.withdraw(dated.dates, "moved"))


def _check_slot(find: Finder, slot: Slot, session: WorkingGroupSession) -> None:
    if slot.session == session.number:
        find.refuse(
            place_of(slot), phrase("is in this session already"), phrase("give it another day instead")
        )
    if slot.cycle != session.cycle:
        what = two_cycles(
            f"session {session.number} is of cycle {session.cycle}, the review of cycle {slot.cycle}",
            session.cycle,
            slot.cycle,
        )
        find.refuse(
            place_of(slot),
            what,
            in_short("choose a session of the same cycle", phrase("choose another session")),
        )
    if slot.dates.status is Status.HELD:
        find.refuse(
            place_of(slot), phrase("was held, so it does not move"), phrase("correct its day instead")
        )


def _is_place_of(slot: Slot, session: int, country: str) -> bool:
    withdrawn = slot.dates.status is Status.WITHDRAWN
    return withdrawn and (slot.session, slot.country) == (session, country)
