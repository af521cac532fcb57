"""Which revision the entries of a feed of one's own are, whatever form they have there.

A public date has a history, kept by the names of its parts. What no public feed holds has
none: its SEQUENCE counts the seconds to its last change, so that it rises with every release
and every tick and never falls (decision 0025).
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from calendars.entries import marks_of
from calendars.ics import Stamp
from calendars.identity import Part, entry_name
from calendars.publish import prints_of, stamp_of
from uprcycle.checklist.task import Task
from uprcycle.rules.rule import Kind
from uprcycle.schedule.release import Release
from uprcycle.store.ports import Revision
from uprcycle.timetable.milestone import Milestone
from uprcycle.visibility import Visibility

_EPOCH = datetime(2020, 1, 1, tzinfo=UTC)


def stamp_of_date(milestone: Milestone, revisions: Mapping[str, Revision], release: Release) -> Stamp:
    """Return the SEQUENCE and time of a date: for a public one the sums of its parts.

    A long window that becomes a day changes the names under which its history is kept. The sum
    goes on rising all the same.
    """
    if milestone.rule.visibility is not Visibility.PUBLIC or milestone.rule.kind is Kind.ACTION:
        return counted_stamp(release.at)
    stamps = _stamps_of_parts(milestone, revisions, release)
    return Stamp(sum(each.sequence for each in stamps), max(each.modified for each in stamps))


def stamp_of_task(task: Task, revisions: Mapping[str, Revision], release: Release) -> Stamp:
    """Return the SEQUENCE and time of a task: those of the last change of its date or its state."""
    dated = stamp_of_date(task.dated, revisions, release).modified
    return counted_stamp(max(dated, task.tick.at) if task.tick else dated)


def counted_stamp(modified: datetime) -> Stamp:
    """Return a stamp whose SEQUENCE counts the seconds to ``modified``."""
    return Stamp(max(0, (modified - _EPOCH) // timedelta(seconds=1)), modified)


def _stamps_of_parts(
    milestone: Milestone, revisions: Mapping[str, Revision], release: Release
) -> list[Stamp]:
    standing = {mark.part: mark for mark in marks_of(milestone)}
    stamps = []
    for part in Part:
        known = revisions.get(entry_name(milestone.cycle, milestone.country, milestone.id, part))
        if part in standing:
            mark = standing[part]
            stamps.append(stamp_of(mark, prints_of(mark), known, release))
        elif known is not None:
            is_news = not known.withdrawn
            stamps.append(Stamp(known.sequence + is_news, release.at if is_news else known.modified))
    return stamps
