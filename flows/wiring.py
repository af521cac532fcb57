"""The joints: settings, store, packaged data and clock put together once.

Everything outside is reached through a wiring, so that a test can hand in a memory store and
another day.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime

from calendars.identity import Site
from flows import clock
from flows.settings import Settings, load_settings
from uprcycle.errors import RefusedError
from uprcycle.schedule.release import Release
from uprcycle.store.database import open_store
from uprcycle.store.packaged import load_countries, load_office, load_rulebook
from uprcycle.store.ports import Store
from uprcycle.timetable.world import World


@dataclass(frozen=True)
class Wiring:
    """One installation: what it is set to, where it remembers, and what time it is."""

    settings: Settings
    store: Store
    now: Callable[[], datetime] = clock.now
    today: Callable[[], date] = clock.today
    _worlds: dict[int, World] = field(default_factory=dict, repr=False)

    @property
    def site(self) -> Site:
        """The addresses that feeds, pages and messages name."""
        return Site(self.settings.address, self.settings.calendar_host)

    def world(self) -> World:
        """Return the world of the release in force.

        Raises:
            RefusedError: Nothing has been released yet.
        """
        release = self.store.releases.latest()
        if release is None:
            raise RefusedError("nothing is released yet; run `uprcycle init` first")
        return self.world_of(release)

    def world_of(self, release: Release) -> World:
        """Return the world of any release; the last one asked for is kept."""
        if release.number not in self._worlds:
            self._worlds.clear()
            self._worlds[release.number] = World(release, load_countries(), load_rulebook(), load_office())
        return self._worlds[release.number]

    def world_as_of(self, moment: datetime) -> World:
        """Return the world as it stood at ``moment``.

        Raises:
            RefusedError: Nothing was released by then.
        """
        release = self.store.releases.as_of(moment)
        if release is None:
            raise RefusedError(f"nothing was released by {moment:%Y-%m-%d %H:%M} UTC")
        return self.world_of(release)


def wire(settings: Settings | None = None) -> Wiring:
    """Join this process to its installation; the environment is read unless settings are given."""
    chosen = settings or load_settings()
    return Wiring(chosen, open_store(chosen.store_url))
