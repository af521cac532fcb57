"""What goes into a chat, through Apprise and its requests, to a real server on loopback."""

import logging
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import requests
from apprise.plugins import N_MGR

from notifications.apprise_channel import SCHEMAS, ChatChannel, OtherChannel, enabled_schemas
from notifications.hooks import fingerprint_of, read_hook
from notifications.other_rooms import OtherRoom
from tests.notifications.chat_server import ChatServer, Loopback, serving
from tests.notifications.hook_addresses import GIVEN, LOGIC, ROUTED, SECRET, SIGNATURE, SLACK, TEAMS
from uprcycle.errors import BadInputError
from uprcycle.people import Assignment, Office, Person
from uprcycle.store.memory import MemoryStore
from uprcycle.store.ports import ChatHook, ChatHooks, Outcome

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
OWNER = Person("p1", "Amina Example", "amina@example.org")
TEXT = "3 items in the UPR workspace\n&lt;!channel&gt; https://upr.example.org/?a=1&amp;b=2"


class Clock:
    """Stands still until a test moves it."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def server() -> Iterator[ChatServer]:
    with serving() as server:
        yield server


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def hooks() -> ChatHooks:
    store = MemoryStore()
    store.people.save([Assignment(OWNER, Office("RCO Kenya", "KEN", frozenset()))], by="desk", at=NOON)
    for name, address in {"slack": SLACK, "teams": TEAMS, "routed": ROUTED, "logic": LOGIC}.items():
        hook = read_hook(address)
        kept = ChatHook(name, hook.kind.value, OWNER.id, fingerprint_of(hook), NOON, hook.address)
        store.chat_hooks.add(kept, by="desk")
    return store.chat_hooks


@pytest.fixture
def channel(hooks: ChatHooks, clock: Clock, server: ChatServer) -> ChatChannel:
    return ChatChannel(hooks, clock, Loopback(server))


def outcome(channel: ChatChannel, to: str = "slack") -> tuple[Outcome, str]:
    receipt = channel.send(TEXT.encode(), to)
    return receipt.outcome, receipt.answer


def test_slack_gets_the_text_as_it_is_and_nothing_of_anybody_else(
    channel: ChatChannel, server: ChatServer
) -> None:
    assert outcome(channel) == (Outcome.SENT, "200")

    (taken,) = server.taken
    assert (taken.host, taken.path) == ("hooks.slack.com", SLACK.removeprefix("https://hooks.slack.com"))
    assert taken.body["mrkdwn"] is False
    (attachment,) = taken.body["attachments"]
    assert (attachment["title"], attachment["text"]) == ("", TEXT)
    assert sorted(attachment) == ["color", "text", "title"]
    assert sorted(taken.body) == ["attachments", "mrkdwn"]
    assert taken.headers["User-Agent"] == "uprcycle"


@pytest.mark.parametrize(("to", "address"), [("teams", TEAMS), ("routed", ROUTED), ("logic", LOGIC)])
def test_teams_gets_a_card_of_one_text_at_the_very_address(
    channel: ChatChannel, server: ChatServer, to: str, address: str
) -> None:
    server.answer(202)
    assert outcome(channel, to) == (Outcome.SENT, "202")

    (taken,) = server.taken
    assert read_hook(f"https://{taken.host}{taken.path}") == read_hook(address)
    (card,) = taken.body["attachments"]
    (block,) = card["content"]["body"]
    assert (block["type"], block["text"]) == ("TextBlock", TEXT)
    assert card["content"]["msteams"] == {"width": "full"}


@pytest.mark.parametrize(
    ("status", "body", "expected"),
    [
        (200, b"no_text", Outcome.UNKNOWN),
        (302, b"", Outcome.TEMPORARY),
        (400, b"invalid_payload", Outcome.PERMANENT),
        (408, b"", Outcome.TEMPORARY),
        (413, b"", Outcome.PERMANENT),
        (429, b"", Outcome.TEMPORARY),
        (500, b"", Outcome.TEMPORARY),
        (503, b"", Outcome.TEMPORARY),
        (0, b"", Outcome.UNKNOWN),
    ],
)
def test_every_answer_is_read_for_what_it_means_and_nothing_is_asked_twice(
    channel: ChatChannel, server: ChatServer, status: int, body: bytes, expected: Outcome
) -> None:
    server.answer(status, body, Location="http://127.0.0.1:1/inside")

    assert outcome(channel)[0] is expected
    assert len(server.taken) == 1


@pytest.mark.parametrize("to", ["slack", "teams"])
@pytest.mark.parametrize(("asked", "until"), [((429, "7"), 7), ((503, "7"), 7), ((429, ""), 60)])
def test_a_chat_that_asks_for_rest_gets_it_and_others_go_on(
    hooks: ChatHooks, server: ChatServer, to: str, asked: tuple[int, str], until: int
) -> None:
    clock, (status, wait) = Clock(), asked
    channel = ChatChannel(hooks, clock, Loopback(server))
    server.answer(status, Retry_After=wait)
    assert outcome(channel, to) == (Outcome.TEMPORARY, str(status))

    clock.now = NOON + timedelta(seconds=until) - timedelta(microseconds=1)
    assert outcome(channel, to) == (Outcome.TEMPORARY, "the chat rests")
    assert len(server.taken) == 1
    assert outcome(channel, "logic")[0] is Outcome.SENT
    clock.now = NOON + timedelta(seconds=until)
    assert outcome(channel, to) == (Outcome.SENT, "200")


@pytest.mark.parametrize("to", ["slack", "teams"])
@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_a_chat_that_is_gone_is_asked_once(
    channel: ChatChannel, server: ChatServer, hooks: ChatHooks, to: str, status: int
) -> None:
    server.answer(status)

    assert outcome(channel, to) == (Outcome.TEMPORARY, str(status))
    assert [outcome(channel, to) for _ in range(3)] == [(Outcome.TEMPORARY, "the chat is closed")] * 3
    assert len(server.taken) == 1
    gone = hooks.of_id(to)
    assert gone is not None
    assert (gone.dead_since, gone.why) == (NOON, str(status))


def test_nobody_listens(channel: ChatChannel, server: ChatServer) -> None:
    server.port = 1

    assert outcome(channel) == (Outcome.TEMPORARY, "ConnectionError")


def test_what_is_not_known_or_cannot_be_opened_goes_nowhere(
    channel: ChatChannel, hooks: ChatHooks, server: ChatServer
) -> None:
    hooks.add(ChatHook("sealed", "slack", OWNER.id, "0a1b", NOON, ""), by="desk")

    assert outcome(channel, "unknown") == (Outcome.TEMPORARY, "the chat is closed")
    assert outcome(channel, "sealed") == (Outcome.TEMPORARY, "no key opens the address")
    assert server.taken == []


def test_the_session_has_no_way_to_another_host(hooks: ChatHooks, clock: Clock, server: ChatServer) -> None:
    hook = read_hook(SLACK)
    reached = []

    class Elsewhere(Loopback):
        def send(
            self, request: requests.PreparedRequest, *given: object, **more: object
        ) -> requests.Response:
            reached.append(request.url)
            return super().send(request, *given, **more)

    channel = ChatChannel(hooks, clock, Elsewhere(server))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            "apprise.plugins.slack.NotifySlack.webhook_url", "https://elsewhere.example.org/services"
        )
        assert outcome(channel) == (Outcome.TEMPORARY, "InvalidSchema")
    assert (reached, server.taken) == ([], [])
    assert outcome(channel)[0] is Outcome.SENT
    assert reached == [hook.address]


def test_nothing_of_apprise_is_switched_on_but_what_is_used() -> None:
    assert enabled_schemas() == {"slack", "workflow", "workflows"}
    assert set(SCHEMAS) == enabled_schemas()


def test_no_address_of_any_schema_of_apprise_is_one_of_ours() -> None:
    schemas = N_MGR.schemas()  # type: ignore[no-untyped-call]
    accepted = []
    for schema in schemas:
        for rest in ("user:pw@127.0.0.1:8080/a/b/c?template=/etc/passwd", *(each[8:] for each in GIVEN)):
            try:
                accepted.append(read_hook(f"{schema}://{rest}"))
            except BadInputError:
                continue

    assert len(schemas) > 150
    assert accepted == []


@pytest.mark.parametrize("status", [200, 404, 0])
def test_no_address_is_in_the_log_at_any_level(
    channel: ChatChannel, server: ChatServer, caplog: pytest.LogCaptureFixture, status: int
) -> None:
    enabled_schemas()
    with caplog.at_level(logging.DEBUG):
        for to in ("slack", "teams"):
            server.answer(status)
            outcome(channel, to)

    assert len(server.taken) == 2
    assert SECRET not in caplog.text
    assert SIGNATURE not in caplog.text


def test_an_answer_with_broken_headers_brings_no_address_into_the_log(
    channel: ChatChannel, server: ChatServer, caplog: pytest.LogCaptureFixture
) -> None:
    enabled_schemas()
    broken = {"X-One: 1\r\nno colon here\r\nX-Two": "2"}
    with caplog.at_level(logging.DEBUG):
        for to in ("slack", "teams"):
            server.answer(200, b"", **broken)
            outcome(channel, to)

    assert len(server.taken) == 2
    assert [each for each in (SECRET, SIGNATURE) if each in caplog.text] == []


def other(
    server: ChatServer, schema: str = "jsons", address: str = "", clock: Clock | None = None
) -> OtherChannel:
    given = address or f"{schema}://robot:hunter2@chat.example.org/room"
    room = OtherRoom("ours", schema, "RCO Kenya", "KEN", "en", given)
    return OtherChannel({"ours": room}, MemoryStore().heartbeats, clock or Clock(), Loopback(server))


def test_a_room_of_another_service_is_written_to_and_its_schema_closed_again(server: ChatServer) -> None:
    assert other(server).send(TEXT.encode(), "ours").outcome is Outcome.SENT

    (taken,) = server.taken
    assert (taken.host, taken.body["message"]) == ("chat.example.org", TEXT)
    assert enabled_schemas() == set(SCHEMAS)


@pytest.mark.parametrize(
    ("status", "expected"), [(302, Outcome.TEMPORARY), (400, Outcome.PERMANENT), (503, Outcome.TEMPORARY)]
)
def test_what_another_service_answers_is_read_too_and_nothing_is_followed(
    server: ChatServer, status: int, expected: Outcome
) -> None:
    server.answer(status, Location="http://127.0.0.1:1/inside")

    assert other(server).send(TEXT.encode(), "ours").outcome is expected
    assert len(server.taken) == 1


def test_a_room_that_asks_for_rest_gets_it(server: ChatServer, clock: Clock) -> None:
    channel = other(server, clock=clock)
    server.answer(429, b"", **{"Retry-After": "7"})
    answers = []
    for seconds in (0, 6, 1):
        clock.now += timedelta(seconds=seconds)
        answers.append(channel.send(TEXT.encode(), "ours").answer)

    assert (answers, len(server.taken)) == (["429", "the room rests", "200"], 2)


@pytest.mark.parametrize(
    ("channel_of", "to", "answer"),
    [
        (("jsons", ""), "theirs", "no such room"),
        (("nothing", ""), "ours", "no such room"),
        (("matrixs", "matrixs://"), "ours", "Apprise cannot read the address"),
    ],
)
def test_a_room_that_is_not_allowed_or_not_to_be_read_hears_nothing(
    server: ChatServer, channel_of: tuple[str, str], to: str, answer: str
) -> None:
    channel = other(server, *channel_of)

    assert (channel.send(b"text", to).answer, server.taken) == (answer, [])
    assert enabled_schemas() == set(SCHEMAS)
