"""The packaged files, and what robots may read."""

from fastapi import APIRouter, Request, Response

from web.assets import load_assets
from web.conditional import Document, answer, digest
from web.page import Visiting
from web.problems import NotThereError

router = APIRouter(include_in_schema=False)

_FOR_EVER = "public, max-age=31536000, immutable"
_A_DAY = "public, max-age=86400"
# A calendar robot fetches what somebody subscribed to, personal feeds too; all others stay out of those.
_ROBOTS = b"""User-agent: Google-Calendar-Importer
Allow: /

User-agent: *
Disallow: /answers/
Disallow: /preferences/
Disallow: /unsubscribe/
Disallow: /sign-in
Disallow: /my
Disallow: /desk
Disallow: /access
Disallow: /feeds/my/
Allow: /feeds/
Disallow: /changes/*..
Disallow: /api/v1/changes/*..
Disallow: /readyz
"""


@router.get("/static/{name}")
def send_file(visit: Visiting, name: str) -> Response:
    """Send a packaged file; the names are those of the package and no path is ever built."""
    asset = load_assets().get(name)
    if asset is None:
        raise NotThereError(visit.language.text("There is no such file."))
    return answer(visit.request, Document(asset.body, asset.media_type, asset.digest, _FOR_EVER))


@router.get("/robots.txt")
def send_robots(request: Request) -> Response:
    """Allow the public feeds and pages; keep robots off personal addresses."""
    return answer(request, Document(_ROBOTS, "text/plain; charset=utf-8", digest(_ROBOTS), _A_DAY))
