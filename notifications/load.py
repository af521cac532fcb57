"""How much mail is ahead for each person: what a forecast comes to, counted."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from notifications.digest import Digest
from uprcycle.people import Person


@dataclass(frozen=True, slots=True)
class Load:
    """The mails of one person, counted; ``fullest`` is the one with most items, the first of several.

    Weeks begin on Monday; of weeks with as many mails the first is the ``busiest_week``. ``capped``
    mails have more items than they name.
    """

    person: Person
    offices: tuple[str, ...]
    mails: int
    digests: int
    items: int
    busiest_week: date
    most_a_week: int
    fullest: Digest
    capped: int

    @property
    def urgent(self) -> int:
        """How many mails come between digests."""
        return self.mails - self.digests


def loads_of(mails: Iterable[Digest]) -> tuple[Load, ...]:
    """Return the load of everybody who gets a mail: who gets most first, then by id."""
    bundles: defaultdict[str, list[Digest]] = defaultdict(list)
    for each in mails:
        bundles[each.person.id].append(each)
    loads = (_load(sorted(bundle, key=lambda each: each.day)) for bundle in bundles.values())
    return tuple(sorted(loads, key=lambda each: (-each.mails, each.person.id)))


def busiest_day(mails: Iterable[Digest]) -> tuple[date, int] | None:
    """Return the day with most mails and how many, the first of several; None where there is no mail."""
    days = Counter(each.day for each in mails)
    day = min(days, key=lambda each: (-days[each], each), default=None)
    return None if day is None else (day, days[day])


def _load(mails: list[Digest]) -> Load:
    weeks = Counter(each.day - timedelta(days=each.day.weekday()) for each in mails)
    week = min(weeks, key=lambda each: (-weeks[each], each))
    return Load(
        person=mails[0].person,
        offices=tuple(sorted({nudge.office.name for each in mails for nudge in each.nudges})),
        mails=len(mails),
        digests=sum(each.is_digest for each in mails),
        items=sum(len(each.nudges) for each in mails),
        busiest_week=week,
        most_a_week=weeks[week],
        fullest=max(mails, key=lambda each: len(each.nudges)),
        capped=sum(each.more > 0 for each in mails),
    )
