"""Chats: who is written to there, and what becomes of a message whose chat is closed.

Whoever chose a chat and has one that is alive is written to there, and by mail otherwise. The keys of
a message name the channel that was chosen, not the way it took: so nothing that went through
one way is said again on the other.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from flows.installation.settings import Settings
from flows.installation.wiring import Wiring
from notifications.deliver import Judge, Outlet, Verdict
from notifications.digest import Digest
from notifications.guard import DeliveryMode, Guard
from notifications.hooks import SLACK_HOST, HookKind, read_hook
from notifications.recorder import Recorder
from uprcycle.errors import BadInputError
from uprcycle.people import Assignment
from uprcycle.store.ports import ChatHook, Envelope

CHATS = frozenset(HookKind)


@dataclass(frozen=True, slots=True)
class ChatOutlet(Outlet):
    """Where messages go into chats: ``addresses`` are the ids of web-hooks that may be written to."""

    def recipient(self, person: str) -> str | None:
        """Return the id of the web-hook of ``person``; None for who has none."""
        return self.addresses.get(person)


def chats_of(wiring: Wiring, assignments: Iterable[Assignment]) -> ChatOutlet:
    """Return the way to everybody who chose a chat and has one."""
    chosen = {each.person.id: each.person.channel for each in assignments}
    found = {
        each.person: each.id
        for each in open_chats(wiring)
        if not each.is_room and chosen.get(each.person) == each.kind
    }
    return outlet_by(wiring, found)


def outlet_by(wiring: Wiring, found: dict[str, str]) -> ChatOutlet:
    """Return the outlet to the web-hooks ``found``, which go by the ids of who reads there."""
    mode = wiring.settings.delivery
    is_kept = not found or wiring.is_rehearsal or mode is DeliveryMode.RECORDER
    channel = Recorder() if is_kept else wiring.chats(wiring.store.chat_hooks, wiring.now)
    return ChatOutlet(channel, found, Guard(mode))


def open_chats(wiring: Wiring) -> tuple[ChatHook, ...]:
    """Return the web-hooks that are alive and that the delivery mode writes to, by person and id.

    One whose address no key opens is of no use, and mail takes its place.
    """
    alive = (each for each in wiring.store.chat_hooks.all() if each.address and not each.dead_since)
    return tuple(each for each in alive if is_written_to(each, wiring.settings))


def is_written_to(hook: ChatHook, settings: Settings) -> bool:
    """Tell whether the delivery mode lets messages into a chat; what it keeps out goes by mail."""
    match settings.delivery:
        case DeliveryMode.RECORDER | DeliveryMode.LIVE:
            return True
        case DeliveryMode.ALLOWLIST:
            return name_of(hook) in settings.allowlist
        case DeliveryMode.REDIRECT:
            return False


def name_of(hook: ChatHook) -> str:
    """Return by what an operator allows a chat: host and fingerprint; nothing where no key opens it."""
    if hook.kind == HookKind.OTHER:
        return hook.fingerprint
    if hook.kind == HookKind.SLACK:
        return f"{SLACK_HOST}#{hook.fingerprint}"
    try:
        return f"{read_hook(hook.address).host}#{hook.fingerprint}"
    except BadInputError:
        return ""


def goes_to_chat(digest: Digest, chats: Outlet) -> bool:
    """Tell whether a digest is said in a chat."""
    return chats.recipient(digest.person.id) is not None


def judge_mails(chats: Outlet, judge: Judge) -> Judge:
    """Leave messages to chats that are open, and take those back whose chat is not."""

    def judged(envelope: Envelope) -> Verdict:
        if envelope.channel not in CHATS:
            return judge(envelope)
        is_open = chats.recipient(envelope.person) is not None
        theirs = Verdict.OF_OTHERS
        return theirs if is_open or judge(envelope) is theirs else Verdict.DEAD

    return judged


def judge_chats(chats: Outlet, judge: Judge) -> Judge:
    """Leave everything but messages to chats that are open."""

    def judged(envelope: Envelope) -> Verdict:
        is_ours = envelope.channel in CHATS and chats.recipient(envelope.person) is not None
        return judge(envelope) if is_ours else Verdict.OF_OTHERS

    return judged
