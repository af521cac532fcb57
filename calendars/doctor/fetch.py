"""The one place that asks over the network: bounded in time and size, and following nothing."""

import http.client
import urllib.request
from collections.abc import Mapping
from queue import Empty, Queue
from threading import Thread

from calendars.doctor.lines import MOST_BYTES
from calendars.doctor.visit import Answer, Request
from uprcycle.errors import BadInputError, Problem

AGENT = "uprcycle-feed-doctor/1"
SECONDS_OF_SILENCE = 15.0
SECONDS_FOR_ALL = 60.0
_CHUNK = 64 * 1024


def fetch(request: Request) -> Answer:
    """Send a request and return the answer, no more of its body than is looked at.

    Raises:
        BadInputError: There is no answer, or it takes too long.
    """
    # A thread, because a server that sends one octet at a time keeps within every limit of a socket.
    box: Queue[Answer | str] = Queue()
    Thread(target=lambda: box.put(_answer_to(request)), daemon=True).start()
    try:
        found = box.get(timeout=SECONDS_FOR_ALL)
    except Empty:
        found = f"there is no answer within {SECONDS_FOR_ALL:g} seconds"
    if isinstance(found, Answer):
        return found
    problem = Problem(request.url, found, "check the address and the network")
    raise BadInputError("the calendar cannot be read", [problem])


def _answer_to(request: Request) -> Answer | str:
    """Return the answer, or in words why there is none."""
    # No handlers of files, redirects and errors: nothing but http is asked, and every status is an answer.
    opener = urllib.request.OpenerDirector()
    for handler in (urllib.request.ProxyHandler, urllib.request.HTTPHandler, urllib.request.HTTPSHandler):
        opener.add_handler(handler())
    headers = {"User-Agent": AGENT, **request.headers}
    try:
        question = urllib.request.Request(request.url, method=request.method, headers=headers)  # noqa: S310 - as above
        with opener.open(question, timeout=SECONDS_OF_SILENCE) as answer:
            body = b"" if request.method == "HEAD" else _read(answer)
            return Answer(answer.status, _headers(answer), body)
    except (OSError, http.client.HTTPException, ValueError) as error:
        return f"there is no answer ({getattr(error, 'reason', None) or error})"


def _read(answer: http.client.HTTPResponse) -> bytes:
    chunks: list[bytes] = []
    size = 0
    while size <= MOST_BYTES and (chunk := answer.read1(_CHUNK)):
        chunks.append(chunk)
        size += len(chunk)
    return b"".join(chunks)


def _headers(answer: http.client.HTTPResponse) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for name, value in answer.getheaders():
        key = name.lower()
        found[key] = f"{found[key]}, {value}" if key in found else value
    return found
