"""The feeds that are read, as bytes and as what they mean; each is made once for all parsers."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import cache

import uvicorn

from calendars.feeds import find_feed
from calendars.press import RenderedFeed, render_feed
from flows.engine.server import serving
from flows.site.pages import pages_of
from tests.flows.conftest import free_port
from tests.interop import own
from tests.interop.installation import changed_installation
from tests.interop.meant import SUBJECTS, Meant, meant_by
from tests.interop.tongues import TONGUES, tongue
from web.app import create_app

PUBLIC = {each.name: each for each in SUBJECTS}
NAMES = (*PUBLIC, own.NAME)
"""Every feed that is read."""


@cache
def render(name: str, language: str) -> RenderedFeed:
    """Return a feed in one of :data:`TONGUES`."""
    wiring = changed_installation()
    if name == own.NAME:
        return own.render_own(wiring, tongue(language))
    world, histories = wiring.world(), wiring.store.revisions.current()
    return render_feed(find_feed(name, world), world, histories, tongue(language), wiring.site)


@cache
def meant(name: str, language: str) -> Mapping[str, Meant]:
    """Return what a feed is meant to say, by UID."""
    wiring = changed_installation()
    if name == own.NAME:
        return own.meant_own(wiring, tongue(language))
    return meant_by(PUBLIC[name], wiring, tongue(language))


def path(name: str, language: str) -> str:
    """Return where :func:`serving_feeds` has a feed; its language is the token of an office's own."""
    return f"/feeds/my/{language}.ics" if name == own.NAME else f"/feeds/{name}.ics?lang={language}"


@contextmanager
def serving_feeds() -> Iterator[str]:
    """Serve the feeds on loopback with our own server, in all of :data:`TONGUES`; yield its address."""
    port = free_port()
    pages = replace(
        pages_of(changed_installation()),
        languages=TONGUES,
        language=tongue,
        feed=render,
        personal=lambda token, _: render(own.NAME, token),
    )
    config = uvicorn.Config(create_app(pages), port=port, log_level="warning", access_log=False)
    with serving(uvicorn.Server(config), "the tests' own"):
        yield f"http://127.0.0.1:{port}"
