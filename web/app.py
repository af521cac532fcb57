"""The application: rooms, what stands around them, and nothing that reads the world by itself."""

from fastapi import FastAPI

from web import (
    answers,
    change_feeds,
    changes,
    countries,
    feeds,
    files,
    health,
    home,
    personal,
    preferences,
    sessions,
    subscribe,
)
from web.access import administer, organisation, sign_in
from web.access import sessions as own_sessions
from web.access.strangers import answer_strangers
from web.api import changes as api_changes
from web.api import desk as api_desk
from web.api import duties as api_duties
from web.api import hook_pages, key_pages, problem_types, public
from web.calendar import page as calendar
from web.desk import audit, drafts, edits, front, overrides, releases, schedule
from web.duties import feeds as own_feeds
from web.duties import my, offices
from web.duties import preferences as own_preferences
from web.problems import answer_problems, apologise, refuse_host
from web.shelf import Shelf, ShelfLayer
from web.shield import HeadAsGet, KnownHosts, Shelter, StrictHeaders, strict_headers
from web.sources import Sources
from web.staff.rooms import ROOMS as STAFF
from web.throttle import Throttles

# Where two rooms answer to one pattern, the closer one stands first.
ROOMS = (
    home,
    change_feeds,
    countries,
    sessions,
    calendar,
    changes,
    subscribe,
    personal,
    answers,
    preferences,
    organisation,
    sign_in,
    own_sessions,
    administer,
    my,
    offices,
    own_preferences,
    own_feeds,
    feeds,
    public,
    api_changes,
    api_duties,
    api_desk,
    problem_types,
    key_pages,
    hook_pages,
    front,
    schedule,
    drafts,
    edits,
    overrides,
    releases,
    audit,
    *STAFF,
    health,
    files,
)


def create_app(sources: Sources) -> FastAPI:
    """Return the application over ``sources``.

    No interactive documentation is served, because it loads scripts from elsewhere, and no
    slash is added or taken by redirect, because such redirects repeat what was typed.
    """
    app = FastAPI(
        title="uprcycle",
        description="The Universal Periodic Review: each date with its status, precision and source.",
        version="1",
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
    )
    app.state.sources = sources
    app.state.throttles = Throttles()
    app.state.shelf = Shelf(sources, strict_headers(is_secure=sources.site.is_secure))
    for room in ROOMS:
        app.include_router(room.router)
    answer_problems(app)
    answer_strangers(app)
    # The layer added last stands outermost.
    app.add_middleware(KnownHosts, hosts=sources.site.hosts, refusal=refuse_host)
    app.add_middleware(Shelter, apology=apologise)
    app.add_middleware(HeadAsGet)
    app.add_middleware(StrictHeaders, is_secure=sources.site.is_secure)
    app.add_middleware(ShelfLayer, shelf=app.state.shelf)
    return app
