"""Worlds made lately, for whoever asks for one of them again: equal inputs make equal worlds.

Several parts of a process look at the release in force, and pages at those before it. What a world
has found is found for all of them.
"""

from collections import deque
from collections.abc import Iterable

from uprcycle.countries import Countries
from uprcycle.rules.ruleset import Ruleset
from uprcycle.schedule.release import Release
from uprcycle.timetable.override import Override
from uprcycle.timetable.world import World


class RecentWorlds:
    """The last few worlds that were made."""

    def __init__(self, most: int) -> None:
        """Keep ``most`` worlds; a whole one takes some twenty megabytes."""
        self._made: deque[World] = deque(maxlen=most)

    def world(
        self,
        release: Release,
        countries: Countries,
        rulesets: Iterable[Ruleset],
        overrides: Iterable[Override] = (),
    ) -> World:
        """Return the world of these inputs: one that was made lately, or else a new one."""
        new = World(release, countries, rulesets, overrides)
        for each in tuple(self._made):  # other threads may add to them
            if _is_same(each, new):
                return each
        self._made.append(new)
        return new


def _is_same(one: World, other: World) -> bool:
    return (
        one.recorded is other.recorded
        and one.rulesets.keys() == other.rulesets.keys()
        and one.overrides == other.overrides
        and one.release == other.release
    )
