"""The real server on loopback, over a store of its own, on a day that a test may move."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import uvicorn
from fastapi import FastAPI

from flows.engine.server import serving
from flows.installation.keys import Keyring
from flows.installation.settings import Settings
from flows.installation.wiring import Wiring
from flows.nudges.nudging import send_nudges
from flows.site.pages import pages_of
from notifications.guard import DeliveryMode
from tests.browser.box import Box
from tests.browser.people import settle
from tests.flows.conftest import free_port
from tests.flows.installed import NOON
from tests.notifications.mail_server import Inbox
from tests.notifications.mail_server import serving as serving_mail
from uprcycle.store.database import open_store
from web.app import create_app
from web.wire import FeedProtocol


@dataclass
class Clock:
    """What time it is for the installation; moved by hand."""

    time: datetime = NOON

    def now(self) -> datetime:
        return self.time


class RealClock(Clock):
    """The time it is, for whoever asks others who have no other clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)  # noqa: TID251 - a provider of identities has no other clock


@dataclass(frozen=True)
class Running:
    """An installation that answers at ``address`` and whose mails come into a ``box``."""

    wiring: Wiring
    app: FastAPI
    box: Box
    clock: Clock

    @property
    def address(self) -> str:
        return self.wiring.settings.address

    def send(self) -> int:
        """Send the mails that are owed and return how many went out."""
        return send_nudges(self.wiring, self.wiring.today()).delivery.sent


@contextmanager
def running(founded: Path, home: Path, clock: Clock | None = None, **chosen: Any) -> Iterator[Running]:  # noqa: ANN401 - settings
    """Serve a copy of what was founded until the block ends; its people have had a mail each."""
    shutil.copytree(founded, home)
    clock = clock or Clock()
    with serving_mail(Inbox()) as inbox:
        wiring = _wired(home, clock, smtp_url=f"smtp://127.0.0.1:{inbox.port}", **chosen)
        app = create_app(pages_of(wiring))
        here = Running(wiring, app, Box(inbox, wiring.settings.address), clock)
        settle(wiring)
        here.send()
        with serving(_server(app, wiring.settings), "UPRCYCLE_PORT"):
            yield here
        wiring.store.close()


def _wired(home: Path, clock: Clock, **chosen: Any) -> Wiring:  # noqa: ANN401 - settings
    usual: dict[str, Any] = {"port": free_port(), "delivery": DeliveryMode.LIVE, "smtp_per_second": 0}
    settings = Settings(data_dir=home, **usual | chosen)
    store = open_store(settings.store_url, Keyring(settings))
    return Wiring(settings, store, clock.now, lambda: clock.now().date())


def _server(app: FastAPI, settings: Settings) -> uvicorn.Server:
    config = uvicorn.Config(
        app, port=settings.port, http=FeedProtocol, log_level="warning", access_log=False, server_header=False
    )
    return uvicorn.Server(config)
