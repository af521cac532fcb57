"""Following the links of an installation, as somebody who signed in, to an example of each of its pages."""

import time
from collections import deque
from collections.abc import Collection, Iterable, Mapping
from html import unescape
from re import findall
from urllib.parse import urljoin, urlsplit

import httpx
from fastapi import FastAPI

from tests.browser.routes import every_route
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
            route = route_of(site.app, path)
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


def route_of(app: FastAPI, path: str) -> str:
    """Return the path of the route that answers to GET at an address; empty for none."""
    base = urlsplit(path).path
    routes = (each for each in every_route(app.routes) if "GET" in (each.methods or ()))
    return next((each.path for each in routes if each.path_regex.fullmatch(base)), "")


def links_of(html: str, path: str) -> list[str]:
    """Return where the links of a page lead within the installation."""
    hrefs = (urljoin(path, unescape(each)) for each in findall(r'<a [^>]*?href="([^"]+)"', html))
    return [each.partition("#")[0] for each in hrefs if each.startswith("/")]
