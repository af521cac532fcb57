"""The officer's desk as JSON: releases, the audit trail, and what releasing a file would do."""

from collections.abc import Iterable, Iterator
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from starlette.concurrency import run_in_threadpool

from uprcycle.access.key import Scope
from uprcycle.errors import BadInputError, Problem
from uprcycle.sheets.text import MAX_BYTES
from uprcycle.timetable.changes import Change
from uprcycle.timetable.milestone import Milestone
from uprcycle.timetable.plan import ReviewPlan, Verdict
from uprcycle.wording.language import Language
from uprcycle.wording.shown import show_span
from uprcycle.wording.terms import title_text
from web.api.caller import Caller, called_for, send_own
from web.api.own_schema import OwnReleasesShape, PlanShape, TrailShape
from web.api.schema import KEYED, KEYED_FILE
from web.api.source import PlannedFile
from web.desk.registry import Searched
from web.matters import read_whole
from web.problems import RefusedRequestError
from web.refusals import Refusal

router = APIRouter(prefix="/api/v1", tags=["desk"])

_ROWS = 100
_KINDS = {
    "text/csv": "csv",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "application/json": "json",
    "application/toml": "toml",
}
_FILE = {
    "requestBody": {
        "required": True,
        "content": {each: {"schema": {"type": "string", "format": "binary"}} for each in _KINDS},
    }
}


@router.get("/releases", responses={200: {"model": OwnReleasesShape}, **KEYED})
def list_releases(caller: Annotated[Caller, called_for(Scope.RELEASES)]) -> Response:
    """List every release with who made it, the newest first; what they changed is at `/api/v1/changes`."""
    found = caller.visit.sources.registry.releases.all()
    rows = [
        {
            "number": each.number,
            "at": each.at.isoformat(),
            "by": each.by,
            "note": each.note,
            "source": each.source,
            "reviews": each.reviews,
        }
        for each in found
    ]
    return send_own({"releases": rows})


@router.get("/audit", responses={200: {"model": TrailShape}, **KEYED})
def list_trail(
    caller: Annotated[Caller, called_for(Scope.AUDIT)],
    before: Annotated[str, Query(description="only rows of smaller numbers")] = "",
    action: str = "",
    country: str = "",
) -> Response:
    """List rows of the audit trail, the newest first; people stand there by their ids alone."""
    trail, below = caller.visit.sources.registry.trail, read_whole(before) if before else None
    searched = Searched(what=action, country=country)
    found = trail.rows(searched, _ROWS + 1, below, with_names=False)
    shown = found[:_ROWS]
    rows = [
        {
            "number": each.number,
            "at": each.at.isoformat(),
            "by": each.by,
            "action": each.action,
            "subject": each.subject,
            "detail": each.detail,
        }
        for each in shown
    ]
    return send_own({"rows": rows, "before": shown[-1].number if len(found) > _ROWS else None})


@router.post("/schedule/plan", responses={200: {"model": PlanShape}, **KEYED_FILE}, openapi_extra=_FILE)
async def plan_file(
    caller: Annotated[Caller, called_for(Scope.PLAN)],
    request: Request,
    lang: str = "",  # noqa: ARG001 - read by the visit, named for the document
) -> Response:
    """Say what releasing a schedule would do: the body is the file; nothing is kept or released."""
    kind = _KINDS.get(request.headers.get("content-type", "").partition(";")[0].strip().lower())
    if kind is None:
        raise RefusedRequestError(Refusal.MEDIA_TYPE, members={"accepts": list(_KINDS)})
    content = await _read_file(request)
    planned = await run_in_threadpool(_plan, caller, f"schedule.{kind}", content)
    language = caller.visit.language
    return send_own(
        {
            "base": planned.plan.base,
            "hash": planned.plan.digest,
            "is_empty": planned.plan.is_empty,
            "counts": {each.value: planned.plan.count(each) for each in Verdict},
            "told": planned.told,
            "countries": [_review(each, language) for each in planned.plan.changed],
            "warnings": _faults(planned.warnings, language),
            "corrections": _faults((each.problem for each in planned.corrections), language),
        }
    )


def _plan(caller: Caller, name: str, content: bytes) -> PlannedFile:
    try:
        return caller.visit.sources.doors.programs.plan(name, content)
    except BadInputError as error:
        found = error.problems or (Problem(name, error.headline),)
        wrong = _faults(found, caller.visit.language)
        raise RefusedRequestError(Refusal.INVALID, members={"errors": wrong}) from error


async def _read_file(request: Request) -> bytes:
    parts, length = [], 0
    async for part in request.stream():
        length += len(part)
        if length > MAX_BYTES:
            raise RefusedRequestError(Refusal.TOO_LARGE)
        parts.append(part)
    return b"".join(parts)


def _faults(problems: Iterable[Problem], language: Language) -> list[dict[str, str]]:
    parts = ("where", "what", "remedy")
    return [{part: language.say(getattr(each, part)) for part in parts} for each in problems]


def _review(review: ReviewPlan, language: Language) -> dict[str, Any]:
    return {
        "country": review.country,
        "cycle": review.cycle,
        "verdict": review.verdict.value,
        "changes": list(_changes(review.changes, language)),
    }


def _changes(changes: Iterable[Change], language: Language) -> Iterator[dict[str, Any]]:
    for each in changes:
        either = each.new or each.old
        yield {
            "id": each.milestone_id,
            "title": title_text(either.rule, language) if either else "",
            "change": each.kind.value,
            "old": _side(each.old),
            "new": _side(each.new),
        }


def _side(milestone: Milestone | None) -> dict[str, Any] | None:
    return None if milestone is None else show_span(milestone.span) | {"status": milestone.status.value}
