"""One digest for each person: all that is owed to them, over all countries and offices.

What is late comes first, then what others left undone, then what is due within seven days, then
the rest; inside each part by due day, country and task.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from notifications.cadence import NEAR
from notifications.plan import Nudge
from notifications.silence import Silence
from uprcycle.people import Person
from uprcycle.visibility import Audience, may_see


class Part(StrEnum):
    """The parts of a digest, in the order in which they are read."""

    LATE = "late"
    PASSED_ON = "passed-on"
    URGENT = "urgent"
    AHEAD = "ahead"


_PLACES = {part: place for place, part in enumerate(Part)}
_PRIORITIES = (Part.URGENT, Part.LATE, Part.PASSED_ON, Part.AHEAD)


@dataclass(frozen=True, slots=True)
class Digest:
    """What one person is told at once; never empty, ordered by part, due day, country and task.

    ``marks`` are keys of the mail itself, which say of which day and week it is. ``since`` is the
    first day on which part of it was to be said, None where it is on time. ``not_before`` is when
    quiet hours end that would hold it. At ``most`` so many nudges are named and the others counted;
    None names all. ``silences`` are of others in the reader's offices.
    """

    person: Person
    day: date
    nudges: tuple[Nudge, ...]
    marks: tuple[str, ...] = ()
    since: date | None = None
    not_before: datetime | None = None
    most: int | None = None
    silences: tuple[Silence, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of its nudges and its own, in alphabetical order."""
        return tuple(sorted((*self.marks, *(each.key for each in self.nudges))))

    @property
    def send_at(self) -> datetime:
        """The earliest moment to deliver: that of its earliest nudge, unless quiet hours hold it."""
        return self.not_before or min(each.send_at for each in self.nudges)

    @property
    def named(self) -> tuple[Nudge, ...]:
        """The nudges that are told one by one, in order: the urgent, the late and others up to the cap."""
        priorities = [_PRIORITIES.index(part_of(each)) for each in self.nudges]
        first = set(sorted(range(len(priorities)), key=priorities.__getitem__)[: self.most])
        return tuple(each for place, each in enumerate(self.nudges) if place in first)

    @property
    def more(self) -> int:
        """How many nudges are only counted."""
        return len(self.nudges) - len(self.named)

    @property
    def is_digest(self) -> bool:
        """Whether it speaks of more than what is urgent."""
        return any(not is_urgent(each) for each in self.nudges)

    @property
    def countries(self) -> tuple[str, ...]:
        """The codes of the countries it speaks of, in alphabetical order."""
        return tuple(sorted({each.task.country for each in self.nudges}))

    @property
    def is_neutral(self) -> bool:
        """Whether its subject may name no country and no topic: one item is not public, or was passed on."""
        return any(not is_public(each) or each.told_before for each in self.nudges)

    def part(self, part: Part) -> tuple[Nudge, ...]:
        """Return the nudges of one part, in order."""
        return tuple(each for each in self.nudges if part_of(each) is part)


def is_public(nudge: Nudge) -> bool:
    """Tell whether the task may be named anywhere."""
    return may_see(Audience.PUBLIC, nudge.task.rule.visibility)


def part_of(nudge: Nudge) -> Part:
    """Tell in which part of a digest a nudge is read on its day."""
    if nudge.told_before:
        return Part.PASSED_ON
    if nudge.stage.is_overdue:
        return Part.LATE
    return Part.URGENT if nudge.due - nudge.day <= NEAR else Part.AHEAD


def is_urgent(nudge: Nudge) -> bool:
    """Tell whether a nudge does not wait for the digest of the week.

    Nor does the last week's reminder that a weekend or a holiday brought forward. What is calm always waits.
    """
    return not nudge.stage.is_calm and (nudge.stage.is_near or part_of(nudge) is not Part.AHEAD)


def build_digests(nudges: Iterable[Nudge]) -> tuple[Digest, ...]:
    """Bundle the nudges of one day into one digest for each person and channel, by person and channel."""
    bundles: defaultdict[tuple[str, str], list[Nudge]] = defaultdict(list)
    for nudge in nudges:
        bundles[nudge.person.id, nudge.person.channel].append(nudge)
    return tuple(_digest(bundle) for _, bundle in sorted(bundles.items()))


def _digest(nudges: list[Nudge]) -> Digest:
    return Digest(nudges[0].person, nudges[0].day, tuple(sorted(nudges, key=_order)))


def _order(nudge: Nudge) -> tuple[int, date, str, str]:
    return _PLACES[part_of(nudge)], nudge.due, nudge.task.country, nudge.task.id
