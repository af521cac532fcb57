"""Following the links of an installation, as somebody who signed in, to an example of each of its pages."""

import time
from collections import deque
from collections.abc import Collection, Iterable, Mapping

import httpx

from tests.browser.routes import links_of, route_of
from tests.browser.running import Running

_PATIENCE = 60.0


def crawl(
    site: Running, cookies: Mapping[str, str], starts: Iterable[str], wanted: Collection[str]
) -> dict[str, str]:
    """Return an address that opens for each of the wanted paths of routes to which links lead."""
    found: dict[str, str] = {}
    waiting = deque(starts)
    with httpx.Client(base_url=site.address, cookies=dict(cookies), trust_env=False, timeout=60) as client:
        while waiting:
            path = waiting.popleft()
            route = route_of(path)
            if route not in wanted or route in found:
                continue
            answer = _settled(client, path)
            if answer.status_code == httpx.codes.OK and "html" in answer.headers["content-type"]:
                found[route] = path
                waiting.extend(links_of(answer.text, path))
    return found


def _settled(client: httpx.Client, path: str) -> httpx.Response:
    """Return a page when what it shows has been worked out."""
    deadline = time.monotonic() + _PATIENCE
    answer = client.get(path)
    while 'http-equiv="refresh"' in answer.text and time.monotonic() < deadline:
        time.sleep(0.5)
        answer = client.get(path)
    return answer
