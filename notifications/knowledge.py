"""Who knows of a date that changed: of each person who was told, and of each office who said that it saw.

Told is whose notice a server took. That a calendar was fetched tells of nobody (decision 0024).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from notifications.notices import News, concerning, told_releases
from uprcycle.checklist.tick import Tick
from uprcycle.people import Assignment
from uprcycle.store.ports import Fate, LedgerState


@dataclass(frozen=True, slots=True)
class Telling:
    """A notice about the releases up to ``release``, and when a server took it; None until then."""

    release: int
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who is concerned by a date: their office, what they were told, when the office saw it."""

    person: str
    office: str
    telling: Telling | None
    seen_at: datetime | None

    @property
    def is_told(self) -> bool:
        """Whether a server took a notice of it."""
        return self.telling is not None and self.telling.at is not None


@dataclass(frozen=True, slots=True)
class Knowledge:
    """One date of a review that a release changed, with everybody concerned by it, by office and person."""

    country: str
    cycle: int
    milestone: str
    readers: tuple[Reader, ...]

    @property
    def offices(self) -> tuple[str, ...]:
        """The offices concerned, by name."""
        return tuple(dict.fromkeys(each.office for each in self.readers))

    @property
    def told(self) -> frozenset[str]:
        """The offices in which somebody was told."""
        return frozenset(each.office for each in self.readers if each.is_told)

    @property
    def seen(self) -> frozenset[str]:
        """The offices that said that they saw it."""
        return frozenset(each.office for each in self.readers if each.seen_at)

    @property
    def unaware(self) -> tuple[Reader, ...]:
        """Those who were not told, in offices that did not say that they saw it."""
        return tuple(each for each in self.readers if not each.is_told and not each.seen_at)


def tellings_of(fates: Iterable[Fate]) -> Mapping[str, Telling]:
    """Return of each person the last notice that stands in the ledger and was not given up."""
    last: dict[str, Telling] = {}
    for fate in fates:
        release = told_releases([fate.key]).get(fate.person)
        is_sent = fate.state is LedgerState.SENT
        if release is None or not (is_sent or fate.finished_at is None):
            continue
        known = last.get(fate.person)
        if known is None or release > known.release:
            last[fate.person] = Telling(release, fate.finished_at if is_sent else None)
    return last


def build_knowledge(
    news: News,
    assignments: Iterable[Assignment],
    tellings: Mapping[str, Telling],
    ticks: Iterable[Tick],
    today: date,
) -> tuple[Knowledge, ...]:
    """Return of each changed date who knows it, by country, cycle and milestone.

    Args:
        news: What the releases changed; whoever was told of the last of them, or a later one, knows it.
        assignments: Who holds which office; only those of ``today`` count.
        tellings: What each person was told last, by their id.
        ticks: What offices said of their tasks; what they said before the release does not count.
        today: The civil day in Geneva.
    """
    seen = {(each.country, each.cycle, each.task, each.office): each.at for each in ticks}
    found: dict[tuple[str, int, str], list[Reader]] = {}
    for held in (each for each in assignments if each.holds_on(today)):
        telling = tellings.get(held.person.id)
        if telling and telling.release < news.releases[-1].number:
            telling = None
        reader = Reader(held.person.id, held.office.name, telling, None)
        for place in _places(held, news):
            at = seen.get((*place, held.office.name))
            is_after = at is not None and at >= news.releases[-1].at
            found.setdefault(place, []).append(replace(reader, seen_at=at if is_after else None))
    return tuple(
        Knowledge(*place, tuple(sorted(readers, key=lambda each: (each.office, each.person))))
        for place, readers in sorted(found.items())
    )


def _places(held: Assignment, news: News) -> Iterator[tuple[str, int, str]]:
    for review in concerning(held.office, news):
        for change in review.changes:
            yield review.country, review.cycle, change.rule.id
