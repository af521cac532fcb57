"""How fast all public feeds are published in six languages, cold, warm and after a release.

Prints JSON lines; every value is a rate, so a ratio over 1 is faster than the peer. The peers are
``icalendar`` writing the same components one by one, measured beside each language on a part of
them, and the plain joining of bytes that are known. Languages without a catalogue fall back to
English texts, with their own names of States and dates. ``load`` is how many programs wanted a core.
"""

import json
import os
import resource
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from time import perf_counter

from icalendar import Calendar

from calendars.feeds import Feed, plan_feeds
from calendars.identity import Site
from calendars.press import Press
from calendars.publish import plan_revisions
from uprcycle.days.span import Unknown
from uprcycle.schedule.release import Release
from uprcycle.schedule.session import Schedule
from uprcycle.store.packaged import (
    language_codes,
    load_countries,
    load_language,
    load_ruleset,
    load_schedule,
)
from uprcycle.store.ports import Revision
from uprcycle.timetable.world import World
from uprcycle.wording.language import Language

CODES = ("en", "fr", "es", "ar", "zh", "ru")
SITE = Site("https://upr.example.org", "upr.example.org")
RELEASED = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
ROUNDS = 3
SAMPLE = 1_500  # components that icalendar writes for each language
ALL = 1_000_000


@dataclass(frozen=True, slots=True)
class Publication:
    """Everything that is published of one release."""

    press: Press
    world: World
    revisions: dict[str, Revision]
    feeds: tuple[Feed, ...]

    def render(self, language: Language) -> list[bytes]:
        """Return every feed in one language."""
        return [self.press.render(each, self.world, self.revisions, language).body for each in self.feeds]

    def after(self, schedule: Schedule) -> "Publication":
        """Return the publication of the next release, by the same press."""
        release = replace(self.world.release, number=2, schedule=schedule, at=RELEASED + timedelta(days=7))
        world = World(release, load_countries(), [load_ruleset()])
        changed = {each.uid: each for each in plan_revisions(world, self.revisions)}
        return Publication(self.press, world, self.revisions | changed, plan_feeds(world))


def first_publication() -> Publication:
    """Return the publication of the packaged schedule, with every date already counted."""
    release = Release(1, load_schedule(), RELEASED, "benchmark", "", "", load_ruleset().digest)
    world = World(release, load_countries(), [load_ruleset()])
    revisions = {each.uid: each for each in plan_revisions(world, {})}
    return Publication(Press(SITE, kept=ALL), world, revisions, plan_feeds(world))


def languages() -> list[Language]:
    """Return the six languages, those without a catalogue with English texts."""
    return [load_language(code) if code in language_codes() else Language(code) for code in CODES]


def seconds_of(work: Callable[[], object]) -> float:
    """Return how long one run takes."""
    start = perf_counter()
    work()
    return perf_counter() - start


def best_of(*works: Callable[[], object]) -> list[float]:
    """Return the fastest of some rounds of each, in turns, so that all meet the same machine."""
    rounds = [[seconds_of(each) for each in works] for _ in range(ROUNDS)]
    return [min(times) for times in zip(*rounds, strict=True)]


def count(bodies: Iterable[bytes]) -> int:
    """Return how many components there are."""
    return sum(each.count(b"BEGIN:VEVENT") for each in bodies)


def by_icalendar(bodies: list[bytes]) -> float:
    """Return how many components a second ``icalendar`` writes, of which it holds the parsed form."""
    parsed: list[Calendar] = []
    for body in bodies[:: max(1, len(bodies) // 20)]:
        parsed += Calendar.from_ical(body).walk("VEVENT")
        if len(parsed) >= SAMPLE:
            break
    return len(parsed) / seconds_of(lambda: [each.to_ical() for each in parsed])


def split(body: bytes) -> list[bytes]:
    """Return the parts that a feed is joined from."""
    head, *components = body.split(b"BEGIN:VEVENT")
    return [head, *(b"BEGIN:VEVENT" + each for each in components)]


def put_off(schedule: Schedule) -> Schedule:
    """Return ``schedule`` with its last session and the reviews in it not dated any more."""
    last = max(each.number for each in schedule.sessions)
    slots = tuple(
        replace(each, dates=replace(each.dates, span=Unknown())) if each.session == last else each
        for each in schedule.slots
    )
    return replace(schedule, slots=slots)


def line(name: str, value: float, unit: str, peer: str, peer_value: float) -> str:
    """Write one figure beside that of its peer."""
    figures = {"value": round(value), "unit": unit, "peer": peer, "peer_value": round(peer_value)}
    ratio, load = round(value / peer_value, 2), round(os.getloadavg()[0], 1)
    return json.dumps({"name": name, **figures, "ratio": ratio, "load": load})


def megabytes() -> float:
    """Return the most memory that this process has used."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Measure and print."""
    publication = first_publication()
    before, cold, peer_seconds, total, octets = megabytes(), 0.0, 0.0, 0, 0
    for language in languages():
        start = perf_counter()
        bodies = publication.render(language)
        cold += perf_counter() - start
        total += count(bodies)
        peer_seconds += count(bodies) / by_icalendar(bodies)
        octets += len(publication.press)
    peer, unit = total / peer_seconds, "components/s"
    kept = megabytes() - before
    name = f"{len(publication.feeds)} feeds in 6 languages, {total} components"
    print(line(f"cold: {name}", total / cold, unit, "icalendar, one by one", peer))

    parts = [[split(each) for each in publication.render(language)] for language in languages()]
    warm, joined = best_of(
        lambda: [publication.render(each) for each in languages()],
        lambda: [[b"".join(each) for each in feeds] for feeds in parts],
    )
    print(line("warm: the same, nothing changed", total / warm, unit, "icalendar, one by one", peer))
    print(line("warm: the same, nothing changed", total / warm, unit, "plain joining", total / joined))

    schedule = publication.world.release.schedule
    for what, coming in (("changes nothing", schedule), ("takes back a session", put_off(schedule))):
        known = len(publication.press)
        later = publication.after(coming)
        seconds = seconds_of(lambda then=later: [then.render(each) for each in languages()])
        anew = len(publication.press) - known
        print(
            line(
                f"a release that {what}: {anew} set anew",
                total / seconds,
                unit,
                "icalendar, one by one",
                peer,
            )
        )
    size = sum(len(each) for feeds in parts for feed in feeds for each in feed) / 1024**2
    print(line("memory for all components of six languages", kept, "MB", "the bytes of all feeds", size))


if __name__ == "__main__":
    main()
