"""A place in a session is left empty: a State stays away, and nobody moves up."""

from uprcycle.days.span import Status, Unknown
from uprcycle.phrase import phrase
from uprcycle.schedule.amend.amended import Amended, place_of, rewrite_rows
from uprcycle.schedule.amend.find import Finder
from uprcycle.schedule.amend.move import withdraw_own_dates, withdraw_slot
from uprcycle.schedule.amend.notice import Notice
from uprcycle.schedule.amend.target import Reviewed
from uprcycle.schedule.session import Schedule, Slot


def vacate_slot(schedule: Schedule, who: Reviewed, notice: Notice) -> Amended:
    """Withdraw a review from its session and list it without one, until a session is named.

    Raises:
        BadInputError: The review is unknown, held, or without a session already.
    """
    find = Finder(schedule)
    slot = find.review(who)
    if slot is None:
        raise find.refusal
    if slot.session is None:
        find.refuse(place_of(slot), phrase("has no session in this cycle"), phrase("choose another State"))
    if slot.dates.status is Status.HELD:
        find.refuse(place_of(slot), phrase("was held, so it does not move"), phrase("choose another State"))
    find.raise_problems()
    waiting = Slot(
        slot.cycle, None, slot.country, 0, notice.publish(Unknown(), "planned", Status.TENTATIVE),
        name_at_time=slot.name_at_time,
    )  # fmt: skip
    pairs = [(slot, withdraw_slot(slot, notice, "left empty")), (None, waiting)]
    return rewrite_rows(schedule, [*pairs, *withdraw_own_dates(schedule, slot, notice)])
