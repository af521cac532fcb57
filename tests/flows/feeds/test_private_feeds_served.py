"""A real server on loopback that is asked for private feeds a hundred times: no token in anything it says."""

import http.client
import logging
import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from calendars.access import digest_of
from flows.engine.server import serving
from flows.feeds import binding
from flows.feeds.subscribing import Wish, make, revoke
from flows.installation.wiring import Wiring
from flows.site.serve import web_server
from tests.flows.conftest import free_port
from tests.flows.installed import NOON, holder, stored
from uprcycle.people import Role
from uprcycle.rules.rule import Kind
from uprcycle.subscriptions import Filter

pytestmark = pytest.mark.slow

BRIEF = Wish("My feed", filter=Filter(kinds=(Kind.EVENT,)))


@pytest.fixture
def wiring(home: Path) -> Iterator[Wiring]:
    """Serve an installation with one person in it."""
    wiring = stored(home, port=free_port())
    wiring.store.people.save([holder("KEN", "RCO Kenya", Role.RCO)], by="a tester", at=NOON)
    with serving(web_server(wiring), "UPRCYCLE_PORT"):
        yield wiring
    wiring.store.close()


def make_feed(wiring: Wiring) -> str:
    """Make a feed and return its token."""
    (assignment,) = wiring.store.people.assignments()
    handed = make(wiring, assignment.person, BRIEF, by="a tester")
    return handed.address.rpartition("/")[2].removesuffix(".ics")


def ask(wiring: Wiring, target: str, method: str = "GET") -> int:
    return request(wiring.settings.port, target, method)


def request(port: int, target: str, method: str = "GET") -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.putrequest(method, target, skip_accept_encoding=True)
    connection.endheaders()
    status = connection.getresponse().status
    connection.close()
    return status


def test_a_hundred_requests_leave_no_token_in_any_log_or_file(
    wiring: Wiring,
    home: Path,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    caplog.set_level(logging.DEBUG)
    live, dead, broken = (make_feed(wiring) for _ in range(3))
    gone = wiring.store.subscriptions.of_digest(digest_of(dead))
    assert gone is not None
    revoke(wiring, gone.id, by="a tester")
    targets = [f"/feeds/my/{token}.ics{query}" for token in (live, dead) for query in ("", "?lang=fr")]
    targets += [f"/feeds/my/{live}", f"/feeds/my/{live}/a.ics", f"//feeds/my/{live}.ics"]
    statuses = {ask(wiring, each, method) for each in 6 * targets for method in ("GET", "HEAD")}
    statuses |= {ask(wiring, f"/feeds/my/{live}.ics", each) for each in ("POST", "OPTIONS", "PROPFIND")}
    monkeypatch.setattr(binding, "bind_personal", None)
    statuses |= {ask(wiring, f"/feeds/my/{broken}.ics") for _ in range(13)}

    said = capfd.readouterr()
    written = b"".join(each.read_bytes() for each in home.rglob("*") if each.is_file())
    everything = caplog.text + said.out + said.err + written.decode("latin-1")

    assert statuses == {200, 404, 405, 500}
    assert "a request to /feeds/my/{token}.ics failed" in caplog.text
    assert [token for token in (live, dead, broken) if token[8:] in everything] == []


# Behind nginx, set as the how-to says

NGINX = """\
daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log info;
events {{ }}
http {{
    access_log {folder}/access.log;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
    server {{
        listen 127.0.0.1:{port};
        location / {{ proxy_pass http://127.0.0.1:{upstream}; }}
        {location}
    }}
}}
"""


def advised(upstream: int) -> str:
    """Return the block that the how-to advises, with the port of this test."""
    text = (Path(__file__).parents[3] / "docs/how-to/subscribe-privately.md").read_text("utf-8")
    (block,) = re.findall(r"```nginx\n(.*?)```", text, re.DOTALL)
    return str(block).replace("127.0.0.1:8080", f"127.0.0.1:{upstream}")


@contextmanager
def nginx(folder: Path, upstream: int) -> Iterator[int]:
    """Run nginx before ``upstream``, with its logs on, and yield its port."""
    program = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    if program is None:
        pytest.skip("nginx is not installed; apt-get install nginx-light")
    port, settings = free_port(), folder / "nginx.conf"
    settings.write_text(NGINX.format(folder=folder, port=port, upstream=upstream, location=advised(upstream)))
    with subprocess.Popen([program, "-p", str(folder), "-c", str(settings)]) as running:
        try:
            await_port(port)
            yield port
        finally:
            running.terminate()


def await_port(port: int) -> None:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.05)
    pytest.fail("nginx did not start")


def test_a_proxy_that_is_set_as_advised_logs_no_token(wiring: Wiring, tmp_path: Path) -> None:
    token, folder = make_feed(wiring), tmp_path / "nginx"
    folder.mkdir()
    folder.chmod(0o777)  # where tests run as root, nginx works as nobody
    targets = [f"/feeds/my/{each}.ics" for each in (token, token[:-1])]

    with nginx(folder, wiring.settings.port) as port:
        statuses = [request(port, each) for each in 50 * targets]
        request(port, "/healthz")
    with nginx(folder, free_port()) as port:  # nobody listens there, which nginx notes as an error
        broken = {request(port, each) for each in targets}
        request(port, "/healthz")

    logs = {each.name: each.read_text("utf-8") for each in folder.glob("*.log")}
    assert (statuses[0], broken) == (200, {502})
    assert [name for name, text in logs.items() if token[8:-1] in text] == []
    assert logs["access.log"].count("/healthz") == 2
    assert "/healthz" in logs["error.log"]
