"""One request to one server and what passed by: the status, how long it asks for rest, and why it failed.

A library that only says yes or no of what became of a message is given this in the place of
``requests``: it then uses a session that has no way to anywhere else.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import partialmethod
from typing import Any, TypeAlias

import requests
from requests.adapters import BaseAdapter, HTTPAdapter

from uprcycle.store.ports import Outcome

Adapter: TypeAlias = BaseAdapter
"""What makes connections."""

_USUAL_REST, _LONGEST_REST = timedelta(minutes=1), timedelta(days=7)
_TAKEN = frozenset({200, 202})
_GONE = frozenset({401, 403, 404, 410})
_LATER = frozenset({408, 425, 429})
_REFUSED = range(400, 500)
_REST = frozenset({429, 503})


@dataclass(slots=True)
class Exchange:
    """What passed by in ``session``; a status of 0 is no answer. ``taken`` is what the library says of it."""

    session: requests.Session
    status: int = 0
    taken: bool = False
    retry_after: str = ""
    failure: Exception | None = None

    def note(self, response: requests.Response, *_: object, **__: object) -> None:
        """Keep what an answer says of itself."""
        self.status = response.status_code
        self.retry_after = response.headers.get("Retry-After", "")

    @property
    def is_gone(self) -> bool:
        """Whether the server says that there is nobody to write to any more."""
        return self.status in _GONE

    @property
    def asks_for_rest(self) -> bool:
        """Whether the server wants to be left alone for a while."""
        return self.status in _REST

    @property
    def outcome(self) -> Outcome:
        """What became of the message, as far as can be told."""
        if self.failure is not None:
            return _outcome_of(self.failure)
        if self.taken:
            return Outcome.SENT
        if self.status in _TAKEN:
            return Outcome.UNKNOWN
        # What is closed must not end the message: it is taken back, and goes by mail.
        is_refused = self.status in _REFUSED and self.status not in _LATER | _GONE
        return Outcome.PERMANENT if is_refused else Outcome.TEMPORARY

    @property
    def answer(self) -> str:
        """The status, or the kind of failure; no word of the other side."""
        return str(self.status) if self.failure is None else type(self.failure).__name__


_current: ContextVar[Exchange] = ContextVar("exchange")


class GuardedRequests:
    """Stands where a library looks for ``requests``, and uses the session of the exchange under way."""

    codes = requests.codes
    RequestException = requests.RequestException

    def request(self, method: str, url: str, **given: Any) -> requests.Response:  # noqa: ANN401 - as it is there
        """Send one request, as ``requests.request`` does."""
        exchange = _current.get()
        try:
            return exchange.session.request(method, url, **given)
        except requests.RequestException as failure:
            exchange.failure = failure
            raise

    post = partialmethod(request, "POST")
    get = partialmethod(request, "GET")
    put = partialmethod(request, "PUT")


@contextmanager
def exchanging(adapter: Adapter, *beginnings: str) -> Iterator[Exchange]:
    """Yield an exchange that can reach addresses with these beginnings and has no way to any other."""
    with requests.Session() as session:
        session.trust_env = False
        session.adapters.clear()
        for each in beginnings:
            session.mount(each, adapter)
        exchange = Exchange(session)
        session.hooks["response"].append(exchange.note)
        before = _current.set(exchange)
        try:
            yield exchange
        finally:
            _current.reset(before)


def open_adapter() -> Adapter:
    """Return what makes connections, each of them once."""
    return HTTPAdapter(max_retries=0)


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


def _outcome_of(failure: Exception) -> Outcome:
    """Tell whether the message may have arrived although no answer did."""
    errors = requests.exceptions
    never_left = (errors.ConnectTimeout, errors.SSLError, errors.InvalidSchema)
    refused = isinstance(failure, requests.ConnectionError) and "NewConnectionError" in repr(failure)
    return Outcome.TEMPORARY if refused or isinstance(failure, never_left) else Outcome.UNKNOWN
