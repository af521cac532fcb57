"""The servers: the web alone, or the web with Prefect's API, pages, scheduler and runner.

Everything runs in this process and its children, and ends with it.
"""

import logging
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from typing import Any

import uvicorn
from fastapi import FastAPI
from uvicorn.supervisors import Multiprocess

from flows.engine.embedded import check_room, run_catalogue, serving_prefect
from flows.engine.server import api_url, listen, serving, set_environment
from flows.feeds.publishing import publish
from flows.installation.founding import found
from flows.installation.keys import is_alone
from flows.installation.manners import hasten, settle
from flows.installation.settings import Settings
from flows.installation.wiring import Wiring, wire
from flows.nudges.posting import delivery_text
from flows.nudges.retrying import retrying
from flows.releases.calling import calling
from flows.releases.ordering import releasing
from flows.reporting.telling import telling
from flows.site.access import has_founder
from flows.site.pages import pages_of
from flows.watch.scheduler import look_at_scheduler
from flows.watch.versions import check_versions, read_pins
from flows.watch.watchdog import watching
from web.app import create_app
from web.wire import FeedProtocol

Say = Callable[[str], None]


def web_server(wiring: Wiring) -> uvicorn.Server:
    """Return the web as a server in this process."""
    return uvicorn.Server(_web_config(create_app(pages_of(wiring)), wiring.settings))


def web_app() -> FastAPI:
    """Return the web of the installation that the environment names; each worker calls this."""
    return create_app(pages_of(wire()))


def serve_web(settings: Settings, say: Say) -> None:
    """Serve the web alone until interrupted, by as many processes as the settings name."""
    founded = found(settings)
    server = web_server(founded.wiring)
    sockets = [listen(server, "UPRCYCLE_PORT")]
    publish(founded.wiring)
    settle()
    say(f"web      {settings.address}  (release {founded.release}; stop with Ctrl-C)")
    warn_of_keys(settings, say)
    say_who_gives_access(founded.wiring, say)
    # uvicorn passes on what stopped it
    with suppress(KeyboardInterrupt), watching(founded.wiring), _beside_pages(founded.wiring):
        if settings.workers > 1:
            config = _web_config("flows.site.serve:web_app", settings, factory=True, workers=settings.workers)
            Multiprocess(config, sockets).run()
        else:
            server.run(sockets)
    say("stopped")


@contextmanager
def _beside_pages(wiring: Wiring) -> Iterator[None]:
    """Let drafts that were ordered be released, and others be told of releases, until the block ends."""
    with releasing(wiring), calling(wiring):
        yield


def warn_of_keys(settings: Settings, say: Say) -> None:
    """Say so where another machine could not open what this one seals."""
    if is_alone(settings):
        say(
            "keys     in a file of this machine alone; with several, give all the same in UPRCYCLE_SECRET_KEY"
        )


def say_who_gives_access(wiring: Wiring, say: Say) -> None:
    """Say so where nobody can give access yet."""
    if not has_founder(wiring):
        say("access   nobody can give it yet; `uprcycle init` prints a link for the first administrator")


def _web_config(app: FastAPI | str, settings: Settings, **more: Any) -> uvicorn.Config:  # noqa: ANN401 - uvicorn's own
    """Configure the web; its access log stays off, because addresses may hold tokens."""
    return uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        http=FeedProtocol,
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=5,
        **more,
    )


def run_everything(settings: Settings, say: Say) -> None:
    """Serve the web at once, then Prefect, then run what the catalogue schedules, until interrupted.

    Raises:
        RefusedError: Prefect would not work with what is installed, with this folder or on this port.
    """
    check_versions(read_pins())
    hasten()
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # told to stop while it starts, it stops
    founded = found(settings)
    check_room(set_environment(settings))
    with serving(web_server(founded.wiring), "UPRCYCLE_PORT"), _beside_pages(founded.wiring):
        say(f"web      {settings.address}  (release {founded.release})")
        warn_of_keys(settings, say)
        say(f"feeds    {settings.address}/subscribe")
        say_who_gives_access(founded.wiring, say)
        say(f"delivery {delivery_text(founded.wiring)}")
        say("prefect  starting; the first time takes up to half a minute")
        with serving_prefect(settings):
            say(f"prefect  {api_url(settings).removesuffix('/api')}")
            try:
                look = partial(look_at_scheduler, api_url(settings))
                with watching(founded.wiring, look), retrying(founded.wiring), telling(founded.wiring):
                    run_catalogue(say)
            finally:
                # Interrupted while it writes its history down, Prefect says so at length; nobody needs it.
                logging.disable(logging.ERROR)
    say("stopped")
