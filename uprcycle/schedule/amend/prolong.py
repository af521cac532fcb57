"""A session that ends later than planned; its reviews keep their days."""

from dataclasses import replace
from datetime import date

from uprcycle.days.span import Days, Precision, Unknown, window_span
from uprcycle.phrase import in_short, phrase
from uprcycle.schedule.amend.amended import Amended, rewrite_rows
from uprcycle.schedule.amend.find import Finder
from uprcycle.schedule.amend.notice import Notice
from uprcycle.schedule.session import Schedule, name_session


def prolong_session(schedule: Schedule, number: int, last: date, notice: Notice) -> Amended:
    """Let a session end on ``last``.

    Raises:
        BadInputError: There is no such session, its days are not known, it ends on that day or
            later anyway, or the next session has begun by then.
    """
    find = Finder(schedule)
    session = find.session(number)
    if session is None:
        raise find.refusal
    place, span = name_session(number), session.dates.span
    if isinstance(span, Unknown) or span.precision not in {Precision.DAY, Precision.WINDOW}:
        find.refuse(
            place, phrase("is not known to the day ({date})", date=span), phrase("give it its days first")
        )
        raise find.refusal
    if last <= span.last:
        find.refuse(
            place,
            phrase("ends on {last}, not before {date}", last=span.last, date=last),
            in_short("name a later day", phrase("choose another day")),
        )
    for other in schedule.sessions:
        begins = other.dates.span
        if (
            isinstance(begins, Days)
            and begins.precision is Precision.WINDOW
            and span.last < begins.first <= last
        ):
            find.refuse(
                place,
                phrase("would run into session {number}, {dates}", number=other.number, dates=begins),
                in_short("name an earlier day", phrase("choose another day")),
            )
    find.raise_problems()
    prolonged = replace(session, dates=notice.publish(window_span(span.first, last), "extended"))
    return rewrite_rows(schedule, [(session, prolonged)])
