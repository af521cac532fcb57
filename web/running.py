"""Which review of a State is the one that runs: its latest, whatever cycle others are in."""

from uprcycle.timetable.world import World


def running_cycle(world: World, iso3: str) -> int:
    """Return the cycle of a State's running review; 0 for a State without any review."""
    return world.running.get(iso3, 0)


def chosen_cycle(world: World, iso3: str, asked: str) -> int:
    """Return the cycle that a reader asked for, the running one by default; 0 if there is none such."""
    if not asked:
        return running_cycle(world, iso3)
    return next((cycle for cycle in world.cycles if str(cycle) == asked), 0)
