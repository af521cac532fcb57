"""The page on which somebody says how they want to be written to, and unsubscribing by one click (RFC 8058).

Links in their mails open both; asking for a page changes nothing. The request of a mail program that
unsubscribes bears nothing but the token: no cookie, and no page of ours before it.
"""

import re
from collections.abc import Mapping
from http import HTTPStatus

from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool

from web.choices import Standing
from web.page import Visit, Visiting
from web.preferring import Counter, Said, show_choices, spoken_to, take_choices
from web.private import OwnForm, nothing_here, read_body, read_fields, refuse_foreign, render_private
from web.problems import NotThereError

router = APIRouter(include_in_schema=False)

# As a form of either kind: the name of the field, what stands between, and its value.
_ONE_CLICK = re.compile(rb'\AList-Unsubscribe=One-Click\Z|\bname="?List-Unsubscribe"?\s+One-Click\s')


@router.get("/preferences/{token}")
def show_preferences(visit: Visiting, token: str) -> Response:
    """Show how somebody is written to."""
    return show_choices(_counter(visit, token), visit.sources.preferences.look(token))


@router.post("/preferences/{token}")
async def change_preferences(visit: Visiting, token: str, form: OwnForm) -> Response:
    """Keep what the form says, decline everything or take that back."""
    return await run_in_threadpool(take_choices, _counter(visit, token), form)


@router.get("/unsubscribe/{token}")
def show_unsubscribe(visit: Visiting, token: str) -> Response:
    """Show what unsubscribing would stop, and a button."""
    return _leaving_page(visit, visit.sources.unsubscribing.look(token))


@router.post("/unsubscribe/{token}")
async def unsubscribe(visit: Visiting, request: Request, token: str) -> Response:
    """Unsubscribe; again changes nothing. The page's own form can also take it back."""
    body = (await read_body(request)).strip()
    is_undone = False
    if not _ONE_CLICK.search(body):
        refuse_foreign(request, visit.sources)
        is_undone = read_fields(body).get("action") == "return"
    desk = visit.sources.unsubscribing
    standing = await run_in_threadpool(desk.come_back if is_undone else desk.leave, token)
    return _leaving_page(visit, standing, Said.BACK if is_undone else Said.GONE)


def _counter(visit: Visit, token: str) -> Counter:
    return Counter(visit, visit.sources.preferences, token, _send, lambda: _nothing(visit))


def _send(visit: Visit, values: Mapping[str, object]) -> Response:
    return render_private(visit, "preferences.html.j2", HTTPStatus.OK, frame="base.html.j2", **values)


def _leaving_page(visit: Visit, standing: Standing | None, said: Said = Said.NOTHING) -> Response:
    if standing is None:
        raise _nothing(visit)
    gone = standing.chosen.unsubscribed is not None
    return render_private(spoken_to(visit, standing), "unsubscribe.html.j2", gone=gone, said=said)


def _nothing(visit: Visit) -> NotThereError:
    return nothing_here(visit, visit.language.text("This link opens nothing, or no longer does."))
