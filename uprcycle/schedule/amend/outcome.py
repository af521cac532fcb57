"""A review whose outcome the Council does not adopt."""

from dataclasses import replace

from uprcycle.days.span import Status, Unknown
from uprcycle.phrase import phrase
from uprcycle.schedule.amend.amended import Amended, Pair, place_of, rewrite_rows
from uprcycle.schedule.amend.deadlines import kind_of
from uprcycle.schedule.amend.find import Finder
from uprcycle.schedule.amend.notice import Notice
from uprcycle.schedule.amend.reschedule import ADOPTION
from uprcycle.schedule.amend.target import Deadline, Reviewed
from uprcycle.schedule.session import PublishedDate, Schedule


def withhold_outcome(schedule: Schedule, who: Reviewed, notice: Notice) -> Amended:
    """Publish that the adoption of one State has no date; a day it had is withdrawn.

    The review itself stands, and so do the adoptions of the other States.

    Raises:
        BadInputError: The review is unknown, or has no session.
    """
    find = Finder(schedule)
    slot = find.review(who)
    if slot is None:
        raise find.refusal
    if slot.session is None:
        find.refuse(
            place_of(slot),
            phrase("has no session in this cycle"),
            phrase("choose another State"),
        )
        raise find.refusal
    which = Deadline(slot.session, ADOPTION, slot.country)
    published = notice.publish(Unknown(), "not adopted", Status.TENTATIVE)
    row = PublishedDate(slot.session, ADOPTION, kind_of(schedule, which), published, slot.country)
    standing = find.dates(which)
    if any(isinstance(each.dates.span, Unknown) for each in standing):
        find.refuse(which.text, phrase("is without a date already"), phrase("nothing is to be done"))
        raise find.refusal
    gone: list[Pair] = [
        (each, replace(each, dates=notice.withdraw(each.dates, "not held"))) for each in standing
    ]
    return rewrite_rows(schedule, [*gone, (None, row)])
