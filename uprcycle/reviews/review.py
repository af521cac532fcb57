"""One State in one cycle: its slot in force, its session, and the dates published for it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from uprcycle.days.span import Span, Status, Unknown
from uprcycle.schedule.session import (
    CouncilSession,
    Published,
    PublishedDate,
    Schedule,
    Slot,
    WorkingGroupSession,
)


@dataclass(frozen=True, slots=True)
class Review:
    """What the schedule says of one State in one cycle.

    ``slot`` is the slot in force, ``earlier`` those it replaced, oldest first. ``published``
    maps a milestone id to the date that applies to this State: its own before its session's.
    ``following`` is the slot in force in the next cycle, where one is published, and
    ``following_session`` the session it is in.
    """

    country: str
    cycle: int
    slot: Slot
    session: WorkingGroupSession | None
    councils: tuple[CouncilSession, ...]
    published: Mapping[str, Published]
    cycle_start: Published | None
    earlier: tuple[Slot, ...] = ()
    following: Slot | None = None
    following_session: WorkingGroupSession | None = None

    @property
    def is_withdrawn(self) -> bool:
        """Whether the review no longer takes place."""
        return self.slot.dates.status is Status.WITHDRAWN

    @property
    def span(self) -> Span:
        """When the review takes place: its own day, else the days of its session."""
        if isinstance(self.slot.dates.span, Unknown) and self.session is not None:
            return self.session.dates.span
        return self.slot.dates.span


def plan_reviews(schedule: Schedule) -> tuple[Review, ...]:
    """Return every review of the schedule, by cycle and country.

    A slot that was withdrawn gives way to a later one of the same cycle; two slots that both
    stand are an error that ``check_schedule`` names, and the later one is taken here.
    """
    slots: defaultdict[tuple[int, str], list[Slot]] = defaultdict(list)
    for slot in schedule.slots:
        slots[slot.cycle, slot.country].append(slot)
    in_force = {key: sorted(rows, key=_standing) for key, rows in slots.items()}
    dates = _dates_by_session(schedule)
    return tuple(
        _review(schedule, rows, in_force.get((cycle + 1, country), ()), dates)
        for (cycle, country), rows in sorted(in_force.items())
    )


def _standing(slot: Slot) -> tuple[bool, int]:
    return slot.dates.status is not Status.WITHDRAWN, slot.session or 0


def _dates_by_session(schedule: Schedule) -> dict[int, list[PublishedDate]]:
    dates: defaultdict[int, list[PublishedDate]] = defaultdict(list)
    for each in schedule.dates:
        if each.milestone and each.dates.status is not Status.WITHDRAWN:
            dates[each.session].append(each)
    return dates


def _review(
    schedule: Schedule,
    rows: list[Slot],
    following: Sequence[Slot],
    dates: Mapping[int, list[PublishedDate]],
) -> Review:
    *earlier, slot = rows
    session = _session(schedule, slot)
    numbers = session.council if session else ()
    next_slot = following[-1] if following else None
    return Review(
        country=slot.country,
        cycle=slot.cycle,
        slot=slot,
        session=session,
        councils=tuple(schedule.council_by_number[n] for n in numbers if n in schedule.council_by_number),
        published=_applying(dates.get(slot.session or 0, []), slot.country),
        cycle_start=_cycle_start(schedule, slot.cycle),
        earlier=tuple(earlier),
        following=next_slot,
        following_session=_session(schedule, next_slot) if next_slot else None,
    )


def _session(schedule: Schedule, slot: Slot) -> WorkingGroupSession | None:
    return None if slot.session is None else schedule.session_by_number.get(slot.session)


def _applying(dates: list[PublishedDate], country: str) -> dict[str, Published]:
    whole = {each.milestone: each.dates for each in dates if not each.country}
    own = {each.milestone: each.dates for each in dates if each.country == country}
    return whole | own


def _cycle_start(schedule: Schedule, cycle: int) -> Published | None:
    first = min(
        (each for each in schedule.sessions if each.cycle == cycle),
        key=lambda each: each.number,
        default=None,
    )
    return first.dates if first else None
