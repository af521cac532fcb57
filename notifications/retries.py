"""What becomes of a mail of nudges that an earlier round left open (decision 0031).

It goes out on its day, while every line of it would still be said. Its bytes are never changed:
what would read otherwise today is taken back and written anew.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from notifications.deliver import Judge, Verdict
from notifications.hours import is_quiet
from notifications.notices import is_notice
from notifications.plan import Nudge
from notifications.rhythm import is_mark, is_of_day
from uprcycle.people import Person
from uprcycle.store.ports import Envelope


@dataclass(frozen=True, slots=True)
class Present:
    """The round that is under way: its people by id, its moment, and its day in Geneva."""

    people: Mapping[str, Person]
    now: datetime
    today: date


def judge_by(present: Present, owed: Callable[[], Iterable[Nudge]]) -> Judge:
    """Return what judges mails of nudges; notices and mails to others are not ours.

    Args:
        present: The round.
        owed: Returns what would be said today if nothing had been said; asked once, and only if needed.
    """
    living: list[frozenset[str]] = []

    def judge(envelope: Envelope) -> Verdict:
        if is_notice(envelope.keys):
            return Verdict.OF_OTHERS
        said = {each for each in envelope.keys if not is_mark(each)}
        if len(said) == len(envelope.keys):
            return Verdict.GOOD
        if envelope.person not in present.people:
            return Verdict.OF_OTHERS
        if not living:
            living.append(frozenset(each.key for each in owed()))
        if not said <= living[0]:
            return Verdict.DEAD
        if is_quiet(present.now, present.people[envelope.person]):
            return Verdict.HELD
        return Verdict.GOOD if is_of_day(envelope.keys, present.today) else Verdict.STALE

    return judge


def judge_notices(envelope: Envelope) -> Verdict:
    """Leave mails of nudges to the rounds that know what is owed."""
    return Verdict.OF_OTHERS if any(map(is_mark, envelope.keys)) else Verdict.GOOD
