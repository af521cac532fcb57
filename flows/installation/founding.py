"""Founding an installation: the store, and the packaged schedule and rules as release 1."""

from dataclasses import dataclass

from flows.installation.keys import ensure_keys, has_keys
from flows.installation.settings import Settings
from flows.installation.wiring import Wiring, wire
from uprcycle.errors import Problem, RefusedError
from uprcycle.store.database import migrate
from uprcycle.store.packaged import load_ruleset, load_schedule

_BY = "uprcycle init"
_NOTE = "The schedule packaged with uprcycle: sessions 27 to 54, read from public pages in November 2026."
_SOURCE = "packaged with uprcycle"
_NO_KEY = Problem(
    "UPRCYCLE_SECRET_KEY",
    "is not set, and here is no key file",
    "give every machine the same keys; `uprcycle keys make` draws one where they are lost",
)


@dataclass(frozen=True, slots=True)
class Founded:
    """What an installation holds after its founding; ``is_new`` when it was just made."""

    wiring: Wiring
    release: int
    is_new: bool


def found(settings: Settings) -> Founded:
    """Create the store and release the packaged schedule, unless that has been done.

    It may be stopped anywhere and run again; what is there is never released twice. The feeds'
    revisions are left to :func:`flows.feeds.publishing.publish`, for pages need not wait for them.

    Raises:
        RefusedError: Other machines use the store, and this one has no key of theirs.
    """
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    migrate(settings.store_url)
    wiring = wire(settings)
    is_new = wiring.store.releases.latest() is None
    if not is_new and settings.is_shared and not has_keys(settings):
        wiring.store.close()
        raise RefusedError("this machine has no key for what the store keeps sealed", [_NO_KEY])
    ensure_keys(settings)
    if is_new:
        is_new = _release_packaged(wiring)
    return Founded(wiring, wiring.world().release.number, is_new)


def _release_packaged(wiring: Wiring) -> bool:
    """Release the packaged schedule; False where another machine was faster."""
    schedule, now = load_schedule(inferred=wiring.settings.inferred_cycle), wiring.now()
    try:
        wiring.store.releases.add(
            schedule, load_ruleset(), by=_BY, note=_NOTE, source=_SOURCE, at=now, expected=0
        )
    except RefusedError:
        if wiring.store.releases.latest() is None:
            raise
        return False
    return True
