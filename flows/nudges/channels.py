"""The ways into chats: connected, listed, tried out and taken away. An address is shown nowhere."""

import secrets
from dataclasses import dataclass
from enum import StrEnum

from flows.feeds.subscribing import find_person
from flows.installation.nearest import find_kept, suggest
from flows.installation.wiring import Wiring
from flows.nudges.chatting import is_written_to, name_of, outlet_by
from flows.nudges.rooms import other_rooms
from notifications.chat import escape
from notifications.hooks import HookKind, fingerprint_of, read_hook
from uprcycle.checklist.tick import check_words
from uprcycle.errors import BadInputError, Problem, RefusedError
from uprcycle.people import Office
from uprcycle.store.packaged import language_codes, load_language
from uprcycle.store.ports import ChatHook, Receipt

_ID_BYTES = 4


class ChatState(StrEnum):
    """How a way into a chat stands."""

    OPEN = "open"
    RESTING = "resting"
    KEPT_OUT = "kept out"
    LOCKED = "locked"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Room:
    """The office whose room is connected, and the language spoken there; empty for a person's own chat."""

    office: str = ""
    country: str = ""
    language: str = "en"


@dataclass(frozen=True, slots=True)
class ListedChat:
    """A way into a chat as it stands; ``name`` is by what an operator allows it."""

    hook: ChatHook
    state: ChatState
    name: str


def plan_chat(wiring: Wiring, who: str, address: str, room: Room) -> ChatHook:
    """Return the way that :func:`connect` would keep.

    Raises:
        BadInputError: The address, the person or the office is not known.
        RefusedError: The chat is connected already, or the person has one of this kind.
    """
    hook, person = read_hook(address), find_person(wiring, who)
    office = _office(wiring, room) if room.office else Office("", "", frozenset())
    if room.language not in language_codes():
        remedy = f"use one of {', '.join(language_codes())}"
        raise BadInputError("the language is not known", [Problem("--language", room.language[:20], remedy)])
    planned = ChatHook(
        id=f"c{secrets.token_hex(_ID_BYTES)}",
        kind=hook.kind.value,
        person=person.id,
        fingerprint=fingerprint_of(hook),
        made=wiring.now(),
        address=hook.address,
        country=office.country,
        office=office.name,
        language=room.language if room.office else person.language,
    )
    _refuse_second(wiring, planned)
    return planned


def connect(wiring: Wiring, planned: ChatHook, *, by: str) -> None:
    """Keep a way into a chat.

    Raises:
        BadInputError: The author cannot be kept.
    """
    _check_author(by)
    wiring.store.chat_hooks.add(planned, by=by)


def listed_chats(wiring: Wiring) -> tuple[ListedChat, ...]:
    """Return every way into a chat, by person and id; rooms that the operator wrote down come last."""
    kept = wiring.store.chat_hooks.all()
    return tuple(
        ListedChat(each, _state(wiring, each), name_of(each)) for each in (*kept, *other_rooms(wiring))
    )


def try_out(wiring: Wiring, hook_id: str) -> Receipt:
    """Say one sentence in a chat, as the delivery mode allows, and return what became of it.

    Raises:
        BadInputError: There is no such way.
        RefusedError: It is closed, or the delivery mode keeps it out.
    """
    hook = find_chat(wiring, hook_id)
    state = _state(wiring, hook)
    if state is not ChatState.OPEN:
        remedy = "`uprcycle channel list` says since when" if hook.dead_since else "see UPRCYCLE_DELIVERY"
        raise RefusedError("nothing was said", [Problem(hook.id, f"the chat is {state.value}", remedy)])
    language = load_language(hook.language if hook.language in language_codes() else "en")
    text = language.text("This chat is connected to uprcycle and will be told what is due.")
    channel = outlet_by(wiring, {hook.person: hook.id}).channel
    return channel.send(escape(text, HookKind(hook.kind)).encode(), hook.id)


def disconnect(wiring: Wiring, hook_id: str, *, by: str) -> ChatHook:
    """Forget a way into a chat and return it.

    Raises:
        BadInputError: There is none of this id, or the author cannot be kept.
    """
    _check_author(by)
    return wiring.store.chat_hooks.remove(find_chat(wiring, hook_id).id, by=by, at=wiring.now())


def find_chat(wiring: Wiring, hook_id: str) -> ChatHook:
    """Return the way of this id.

    Raises:
        BadInputError: There is none; the nearest is named.
    """
    return find_kept(wiring.store.chat_hooks.all(), hook_id, "chat", "channel list")


def _office(wiring: Wiring, room: Room) -> Office:
    held = [each.office for each in wiring.store.people.assignments()]
    found = {
        each.country: each
        for each in held
        if each.name.casefold() == room.office.casefold() and room.country.upper() in {"", each.country}
    }
    if len(found) == 1:
        return next(iter(found.values()))
    if found:
        problem = Problem("--office", f"stands in {', '.join(sorted(found))}", "name one with --country")
    else:
        names = sorted({each.name for each in held})
        remedy = suggest(room.office, names, "give an office that somebody holds")
        problem = Problem("--office", f"nobody holds {room.office[:80]!r}", remedy)
    raise BadInputError("the office is not known", [problem])


def _refuse_second(wiring: Wiring, planned: ChatHook) -> None:
    for each in wiring.store.chat_hooks.all():
        same_chat = each.fingerprint == planned.fingerprint
        same_place = (each.person, each.kind) == (planned.person, planned.kind)
        if same_chat or (same_place and not each.is_room and not planned.is_room):
            what = "is connected already" if same_chat else f"is the {each.kind} chat of this person already"
            remedy = f"`uprcycle channel remove {each.id}` takes it away"
            raise RefusedError("the chat was not connected", [Problem(each.id, what, remedy)])


def _state(wiring: Wiring, hook: ChatHook) -> ChatState:
    if hook.dead_since:
        return ChatState.CLOSED
    if not hook.address and hook.kind != HookKind.OTHER:
        return ChatState.LOCKED
    if not is_written_to(hook, wiring.settings):
        return ChatState.KEPT_OUT
    is_resting = hook.rests_until is not None and hook.rests_until > wiring.now()
    return ChatState.RESTING if is_resting else ChatState.OPEN


def _check_author(by: str) -> None:
    problems = check_words(("--by", by))
    if problems:
        raise BadInputError("nobody can be named so", problems)
