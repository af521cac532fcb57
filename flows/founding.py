"""Founding an installation: the store, and the packaged schedule and rules as release 1."""

from dataclasses import dataclass

from flows.keys import ensure_keys
from flows.settings import Settings
from flows.wiring import Wiring, wire
from uprcycle.store.database import migrate
from uprcycle.store.packaged import load_ruleset, load_schedule

_BY = "uprcycle init"
_NOTE = "The schedule packaged with uprcycle: sessions 27 to 54, read from public pages in November 2026."
_SOURCE = "packaged with uprcycle"


@dataclass(frozen=True, slots=True)
class Founded:
    """What an installation holds after its founding; ``is_new`` when it was just made."""

    wiring: Wiring
    release: int
    is_new: bool


def found(settings: Settings) -> Founded:
    """Create the store and release the packaged schedule, unless that has been done.

    It may be stopped anywhere and run again; what is there is never released twice. The feeds'
    revisions are left to :func:`flows.publishing.publish`, for pages need not wait for them.
    """
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    ensure_keys(settings)
    migrate(settings.store_url)
    wiring = wire(settings)
    latest = wiring.store.releases.latest()
    if latest is None:
        schedule = load_schedule(inferred=settings.inferred_cycle)
        wiring.store.releases.add(
            schedule, load_ruleset(), by=_BY, note=_NOTE, source=_SOURCE, at=wiring.now()
        )
    return Founded(wiring, wiring.world().release.number, latest is None)
