"""An edition: one release with the histories of its entries, from which every feed of it follows.

What stands where is the same in all languages, so it is found once. All that can change a byte
of a feed is in its tag, so two feeds with one tag are equal before either is written.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from calendars.entries import Mark
from calendars.feeds import Feed
from calendars.ics import Stamp
from calendars.keepsake import Keepsake, belongs, is_replaced
from calendars.publish import Prints, is_in_time, prints_of, stamp_of
from calendars.selection import Selection, select_marks
from uprcycle.store.ports import Revision
from uprcycle.timetable.world import World

_FIELD, _ROW = "\x1f", "\x1e"


@dataclass(frozen=True, slots=True)
class Slug:
    """One line of type: an entry that has its place and its revision, and no words yet.

    ``key`` is another one for whatever its words rest on. What was taken back has a keepsake in the
    place of a mark.
    """

    start: str
    name: str
    stamp: Stamp
    key: str
    shown: Mark | Keepsake


@dataclass(frozen=True, slots=True)
class Column:
    """What a feed holds, and its entries by start and name, each with its key."""

    selection: Selection
    slugs: tuple[Slug, ...]
    keys: tuple[str, ...]


class Edition:
    """A release as the feeds show it; kept as long as release and histories are the same."""

    def __init__(self, world: World, revisions: Mapping[str, Revision]) -> None:
        """Keep the inputs. An entry without a history is as new as the release."""
        self.world = world
        self.revisions = revisions
        self._columns: dict[Feed, Column] = {}
        self._slugs: dict[str, Slug] = {}

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of all inputs: equal in every process that read the same store."""
        return hashlib.sha256(_ROW.join(self._inputs()).encode()).hexdigest()

    @cached_property
    def modified(self) -> datetime:
        """When any of it last changed: with the release, or with a document or a move after it."""
        papers = (each.at for found in self.world.papers.values() for each in found)
        return max((self.world.release.at, *papers, *(each.modified for each in self.revisions.values())))

    def column(self, feed: Feed) -> Column:
        """Return what ``feed`` holds."""
        found = self._columns.get(feed)
        if found is None:
            selection = select_marks(feed, self.world)
            slugs = tuple(sorted(self._set(selection), key=lambda each: (each.start, each.name)))
            keys = tuple(each.key for each in slugs)
            found = self._columns[feed] = Column(selection, slugs, keys)
        return found

    def _set(self, selection: Selection) -> Iterator[Slug]:
        release = self.world.release
        for mark in selection.marks:
            slug = self._standing(mark)
            if not mark.is_withdrawn or is_in_time(slug.stamp.modified, release):
                yield slug
        for keepsake, slug in self._withdrawn:
            if belongs(keepsake, selection, self.world) and not is_replaced(keepsake, self.world):
                yield slug

    def _standing(self, mark: Mark) -> Slug:
        found = self._slugs.get(mark.name)
        if found is None:
            prints = prints_of(mark)
            stamp = stamp_of(mark, prints, self.revisions.get(mark.name), self.world.release)
            key = self._key(mark.milestone.country, mark.name, stamp, prints)
            key += "".join(f"{_FIELD}{each}" for each in mark.milestone.papers)
            found = self._slugs[mark.name] = Slug(mark.start.isoformat(), mark.name, stamp, key, mark)
        return found

    @cached_property
    def _withdrawn(self) -> tuple[tuple[Keepsake, Slug], ...]:
        """What was taken back not long ago, whatever feed it belongs to."""
        found = []
        for each in self.revisions.values():
            if each.withdrawn and is_in_time(each.modified, self.world.release):
                keepsake = Keepsake.read(each.payload)
                stamp, prints = Stamp(each.sequence, each.modified), Prints("taken back", each.payload)
                key = self._key(keepsake.country, each.uid, stamp, prints)
                found.append((keepsake, Slug(keepsake.start, each.uid, stamp, key, keepsake)))
        return tuple(found)

    def _key(self, country: str, name: str, stamp: Stamp, prints: Prints) -> str:
        # An entry names other rules, too, so all that are public count.
        rules, when = self.world.ruleset_of(country).public_digest, stamp.modified.isoformat()
        return _FIELD.join((name, str(stamp.sequence), when, rules, prints.dated, prints.text))

    def _inputs(self) -> Iterator[str]:
        release, rulesets = self.world.release, self.world.rulesets
        # Feeds hold public entries only: a tag that hung on other rules would tell that they changed.
        rules = rulesets[release.ruleset].public_digest
        yield _FIELD.join((str(release.number), release.at.isoformat(), release.digest, rules))
        yield from (
            _FIELD.join((each, rulesets[of].public_digest)) for each, of in sorted(release.kept.items())
        )
        # Whether one is lifted for a later release changes nothing in this one.
        yield from sorted(repr(replace(each, lift=None)) for each in self.world.overrides)
        yield from sorted(map(repr, self.world.papers.items()))
        for name in sorted(self.revisions):
            each = self.revisions[name]
            history = (name, each.sequence, each.modified.isoformat(), each.withdrawn)
            yield _FIELD.join(map(str, (*history, each.dated, each.text, each.payload)))
