"""The page on which somebody says how they want to be written to, and unsubscribing by one click (RFC 8058).

Links in their mails open both; asking for a page changes nothing. The request of a mail program that
unsubscribes bears nothing but the token: no cookie, and no page of ours before it.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from enum import StrEnum

from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool

from uprcycle.errors import BadInputError, Problem
from uprcycle.people import Topic
from uprcycle.preferences import Preferences
from uprcycle.wording.spans import local_moment_text, weekday_names
from web.choices import Standing
from web.page import Visit, Visiting
from web.private import OwnForm, nothing_here, read_body, read_fields, refuse_foreign, render_private

router = APIRouter(include_in_schema=False)

_NO_NUMBER = -1  # no day and no hour, so that the check names what is missing
# As a form of either kind: the name of the field, what stands between, and its value.
_ONE_CLICK = re.compile(rb'\AList-Unsubscribe=One-Click\Z|\bname="?List-Unsubscribe"?\s+One-Click\s')


class Said(StrEnum):
    """What a page confirms at its head."""

    NOTHING = ""
    SAVED = "saved"
    GONE = "gone"
    BACK = "back"


@router.get("/preferences/{token}")
def show_preferences(visit: Visiting, token: str) -> Response:
    """Show how somebody is written to."""
    return _page(visit, token, visit.sources.preferences.look(token))


@router.post("/preferences/{token}")
async def change_preferences(visit: Visiting, token: str, form: OwnForm) -> Response:
    """Keep what the form says, decline everything or take that back."""
    return await run_in_threadpool(_changed, visit, token, form)


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


def _changed(visit: Visit, token: str, form: Mapping[str, str]) -> Response:
    desk = visit.sources.preferences
    match form.get("action"):
        case "leave":
            return _page(visit, token, desk.leave(token), Said.GONE)
        case "return":
            return _page(visit, token, desk.come_back(token), Said.BACK)
        case _:
            try:
                # The address may name another language than the one just chosen.
                return _page(replace(visit, asked=""), token, desk.choose(token, _read(form)), Said.SAVED)
            except BadInputError as error:
                return _page(visit, token, desk.look(token), problems=error.problems)


def _page(
    visit: Visit,
    token: str,
    standing: Standing | None,
    said: Said = Said.NOTHING,
    problems: Iterable[Problem] = (),
) -> Response:
    if standing is None:
        raise nothing_here(visit, _nothing_text(visit))
    spoken = _spoken(visit, standing)
    return render_private(
        spoken,
        "preferences.html.j2",
        person=standing.person,
        channels=standing.channels,
        gone=standing.chosen.unsubscribed is not None,
        days=weekday_names(spoken.language),
        topics={each.value: each not in standing.person.declined for each in Topic},
        said=said,
        problems=[each.where for each in problems],
        coming=[
            (local_moment_text(each.at, spoken.language), each)
            for each in visit.sources.preferences.coming(token)
        ],
    )


def _leaving_page(visit: Visit, standing: Standing | None, said: Said = Said.NOTHING) -> Response:
    if standing is None:
        raise nothing_here(visit, _nothing_text(visit))
    gone = standing.chosen.unsubscribed is not None
    return render_private(_spoken(visit, standing), "unsubscribe.html.j2", gone=gone, said=said)


def _spoken(visit: Visit, standing: Standing) -> Visit:
    """Return the visit in the language of the address, or else in that of the person."""
    code = standing.person.language
    return visit if visit.asked or code not in visit.sources.languages else replace(visit, asked=code)


def _nothing_text(visit: Visit) -> str:
    return visit.language.text("This link opens nothing, or no longer does.")


def _read(form: Mapping[str, str]) -> Preferences:
    """Read a form of ours; what is missing or strange in it is left for the check to name."""
    return Preferences(
        person="",
        language=form.get("language", ""),
        channel=form.get("channel", ""),
        digest_day=_number(form, "digest_day"),
        digest_hour=_number(form, "digest_hour"),
        mail_hours=range(_number(form, "mail_from"), _number(form, "mail_to")),
        declined=frozenset(each for each in Topic if f"topic_{each.value}" not in form),
    )


def _number(form: Mapping[str, str], name: str) -> int:
    text = form.get(name, "")
    return int(text) if len(text) <= len("24") and text.isascii() and text.isdecimal() else _NO_NUMBER
