"""A real server on loopback that is asked for private feeds a hundred times: no token in anything it says."""

import http.client
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows import private_feeds
from flows.engine import serving
from flows.serve import web_server
from flows.subscribing import Wish, make, revoke
from flows.wiring import Wiring
from tests.flows.conftest import free_port
from tests.flows.installation import NOON, holder, stored
from uprcycle.people import Role
from uprcycle.rules.rule import Kind
from uprcycle.subscriptions import Filter

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
    connection = http.client.HTTPConnection("127.0.0.1", wiring.settings.port, timeout=30)
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
    revoke(wiring, wiring.store.subscriptions.all()[0].id, by="a tester")
    targets = [f"/feeds/my/{token}.ics{query}" for token in (live, dead) for query in ("", "?lang=fr")]
    targets += [f"/feeds/my/{live}", f"/feeds/my/{live}/a.ics", f"//feeds/my/{live}.ics"]
    statuses = {ask(wiring, each, method) for each in 6 * targets for method in ("GET", "HEAD")}
    statuses |= {ask(wiring, f"/feeds/my/{live}.ics", each) for each in ("POST", "OPTIONS", "PROPFIND")}
    monkeypatch.setattr(private_feeds, "render_personal", None)
    statuses |= {ask(wiring, f"/feeds/my/{broken}.ics") for _ in range(13)}

    said = capfd.readouterr()
    written = b"".join(each.read_bytes() for each in home.rglob("*") if each.is_file())
    everything = caplog.text + said.out + said.err + written.decode("latin-1")

    assert statuses == {200, 404, 405, 500}
    assert "a request to /feeds/my/{token}.ics failed" in caplog.text
    assert [token for token in (live, dead, broken) if token[8:] in everything] == []
