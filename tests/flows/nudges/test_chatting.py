"""Messages in chats, over a store on disk, to a real server on loopback and a real mail server beside it."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from flows.installation.environment import load_settings
from flows.installation.settings import Settings
from flows.nudges.chatting import is_written_to, name_of
from notifications.guard import DeliveryMode
from notifications.hooks import fingerprint_of, read_hook
from notifications.rhythm import is_mark
from tests.flows.town import AMINA, BINOD, HOUR, Town, connect_both, hook_of, town_in
from tests.notifications.hook_addresses import SLACK, TEAMS
from uprcycle.store.database import open_store

Found = Callable[..., Town]


@pytest.fixture
def found_town(home: Path) -> Iterator[Found]:
    """Return what founds a town with two chats, whose settings are as given."""
    with ExitStack() as stack:

        def found(**chosen: Any) -> Town:  # noqa: ANN401 - settings
            town = stack.enter_context(town_in(home, **chosen))
            connect_both(town)
            return town

        yield found


def test_each_is_told_in_the_chat_that_they_chose_and_once(found_town: Found, home: Path) -> None:
    town = found_town()

    assert town.round() == "2 messages sent"
    assert sorted(each.host for each in town.chat.taken)[1] == "hooks.slack.com"
    assert town.round() == "no messages sent"
    assert (len(town.chat.taken), town.addressed()) == (2, [])
    assert town.said() == [("slack", "sent"), ("teams", "sent")]
    written = b"".join(path.read_bytes() for path in home.glob("uprcycle.db*"))
    assert [each for each in (SLACK, TEAMS) if each[-20:].encode() in written] == []


def test_a_chat_that_is_gone_is_told_of_no_more_and_the_same_is_said_by_mail(
    found_town: Found,
) -> None:
    town = found_town()
    town.chat.answer(404)
    assert town.round() == "2 messages sent, 1 deferred"
    keys = {row.envelope.channel: row.envelope.keys for row in town.wiring.store.ledger.rows()}

    town.now += HOUR
    assert town.round() == "1 message sent, 1 stopped"
    town.now += HOUR
    assert town.round() == "no messages sent"
    assert (len(town.chat.taken), town.addressed()) == (2, ["amina@example.org"] * 2)
    mailed = town.wiring.store.ledger.rows(1)[0]
    assert (mailed.envelope.channel, mailed.envelope.keys) == ("email", keys["slack"])
    assert town.said() == [("email", "sent"), ("email", "sent"), ("slack", "withdrawn"), ("teams", "sent")]


def test_what_may_have_arrived_in_a_chat_that_is_gone_is_not_said_again_by_mail(
    found_town: Found,
) -> None:
    town = found_town()
    town.chat.answer(0)
    assert town.round() == "1 message sent, 1 deferred"
    town.wiring.store.chat_hooks.bury("c1", "404", at=town.now)
    town.now += HOUR

    assert town.round() == "1 message sent, 1 stopped"
    assert (len(town.chat.taken), len(town.subjects())) == (2, 1)
    assert town.said() == [("email", "sent"), ("slack", "failed"), ("teams", "sent")]


def test_a_chat_that_asks_for_rest_is_left_alone_and_gets_its_message_after(
    found_town: Found,
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


def test_who_chose_a_chat_and_has_none_or_one_that_no_key_opens_gets_mail(home: Path) -> None:
    with town_in(home) as town:
        # Another program, with another key: as if ours were lost.
        open_store(town.wiring.settings.store_url).chat_hooks.add(hook_of(BINOD, TEAMS, "c2"), by="desk")
        assert [each.address for each in town.wiring.store.chat_hooks.all()] == [""]

        assert town.round() == "2 messages sent"
        assert (town.chat.taken, town.addressed()) == ([], ["amina@example.org", "binod2@example.org"])
        mails = [row.envelope for row in town.wiring.store.ledger.rows()]
        keys = {each.person: next(filter(lambda key: not is_mark(key), each.keys)) for each in mails}
        assert "/slack/" in keys[AMINA]
        assert "/teams/" in keys[BINOD]


def test_redirected_messages_all_go_to_one_mailbox_and_no_chat_hears_anything(
    found_town: Found,
) -> None:
    town = found_town(delivery=DeliveryMode.REDIRECT, redirect_to="desk@example.org")

    assert town.round() == "2 messages sent"
    assert (town.chat.taken, town.addressed()) == ([], ["desk@example.org"] * 2)


def test_in_recorder_mode_nothing_leaves(found_town: Found) -> None:
    town = found_town(delivery=DeliveryMode.RECORDER)

    assert town.round() == "2 messages sent"
    assert (town.chat.taken, town.addressed()) == ([], [])
    assert town.said() == [("slack", "sent"), ("teams", "sent")]


def test_an_allowed_chat_is_written_to_and_what_is_kept_out_needs_an_allowed_address(
    found_town: Found,
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
