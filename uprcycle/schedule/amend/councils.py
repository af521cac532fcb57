"""Which Council sessions adopt the outcomes of a session, and when the Council sits."""

from collections.abc import Sequence
from dataclasses import replace

from uprcycle.days.span import Span, Unknown
from uprcycle.phrase import in_short, phrase
from uprcycle.schedule.amend.amended import Amended, rewrite_rows
from uprcycle.schedule.amend.find import Finder
from uprcycle.schedule.amend.notice import Notice
from uprcycle.schedule.session import CouncilSession, Schedule, name_session


def name_councils(schedule: Schedule, number: int, councils: Sequence[int]) -> Amended:
    """Say which Council sessions adopt the outcomes of session ``number``: one, or two.

    Raises:
        BadInputError: A session is unknown, named twice, or over before the reviews are.
    """
    find = Finder(schedule)
    session = find.session(number)
    found = [find.council(each) for each in councils]
    if session is None:
        raise find.refusal
    if len(set(councils)) < len(councils):
        find.refuse(
            name_session(number),
            phrase("is named twice"),
            phrase("name it once"),
        )
    for council in found:
        if council is not None and _is_over(council.dates.span, session.dates.span):
            what = phrase(
                "is over on {date}, before session {number}, {dates}",
                date=council.dates.span,
                number=number,
                dates=session.dates.span,
            )
            find.refuse(
                phrase("Council session {number}", number=council.number),
                what,
                in_short("name a later one", phrase("choose another session")),
            )
    find.raise_problems()
    return rewrite_rows(schedule, [(session, replace(session, council=tuple(councils)))])


def redate_council(schedule: Schedule, number: int, span: Span, notice: Notice) -> Amended:
    """Publish the days of a Council session, new to the schedule or not."""
    old = schedule.council_by_number.get(number)
    return rewrite_rows(schedule, [(old, CouncilSession(number, notice.publish(span, "re-issued")))])


def _is_over(council: Span, session: Span) -> bool:
    if isinstance(council, Unknown) or isinstance(session, Unknown):
        return False
    return council.last < session.last
