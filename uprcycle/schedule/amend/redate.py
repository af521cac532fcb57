"""A review gets another day inside its session, or none for the time being."""

from dataclasses import replace

from uprcycle.days.span import Instant, Span, Status
from uprcycle.schedule.amend.amended import Amended, place_of, rewrite_rows
from uprcycle.schedule.amend.find import Finder
from uprcycle.schedule.amend.notice import Notice
from uprcycle.schedule.amend.target import Reviewed
from uprcycle.schedule.session import Schedule


def redate_review(schedule: Schedule, who: Reviewed, span: Span, notice: Notice) -> Amended:
    """Publish the day of a review: unknown when it is to be decided, a latest day, or hours.

    Hours that are published take the place of those that were only expected.

    Raises:
        BadInputError: The review is unknown, or the day lies outside its session.
    """
    find = Finder(schedule)
    slot = find.review(who)
    if slot is None:
        raise find.refusal
    session = schedule.session_by_number.get(slot.session or 0)
    if session is not None and notice.status is not Status.WITHDRAWN:
        find.check_within(span, session, place_of(slot))
    find.raise_problems()
    redated = replace(slot, dates=notice.publish(span, "day published"))
    if isinstance(span, Instant):
        redated = replace(redated, hours="", hours_confidence="")
    return rewrite_rows(schedule, [(slot, redated)])
