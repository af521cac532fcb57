"""Knowing: who was told of the dates that a release changed, joined from ledger, people and ticks.

Of the ledger only what became of notices is read, and of one State only what is of its people.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import chain

from flows.installation.wiring import Wiring
from flows.nudges.noticing import news_of
from notifications.knowledge import Knowledge, build_knowledge, tellings_of
from notifications.notices import NOTICES, News
from uprcycle.checklist.tick import TaskState, Tick
from uprcycle.errors import BadInputError, Problem
from uprcycle.timetable.announced import AnnouncedChange, AnnouncedReview, Announcement
from uprcycle.timetable.newest import Newest, Place
from uprcycle.timetable.plan import Verdict
from uprcycle.visibility import Audience

_SEEN = frozenset({TaskState.ACKNOWLEDGED, TaskState.DONE})


def knowledge(
    wiring: Wiring, today: date, release: int | None = None, country: str = ""
) -> tuple[Knowledge, ...]:
    """Return of each date that a release changed who knows it; by default of the one in force.

    With the code of a ``country``, of its dates alone. The first release changed nothing.

    Raises:
        BadInputError: There is no such release.
    """
    latest = wiring.world().release.number
    number = latest if release is None else release
    if not 1 <= number <= latest:
        raise BadInputError(
            "there is no such release", [Problem("--release", f"{number}", f"give one from 1 to {latest}")]
        )
    if number == 1:
        return ()
    store, cycles = wiring.store, wiring.world().cycles
    held = store.people.assignments(country) if country else wiring.assignments()
    theirs = {each.person.id for each in held} if country else None
    ticks = _ticks(wiring, ((country, each) for each in cycles)) if country else store.ticks.all()
    tellings = tellings_of(store.ledger.fates(NOTICES, theirs))
    return build_knowledge(news_of(wiring, number - 1, number), held, tellings, _seen(ticks), today)


def newest_knowledge(
    wiring: Wiring, newest: Mapping[Place, Newest], today: date
) -> tuple[tuple[int, Knowledge], ...]:
    """Return of each date who knows its last change, with the release that made it, by release and date.

    The changes are such as everybody may know. Read is what is of their States, and nothing else.
    """
    if not newest:
        return ()
    store = wiring.store
    countries, reviews = {each for each, _, _ in newest}, {(each, cycle) for each, cycle, _ in newest}
    held = [each for code in sorted(countries) for each in store.people.assignments(code)]
    tellings = tellings_of(store.ledger.fates(NOTICES, {each.person.id for each in held}))
    ticks = _seen(_ticks(wiring, sorted(reviews)))
    return tuple(
        (news.releases[-1].number, known)
        for news in _by_release(newest)
        for known in build_knowledge(news, held, tellings, ticks, today)
    )


def _ticks(wiring: Wiring, reviews: Iterable[tuple[str, int]]) -> Iterator[Tick]:
    return chain.from_iterable(wiring.store.ticks.of(*each) for each in reviews)


def _seen(ticks: Iterable[Tick]) -> list[Tick]:
    return [each for each in ticks if each.state in _SEEN]


def _by_release(newest: Mapping[Place, Newest]) -> list[News]:
    """Return what each release was the last to change, the oldest release first."""
    imprints = {each.imprint.number: each.imprint for each in newest.values()}
    changes: dict[int, defaultdict[tuple[str, int], list[AnnouncedChange]]] = {
        number: defaultdict(list) for number in sorted(imprints)
    }
    for (country, cycle, _), each in newest.items():
        changes[each.imprint.number][country, cycle].append(each.change)
    found = []
    for number, reviews in changes.items():
        announced = tuple(
            AnnouncedReview(*place, Verdict.CHANGED, tuple(each)) for place, each in reviews.items()
        )
        announcement = Announcement(number - 1, number, announced)
        found.append(News(dict.fromkeys(Audience, announcement), (imprints[number],)))
    return found
