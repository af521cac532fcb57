"""Messages in chats, over a store on disk, to a real server on loopback and a real mail server beside it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from flows.chatting import is_written_to, name_of
from flows.nudging import send_nudges
from flows.settings import Settings, load_settings
from flows.wiring import Wiring
from notifications.apprise_channel import ChatChannel
from notifications.guard import DeliveryMode
from notifications.hooks import fingerprint_of, read_hook
from notifications.rhythm import is_mark
from tests.flows.installation import holder, stored
from tests.notifications.chat_server import ChatServer, Loopback
from tests.notifications.chat_server import serving as serving_chats
from tests.notifications.hook_addresses import SLACK, TEAMS
from tests.notifications.mail_server import Inbox, serving
from uprcycle.people import Role
from uprcycle.store.ports import ChatHook, LedgerState

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)


@dataclass
class Town:
    """An installation with two people who chose chats, and the servers that take what it sends."""

    wiring: Wiring
    chat: ChatServer
    inbox: Inbox
    now: datetime = field(default=MONDAY)

    def round(self) -> str:
        return send_nudges(self.wiring, self.now.date()).as_words().partition(", ")[2]

    def addressed(self) -> list[str]:
        return sorted(address for taken in self.inbox.taken for address in taken.rcpt_tos)

    def subjects(self) -> list[str]:
        mails = [
            message_from_bytes(each.original_content or b"", policy=policy.default)
            for each in self.inbox.taken
        ]
        return sorted(str(each["Subject"]) for each in mails)


def hook_of(person: str, address: str, name: str, **changes: object) -> ChatHook:
    hook = read_hook(address)
    plain = ChatHook(name, hook.kind.value, person, fingerprint_of(hook), MONDAY, hook.address)
    return replace(plain, **changes)  # type: ignore[arg-type]


@pytest.fixture
def found_town(home: Path) -> Iterator[Callable[..., Town]]:
    """Return what founds a town whose delivery is as given."""
    with serving(Inbox()) as inbox, serving_chats() as chat:

        def found(**chosen: object) -> Town:
            given: dict[str, object] = {
                "delivery": DeliveryMode.LIVE,
                "smtp_url": f"smtp://127.0.0.1:{inbox.port}",
            }
            plain = stored(home, lambda: town.now, **given | chosen)
            town = Town(plain, chat, inbox)
            town.wiring = replace(plain, chats=lambda hooks, now: ChatChannel(hooks, now, Loopback(chat)))
            held = [
                holder("SUR", "RCO Suriname", Role.RCO, Role.UNCT, person="amina"),
                holder("TGO", "RCO Togo", Role.RCO, Role.UNCT, person="binod2"),
            ]
            slack, teams = (
                replace(each, person=replace(each.person, channel=channel))
                for each, channel in zip(held, ("slack", "teams"), strict=True)
            )
            store = plain.store
            store.people.save([slack, teams], by="desk", at=MONDAY)
            store.chat_hooks.add(hook_of(slack.person.id, SLACK, "c1"), by="desk")
            store.chat_hooks.add(hook_of(teams.person.id, TEAMS, "c2"), by="desk")
            return town

        yield found


def said(town: Town) -> list[tuple[str, str]]:
    """Return the channel and the state of every message, in alphabetical order."""
    return sorted((row.envelope.channel, row.state.value) for row in town.wiring.store.ledger.rows())


def test_each_is_told_in_the_chat_that_they_chose_and_once(found_town: Callable[..., Town]) -> None:
    town = found_town()

    assert town.round() == "2 messages sent"
    assert sorted(each.host for each in town.chat.taken)[1] == "hooks.slack.com"
    assert town.round() == "no messages sent"
    assert (len(town.chat.taken), town.addressed()) == (2, [])
    assert said(town) == [("slack", "sent"), ("teams", "sent")]


def test_a_chat_that_is_gone_is_told_of_no_more_and_the_same_is_said_by_mail(
    found_town: Callable[..., Town],
) -> None:
    town = found_town()
    town.chat.answer(404)
    assert town.round() == "1 message sent, 1 deferred"
    keys = {row.envelope.channel: row.envelope.keys for row in town.wiring.store.ledger.rows()}

    town.now += HOUR
    assert town.round() == "1 message sent, 1 stopped"
    town.now += HOUR
    assert town.round() == "no messages sent"
    assert (len(town.chat.taken), town.addressed()) == (2, ["amina@example.org"])
    mailed = town.wiring.store.ledger.rows(1)[0]
    assert (mailed.envelope.channel, mailed.envelope.keys) == ("email", keys["slack"])
    assert said(town) == [("email", "sent"), ("slack", "withdrawn"), ("teams", "sent")]


def test_what_may_have_arrived_in_a_chat_that_is_gone_is_not_said_again_by_mail(
    found_town: Callable[..., Town],
) -> None:
    town = found_town()
    town.chat.answer(0)
    assert town.round() == "1 message sent, 1 deferred"
    town.wiring.store.chat_hooks.bury("c1", "404", at=town.now)
    town.now += HOUR

    assert town.round() == "no messages sent, 1 stopped"
    assert (len(town.chat.taken), town.addressed()) == (2, [])
    assert said(town) == [("slack", "failed"), ("teams", "sent")]


def test_a_chat_that_asks_for_rest_is_left_alone_and_gets_its_message_after(
    found_town: Callable[..., Town],
) -> None:
    town = found_town()
    town.chat.answer(429, Retry_After=str(3 * 3600))
    assert town.round() == "1 message sent, 1 deferred"
    town.now += HOUR
    assert town.round() == "no messages sent, 1 deferred"
    assert len(town.chat.taken) == 2
    town.now += 3 * HOUR
    assert town.round() == "1 message sent"
    assert (len(town.chat.taken), town.addressed()) == (3, [])


def test_who_chose_a_chat_and_has_none_gets_mail(found_town: Callable[..., Town]) -> None:
    town = found_town()
    town.wiring.store.chat_hooks.remove("c1", by="desk", at=town.now)

    assert town.round() == "2 messages sent"
    assert (len(town.chat.taken), town.addressed()) == (1, ["amina@example.org"])
    (mailed, *_) = [row for row in town.wiring.store.ledger.rows() if row.envelope.channel == "email"]
    assert [each for each in mailed.envelope.keys if not is_mark(each) and "/slack/" not in each] == []


def test_redirected_messages_all_go_to_one_mailbox_and_no_chat_hears_anything(
    found_town: Callable[..., Town],
) -> None:
    town = found_town(delivery=DeliveryMode.REDIRECT, redirect_to="desk@example.org")

    assert town.round() == "2 messages sent"
    assert (town.chat.taken, town.addressed()) == ([], ["desk@example.org"] * 2)


def test_in_recorder_mode_nothing_leaves(found_town: Callable[..., Town]) -> None:
    town = found_town(delivery=DeliveryMode.RECORDER)

    assert town.round() == "2 messages sent"
    assert (town.chat.taken, town.addressed()) == ([], [])
    assert said(town) == [("slack", "sent"), ("teams", "sent")]


def test_an_allowed_chat_is_written_to_and_what_is_kept_out_needs_an_allowed_address(
    found_town: Callable[..., Town],
) -> None:
    allowed = f"hooks.slack.com#{fingerprint_of(read_hook(SLACK))}"
    town = found_town(delivery=DeliveryMode.ALLOWLIST, allowlist=allowed)

    assert town.round() == "1 message sent, 1 withheld"
    assert ([each.host for each in town.chat.taken], town.addressed()) == (["hooks.slack.com"], [])


@pytest.mark.parametrize(("address", "host"), [(SLACK, "hooks.slack.com"), (TEAMS, read_hook(TEAMS).host)])
def test_a_chat_is_allowed_by_its_host_and_fingerprint(address: str, host: str) -> None:
    hook = hook_of("p1", address, "c1")
    name = f"{host}#{hook.fingerprint}"
    settings = load_settings(
        {
            "UPRCYCLE_DELIVERY": "allowlist",
            "UPRCYCLE_ALLOWLIST": f"{name},@example.org",
            "UPRCYCLE_SMTP_URL": "smtp://127.0.0.1",
        }
    )

    assert name_of(hook) == name
    assert is_written_to(hook, settings)
    assert not is_written_to(replace(hook, fingerprint="0" * 12), settings)
    assert not is_written_to(replace(hook, kind="teams", address=""), settings)
    assert is_written_to(hook, Settings())


def test_nothing_of_an_address_is_in_the_file(found_town: Callable[..., Town], home: Path) -> None:
    town = found_town()
    town.round()
    written = b"".join(path.read_bytes() for path in home.glob("uprcycle.db*"))

    assert [each for each in (SLACK, TEAMS) if each[-20:].encode() in written] == []
    assert {row.state for row in town.wiring.store.ledger.rows()} == {LedgerState.SENT}
