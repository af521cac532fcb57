"""What several machines of one installation must agree on: settings, program, and what time it is.

None of them can see how another is set. So each says its agreement in eight letters, and whoever runs
them compares.
"""

import hashlib
import json
from datetime import timedelta

from flows.installation.keys import load_keys
from flows.installation.program import program_digest
from flows.installation.settings import Settings
from flows.installation.wiring import Wiring
from uprcycle.store.database import server_time

CLOCKS_APART = timedelta(seconds=5)
"""More than that is no clock that is set by the network."""

_ALIKE = (
    "base_url",
    "calendar_host",
    "delivery",
    "redirect_to",
    "allowlist",
    "mail_from",
    "notice_review_minutes",
    "name_internal_items",
    "inferred_cycle",
)
_FILES = ("cadence", "rooms")


def agreement(settings: Settings) -> str:
    """Return letters that are the same on machines that run the same program with the same settings.

    What a machine may have of its own is left out: its folder, where it listens, how it reaches others.

    Raises:
        RefusedError: There is no key.
    """
    from flows.installation.sealing import name_of  # noqa: PLC0415 - a twentieth of a second

    said = settings.model_dump(mode="json", include=set(_ALIKE))
    said["keys"] = [name_of(each) for each in load_keys(settings)]
    paths = [getattr(settings, each) for each in _FILES]
    said["files"] = [hashlib.sha256(each.read_bytes()).hexdigest() if each else "" for each in paths]
    said["program"] = program_digest()
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:8]


def clock_ahead(wiring: Wiring) -> timedelta:
    """Return by how much this machine's clock is ahead of that of the store, to the second."""
    theirs = server_time(wiring.settings.store_url)
    return wiring.now().replace(microsecond=0) - theirs if theirs else timedelta()
