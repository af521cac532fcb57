"""The last change of each date: which release made it, whatever was released since."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from uprcycle.timetable.announced import AnnouncedChange, Entry, Imprint

Place = tuple[str, int, str]
"""A date: the code of a State, a cycle, and the id of a milestone."""


@dataclass(frozen=True, slots=True)
class Newest:
    """The last change of a date and the release that made it."""

    change: AnnouncedChange
    imprint: Imprint


def newest_changes(
    entries: Iterable[Entry], reviews: Collection[tuple[str, int]], milestones: Collection[str]
) -> Mapping[Place, Newest]:
    """Return of each date that changed the last change.

    Args:
        entries: What releases changed, newest first.
        reviews: The States, each with a cycle, that are looked at.
        milestones: The ids of the milestones that are looked at.
    """
    found: dict[Place, Newest] = {}
    for entry in entries:
        for review in entry.announcement.reviews:
            if (review.country, review.cycle) not in reviews:
                continue
            for change in review.changes:
                if change.rule.id in milestones:
                    place = (review.country, review.cycle, change.rule.id)
                    found.setdefault(place, Newest(change, entry.imprint))
    return found
