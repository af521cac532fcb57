"""Uploading a schedule: a file is chosen or dropped, read, and kept as a draft."""

from http import HTTPStatus

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from uprcycle.access.act import Act
from uprcycle.errors import BadInputError, Problem
from uprcycle.schedule.reader import ENDINGS
from uprcycle.sheets.text import MAX_BYTES
from web.access.page import render_signed
from web.access.reader import Reader, Signed
from web.assets import load_assets
from web.desk.front import list_drafts
from web.uploads import Upload, read_upload

router = APIRouter(prefix="/desk/schedule", include_in_schema=False)

_MEGABYTES = MAX_BYTES // 1_000_000


@router.get("")
def show_form(reader: Signed) -> Response:
    """Show the form."""
    reader.require(Act.PLAN_RELEASE)
    return _page(reader)


@router.post("")
async def take_file(reader: Signed, request: Request) -> Response:
    """Keep a file as a draft and go to its page; nothing of it is read before it is known who sends it."""
    reader.require(Act.PLAN_RELEASE)
    try:
        upload = await read_upload(request, reader.visit.sources)
    except HTTPException as error:
        if error.status_code != HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
            raise
        what = reader.visit.language.text("The file is larger than {size} MB.", size=_MEGABYTES)
        return await run_in_threadpool(_page, reader, (Problem("", what),))
    return await run_in_threadpool(_taken, reader, upload)


def _taken(reader: Reader, upload: Upload) -> Response:
    visit = reader.visit
    if not upload.name:
        return _page(reader, (Problem("", visit.language.text("Choose a file first.")),))
    try:
        draft = visit.sources.drafting.take_in(upload.name, upload.content, reader.principal.signature)
    except BadInputError as error:
        return _page(reader, error.problems)
    return RedirectResponse(visit.href(f"/desk/drafts/{draft}"), HTTPStatus.SEE_OTHER)


def _page(reader: Reader, problems: tuple[Problem, ...] = ()) -> Response:
    return render_signed(
        reader,
        "desk/schedule.html.j2",
        HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK,
        problems=problems,
        endings=ENDINGS,
        megabytes=_MEGABYTES,
        drafts=list_drafts(reader.visit.sources.drafting.drafts(), reader.visit.language),
        script=load_assets()["drop.js"].path,
    )
