"""A world in which the next cycle has begun for one State, and all others still follow up theirs."""

from dataclasses import replace
from functools import cache

from tests.web.site import world
from uprcycle.store.packaged import load_countries, load_ruleset
from uprcycle.timetable.world import World

PASSED = "BHR"
NEXT_SESSION = 55


@cache
def passing_world() -> World:
    """Return the packaged world with a first session of cycle 5, in which one State is to be reviewed."""
    release = world().release
    schedule = release.schedule
    last, slot = schedule.sessions[-1], next(each for each in schedule.slots if each.country == PASSED)
    later = replace(
        schedule,
        sessions=(*schedule.sessions, replace(last, number=NEXT_SESSION, cycle=5)),
        slots=(*schedule.slots, replace(slot, cycle=5, session=NEXT_SESSION, dates=last.dates)),
    )
    return World(replace(release, schedule=later), load_countries(), [load_ruleset()])
