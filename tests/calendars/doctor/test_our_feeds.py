"""Our own feeds before the doctor: nothing is found, not even a hint."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Thread
from time import sleep

import pytest
import uvicorn

from calendars.doctor.examine import examine_visit
from calendars.doctor.fetch import fetch
from calendars.doctor.visit import Answer, Request, visit
from tests.calendars.doctor.good import SEEN, found_in
from tests.calendars.test_packaged_feeds import render
from tests.web.site import build_app

GOLDEN = Path(__file__).parents[1] / "golden"


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", ["country/KEN", "session/54", "region/africa", "all"])
def test_nothing_is_found_in_our_feeds(name: str, language: str) -> None:
    assert found_in(render(name, language).body) == []


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*.ics")), ids=lambda path: path.name)
def test_nothing_is_found_in_the_golden_feeds(path: Path) -> None:
    assert found_in(path.read_bytes()) == []


def test_what_is_withdrawn_and_the_tasks_of_an_office_are_among_them() -> None:
    written = b"".join(path.read_bytes() for path in GOLDEN.glob("*.ics"))

    assert [each in written for each in (b"STATUS:CANCELLED", b"BEGIN:VTODO", b"BEGIN:VALARM")] == [True] * 3


@contextmanager
def our_server() -> Iterator[str]:
    """Serve our own web on loopback until the block ends."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = uvicorn.Server(uvicorn.Config(build_app(), log_level="critical", lifespan="off"))
        thread = Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        while not server.started:
            sleep(0.01)
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()


def ask(request: Request) -> Answer:
    """Ask under the name of the site, because it answers to no other."""
    return fetch(replace(request, headers={"Host": "upr.example.org", **request.headers}))


def test_nothing_is_found_in_how_our_feeds_are_served() -> None:
    with our_server() as server:
        report = examine_visit(visit(f"{server}/feeds/country/KEN.ics", ask), ask, SEEN)

    assert [each.check.id for each in report.findings] == []
