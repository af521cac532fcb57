"""One deadline becomes two: some States of a session get a date of their own."""

from collections.abc import Sequence
from dataclasses import replace

from uprcycle.days.span import Span
from uprcycle.phrase import phrase, series
from uprcycle.schedule.amend.amended import Amended
from uprcycle.schedule.amend.deadlines import reissue_deadline
from uprcycle.schedule.amend.find import Finder
from uprcycle.schedule.amend.notice import Notice
from uprcycle.schedule.amend.target import Deadline
from uprcycle.schedule.session import Schedule, name_session


def split_deadline(
    schedule: Schedule, which: Deadline, countries: Sequence[str], span: Span, notice: Notice
) -> Amended:
    """Publish ``span`` for each of ``countries``; the other States keep the date of the session.

    Raises:
        BadInputError: The session is unknown, or one of the States is not in it or named twice.
    """
    find = Finder(schedule)
    if find.session(which.session) is not None:
        for country in countries:
            find.check_reviewed_there(which.session, country)
    for country in sorted({each for each in countries if countries.count(each) > 1}):
        find.refuse(
            series([name_session(which.session), country]),
            phrase("is named twice"),
            phrase("name it once"),
        )
    if not countries:
        find.refuse(which.text, phrase("no State is named"), phrase("name the States that get this date"))
    find.raise_problems()
    amended = Amended(schedule)
    for country in countries:
        step = reissue_deadline(amended.schedule, replace(which, country=country), span, notice)
        amended = Amended(step.schedule, (*amended.done, *step.done))
    return amended
