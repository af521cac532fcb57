"""What the audit trail says of the doors for programs and for other sign-ins: ids and words of ours only."""

from datetime import datetime

from uprcycle.access.key import ApiKey
from uprcycle.store.trail import OURSELVES, Entry


def keyed(change: str, key: ApiKey, by: str, at: datetime) -> Entry:
    """Say what was done with a key; the label is free text and stays with it."""
    return Entry(at, by or OURSELVES, f"{change} key", key.owner, f"{key.id} {' '.join(sorted(key.scopes))}")


def identified(owner: str, at: datetime) -> Entry:
    """Say that somebody signed in by their organisation for the first time, and not as whom."""
    return Entry(at, OURSELVES, "know by organisation", owner, "")


def unidentified(owner: str, by: str, at: datetime) -> Entry:
    """Say that nobody is known as this by an organisation any more."""
    return Entry(at, by, "forget organisation", owner, "")


def told_of_releases(change: str, hook: str, by: str, at: datetime) -> Entry:
    """Say what was done with an address that is told of releases, and nothing of the address."""
    return Entry(at, by or OURSELVES, f"{change} web-hook", hook, "")
