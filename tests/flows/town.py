"""An installation whose people chose chats, with a chat server and a mail server on loopback."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

from flows.installation.wiring import Wiring
from flows.nudges.speaking import speak
from notifications.apprise_channel import ChatChannel, OtherChannel
from notifications.guard import DeliveryMode
from notifications.hooks import fingerprint_of, read_hook
from tests.flows.installed import holder, stored
from tests.notifications.chat_server import ChatServer, Loopback
from tests.notifications.chat_server import serving as serving_chats
from tests.notifications.hook_addresses import SLACK, TEAMS
from tests.notifications.mail_server import Inbox, serving
from uprcycle.people import Role
from uprcycle.store.ports import ChatHook

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
AMINA, BINOD = "id-5-sur", "id-6-tgo"


@dataclass
class Town:
    """What an installation sends, and the servers that take it."""

    chat: ChatServer
    inbox: Inbox
    now: datetime = field(default=MONDAY)
    wiring: Wiring = field(init=False)

    def round(self) -> str:
        """Say all that is due now and return what became of the messages."""
        return speak(self.wiring, self.now.date()).as_words().partition(", ")[2]

    def addressed(self) -> list[str]:
        """Return to whom mail came, in alphabetical order."""
        return sorted(address for taken in self.inbox.taken for address in taken.rcpt_tos)

    def subjects(self) -> list[str]:
        """Return what the mails that came are about, in alphabetical order."""
        mails = (
            message_from_bytes(each.original_content or b"", policy=policy.default)
            for each in self.inbox.taken
        )
        return sorted(str(each["Subject"]) for each in mails)

    def said(self) -> list[tuple[str, str]]:
        """Return the channel and the state of every message, in alphabetical order."""
        return sorted((row.envelope.channel, row.state.value) for row in self.wiring.store.ledger.rows())

    def connect(self, person: str, address: str, name: str, **changes: Any) -> None:  # noqa: ANN401 - fields
        """Connect a chat."""
        self.wiring.store.chat_hooks.add(hook_of(person, address, name, **changes), by="desk")


def hook_of(person: str, address: str, name: str, **changes: Any) -> ChatHook:  # noqa: ANN401 - fields
    """Return the way to ``address``."""
    hook = read_hook(address)
    plain = ChatHook(name, hook.kind.value, person, fingerprint_of(hook), MONDAY, hook.address)
    return replace(plain, **changes)


@contextmanager
def town_in(home: Path, **chosen: Any) -> Iterator[Town]:  # noqa: ANN401 - settings
    """Yield a town of two people: Amina chose Slack and Binod Teams."""
    with serving(Inbox()) as inbox, serving_chats() as chat:
        town = Town(chat, inbox)
        given = {"delivery": DeliveryMode.LIVE, "smtp_url": f"smtp://127.0.0.1:{inbox.port}"} | chosen
        plain = stored(home, lambda: town.now, **given)
        town.wiring = replace(
            plain,
            chats=lambda hooks, now: ChatChannel(hooks, now, Loopback(chat)),
            other_chats=lambda rooms, rests, now: OtherChannel(
                {each.name: each for each in rooms}, rests, now, Loopback(chat)
            ),
        )
        held = (
            holder("SUR", "RCO Suriname", Role.RCO, Role.UNCT, person="amina"),
            holder("TGO", "RCO Togo", Role.RCO, Role.UNCT, person="binod2"),
        )
        people = [
            replace(each, person=replace(each.person, channel=channel))
            for each, channel in zip(held, ("slack", "teams"), strict=True)
        ]
        town.wiring.store.people.save(people, by="desk", at=MONDAY)
        yield town


def connect_both(town: Town) -> None:
    """Connect the chats that the two people chose."""
    town.connect(AMINA, SLACK, "c1")
    town.connect(BINOD, TEAMS, "c2")
