"""The plan of 90 days for 10,000 people with five items each: seconds of processor and memory.

Each person holds an office of their own, in one of 195 States, with five open tasks under the packaged
cadence; nothing was said before. The peer is a plain loop over the same days and duties that finds the
occasion of each and keeps its key, and knows nothing of digests, hours, absences and caps.

Usage: bench_nudges_plan.py [PEOPLE], by default 10000.
"""

import gc
import json
import sys
import tracemalloc
from datetime import date, timedelta
from time import process_time

from notifications.cadence_file import load_cadences
from notifications.duties import Duties, build_duties, working_weeks
from notifications.load import loads_of
from notifications.rhythm import forecast_mails
from uprcycle.checklist.task import Task
from uprcycle.days.span import Status, window_span
from uprcycle.people import Assignment, Office, Person, Role
from uprcycle.presence import Staffing
from uprcycle.rules.rule import Basis, Rule
from uprcycle.store.packaged import load_countries, load_ruleset
from uprcycle.timetable.milestone import Finding, Milestone
from uprcycle.visibility import Visibility

FIRST = date(2026, 11, 22)
DAYS = 90
ITEMS = 5
DUE_WITHIN = 150
"""Items fall due over so many days from a fortnight before the first: some are late, some far off."""


def some_rules() -> list[Rule]:
    """Return rules of the rulebook that may be spoken of: as many of a source as of our own."""
    rules = [each for each in load_ruleset().rulebook.rules if each.visibility is Visibility.PUBLIC]
    hard = [each for each in rules if each.basis is not Basis.EDITORIAL]
    soft = [each for each in rules if each.basis is Basis.EDITORIAL]
    return [each for pair in zip(hard, soft, strict=False) for each in pair]


def build(people: int) -> tuple[list[Task], Staffing]:
    """Return the open tasks of so many people, and who holds which office."""
    countries, rules = list(load_countries()), some_rules()
    tasks, held = [], []
    for number in range(people):
        country = countries[number % len(countries)]
        office = Office(f"Office {number:05}", country.iso3, frozenset({Role.RCO}))
        somebody = Person(
            f"p{number:05}", "", f"p{number:05}@example.org", zone=country.zone, digest_day=number % 7
        )
        held.append(Assignment(somebody, office))
        for item in range(ITEMS):
            rule = rules[(number + item * 7) % len(rules)]
            due = FIRST + timedelta(days=(number * 7 + item * 31) % DUE_WITHIN - 14)
            span = window_span(due - timedelta(days=30), due)
            finding = Finding(span, Status.CONFIRMED, rule.sources[0], ())
            tasks.append(Task(Milestone(rule, country.iso3, 4, finding, span), office))
    return tasks, Staffing(tuple(held))


def plain_loop(duties: Duties) -> int:
    """Find day by day which occasion of each duty has come, and return how many there were."""
    said = set()
    for day in (FIRST + timedelta(days=count) for count in range(DAYS)):
        for duty in duties.all:
            come = [each for each in duty.stages if each.day <= day]
            if come and day <= come[-1].until:
                said.add(f"{duty.subject}/{come[-1].name}/{duty.holders[0].person.id}")
    return len(said)


def main() -> None:
    """Measure and print a JSON line for each figure."""
    people = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    tasks, staffing = build(people)
    weeks = working_weeks(load_countries(), {})
    started = process_time()
    duties = build_duties(tasks, staffing, weeks, load_cadences())
    building = process_time() - started
    started = process_time()
    mails = forecast_mails(duties, FIRST, DAYS)
    loads = loads_of(mails)
    planning = process_time() - started
    started = process_time()
    occasions = plain_loop(duties)
    peer = process_time() - started
    peer_name = f"a plain loop that finds {occasions} occasions"
    print(line(f"plan {DAYS} days for {people} people × {ITEMS} items", planning, peer_name, peer))
    print(line(f"join {people * ITEMS} tasks to {people} people", building, peer_name, peer))
    print(memory_line(duties, people))
    print(json.dumps({"mails": len(mails), "people": len(loads), "most": loads[0].mails}), file=sys.stderr)


def memory_line(duties: Duties, people: int) -> str:
    """Plan once more, slowly, and say how much memory that takes at its height, and what its mails hold."""
    gc.collect()
    tracemalloc.start()
    mails = forecast_mails(duties, FIRST, DAYS)
    held, height = (each / 1e6 for each in tracemalloc.get_traced_memory())
    tracemalloc.stop()
    figures = {"value": round(height, 1), "unit": "MB", "peer": f"what its {len(mails)} mails hold"}
    name = f"memory of the plan for {people} people"
    return json.dumps(
        {"name": name, **figures, "peer_value": round(held, 1), "ratio": round(height / held, 2)}
    )


def line(name: str, value: float, peer: str, peer_value: float) -> str:
    """Write one figure beside that of its peer."""
    figures = {"value": round(value, 3), "unit": "s", "peer": peer, "peer_value": round(peer_value, 4)}
    return json.dumps({"name": name, **figures, "ratio": round(value / peer_value, 1)})


if __name__ == "__main__":
    main()
