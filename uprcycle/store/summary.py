"""What both stores make of a release before they keep it."""

from dataclasses import replace

from uprcycle.errors import Problem, RefusedError
from uprcycle.schedule.document import read_document, write_document
from uprcycle.schedule.release import Release
from uprcycle.schedule.session import Schedule
from uprcycle.store.moments import as_utc
from uprcycle.store.ports import ReleaseSummary


def canonical_release(release: Release) -> Release:
    """Return the release as it will be read back: its rows in canonical order, its moment in UTC."""
    schedule = read_document(write_document(release.schedule), f"release {release.number}")
    return replace(release, schedule=schedule, at=as_utc(release.at))


def refuse_overtaken(latest: int, expected: int | None) -> None:
    """Refuse to add a release when another one is the latest than its author took it to be.

    Raises:
        RefusedError: Release ``latest`` is not the ``expected`` one.
    """
    if expected is not None and latest != expected:
        problem = Problem("the store", f"its latest release is {latest}, not {expected}", "plan it again")
        raise RefusedError("somebody else has released in between; nothing was changed", [problem])


def summarise(release: Release) -> ReleaseSummary:
    """Return what the history shows of a release."""
    return ReleaseSummary(
        number=release.number,
        at=release.at,
        by=release.by,
        note=release.note,
        source=release.source,
        digest=release.digest,
        reviews=count_reviews(release.schedule),
    )


def count_reviews(schedule: Schedule) -> int:
    """Return how many States are reviewed in how many cycles; a slot that was replaced adds nothing."""
    return len({(slot.cycle, slot.country) for slot in schedule.slots})
