"""A table laid over the schedule in force: what it speaks of is taken, what it does not speak of stays.

A CSV has no room for Council dates, for other dates than three deadlines, or for notes of
sessions. An empty cell says nothing; to empty something, use a file that holds all of it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from uprcycle.days.span import Status, Unknown
from uprcycle.schedule.columns import DATED_COLUMNS
from uprcycle.schedule.document import read_document, write_document
from uprcycle.schedule.session import Published, PublishedDate, Schedule, Slot, WorkingGroupSession

_KINDS = {each.milestone: (each.kind, each.session_kind) for each in DATED_COLUMNS}
_RELIABLE = frozenset({Status.CONFIRMED, Status.HELD})
_Place = tuple[int, str]


def merge_schedule(released: Schedule, read: Schedule) -> Schedule:
    """Return ``released`` with all that ``read`` says, in canonical order.

    A State takes the places that the table gives it in a cycle; a place it had left before stays
    on record. A deadline is one of the whole session only where the table names all its States.

    Args:
        released: The schedule in force.
        read: What a table says; its sessions and States are those it lists, not all there are.
    """
    slots = tuple(_merge_slots(released, read))
    merged = replace(
        released,
        sessions=tuple(_merge_sessions(released, read)),
        slots=slots,
        dates=tuple(_merge_dates(released, read, slots)),
    )
    return read_document(write_document(merged), "merged")


def _merge_sessions(released: Schedule, read: Schedule) -> Iterator[WorkingGroupSession]:
    named = read.session_by_number
    yield from (each for each in released.sessions if each.number not in named)
    for session in read.sessions:
        known = released.session_by_number.get(session.number)
        yield (
            session
            if known is None
            else replace(
                known,
                cycle=session.cycle,
                dates=_merge_published(known.dates, session.dates),
                council=session.council or known.council,
            )
        )


def _merge_published(known: Published, said: Published) -> Published:
    """Return what is known unless something else is said; a date kept keeps its source and remarks."""
    if isinstance(said.span, Unknown) and known.status is not Status.WITHDRAWN:
        status = known.status if said.status is Status.TENTATIVE else said.status
        return replace(known, status=status, note=said.note or known.note)
    return replace(known, note=said.note or known.note) if _is_known(known, said) else said


def _merge_slots(released: Schedule, read: Schedule) -> Iterator[Slot]:
    before, said = _by_review(released.slots), _by_review(read.slots)
    for key in before.keys() | said.keys():
        known = {each.session: each for each in before.get(key, ())}
        named = said.get(key, [])
        yield from (_merge_slot(known.get(each.session), each) for each in named)
        has_place = any(_stands(each) for each in named)
        sessions = {each.session for each in named}
        yield from (
            each
            for each in known.values()
            if each.session not in sessions and not (has_place and _stands(each))
        )


def _merge_slot(known: Slot | None, said: Slot) -> Slot:
    if known is None:
        return said
    dates = _merge_published(known.dates, said.dates)
    is_same_order = said.order in {0, known.order}
    hours = said.hours or (known.hours if dates.span == known.dates.span else "")
    return replace(
        known,
        order=said.order or known.order,
        order_confidence=known.order_confidence if is_same_order else "",
        dates=dates,
        hours=hours,
        hours_confidence=known.hours_confidence if hours == known.hours else "",
    )


def _merge_dates(released: Schedule, read: Schedule, slots: Iterable[Slot]) -> Iterator[PublishedDate]:
    """Yield the dates: those of a State that left its session are dropped, those that changed replaced."""
    states: defaultdict[int, set[str]] = defaultdict(set)
    places: set[_Place] = set()
    for slot in slots:
        places.add((slot.session or 0, slot.country))
        if _stands(slot):
            states[slot.session or 0].add(slot.country)
    kept = [each for each in released.dates if not each.country or (each.session, each.country) in places]
    for milestone in _KINDS:
        for session, said in sorted(_said_of(read, milestone).items()):
            kept = list(_lay_over(kept, milestone, session, said, states[session]))
    yield from kept


def _said_of(read: Schedule, milestone: str) -> dict[int, dict[str, Published]]:
    """Return what is said of a milestone by session and State, also where it is said of all at once."""
    found: defaultdict[int, dict[str, Published]] = defaultdict(dict)
    dates = [each for each in read.dates if each.milestone == milestone]
    for each in sorted(dates, key=lambda dated: bool(dated.country)):
        listed = [slot.country for slot in read.slots if slot.session == each.session and _stands(slot)]
        for country in [each.country] if each.country else listed:
            found[each.session][country] = each.dates
    return found


def _lay_over(
    dates: list[PublishedDate],
    milestone: str,
    session: int,
    said: Mapping[str, Published],
    states: set[str],
) -> Iterator[PublishedDate]:
    here = [
        each
        for each in dates
        if (each.session, each.milestone) == (session, milestone)
        and each.dates.status is not Status.WITHDRAWN
    ]
    whole = next((each.dates for each in reversed(here) if not each.country), None)
    own = {each.country: each.dates for each in here if each.country}
    news = {
        country: published
        for country, published in said.items()
        if not _is_known(own.get(country, whole), published)
    }
    kind, session_kind = _KINDS[milestone]
    first = next(iter(said.values()), None)
    if first and news and states <= said.keys() and all(_is_alike(first, each) for each in said.values()):
        yield from (each for each in dates if each not in here)
        yield PublishedDate(session, milestone, session_kind, first)
        return
    yield from (each for each in dates if each not in here or each.country not in news)
    yield from (PublishedDate(session, milestone, kind, each, country) for country, each in news.items())


def _is_known(known: Published | None, said: Published) -> bool:
    """Tell whether nothing new is said; an empty status reads as tentative and takes no certainty away."""
    if known is None or known.span != said.span:
        return False
    return said.status is known.status or (said.status is Status.TENTATIVE and known.status in _RELIABLE)


def _is_alike(one: Published, other: Published) -> bool:
    return (one.span, one.status) == (other.span, other.status)


def _by_review(slots: Iterable[Slot]) -> dict[_Place, list[Slot]]:
    found: defaultdict[_Place, list[Slot]] = defaultdict(list)
    for slot in slots:
        found[slot.cycle, slot.country].append(slot)
    return found


def _stands(slot: Slot) -> bool:
    return slot.dates.status is not Status.WITHDRAWN
