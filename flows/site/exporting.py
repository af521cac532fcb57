"""Exporting: all that is public as a folder of pages, calendars and tables that needs no server.

Every file is what the web answers, so that an export can say nothing else than the site does.
"""

import asyncio
import hashlib
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from html import escape
from importlib import resources
from pathlib import Path

import httpx

from calendars.feeds import Feed, FeedKind
from calendars.press import Press
from flows.export.folder import Kept, check_folder, files_in_state, keep_files
from flows.export.links import Tongues, file_of, localise
from flows.export.table import write_table
from flows.installation.program import digest_of, program_digest
from flows.installation.wiring import Wiring
from flows.site.pages import pages_of
from uprcycle.days.span import day_span
from uprcycle.errors import RefusedError
from uprcycle.store.packaged import load_language
from uprcycle.wording.language import ENGLISH, Language
from uprcycle.wording.spans import span_text
from web.app import create_app
from web.assets import load_assets
from web.feed_links import feed_names

_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export holds: of which release, how many files, and what was done to get there."""

    release: int
    files: int
    kept: Kept


def count_files(wiring: Wiring, tongues: Tongues) -> int:
    """Return how many files an export in these languages has, for progress."""
    return len(tongues.codes) * (len(_addresses(wiring)) + 1) + len(load_assets())


def export(wiring: Wiring, folder: Path, tongues: Tongues, on_file: Callable[[], object]) -> Exported:
    """Bring ``folder`` to hold everything public in these languages; only what changed is written.

    Args:
        wiring: The installation.
        folder: Where to; empty, new, or an earlier export.
        tongues: The languages.
        on_file: Called after each file, for progress.

    Raises:
        RefusedError: The folder holds something else, or nothing is released yet.
        BadInputError: It is a file, or its manifest is damaged.
    """
    check_folder(folder)
    release, state = wiring.world().release, _state(wiring, tongues)
    if (known := files_in_state(folder, state)) is not None:
        return Exported(release.number, known, Kept(written=0, unchanged=known, removed=0))
    about = {
        "format": _FORMAT,
        "state": state,
        "release": release.number,
        "released_at": release.at.isoformat(timespec="seconds"),
        "schedule": release.digest,
        "languages": list(tongues.codes),
        "address": wiring.settings.address,
    }
    count = 0

    def counted() -> Iterator[tuple[str, bytes]]:
        nonlocal count
        for each in _files(wiring, tongues):
            yield each
            count += 1
            on_file()

    kept = keep_files(folder, counted(), about)
    return Exported(release.number, count, kept)


def _state(wiring: Wiring, tongues: Tongues) -> str:
    """Return a digest of all that has a say in any file: where it is the same, nothing need be rendered."""
    edition = wiring.edition()
    press = Press(wiring.site, program_digest())
    tag, _ = press.validators(Feed(FeedKind.ALL), edition.world, edition.revisions, ENGLISH)
    inputs = (tag, _pages_digest(), wiring.today().isoformat(), *tongues.codes)
    return hashlib.sha256("\x1f".join(inputs).encode()).hexdigest()


@cache
def _pages_digest() -> str:
    """Return the digest of the code and templates that make pages; those of feeds have their own."""
    return digest_of({name: resources.files(name) for name in ("web", "flows")}, {})


def _files(wiring: Wiring, tongues: Tongues) -> Iterator[tuple[str, bytes]]:
    """Yield every file with its path, language by language."""
    site = httpx.ASGITransport(create_app(replace(pages_of(wiring), languages=tongues.codes)))
    with asyncio.Runner() as runner:
        for code in tongues.codes:
            pages = _pages(site, wiring, code, tongues)
            while (page := runner.run(anext(pages, None))) is not None:
                yield page
            yield f"{tongues.folder(code)}dates.csv", _table(wiring, code)
    for asset in load_assets().values():
        yield f"static/{asset.name}", asset.body


async def _pages(
    site: httpx.ASGITransport, wiring: Wiring, code: str, tongues: Tongues
) -> AsyncIterator[tuple[str, bytes]]:
    plain = {"Accept-Encoding": "identity"}
    async with httpx.AsyncClient(transport=site, base_url=wiring.settings.address, headers=plain) as web:
        for address in _addresses(wiring):
            answer = await web.get(address, params={"lang": code} if code != tongues.codes[0] else None)
            place = file_of(address, code, tongues)
            if answer.status_code != httpx.codes.OK or place is None:
                raise RefusedError(f"{address} answers {answer.status_code}; the export was cut off")
            body = answer.content
            if answer.headers["content-type"].startswith("text/html"):
                body = _copy(answer.text, address, code, tongues, wiring).encode()
            yield place, body


def _copy(html: str, address: str, code: str, tongues: Tongues, wiring: Wiring) -> str:
    """Return a page as it stands in an export: with links between files, and a word on what it is."""
    site = wiring.settings.address
    page = localise(html, address, code, tongues, lambda link: f"{site}{link}")
    page = page.replace("<body>", '<body class="copy">', 1)
    note = f'<p class="past">{escape(_notice(wiring, load_language(code)))}</p>'
    head, mark, rest = page.partition("<main ")
    opening, close, content = rest.partition(">")
    return f"{head}{mark}{opening}{close}\n{note}{content}"


def _notice(wiring: Wiring, language: Language) -> str:
    release = wiring.world().release
    return language.text(
        "This is a copy of release {number} of {day}. Dates may have moved since: see {address}.",
        number=release.number,
        day=span_text(day_span(release.at.date()), language),
        address=wiring.settings.address,
    )


def _table(wiring: Wiring, code: str) -> bytes:
    world = wiring.world()
    return write_table(world.timetables(), world.countries, load_language(code))


def _addresses(wiring: Wiring) -> tuple[str, ...]:
    """Return every address that is exported, in order."""
    world = wiring.world()
    countries = [each.country for each in world.timetables()]
    sessions = [each.number for each in world.sessions]
    releases = range(1, world.release.number + 1)
    return (
        "/",
        "/countries",
        *(f"/countries/{each}" for each in countries),
        "/sessions",
        *(f"/sessions/{each}" for each in sessions),
        "/changes",
        *(f"/changes/{each}" for each in releases),
        "/subscribe",
        *(f"/feeds/{each}.ics" for each in sorted(feed_names(world))),
        "/api/v1/countries",
        *(f"/api/v1/countries/{each}" for each in countries),
        *(f"/api/v1/countries/{each}/documents" for each in countries),
        "/api/v1/sessions",
        "/api/v1/changes",
        *(f"/api/v1/changes/{each}" for each in releases),
    )
