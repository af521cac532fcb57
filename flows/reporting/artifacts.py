"""Our pages in Prefect: artifacts of States and of the world, written again when they say something new.

Prefect keeps every version of an artifact until the run that wrote it is removed (decision 0043).
So a page is written when its text changed, or when its last version is old enough to go soon.
"""

import json
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from prefect.artifacts import LinkArtifact, MarkdownArtifact, ProgressArtifact, TableArtifact
from prefect.client.orchestration import PrefectClient, get_client
from prefect.client.schemas.filters import ArtifactCollectionFilter, ArtifactCollectionFilterKey
from prefect.client.schemas.objects import ArtifactCollection

from flows.installation.wiring import Wiring
from flows.reporting.overview import Around, overview_line, overview_rows, overview_text
from flows.reporting.reports import (
    OVERVIEW,
    country_line,
    country_report,
    key_of,
    next_rows,
    progress_of,
    prominent_ahead,
)
from uprcycle.days.span import GENEVA
from uprcycle.timetable.announced import Announcement, announce
from uprcycle.timetable.plan import plan_release
from uprcycle.timetable.timetable import Timetable, order_of

Artifact = MarkdownArtifact | TableArtifact | ProgressArtifact | LinkArtifact

_AT_ONCE = 200  # the most that Prefect tells at once
_WRITTEN = 20
_LOOKED_AT = "pages"  # beats when no page of a State says less than it should
_STATES, _WORLD = "upr-___", f"{OVERVIEW}%"  # the keys of their pages, in the words of SQL
_RENEWED_AFTER = timedelta(days=20)


@dataclass(frozen=True, slots=True)
class Page:
    """One artifact as it should be; ``always`` it is written by every run that shows it, being small."""

    artifact: Artifact
    data: object
    always: bool = False

    @property
    def key(self) -> str:
        """The key under which Prefect keeps its versions."""
        return self.artifact.key or ""


async def write_country(wiring: Wiring, timetable: Timetable, day: date) -> int:
    """Write the pages of one State as of ``day``, and return how many were written."""
    pages = country_pages(wiring, timetable, day)
    async with get_client() as client:
        return await _write(
            client, pages, await _latest(client, f"{key_of(timetable.country)}%"), wiring.now()
        )


async def write_world(wiring: Wiring, day: date) -> int:
    """Write the overview, and pages of States where they say something new; return how many.

    Of States those with the nearest date come first, and no more at once than a round has time for:
    the others follow in the rounds after it. Nobody looks at them again on a day and in a release in
    which all were looked at, nor for the sake of another day than the present one.
    """
    world, now = wiring.world(), wiring.now()
    async with get_client() as client:
        there = await _count(client)
        is_todays = day == wiring.today()
        if not is_todays or (_are_looked_at(wiring) and there >= len(world.running)):
            linked = frozenset(world.running if there >= len(world.running) else ())
            return await _write(client, world_pages(wiring, day, linked), await _latest(client, _WORLD), now)
        known = {**await _latest(client, _STATES), **await _latest(client, _WORLD)}
        pages = {each.country: _timeline(wiring, each, day) for each in _nearest_first(wiring, day)}
        fresh = [each for each in pages.values() if is_new(each, known.get(each.key), now)]
        kept = known.keys() | {each.key for each in fresh[:_WRITTEN]}
        linked = frozenset(country for country, page in pages.items() if page.key in kept)
        written = await _write(client, [*fresh[:_WRITTEN], *world_pages(wiring, day, linked)], known, now)
    if len(fresh) <= _WRITTEN:
        wiring.store.heartbeats.beat(_LOOKED_AT, now)
    return written


def _are_looked_at(wiring: Wiring) -> bool:
    """Tell whether the pages of all States were looked at today, by the release in force."""
    last = wiring.store.heartbeats.last(_LOOKED_AT)
    is_todays = last is not None and last.astimezone(GENEVA).date() == wiring.today()
    return is_todays and last is not None and last >= wiring.world().release.at


def _nearest_first(wiring: Wiring, day: date) -> list[Timetable]:
    return sorted(wiring.world().timetables(), key=lambda each: _nearest(each, day))


def _nearest(timetable: Timetable, day: date) -> tuple[date, str]:
    ahead = prominent_ahead(timetable, day)
    return order_of(ahead[0])[1] if ahead else date.max, timetable.country


def country_pages(wiring: Wiring, timetable: Timetable, day: date) -> tuple[Page, ...]:
    """Return what a run about one State shows: how far it is, our page, the timeline, what is next."""
    key, progress = key_of(timetable.country), progress_of(timetable, day)
    said = f"{progress.over} of {progress.all} public dates are over, {progress.unknown} are not known"
    bar = ProgressArtifact(key=f"{key}-progress", progress=progress.percent, description=said)
    address = f"{wiring.settings.address}/countries/{timetable.country}"
    link = LinkArtifact(
        key=f"{key}-page",
        link=address,
        description=f"our page of the State; [timeline](/v2/artifacts/key/{key})",
    )
    rows = next_rows(timetable, day)
    following = TableArtifact(
        key=f"{key}-next", table=[dict(each) for each in rows], description="what comes next"
    )
    return (
        Page(bar, progress.percent, always=True),
        Page(link, f"[{address}]({address})", always=True),
        _timeline(wiring, timetable, day),
        Page(following, rows),
    )


def world_pages(wiring: Wiring, day: date, linked: Container[str] = ()) -> tuple[Page, ...]:
    """Return the overview, which links the States with a page in Prefect, and the table of all States."""
    world, rows = wiring.world(), overview_rows(wiring.world(), day)
    address = wiring.settings.address
    text = overview_text(world, day, around=Around(address, _changed(wiring), linked))
    line = f"{overview_line(world, day)} [Our pages]({address})"
    table = TableArtifact(
        key=f"{OVERVIEW}-states", table=[dict(each) for each in rows], description="every State"
    )
    return _text_page(OVERVIEW, text, line), Page(table, rows)


def is_new(page: Page, known: ArtifactCollection | None, now: datetime) -> bool:
    """Tell whether a page says something else than its last version, or that one goes before long."""
    if known is None or known.updated is None or now - known.updated > _RENEWED_AFTER:
        return True
    said = json.loads(known.data) if isinstance(known.data, str) and known.type == "table" else known.data
    return bool(said != page.data)


def _timeline(wiring: Wiring, timetable: Timetable, day: date) -> Page:
    text = country_report(wiring.world(), timetable, day, address=wiring.settings.address)
    line = country_line(timetable, day, wiring.settings.address)
    return _text_page(key_of(timetable.country), text, line)


def _text_page(key: str, text: str, about: str) -> Page:
    return Page(MarkdownArtifact(key=key, markdown=text, description=about), text)


def _changed(wiring: Wiring) -> Announcement | None:
    world = wiring.world()
    number = world.release.number
    if number == 1:
        return None
    return announce(plan_release(wiring.world_of(number - 1), world), number)


async def _count(client: PrefectClient) -> int:
    """Return how many States have a page."""
    asked = {"artifacts": {"key": {"like_": _STATES}}}
    return int((await client.request("POST", "/artifacts/latest/count", json=asked)).json())


async def _latest(client: PrefectClient, keys: str) -> Mapping[str, ArtifactCollection]:
    """Return the last version of the artifacts whose keys are like ``keys``."""
    like = ArtifactCollectionFilter(key=ArtifactCollectionFilterKey(like_=keys))
    found: dict[str, ArtifactCollection] = {}
    while True:
        several = await client.read_latest_artifacts(artifact_filter=like, limit=_AT_ONCE, offset=len(found))
        found |= {each.key: each for each in several}
        if len(several) < _AT_ONCE:
            return found


async def _write(
    client: PrefectClient, pages: Iterable[Page], known: Mapping[str, ArtifactCollection], now: datetime
) -> int:
    fresh = [each for each in pages if each.always or is_new(each, known.get(each.key), now)]
    for each in fresh:
        await each.artifact.acreate(client)
    return len(fresh)
