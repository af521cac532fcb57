"""What a person chose for themself of how they are written to (decision 0037).

What the people file says holds where nothing was chosen, and loading it again changes no choice.
Nothing here says what may be declined of a given mail: that is for those who write it.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Self

from uprcycle.errors import Problem
from uprcycle.people import CALENDAR, MAIL, Person, Topic

SHORTEST_DAY = 4
"""So many hours on end have to be left for mail, or a mail of the last day might find none."""

_DAYS, _HOURS = range(7), range(25)
_EVERYTHING = frozenset(Topic)
_SAID = ("language", "channel", "digest_day", "digest_hour", "mail_hours")
_UNCHOSEN = ("", None)


@dataclass(frozen=True, slots=True)
class Preferences:
    """The choices of the person of this id; empty or None is what was not chosen.

    While ``unsubscribed`` has a moment every topic is declined; ``declined`` waits until it is taken back.
    """

    person: str
    language: str = ""
    channel: str = ""
    digest_day: int | None = None
    digest_hour: int | None = None
    mail_hours: range | None = None
    declined: frozenset[Topic] = frozenset()
    unsubscribed: datetime | None = None

    @property
    def all_declined(self) -> frozenset[Topic]:
        """The topics of which the person is not told."""
        return _EVERYTHING if self.unsubscribed else self.declined

    def applied_to(self, person: Person) -> Person:
        """Return ``person`` as they want to be written to.

        A digest hour that would fall into the quiet hours moves to the nearest one outside them.
        """
        hours = self.mail_hours or person.mail_hours
        hour = person.digest_hour if self.digest_hour is None else self.digest_hour
        return replace(
            person,
            language=self.language or person.language,
            channel=self.channel or person.channel,
            digest_day=person.digest_day if self.digest_day is None else self.digest_day,
            digest_hour=min(max(hour, hours[0]), hours[-1]),
            mail_hours=hours,
            declined=self.all_declined,
        )

    def asked(self, asked: Self, person: Person) -> Self:
        """Return the choices after a form was sent that holds a value for everything.

        What was never chosen, and stands in the form as the people file has it, stays unchosen.
        """
        said = {name: getattr(asked, name) for name in _SAID}
        meant = {
            name: value
            for name, value in said.items()
            if getattr(self, name) not in _UNCHOSEN or value != getattr(person, name)
        }
        return replace(self, **meant).declining(asked.declined)

    def unsubscribing(self, at: datetime) -> Self:
        """Return the choices of somebody who wants nothing that they can decline; again changes nothing."""
        return self if self.unsubscribed else replace(self, unsubscribed=at)

    def resubscribing(self) -> Self:
        """Return the choices as they were before somebody unsubscribed."""
        return replace(self, unsubscribed=None)

    def declining(self, topics: Collection[Topic]) -> Self:
        """Return the choices with exactly ``topics`` declined; whoever declines all stays unsubscribed."""
        if self.unsubscribed and frozenset(topics) == _EVERYTHING:
            return self
        return replace(self, declined=frozenset(topics), unsubscribed=None)

    def differing(self, other: Self) -> tuple[str, ...]:
        """Return the names of what is chosen otherwise in ``other``."""
        return tuple(
            each.name for each in fields(self) if getattr(self, each.name) != getattr(other, each.name)
        )


def channels_of(person: Person) -> tuple[str, ...]:
    """Return the channels that somebody may choose: those that all have, and that of the people file."""
    return tuple(dict.fromkeys((MAIL, CALENDAR, person.channel)))


def check_preferences(chosen: Preferences, person: Person, languages: Collection[str]) -> tuple[Problem, ...]:
    """Return what is wrong with the choices of ``person``, who is as the people file has them."""
    return tuple(_problems(chosen, person, languages))


def _problems(chosen: Preferences, person: Person, languages: Collection[str]) -> Iterator[Problem]:
    if chosen.language and chosen.language not in languages:
        yield Problem("language", f"{chosen.language!r} is not offered", f"use {_listed(languages)}")
    channels = channels_of(person)
    if chosen.channel and chosen.channel not in channels:
        yield Problem("channel", f"{chosen.channel!r} is not theirs", f"use {_listed(channels)}")
    if chosen.digest_day is not None and chosen.digest_day not in _DAYS:
        yield Problem("digest day", f"{chosen.digest_day} is no weekday", "use 0 for Monday to 6 for Sunday")
    hours = chosen.mail_hours
    if hours is not None and not _is_a_day(hours):
        what = f"{hours.start} to {hours.stop} are not {SHORTEST_DAY} hours of one day"
        yield Problem("mail hours", what, "let them begin and end on one day, such as 8 and 20")
    elif chosen.digest_hour is not None and chosen.digest_hour not in (hours or person.mail_hours):
        what = f"{chosen.digest_hour}:00 lies in the quiet hours"
        yield Problem("digest hour", what, "choose an hour at which mail may come")


def _is_a_day(hours: range) -> bool:
    return hours.start in _HOURS and hours.stop in _HOURS and len(hours) >= SHORTEST_DAY and hours.step == 1


def _listed(words: Collection[str]) -> str:
    return f"one of {', '.join(words)}"
