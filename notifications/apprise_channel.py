"""The one door to Apprise: a message goes into one chat, once, and the answer is read for what it means.

Apprise knows more than a hundred ways out and follows whatever an address says. Here nobody types
its addresses: its plugins are built from parts that a strict grammar read. They reach no host but
the one of that address, follow nothing, read no file and ask no second time. Apprise says only
yes or no of what became of a message, so status and Retry-After are read where they pass by.
"""

import logging
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import cache
from typing import Any, assert_never

import requests
from apprise import Apprise, AppriseAsset, NotifyFormat
from apprise.plugins import N_MGR, slack, workflows
from requests.adapters import BaseAdapter, HTTPAdapter

from notifications.hooks import Hook, SlackHook, TeamsHook, read_hook
from uprcycle.errors import BadInputError
from uprcycle.store.ports import ChatHooks, Outcome, Receipt

SCHEMAS = ("slack", "workflow", "workflows")
"""Everything of Apprise that is switched on."""

_CONNECT_SECONDS, _ANSWER_SECONDS = 10, 60
_USUAL_REST, _LONGEST_REST = timedelta(minutes=1), timedelta(days=7)
_TAKEN = frozenset({200, 202})
_GONE = frozenset({401, 403, 404, 410})
_LATER = frozenset({408, 425, 429})
_REFUSED = range(400, 500)
_REST = frozenset({429, 503})


@dataclass(slots=True)
class _Exchange:
    """What passed by: the session that may be used, and what was answered; a status of 0 is no answer.

    ``taken`` is what Apprise says of it.
    """

    session: requests.Session
    status: int = 0
    taken: bool = False
    retry_after: str = ""
    failure: Exception | None = None

    def note(self, response: requests.Response, *_: object, **__: object) -> None:
        """Keep what an answer says of itself."""
        self.status = response.status_code
        self.retry_after = response.headers.get("Retry-After", "")


_exchange: ContextVar[_Exchange] = ContextVar("exchange")


class _Requests:
    """Stands in the two plugins where they look for ``requests``, and uses the session of the exchange."""

    codes = requests.codes
    RequestException = requests.RequestException

    def request(self, method: str, url: str, **given: Any) -> requests.Response:  # noqa: ANN401 - as it is there
        exchange = _exchange.get()
        try:
            return exchange.session.request(method, url, **given)
        except requests.RequestException as failure:
            exchange.failure = failure
            raise

    def post(self, url: str, **given: Any) -> requests.Response:  # noqa: ANN401 - likewise
        return self.request("POST", url, **given)


@dataclass(frozen=True, slots=True)
class ChatChannel:
    """Writes into chats by their web-hooks.

    ``hooks`` are known by the ids that messages name; what an answer says of one is kept there.
    ``clock`` tells how long one that asked for rest still rests. ``adapter`` makes the connections.
    """

    hooks: ChatHooks
    clock: Callable[[], datetime]
    adapter: BaseAdapter = field(default_factory=HTTPAdapter)

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
        exchange = self._exchanged(hook, payload.decode())
        now = self.clock()
        if exchange.status in _REST:
            self.hooks.rest(to, now + read_rest(exchange.retry_after, now))
        if exchange.status in _GONE:
            self.hooks.bury(to, str(exchange.status), at=now)
        return Receipt(_outcome(exchange), _said(exchange))

    def close(self) -> None:
        """Keep nothing open."""

    def _exchanged(self, hook: Hook, text: str) -> _Exchange:
        _shut()
        plugin = Apprise.instantiate(_parts(hook), asset=_asset(), suppress_exceptions=False)
        if plugin is None:
            raise RuntimeError(f"{hook.kind} is switched off in Apprise")
        with _session_to(hook.host, self.adapter) as session:
            exchange = _Exchange(session)
            session.hooks["response"].append(exchange.note)
            before = _exchange.set(exchange)
            try:
                exchange.taken = plugin.notify(body=text, body_format=NotifyFormat.TEXT)
            finally:
                _exchange.reset(before)
        return exchange


def read_rest(said: str, now: datetime) -> timedelta:
    """Return for how long a server asks to be left alone; it says seconds, or a date, or nothing."""
    if said.isascii() and said.isdigit():
        asked = timedelta(seconds=min(int(said[:9]), _LONGEST_REST.total_seconds()))
    else:
        try:
            asked = parsedate_to_datetime(said) - now
        except (TypeError, ValueError):
            asked = _USUAL_REST
    return min(max(asked, timedelta(seconds=1)), _LONGEST_REST)


def enabled_schemas() -> frozenset[str]:
    """Return the schemas of Apprise that are switched on in this process."""
    _shut()
    return frozenset(N_MGR.schemas(include_disabled=False))  # type: ignore[no-untyped-call]


@contextmanager
def _session_to(host: str, adapter: BaseAdapter) -> Iterator[requests.Session]:
    """Yield a session that can reach one host over TLS and has no way to any other."""
    with requests.Session() as session:
        session.trust_env = False
        session.adapters.clear()
        session.mount(f"https://{host}/", adapter)
        yield session


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
        vars(plugin)["requests"] = _Requests()
    # Both write addresses into the log, which are keys; what became of a message is in its receipt.
    logging.getLogger("apprise").setLevel(logging.CRITICAL)
    logging.getLogger("urllib3.connectionpool").setLevel(logging.INFO)


def _outcome(exchange: _Exchange) -> Outcome:
    status = exchange.status
    if exchange.failure is not None:
        return _outcome_of(exchange.failure)
    if status in _TAKEN:
        return Outcome.SENT if exchange.taken else Outcome.UNKNOWN
    # What is closed must not end the message: it is taken back, and goes by mail.
    is_refused = status in _REFUSED and status not in _LATER | _GONE
    return Outcome.PERMANENT if is_refused else Outcome.TEMPORARY


def _outcome_of(failure: Exception) -> Outcome:
    """Tell whether the message may have arrived although no answer did."""
    never_left = (
        requests.exceptions.ConnectTimeout,
        requests.exceptions.SSLError,
        requests.exceptions.InvalidSchema,
    )
    refused = isinstance(failure, requests.ConnectionError) and "NewConnectionError" in repr(failure)
    return Outcome.TEMPORARY if refused or isinstance(failure, never_left) else Outcome.UNKNOWN


def _said(exchange: _Exchange) -> str:
    return str(exchange.status) if exchange.failure is None else type(exchange.failure).__name__
