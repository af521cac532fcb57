"""Addresses are told of each release once, by whatever number of tries, and only where anything leaves."""

import base64
import hashlib
import hmac
import json
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from http.client import HTTPConnection

import pytest

from flows.installation.settings import Settings
from flows.releases.calling import call_all, calling, name_of, owe_calls, try_out
from flows.site.doors import MOST_HOOKS, HookBoard
from notifications.guard import DeliveryMode
from notifications.outward import Target
from notifications.release_calls import MOST_FAILURES
from tests.flows.installed import NOON, founded_memory
from tests.notifications.chat_server import ChatServer, serving
from uprcycle.errors import BadInputError, RefusedError
from uprcycle.store.packaged import load_ruleset
from uprcycle.store.release_hooks_port import HookCall, ReleaseHook

MINUTE = timedelta(minutes=1)
ADDRESS = "https://hooks.example.org/upr?secret=abc"


@dataclass
class Site:
    """An installation with one address, which a server on loopback stands for."""

    server: ChatServer
    mode: DeliveryMode = DeliveryMode.LIVE
    allowed: tuple[str, ...] = ()
    now: datetime = NOON
    board: HookBoard = field(init=False)

    def __post_init__(self) -> None:
        settings = Settings(delivery=self.mode, allowlist=self.allowed, base_url="https://upr.example.org")
        self.wiring = replace(founded_memory(lambda: self.now), settings=settings)
        self.board = HookBoard(self.wiring, self.opening)
        self.board.add("the others", ADDRESS, "desk")

    @property
    def hook(self) -> ReleaseHook:
        return self.board.all()[0].hook

    def opening(self, target: Target) -> HTTPConnection:
        assert (target.host, target.port) == ("hooks.example.org", 443)
        return HTTPConnection("127.0.0.1", self.server.port, timeout=5)

    def release(self) -> None:
        """Release the schedule in force without its last review of the latest cycle."""
        schedule = self.wiring.world().release.schedule
        fewer = replace(schedule, slots=schedule.slots[:-1])
        self.wiring.store.releases.add(
            fewer, load_ruleset(), by="desk", note="one less", source="a test", at=self.now
        )

    def call(self) -> int:
        return call_all(self.wiring, self.opening)

    def calls(self) -> list[tuple[int, str, int, bool]]:
        return [
            (each.release, each.answer, each.tries, each.finished is not None)
            for each in self.board.all()[0].calls
        ]


def test_a_release_is_told_once_signed_and_with_public_facts_alone() -> None:
    with serving() as server:
        site = Site(server)
        assert site.call() == 0  # what was released before is no news
        site.release()
        tried = [site.call(), site.call()]
        (taken,) = server.taken

    moment, call_id = taken.headers["webhook-timestamp"], taken.headers["webhook-id"]
    content = f"{call_id}.{moment}.{json.dumps(taken.body, separators=(',', ':'))}".encode()
    key = base64.b64decode(site.hook.secret.removeprefix("whsec_"))
    expected = base64.b64encode(hmac.new(key, content, hashlib.sha256).digest()).decode()

    assert (tried, site.calls(), taken.path) == ([1, 0], [(2, "200", 1, True)], "/upr?secret=abc")
    assert (taken.headers["webhook-signature"], moment, call_id) == (
        f"v1,{expected}",
        str(int(NOON.timestamp())),
        f"{site.hook.id}-2",
    )
    assert set(taken.body["data"]) == {"release", "states", "page", "api"}
    assert (taken.body["data"]["page"], len(taken.body["data"]["states"])) == (
        "https://upr.example.org/changes/2",
        1,
    )


def test_what_fails_is_tried_again_with_the_same_words_when_its_time_has_come() -> None:
    with serving() as server:
        site = Site(server)
        site.release()
        server.answer(500)
        server.answer(0)
        tried = []
        for wait in (0, 0.5, 0.5, 5):
            site.now += wait * MINUTE
            tried.append(site.call())

    assert (tried, site.calls()) == ([1, 0, 1, 1], [(2, "200", 3, True)])
    assert len({json.dumps(each.body) for each in server.taken}) == 1
    assert len({each.headers["webhook-id"] for each in server.taken}) == 1


def test_who_wants_nothing_any_more_is_switched_off_at_once_and_can_be_switched_on() -> None:
    with serving() as server:
        site = Site(server)
        site.release()
        server.answer(410)
        site.call()
        off = site.hook
        site.release()
        assert (site.call(), off.why, off.off_since) == (0, "410", NOON)

        site.board.switch_on(off.id, "desk")
        assert (site.call(), site.hook.off_since) == (0, None)  # what was missed is no news any more


def test_after_calls_in_a_row_that_came_to_nothing_it_is_left_alone() -> None:
    with serving() as server:
        site = Site(server)
        for number in range(MOST_FAILURES - 1):
            failed = HookCall(f"earlier-{number}", site.hook.id, 1, NOON, 7, NOON, "500")
            site.wiring.store.release_hooks.owe(failed)
            site.wiring.store.release_hooks.settle(failed, has_arrived=False, most=MOST_FAILURES)
        site.release()
        for tries in range(7):
            assert (site.hook.failures, site.calls()[0][2]) == (4, tries or 7)
            server.answer(503)
            site.call()
            site.now += 600 * MINUTE

    assert (site.hook.failures, site.hook.why, site.hook.off_since is not None) == (5, "503", True)
    assert len(server.taken) == 7


@pytest.mark.parametrize(
    ("mode", "allowed", "answer", "sent"),
    [
        pytest.param(DeliveryMode.RECORDER, (), "recorded", 0, id="recorder"),
        pytest.param(DeliveryMode.REDIRECT, (), "held back", 0, id="redirect"),
        pytest.param(DeliveryMode.ALLOWLIST, (), "held back", 0, id="not-allowed"),
        pytest.param(DeliveryMode.ALLOWLIST, ("hooks.example.org#2688592fc539",), "200", 1, id="allowed"),
        pytest.param(DeliveryMode.LIVE, (), "200", 1, id="live"),
    ],
)
def test_something_leaves_only_where_messages_do(
    mode: DeliveryMode, allowed: tuple[str, ...], answer: str, sent: int
) -> None:
    with serving() as server:
        site = Site(server, mode, allowed)
        site.release()
        site.call()
        tested = try_out(site.wiring, site.hook, site.opening)

    assert (site.calls(), tested, len(server.taken)) == ([(2, answer, 1, True)], answer, 2 * sent)
    assert name_of(site.hook) == f"hooks.example.org#{hashlib.sha256(ADDRESS.encode()).hexdigest()[:12]}"


def test_whoever_is_killed_between_owing_and_telling_leaves_it_to_the_next() -> None:
    with serving() as server:
        site = Site(server)
        site.release()
        assert (owe_calls(site.wiring), owe_calls(site.wiring)) == (1, 0)
        (due,) = site.wiring.store.release_hooks.due(site.now)
        site.wiring.store.release_hooks.take(due, until=site.now + 2 * MINUTE)
        assert site.call() == 0
        site.now += 2 * MINUTE
        assert site.call() == 1

    assert site.calls() == [(2, "200", 2, True)]


def test_addresses_can_be_tried_out_and_removed_and_are_no_more_than_a_few() -> None:
    with serving() as server:
        site = Site(server)
        server.answer(418)
        assert site.board.try_out(site.hook.id) == "418"
        with pytest.raises(BadInputError, match="the web-hook cannot be kept"):
            site.board.add(" ", ADDRESS, "desk")
        for _ in range(MOST_HOOKS - 1):
            site.board.add("more", ADDRESS, "desk")
        with pytest.raises(RefusedError, match="there are 20 web-hooks already"):
            site.board.add("more", ADDRESS, "desk")
        site.board.remove(site.hook.id, "desk")
        with pytest.raises(RefusedError, match="there is no web-hook"):
            site.board.try_out("none")

    assert (len(site.board.all()), server.taken[0].body["type"]) == (MOST_HOOKS - 1, "test")


def test_a_server_looks_by_itself() -> None:
    with serving() as server:
        site = Site(server)
        with calling(site.wiring):
            assert site.calls() == []
