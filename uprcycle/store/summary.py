"""What both stores make of a release before they keep it."""

from collections.abc import Collection, Container, Iterable, Mapping
from dataclasses import replace

from uprcycle.errors import Problem, RefusedError
from uprcycle.phrase import phrase
from uprcycle.schedule.document import read_document, write_document
from uprcycle.schedule.release import Release
from uprcycle.schedule.session import Schedule
from uprcycle.store.moments import as_utc
from uprcycle.store.ports import ReleaseSummary
from uprcycle.timetable.override import Override


def canonical_release(release: Release) -> Release:
    """Return the release as it will be read back: rows and States in order, its moment in UTC."""
    schedule = read_document(write_document(release.schedule), f"release {release.number}")
    kept = dict(sorted(release.kept.items()))
    return replace(release, schedule=schedule, at=as_utc(release.at), kept=kept)


def refuse_overtaken(latest: int, expected: int | None) -> None:
    """Refuse to add a release when another one is the latest than its author took it to be.

    Raises:
        RefusedError: Release ``latest`` is not the ``expected`` one.
    """
    if expected is not None and latest != expected:
        problem = Problem(
            "",
            phrase("the latest release is {number}, not {expected}", number=latest, expected=expected),
            phrase("plan again and look"),
        )
        raise RefusedError("somebody else has released in between; nothing was changed", [problem])


def refuse_overridden(counting: Iterable[Override], expected: Collection[int] | None) -> None:
    """Refuse to add a release in which other dates set by hand count than its author saw.

    Raises:
        RefusedError: The numbers of the ``counting`` ones are not the ``expected`` ones.
    """
    numbers = {each.number for each in counting}
    if expected is not None and numbers != set(expected):
        named = ", ".join(map(str, sorted(numbers ^ set(expected))))
        what = phrase("the dates set by hand are not those of the plan; look at {names}", names=named)
        problem = Problem("", what, phrase("plan again and look"))
        raise RefusedError("a date was set by hand or taken back in between; nothing was changed", [problem])


def refuse_unknown(known: Container[str], kept: Mapping[str, str]) -> None:
    """Refuse to add a release that goes by rules that are not kept.

    Raises:
        RefusedError: A State keeps a ruleset that is not among the ``known`` ones.
    """
    problems = [
        Problem(country, f"there is no ruleset {digest[:12]}", phrase("plan again and look"))
        for country, digest in kept.items()
        if digest not in known
    ]
    if problems:
        raise RefusedError("a State cannot keep rules that are not there; nothing was changed", problems)


def unknown_ruleset(digest: str) -> RefusedError:
    """Return the refusal of a digest under which no ruleset stands as it was kept."""
    problem = Problem(
        f"ruleset {digest[:12]}",
        "is gone, or was changed after it was kept",
        "restore a backup of the store",
    )
    return RefusedError("the rules of a release cannot be read", [problem])


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
        ruleset=release.ruleset,
        keeping=len(release.kept),
    )


def count_reviews(schedule: Schedule) -> int:
    """Return how many States are reviewed in how many cycles; a slot that was replaced adds nothing."""
    return len({(slot.cycle, slot.country) for slot in schedule.slots})
