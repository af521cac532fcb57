"""How often an office is written to in five years if nobody ever ticks anything: JSON lines.

    python benchmarks/replay_offices.py

The release of the package is taken as known from the first day. Each row is one invented person who alone
holds the office; the last one holds an office of seven States. The figures of decision 0034.
"""

import json
import sys
import time
from datetime import date

from flows.nudges.nudging import duties_of
from notifications.load import busiest_day, loads_of
from notifications.plan import plan_nudges
from notifications.rhythm import forecast_mails
from tests.flows.installed import founded_memory
from uprcycle.checklist.routing import office_of
from uprcycle.people import Assignment, Office, Person, Role
from uprcycle.store.packaged import load_countries

DAYS = 5 * 365 + 1
LATE, EARLY = date(2024, 5, 1), date(2021, 11, 1)
ISLANDS = ("ATG", "BRB", "DMA", "GRD", "KNA", "LCA", "VCT")
KENYA = {
    "organisations in Kenya": (Role.CSO,),
    "Government of Kenya": (Role.GOVERNMENT, Role.NMIRF),
    "OHCHR for Kenya": (Role.OHCHR,),
}


def rows() -> dict[str, tuple[date, list[Office]]]:
    """Return the offices of each row and the day from which they are replayed."""
    countries = load_countries()
    lead = {"RCO Kenya": (LATE, [office_of(countries["KEN"])])}
    others = {name: (LATE, [Office(name, "KEN", frozenset(roles))]) for name, roles in KENYA.items()}
    return lead | others | {"seven island States": (EARLY, [office_of(countries[each]) for each in ISLANDS])}


def main() -> int:
    """Run, print, and return the exit status."""
    wiring, countries = founded_memory(), load_countries()
    for name, (first, offices) in rows().items():
        began = time.process_time()
        somebody = Person("p1", "Ann Example", "ann@example.org", zone=countries[offices[0].country].zone)
        duties = duties_of(wiring, [Assignment(somebody, each) for each in offices])
        mails = tuple(forecast_mails(duties, first, DAYS, frozenset(), plan_nudges))
        (load,) = loads_of(mails)
        day, count = busiest_day(mails) or (first, 0)
        fullest = load.fullest
        found = {
            "office": name,
            "from": str(first),
            "days": DAYS,
            "mails": load.mails,
            "urgent": load.urgent,
            "items": load.items,
            "fullest mail": len(fullest.nudges) if fullest else 0,
            "of": str(fullest.day) if fullest else "",
            "mails in the busiest week": load.most_a_week,
            "most mails a day": count,
            "first such day": str(day),
            "seconds": round(time.process_time() - began, 1),
        }
        print(json.dumps(found), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
