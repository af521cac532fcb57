"""Replay: every day of a period run against the recorder, as fast as it can.

The same plan, digests, messages, ledger and delivery as in earnest, over a memory store: what
would have been sent if the release in force had been known from the first day. Where nobody
holds the lead office of a State, an invented person does.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial

from flows.installation.wiring import Wiring
from flows.nudges.nudging import duties_of, envelope_of
from flows.nudges.posting import letterhead
from notifications.deliver import Outlet, deliver
from notifications.guard import Guard
from notifications.plan import plan_nudges
from notifications.recorder import Recorder
from notifications.rhythm import plan_mails
from uprcycle.checklist.routing import office_of
from uprcycle.countries import Country
from uprcycle.days.span import GENEVA, Unknown
from uprcycle.people import Assignment, Person
from uprcycle.store.memory import MemoryStore
from uprcycle.timetable.timetable import Timetable

_EVENING = time(23, 59, tzinfo=GENEVA)
"""When every hour of the day in Geneva has come that anybody may have chosen."""


@dataclass(frozen=True, slots=True)
class ReplayReport:
    """What a period would have brought; ``twice`` counts nudges that were sent a second time.

    ``passed`` counts milestones whose last day lies in the period; ``messages_by_year`` maps
    each year to the messages sent in it. The ``busiest`` day is the first with most messages, the
    ``fullest`` the first that had the message with most nudges; each comes with its count, and is
    None where nothing was sent.
    """

    first: date
    last: date
    countries: int
    people: int
    passed: int
    nudges: int
    messages: int
    twice: int
    messages_by_year: dict[int, int]
    busiest: tuple[date, int] | None = None
    fullest: tuple[date, int] | None = None


def replay(
    wiring: Wiring, first: date, last: date, countries: Iterable[str], on_day: Callable[[], object]
) -> ReplayReport:
    """Run every day from ``first`` to ``last``, both included.

    Args:
        wiring: The installation; it is read and never written.
        first: The first day.
        last: The last day.
        countries: Codes of the States; empty for all of the current cycle.
        on_day: Called after each day, for progress.
    """
    stage = _stage(wiring)
    world = stage.world()
    codes = tuple(countries) or tuple(each.country for each in world.reviews())
    timetables = [world.timetable(code) for code in codes]
    assignments = tuple(_holders(wiring, [world.countries[code] for code in codes]))
    run = _Run(stage, assignments)
    for day in _days(first, last):
        run.day(day)
        on_day()
    return ReplayReport(
        first=first,
        last=last,
        countries=len(codes),
        people=len({each.person.id for each in assignments}),
        passed=_passed(timetables, first, last),
        nudges=run.sent.total(),
        messages=run.messages.total(),
        twice=run.sent.total() - len(run.sent),
        messages_by_year=_by_year(run.messages),
        busiest=_most(run.messages),
        fullest=_most(run.fullest),
    )


def _stage(wiring: Wiring) -> Wiring:
    world, store = wiring.world(), MemoryStore()
    release = world.release
    for override in world.overrides:
        store.overrides.add(override)
    add = partial(
        store.releases.add,
        release.schedule,
        by=release.by,
        note=release.note,
        source=release.source,
        at=release.at,
    )
    for older in sorted(set(release.kept.values())):
        add(world.rulesets[older])  # a store has rules that single States keep from releases before
    add(world.rulesets[release.ruleset], kept=release.kept)
    return Wiring(wiring.settings, store, wiring.now, wiring.today)


class _Run:
    """One replay under way; it counts what reached the channel, not what the ledger believes."""

    def __init__(self, stage: Wiring, assignments: tuple[Assignment, ...]) -> None:
        self._ledger = stage.store.ledger
        self._head = letterhead(stage)
        self._duties = duties_of(stage, assignments)
        self._addresses = {each.person.id: each.person.email for each in assignments}
        self._said: set[str] = set()
        self.sent: Counter[str] = Counter()
        self.messages: Counter[date] = Counter()
        self.fullest: Counter[date] = Counter()

    def day(self, today: date) -> None:
        """Send what is owed on ``today``."""
        evening = datetime.combine(today, _EVENING)
        mails = plan_mails(plan_nudges(self._duties, self._said, today), self._said)
        envelopes = [envelope_of(each, self._head, evening) for each in mails]
        self._said.update(key for each in envelopes for key in each.keys)
        recorder = Recorder(kept=None)
        deliver(self._ledger, Outlet(recorder, self._addresses, Guard()), envelopes, lambda: evening)
        said = {
            envelope.payload: [each.key for each in mail.nudges]
            for envelope, mail in zip(envelopes, mails, strict=True)
        }
        for taken in recorder.recorded:
            keys = said[taken.payload]
            self.messages[today] += 1
            self.fullest[today] = max(self.fullest[today], len(keys))
            self.sent.update(keys)


def _by_year(messages: Mapping[date, int]) -> dict[int, int]:
    by_year: Counter[int] = Counter()
    for day, count in messages.items():
        by_year[day.year] += count
    return dict(sorted(by_year.items()))


def _most(counts: Mapping[date, int]) -> tuple[date, int] | None:
    """Return the first day with the highest count."""
    return min(counts.items(), key=lambda each: (-each[1], each[0]), default=None)


def _days(first: date, last: date) -> Iterator[date]:
    for count in range((last - first).days + 1):
        yield first + timedelta(days=count)


def _holders(wiring: Wiring, countries: Iterable[Country]) -> Iterator[Assignment]:
    for country in countries:
        office = office_of(country)
        held = [
            each for each in wiring.store.people.assignments(country.iso3) if each.office.name == office.name
        ]
        code = country.iso3.lower()
        invented = Person(f"replay-{code}", office.name, f"office-{code}@example.org", zone=country.zone)
        yield from held or [Assignment(invented, office)]


def _passed(timetables: Iterable[Timetable], first: date, last: date) -> int:
    spans = (each.span for timetable in timetables for each in timetable.milestones)
    return sum(not isinstance(span, Unknown) and first <= span.last <= last for span in spans)
