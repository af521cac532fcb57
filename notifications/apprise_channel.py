"""The one door to Apprise: a message goes into one chat, once, and the answer is read for what it means.

Apprise knows more than a hundred ways out and follows whatever an address says. Here nobody types
its addresses: its plugins are built from parts that a strict grammar read. They reach no host but
the one of that address, follow nothing, read no file and ask no second time. Apprise says only
yes or no of what became of a message, so status and Retry-After are read where they pass by.
"""

import logging
import sys
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any, assert_never

from apprise import Apprise, AppriseAsset, NotifyFormat
from apprise.plugins import N_MGR, slack, workflows

from notifications.exchange import Adapter, GuardedRequests, exchanging, open_adapter, read_rest
from notifications.hooks import Hook, SlackHook, TeamsHook, read_hook
from notifications.other_rooms import OtherRoom
from uprcycle.errors import BadInputError
from uprcycle.store.ports import ChatHooks, Heartbeats, Outcome, Receipt

SCHEMAS = ("slack", "workflow", "workflows")
"""Everything of Apprise that is switched on."""

_CONNECT_SECONDS, _ANSWER_SECONDS = 10, 60


@dataclass(frozen=True, slots=True)
class ChatChannel:
    """Writes into chats by their web-hooks.

    ``hooks`` are known by the ids that messages name; what an answer says of one is kept there.
    ``clock`` tells how long one that asked for rest still rests. ``adapter`` makes the connections.
    """

    hooks: ChatHooks
    clock: Callable[[], datetime]
    adapter: Adapter = field(default_factory=open_adapter)

    def send(self, payload: bytes, to: str) -> Receipt:
        """Write ``payload`` into the chat behind the web-hook ``to``; every failure is in the receipt."""
        kept, now = self.hooks.of_id(to), self.clock()
        if kept is None or kept.dead_since:
            return Receipt(Outcome.TEMPORARY, "the chat is closed")
        if kept.rests_until and kept.rests_until > now:
            return Receipt(Outcome.TEMPORARY, "the chat rests")
        try:
            hook = read_hook(kept.address)
        except BadInputError:
            return Receipt(Outcome.TEMPORARY, "no key opens the address")
        _shut()
        plugin = Apprise.instantiate(_parts(hook), asset=_asset(), suppress_exceptions=False)
        if plugin is None:
            raise RuntimeError(f"{hook.kind} is switched off in Apprise")
        with exchanging(self.adapter, f"https://{hook.host}/") as exchange:
            exchange.taken = plugin.notify(body=payload.decode(), body_format=NotifyFormat.TEXT)
        now = self.clock()
        if exchange.asks_for_rest:
            self.hooks.rest(to, now + read_rest(exchange.retry_after, now))
        if exchange.is_gone:
            self.hooks.bury(to, exchange.answer, at=now)
        return Receipt(exchange.outcome, exchange.answer)

    def close(self) -> None:
        """Keep nothing open."""


@dataclass(frozen=True, slots=True)
class OtherChannel:
    """Writes into rooms of other services, by the addresses of Apprise that the operator wrote down.

    A schema is switched on for the moment of its message. What can be held for any plugin holds:
    one try and no redirect; how far it reaches is for the operator to know. ``rests`` keeps until when
    a room is to be left alone.
    """

    rooms: Mapping[str, OtherRoom]
    rests: Heartbeats
    clock: Callable[[], datetime]
    adapter: Adapter = field(default_factory=open_adapter)

    def send(self, payload: bytes, to: str) -> Receipt:
        """Write ``payload`` into the room named ``to``; every failure is in the receipt."""
        _shut()
        room = self.rooms.get(to)
        if room is None or room.schema not in N_MGR:
            return Receipt(Outcome.TEMPORARY, "no such room")
        rest = self.rests.last(f"rest of {to}")
        if rest and rest > self.clock():
            return Receipt(Outcome.TEMPORARY, "the room rests")
        N_MGR[room.schema].enable()
        try:
            plugin = Apprise.instantiate(room.address, asset=_asset())
            if plugin is None:
                return Receipt(Outcome.TEMPORARY, "Apprise cannot read the address")
            vars(sys.modules[type(plugin).__module__])["requests"] = GuardedRequests()
            with exchanging(self.adapter, "https://", "http://") as exchange:
                exchange.taken = plugin.notify(body=payload.decode(), body_format=NotifyFormat.TEXT)
        finally:
            if room.schema not in SCHEMAS:
                N_MGR[room.schema].disable()
        if exchange.asks_for_rest:
            now = self.clock()
            self.rests.beat(f"rest of {to}", now + read_rest(exchange.retry_after, now))
        return Receipt(exchange.outcome, exchange.answer)

    def close(self) -> None:
        """Keep nothing open."""


def enabled_schemas() -> frozenset[str]:
    """Return the schemas of Apprise that are switched on in this process."""
    _shut()
    return frozenset(N_MGR.schemas(include_disabled=False))  # type: ignore[no-untyped-call]


def _parts(hook: Hook) -> dict[str, Any]:
    usual: dict[str, Any] = {
        "redirect": False,
        "verify": True,
        "retry": 0,
        "cto": _CONNECT_SECONDS,
        "rto": _ANSWER_SECONDS,
        "format": NotifyFormat.TEXT,
        "include_image": False,
    }
    return usual | {"schema": _SCHEMA_OF[type(hook)]} | _own_parts(hook)


def _own_parts(hook: Hook) -> dict[str, Any]:
    match hook:
        case SlackHook():
            return {
                "token_a": hook.team,
                "token_b": hook.app,
                "token_c": hook.secret,
                "mode": slack.SlackMode.WEBHOOK,
                "include_footer": False,
                "include_timestamp": False,
            }
        case TeamsHook():
            return {
                "host": hook.host,
                "workflow": hook.workflow,
                "signature": hook.signature,
                "version": hook.version,
                "power_automate": hook.is_direct,
                "routing_id": hook.route or None,
            }
        case unknown:
            assert_never(unknown)


_SCHEMA_OF = {SlackHook: "slack", TeamsHook: "workflows"}


@cache
def _asset() -> AppriseAsset:
    return AppriseAsset(
        app_id="uprcycle",
        app_desc="",
        app_url="",
        image_url_mask="",
        image_url_logo="",
        http_redirects=False,
        default_service_retry=0,
        interpret_emojis=False,
        async_mode=False,
    )


@cache
def _shut() -> None:
    """Switch off all of Apprise but what is used, take its requests into our hands, and keep logs clean."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # it imports all plugins, and they what is old
        N_MGR.enable_only(*SCHEMAS)  # type: ignore[no-untyped-call]
    for plugin in (slack, workflows):
        vars(plugin)["requests"] = GuardedRequests()
    # Both write addresses into the log, which are keys, urllib3 even those whose answer it cannot read;
    # what became of a message is in its receipt.
    for name in ("apprise", "urllib3"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
