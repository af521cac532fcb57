"""Prefect's API, asked as its own client asks: what is locked for a moment is asked for again."""

import json
import time
import urllib.error
import urllib.request
from http import HTTPStatus
from typing import Any

import pytest

_PAUSES = (0.5, 1, 2, 4)  # seconds; on a busy machine its SQLite is locked now and then, and it answers 503


def ask_prefect(address: str, body: object = None, *, method: str = "POST", authorization: str = "") -> Any:  # noqa: ANN401 - whatever JSON holds
    """Return what a server says; asked without a body, it is a GET."""
    data = None if body is None else json.dumps(body).encode()
    headers = {"Content-Type": "application/json"}
    if authorization:
        headers["Authorization"] = authorization
    request = urllib.request.Request(address, data, headers, method=method if data else None)
    for pause in _PAUSES:
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return json.loads(answer.read() or b"null")
        except urllib.error.HTTPError as refused:
            if refused.code != HTTPStatus.SERVICE_UNAVAILABLE:
                raise
            refused.close()
        time.sleep(pause)
    pytest.fail(f"{address} stays unavailable")
