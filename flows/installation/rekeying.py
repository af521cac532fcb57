"""Giving an installation a new key: all is sealed anew, in small steps, and then the old key is put away.

Stopped anywhere, each step can be asked for again, and nothing is lost.
"""

from collections import Counter
from dataclasses import dataclass

from flows.installation.keys import KeySource, load_keys, save_keys, source_of
from flows.installation.sealing import FernetSeal, make_key, name_of
from flows.installation.wiring import Wiring
from uprcycle.errors import Problem, RefusedError


@dataclass(frozen=True, slots=True)
class KeyUse:
    """A key by its name, and how many values of the store it seals."""

    name: str
    values: int


@dataclass(frozen=True, slots=True)
class KeyReport:
    """The keys of an installation, the one that seals first, and how many values none of them opens."""

    source: KeySource
    keys: tuple[KeyUse, ...]
    unopened: int

    @property
    def older(self) -> int:
        """How many values are sealed by another key than the first."""
        return sum(each.values for each in self.keys[1:])


def examine_keys(wiring: Wiring, most: int | None = None) -> KeyReport:
    """Look at every sealed value with every key, or at so many of each kind; nothing is changed.

    Raises:
        RefusedError: There is no key.
    """
    keys = load_keys(wiring.settings)
    seals = [(each, FernetSeal((each,))) for each in keys]
    found = Counter(
        next((key for key, seal in seals if seal.is_current(value)), None)
        for value in wiring.store.sealed.values(most)
    )
    uses = tuple(KeyUse(name_of(each), found[each]) for each in keys)
    return KeyReport(source_of(wiring.settings), uses, found[None])


def rotate(wiring: Wiring) -> int:
    """Seal everything with a new key and return how many values were sealed anew.

    A key file gets the new key, unless it holds an older one still: then the rotation before goes on.
    Where the setting holds the keys, its first is the new one. The older keys still open.

    Raises:
        RefusedError: There is no key, or the setting names only one.
    """
    settings, keys = wiring.settings, load_keys(wiring.settings)
    if len(keys) == 1 and source_of(settings) is KeySource.SETTING:
        what, remedy = "names one key", "put a new one before it, `uprcycle keys make` draws it: NEW,OLD"
        raise RefusedError("there is no new key", [Problem("UPRCYCLE_SECRET_KEY", what, remedy)])
    if len(keys) == 1:
        keys = (make_key(), *keys)
        save_keys(settings, keys)
    return wiring.store.sealed.renew(FernetSeal(keys).renewed, at=wiring.now())


def retire(wiring: Wiring) -> int:
    """Put the older keys of the file away and return how many there were.

    Raises:
        RefusedError: There is no key, a value still needs an older one, or the setting holds them.
    """
    report, keys = examine_keys(wiring), load_keys(wiring.settings)
    if report.source is KeySource.SETTING and len(keys) > 1:
        what, remedy = "names older keys", "take all but the first from it, and start uprcycle again"
        raise RefusedError("the setting holds the keys", [Problem("UPRCYCLE_SECRET_KEY", what, remedy)])
    if report.older:
        what = f"{report.older} values are sealed by an older key"
        raise RefusedError(
            "older keys are needed", [Problem("keys", what, "run `uprcycle keys rotate --yes`")]
        )
    if len(keys) > 1:
        save_keys(wiring.settings, keys[:1])
    return len(keys) - 1
