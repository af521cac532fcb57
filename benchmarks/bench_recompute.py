"""How long it takes to compute every timetable anew, and to start as far as showing one.

Prints JSON lines. The peers are the least that the same work could cost: the same number of
offsets counted by dateutil alone, and an interpreter that only imports dateutil.
"""

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from time import perf_counter

from dateutil.relativedelta import relativedelta

from uprcycle.schedule.release import Release
from uprcycle.store.packaged import load_countries, load_ruleset, load_schedule
from uprcycle.timetable.milestone import StepKind
from uprcycle.timetable.world import World

ROUNDS = 5
COUNTED = (StepKind.OFFSET, StepKind.FORECAST, StepKind.FALLBACK, StepKind.PROJECTION, StepKind.LIKELIEST)
SHOW = """
from datetime import UTC, datetime
from uprcycle.schedule.release import Release
from uprcycle.store.packaged import load_countries, load_ruleset, load_schedule
from uprcycle.timetable.world import World
from uprcycle.wording.language import ENGLISH
from uprcycle.wording.spans import span_text
from uprcycle.wording.terms import status_text, title_text
release = Release(1, load_schedule(), datetime(2026, 11, 21, tzinfo=UTC), "", "", "", load_ruleset().digest)
timetable = World(release, load_countries(), [load_ruleset()]).timetable("KEN")
for each in timetable.milestones:
    (title_text(each.rule, ENGLISH), span_text(each.span, ENGLISH), status_text(each.status, ENGLISH))
"""
BARE = "from dateutil.relativedelta import relativedelta"


def fastest(work: Callable[[], object]) -> float:
    """Return the seconds of the fastest of some rounds, which other work disturbed least."""
    seconds = []
    for _ in range(ROUNDS):
        start = perf_counter()
        work()
        seconds.append(perf_counter() - start)
    return min(seconds)


def build_world() -> World:
    """Return the packaged world with nothing computed yet."""
    release = Release(
        1, load_schedule(), datetime(2026, 11, 21, tzinfo=UTC), "benchmark", "", "", load_ruleset().digest
    )
    return World(release, load_countries(), [load_ruleset()])


def count_offsets(world: World) -> int:
    """Return how many offsets the milestones and actions of the current cycle show as counted."""
    return sum(
        1 + bool(step.until and step.kind is not StepKind.LIKELIEST)
        for timetable in world.timetables()
        for each in (*timetable.milestones, *timetable.actions)
        for step in each.finding.steps
        if step.kind in COUNTED
    )


def run(program: str) -> Callable[[], object]:
    """Return the start of an interpreter that runs ``program``."""
    return lambda: subprocess.run([sys.executable, "-c", program], check=True)  # noqa: S603 - our own text


def line(name: str, value: float, peer: str, peer_value: float) -> str:
    """Write one figure beside that of its peer."""
    figures = {"value": round(value, 4), "unit": "s", "peer": peer, "peer_value": round(peer_value, 4)}
    return json.dumps({"name": name, **figures, "ratio": round(value / peer_value, 2)})


def main() -> None:
    """Measure and print."""
    world = build_world()
    offsets, day = count_offsets(world), date(2027, 5, 31)
    recompute = fastest(lambda: build_world_again(world))
    counting = fastest(lambda: [day + relativedelta(months=-number % 60) for number in range(offsets)])
    print(line("recompute 193 timetables", recompute, f"{offsets} offsets by relativedelta", counting))
    print(line("import and show one timetable", fastest(run(SHOW)), "import dateutil", fastest(run(BARE))))


def build_world_again(world: World) -> tuple[object, ...]:
    """Compute every timetable of the current cycle from the same release, keeping nothing."""
    return World(world.release, world.countries, world.rulesets.values()).timetables()


if __name__ == "__main__":
    main()
