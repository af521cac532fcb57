"""The joints: settings, store, packaged data and clock put together once.

Everything outside is reached through a wiring, so that a test can hand in a memory store and
another day.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from calendars.identity import Site
from flows.installation import clock
from flows.installation.environment import load_settings
from flows.installation.keys import Keyring
from flows.installation.settings import Settings
from flows.installation.watching import Sight, Watch
from notifications.channel import Channel
from notifications.other_rooms import OtherRoom
from uprcycle.documents.link import DocumentLink
from uprcycle.documents.papers import papers_of
from uprcycle.errors import RefusedError
from uprcycle.people import Assignment
from uprcycle.rules.ruleset import Ruleset
from uprcycle.schedule.release import Release
from uprcycle.store.database import open_store
from uprcycle.store.packaged import load_countries
from uprcycle.store.packaged_documents import load_listed_documents
from uprcycle.store.ports import ChatHooks, Heartbeats, Revision, Store
from uprcycle.store.rehearsal import rehearsed
from uprcycle.timetable.world import World
from uprcycle.timetable.worlds import RecentWorlds

_WORLDS = RecentWorlds(4)


@dataclass(frozen=True, slots=True)
class Edition:
    """The release in force with what the feeds last said; ``serial`` rises with each change of either."""

    serial: int
    world: World
    revisions: Mapping[str, Revision]


class _Kept:
    """What was read and may be read again: replaced whole, so that threads may share it."""

    world: tuple[int, World] | None = None
    printed: tuple[World, tuple[DocumentLink, ...], World] | None = None
    edition: tuple[int, World, Edition] | None = None
    held: tuple[int, tuple[Assignment, ...]] | None = None


def open_chats(hooks: ChatHooks, now: Callable[[], datetime]) -> Channel:
    """Return the way into chats by their web-hooks."""
    from notifications.apprise_channel import ChatChannel  # noqa: PLC0415 - a quarter of a second

    return ChatChannel(hooks, now)


def open_others(rooms: Iterable[OtherRoom], rests: Heartbeats, now: Callable[[], datetime]) -> Channel:
    """Return the way into rooms of other services; ``rests`` keeps until when one is to be left alone."""
    from notifications.apprise_channel import OtherChannel  # noqa: PLC0415 - likewise

    return OtherChannel({each.name: each for each in rooms}, rests, now)


@dataclass(frozen=True)
class Wiring:
    """One installation: what it is set to, where it remembers, and what time it is."""

    settings: Settings
    store: Store
    now: Callable[[], datetime] = clock.now
    today: Callable[[], date] = clock.today
    is_rehearsal: bool = False
    chats: Callable[[ChatHooks, Callable[[], datetime]], Channel] = open_chats
    other_chats: Callable[[Iterable[OtherRoom], Heartbeats, Callable[[], datetime]], Channel] = open_others
    _kept: _Kept = field(default_factory=_Kept, init=False, repr=False, compare=False)
    _watch: Watch = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Watch the store from now on."""
        object.__setattr__(self, "_watch", Watch(self.store.audit))

    def rehearsal(self) -> "Wiring":
        """Return the same installation for a dry run: all is composed, and nothing written or sent."""
        return replace(self, store=rehearsed(self.store), is_rehearsal=True)

    @property
    def site(self) -> Site:
        """The addresses that feeds, pages and messages name."""
        return Site(self.settings.address, self.settings.calendar_host)

    def world(self) -> World:
        """Return the world of the release in force.

        Raises:
            RefusedError: Nothing has been released yet.
        """
        written = self.written()
        read_at, kept = self._kept.world or (-1, None)
        if kept is not None and read_at == written:
            return kept
        history = self.store.releases.history()
        if not history:
            raise RefusedError("nothing is released yet; run `uprcycle init` first")
        if kept is None or kept.release.number != history[-1].number:
            kept = self.world_of(history[-1].number)
        self._kept.world = (written, kept)
        return kept

    def world_of(self, number: int) -> World:
        """Return the world of a release.

        Raises:
            RefusedError: There is no release of this number.
        """
        known = len(self.store.releases.history())
        release = self.store.releases.number(number) if number in range(1, known + 1) else None
        if release is None:
            raise RefusedError(f"there is no release {number}; the store holds {known}")
        return self.world_from(release)

    def world_as_of(self, moment: datetime) -> World:
        """Return the world as it stood at ``moment``.

        Raises:
            RefusedError: Nothing was released by then.
        """
        release = self.store.releases.as_of(moment)
        if release is None:
            raise RefusedError(f"nothing was released by {moment:%Y-%m-%d %H:%M} UTC")
        return self.world_from(release)

    def world_from(self, release: Release, coming: Ruleset | None = None) -> World:
        """Return what follows from ``release``, kept or about to be, with the dates set by hand for it.

        ``coming`` is a ruleset of it that the store does not hold yet.
        """
        named = {release.ruleset, *release.kept.values()}
        known = {} if coming is None else {coming.digest: coming}
        rulesets = [known.get(each) or self.store.rulesets.of(each) for each in sorted(named)]
        return _WORLDS.world(release, load_countries(), rulesets, self.store.overrides.all())

    def written(self) -> int:
        """Return a number that is another one once anything was written that feeds or pages show."""
        return self.sight().written

    def sight(self) -> Sight:
        """Return what was seen of the store: numbers that are others once something was written."""
        return self._watch.look()

    def assignments(self) -> tuple[Assignment, ...]:
        """Return who holds which office when, read again only when somebody wrote of people."""
        seen, kept = self.sight().people, self._kept.held
        if kept is None or kept[0] != seen:
            kept = self._kept.held = (seen, self.store.people.assignments())
        return kept[1]

    def edition(self) -> Edition:
        """Return the release in force and its revisions, read again only when the store was written to.

        Raises:
            RefusedError: Nothing has been released yet.
        """
        world = self.world()
        written = self.written()
        read_at, read_of, kept = self._kept.edition or (-1, world, Edition(0, world, {}))
        if read_at == written and read_of is world:
            return kept
        printed, revisions = self.printed_world(), self.store.revisions.current()
        if kept.world is not printed or kept.revisions != revisions:
            kept = Edition(kept.serial + 1, printed, revisions)
        self._kept.edition = (written, world, kept)
        return kept

    def printed_world(self) -> World:
        """Return the world of the release in force as feeds show it: it says where documents are.

        Raises:
            RefusedError: Nothing has been released yet.
        """
        world, links = self.world(), self.store.documents.all()
        kept = self._kept.printed
        if kept is None or kept[0] is not world or kept[1] != links:
            printed = world.with_papers(papers_of(load_listed_documents(), links))
            kept = self._kept.printed = (world, links, printed)
        return kept[2]


def wire(settings: Settings | None = None) -> Wiring:
    """Join this process to its installation; the environment is read unless settings are given."""
    chosen = settings or load_settings()
    return Wiring(chosen, open_store(chosen.store_url, Keyring(chosen)))
