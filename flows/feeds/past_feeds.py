"""Public feeds as they were: the release of a moment, and the histories that led to it.

The store keeps the last history of each entry only. What it was before follows from the releases,
for every history is planned from the one before and a release, and from nothing else.
"""

from collections.abc import Collection, Mapping
from datetime import datetime

from calendars.feeds import Feed, FeedKind
from calendars.press import Press, RenderedFeed
from calendars.publish import plan_revisions
from flows.installation.wiring import Wiring
from uprcycle.documents.papers import papers_of
from uprcycle.store.packaged_documents import load_listed_documents
from uprcycle.store.ports import Revision
from uprcycle.timetable.world import World
from uprcycle.wording.language import Language


def feed_as_of(wiring: Wiring, feed: Feed, language: Language, moment: datetime) -> RenderedFeed:
    """Return ``feed`` as it was served at ``moment``, byte for byte.

    Raises:
        RefusedError: Nothing was released by then.
    """
    world = wiring.world_as_of(moment)
    links = [each for each in wiring.store.documents.all() if each.at <= moment]
    printed = world.with_papers(papers_of(load_listed_documents(), links))
    states = (feed.key,) if feed.kind is FeedKind.COUNTRY else ()
    return Press(wiring.site).render(feed, printed, histories_of(wiring, world, states), language)


def histories_of(wiring: Wiring, world: World, states: Collection[str] = ()) -> Mapping[str, Revision]:
    """Return what the feeds said of the entries of ``states``, or of all, after the release of ``world``."""
    known: dict[str, Revision] = {}
    before: World | None = None
    for each in (*map(wiring.world_of, range(1, world.release.number)), world):
        changed = states if before is None else _changed(before, each, states)
        if changed or before is None:
            known |= {one.uid: one for one in plan_revisions(each, known, changed)}
        before = each
    return known


def _changed(old: World, new: World, states: Collection[str]) -> Collection[str]:
    """Return those of ``states``, or of all, of which a release can have said anything new."""
    named = states or sorted({*old.running, *new.running})
    return [each for each in named if old.running_inputs(each) != new.running_inputs(each)]
