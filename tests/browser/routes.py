"""Every page the application has: its routes, each with addresses that open it."""

from functools import cache
from html import unescape
from re import findall
from urllib.parse import urljoin, urlsplit

from fastapi.routing import APIRoute

from web.app import ROOMS

# A path with places in it needs an example; one without is its own.
PUBLIC: dict[str, tuple[str, ...]] = {
    "/calendar": (
        "/calendar?month=2025-05&country=KEN",
        "/calendar?view=quarter&region=africa",
        "/calendar?view=cycle",
    ),
    "/countries/{code}": (
        "/countries/USA",
        "/countries/MMR?cycle=3",
        "/countries/KEN?as-of=2026-11-21",
    ),
    "/countries/{code}/{milestone}": ("/countries/KEN/hrc-adoption",),
    "/sessions/{number}": ("/sessions/54",),
    "/changes/{which}": ("/changes/1",),
    "/subscribe/{kind}/{key}": ("/subscribe/country/KEN",),
}


def page_routes() -> list[str]:
    """Return the paths that answer GET with what is no JSON, file or feed by its name."""
    return sorted({each.path for each in read_routes() if not is_data(each.path)})


@cache
def read_routes() -> list[APIRoute]:
    """Return the routes that answer GET, in the order in which they are asked."""
    routes = (each for room in ROOMS for each in room.router.routes if isinstance(each, APIRoute))
    return [each for each in routes if "GET" in (each.methods or ())]


@cache
def route_of(path: str) -> str:
    """Return the path of the route that answers to GET at an address; empty for none."""
    base = urlsplit(path).path
    return next((each.path for each in read_routes() if each.path_regex.fullmatch(base)), "")


def links_of(html: str, path: str) -> list[str]:
    """Return where the links of a page lead within the installation."""
    hrefs = (urljoin(path, unescape(each)) for each in findall(r'<a [^>]*?href="([^"]+)"', html))
    return [each.partition("#")[0] for each in hrefs if each.startswith("/")]


def is_data(path: str) -> bool:
    """Tell whether a path is read by programs."""
    return path.startswith(("/api/", "/feeds/", "/static/")) or path in {"/healthz", "/readyz"} or "." in path


def is_signed(path: str) -> bool:
    """Tell whether a path is opened by a session or by a link that makes one."""
    return path.startswith(
        (
            *("/access", "/board", "/desk", "/health", "/knowledge"),
            *("/my", "/outbox", "/people", "/sign-in/"),
        )
    )
