"""Every page the application has: its routes, each with addresses that open it."""

from collections.abc import Iterable, Iterator

from fastapi import FastAPI
from fastapi.routing import APIRoute
from starlette.routing import BaseRoute

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


def page_routes(app: FastAPI) -> list[str]:
    """Return the paths that answer GET with what is no JSON, file or feed by its name."""
    found = (each for each in every_route(app.routes) if "GET" in (each.methods or ()))
    return sorted({each.path for each in found if not is_data(each.path)})


def every_route(routes: Iterable[BaseRoute]) -> Iterator[APIRoute]:
    """Yield routes with those of routers that were included, which the framework keeps as they came."""
    for each in routes:
        if isinstance(each, APIRoute):
            yield each
        elif router := getattr(each, "original_router", None):
            yield from every_route(router.routes)


def is_data(path: str) -> bool:
    """Tell whether a path is read by programs."""
    return path.startswith(("/api/", "/feeds/", "/static/")) or path in {"/healthz", "/readyz"} or "." in path


def is_signed(path: str) -> bool:
    """Tell whether a path is opened by a session or by a link that makes one."""
    return path.startswith(
        ("/access", "/desk", "/health", "/knowledge", "/my", "/outbox", "/people", "/sign-in/")
    )
