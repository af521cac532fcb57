"""A few entries as a file of their own, for those who do not subscribe: the same UIDs, the same SEQUENCE.

Opening it updates what an earlier file or feed left in a calendar. Only public entries enter it,
whoever it is for, because it travels by mail.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from calendars.entries import Entry, marks_of, write_entry
from calendars.ics import PRODUCT, Stamp, component_bytes
from calendars.identity import Site
from calendars.keepsake import Keepsake, write_cancelled
from calendars.publish import prints_of, stamp_of
from calendars.wording import Variant
from uprcycle.store.ports import Revision
from uprcycle.timetable.world import World
from uprcycle.visibility import Audience, may_see
from uprcycle.wording.language import Language

_HEAD = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:{PRODUCT}\r\nCALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\n"
_TAIL = "END:VCALENDAR\r\n"


@dataclass(frozen=True, slots=True, order=True)
class Subject:
    """One milestone of one review."""

    country: str
    cycle: int
    milestone: str


@dataclass(frozen=True, slots=True)
class Turn:
    """The release in force, the histories by name, and the moment since which they are news."""

    world: World
    revisions: Mapping[str, Revision]
    since: datetime


def render_invitation(subjects: Collection[Subject], turn: Turn, language: Language, site: Site) -> bytes:
    """Return the entries of ``subjects`` as one iCalendar object with METHOD:PUBLISH; empty for none.

    What was taken back is in it as cancelled. So is, unlike in a feed, what another entry of the
    same milestone replaces, because from a calendar that does not subscribe nothing goes by itself.
    """
    entries = [*_standing(subjects, turn, language), *_gone(frozenset(subjects), turn, language)]
    entries.sort(key=lambda pair: (pair[0].start.isoformat(), pair[0].name))
    body = b"".join(component_bytes(entry, stamp, site) for entry, stamp in entries)
    return _HEAD.encode() + body + _TAIL.encode() if body else b""


def _standing(subjects: Collection[Subject], turn: Turn, language: Language) -> Iterator[tuple[Entry, Stamp]]:
    world = turn.world
    for each in subjects:
        milestone = world.timetable(each.country, each.cycle).milestone(each.milestone)
        if milestone is None or not may_see(Audience.PUBLIC, milestone.rule.visibility):
            continue
        for mark in marks_of(milestone):
            stamp = stamp_of(mark, prints_of(mark), turn.revisions.get(mark.name), world.release)
            yield write_entry(mark, world, language, Variant.SHARED), stamp


def _gone(subjects: Collection[Subject], turn: Turn, language: Language) -> Iterator[tuple[Entry, Stamp]]:
    """Yield what has no place in the calendar any more; every revision is of a public entry."""
    for revision in turn.revisions.values():
        if not revision.withdrawn or revision.modified <= turn.since:
            continue
        keepsake = Keepsake.read(revision.payload)
        subject = Subject(keepsake.country, keepsake.cycle, keepsake.milestone)
        milestone = turn.world.timetable(subject.country, subject.cycle).milestone(subject.milestone)
        standing = {mark.name for mark in marks_of(milestone)} if milestone else set()
        if subject not in subjects or revision.uid in standing:
            continue
        entry = write_cancelled(revision.uid, keepsake, turn.world, language, Variant.SHARED)
        if standing:
            instead = language.text("Another entry of the same date has taken the place of this one.")
            entry = replace(entry, description=instead)
        yield entry, Stamp(revision.sequence, revision.modified)
