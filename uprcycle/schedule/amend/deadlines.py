"""A date of a session is published anew: re-issued, extended, capped, or suspended.

What is published for one State stands before what is published for its session, and the date
of the session stays for all others.
"""

from dataclasses import replace
from datetime import date

from uprcycle.days.span import Days, Precision, Span, Status, Unknown
from uprcycle.phrase import phrase
from uprcycle.schedule.amend.amended import Amended, Pair, rewrite_rows
from uprcycle.schedule.amend.find import Finder
from uprcycle.schedule.amend.notice import Notice
from uprcycle.schedule.amend.target import Deadline
from uprcycle.schedule.columns import DATED_COLUMNS
from uprcycle.schedule.session import PublishedDate, Schedule


def reissue_deadline(schedule: Schedule, which: Deadline, span: Span, notice: Notice) -> Amended:
    """Publish a date, whatever stood there before.

    Raises:
        BadInputError: The session, or the State in it, is unknown.
    """
    return _publish(schedule, which, span, notice, "re-issued")


def extend_deadline(schedule: Schedule, which: Deadline, span: Span, notice: Notice) -> Amended:
    """Publish a later date.

    Raises:
        BadInputError: As :func:`reissue_deadline`; or none is published that could be extended,
            or the new one is not later.
    """
    find = Finder(schedule)
    find.session(which.session)
    before = [each.dates.span for each in find.dates(which) or find.dates(replace(which, country=""))]
    known = [each for each in before if not isinstance(each, Unknown)]
    if not known and not find.problems:
        find.refuse(
            which.text, phrase("has no published date that could be extended"), phrase("publish one instead")
        )
    for old in known:
        if isinstance(span, Unknown) or span.last <= old.last:
            find.refuse(
                which.text,
                phrase("{span} is not later than {old}", span=span, old=old),
                phrase("re-issue it if that is meant"),
            )
    find.raise_problems()
    return _publish(schedule, which, span, notice, "extended")


def cap_deadline(schedule: Schedule, which: Deadline, latest: date, notice: Notice) -> Amended:
    """Publish that a date comes no later than ``latest``; the true day may lie before.

    Raises:
        BadInputError: The session, or the State in it, is unknown.
    """
    span = Days(latest, latest, Precision.NO_LATER_THAN)
    return _publish(schedule, which, span, notice, "no later than")


def suspend_deadline(schedule: Schedule, which: Deadline, notice: Notice) -> Amended:
    """Publish that there is no date until further notice, so that none is counted either.

    Raises:
        BadInputError: The session, or the State in it, is unknown.
    """
    return _publish(schedule, which, Unknown(), replace(notice, status=Status.TENTATIVE), "suspended")


def _publish(schedule: Schedule, which: Deadline, span: Span, notice: Notice, record: str) -> Amended:
    find = Finder(schedule)
    if find.session(which.session) is not None:
        find.check_reviewed_there(which.session, which.country)
    find.raise_problems()
    first, *others = find.dates(which) or (None,)
    published = notice.publish(span, record)
    if first is not None:
        pairs: list[Pair] = [(first, replace(first, dates=published))]
    else:
        kind = kind_of(schedule, which)
        pairs = [(None, PublishedDate(which.session, which.milestone, kind, published, which.country))]
    return rewrite_rows(schedule, [*pairs, *((each, None) for each in others)])


def kind_of(schedule: Schedule, which: Deadline) -> str:
    """Return the word of the record for a new row: the tables' own, that of the session, else the id."""
    for column in DATED_COLUMNS:
        if column.milestone == which.milestone:
            return column.kind if which.country else column.session_kind
    kinds = (each.kind for each in schedule.dates if each.milestone == which.milestone and each.kind)
    return next(kinds, which.milestone.replace("-", "_"))
