"""How much mail is ahead for each person: what a forecast comes to, counted."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from notifications.digest import Digest
from notifications.notices import Notice
from uprcycle.days.span import GENEVA
from uprcycle.people import Person


@dataclass(frozen=True, slots=True)
class Coming:
    """A notice of changed dates that is still to be sent, and when."""

    notice: Notice
    send_at: datetime

    @property
    def person(self) -> Person:
        """Who gets it."""
        return self.notice.person

    @property
    def day(self) -> date:
        """The civil day in Geneva on which it goes."""
        return self.send_at.astimezone(GENEVA).date()


@dataclass(frozen=True, slots=True)
class Load:
    """The messages of one person, counted; ``fullest`` is the mail with most items, the first of several.

    ``mails`` are those of a day, at most one each; ``notices`` come beside them. Weeks begin on Monday; of
    weeks with as many messages the first is the ``busiest_week``. ``capped`` mails have more items than they
    name. ``fullest`` is None where there are notices alone.
    """

    person: Person
    offices: tuple[str, ...]
    mails: int
    digests: int
    notices: int
    items: int
    busiest_week: date
    most_a_week: int
    fullest: Digest | None
    capped: int

    @property
    def urgent(self) -> int:
        """How many mails come between digests."""
        return self.mails - self.digests


def loads_of(mails: Iterable[Digest], notices: Iterable[Coming] = ()) -> tuple[Load, ...]:
    """Return the load of everybody who is told something: who gets most first, then by id."""
    bundles: defaultdict[str, tuple[list[Digest], list[Coming]]] = defaultdict(lambda: ([], []))
    for mail in mails:
        bundles[mail.person.id][0].append(mail)
    for notice in notices:
        bundles[notice.person.id][1].append(notice)
    loads = (_load(sorted(theirs, key=lambda each: each.day), beside) for theirs, beside in bundles.values())
    return tuple(sorted(loads, key=lambda each: (-each.mails - each.notices, each.person.id)))


def busiest_day(messages: Iterable[Digest | Coming]) -> tuple[date, int] | None:
    """Return the day with most messages and how many, the first of several; None where there is none."""
    days = Counter(each.day for each in messages)
    day = min(days, key=lambda each: (-days[each], each), default=None)
    return None if day is None else (day, days[day])


def _load(mails: Sequence[Digest], notices: Sequence[Coming]) -> Load:
    messages: tuple[Digest | Coming, ...] = (*mails, *notices)
    weeks = Counter(each.day - timedelta(days=each.day.weekday()) for each in messages)
    week = min(weeks, key=lambda each: (-weeks[each], each))
    offices = {nudge.office.name for each in mails for nudge in each.nudges}
    offices |= {office.name for each in notices for office in each.notice.offices}
    return Load(
        person=messages[0].person,
        offices=tuple(sorted(offices)),
        mails=len(mails),
        digests=sum(each.is_digest for each in mails),
        notices=len(notices),
        items=sum(len(each.nudges) for each in mails),
        busiest_week=week,
        most_a_week=weeks[week],
        fullest=max(mails, key=lambda each: len(each.nudges), default=None),
        capped=sum(each.more > 0 for each in mails),
    )
