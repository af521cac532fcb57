"""What each kind of refusal means, at the address that a problem names as its type."""

from typing import Annotated

from fastapi import APIRouter, Path, Response

from web.api.schema import NAMED, PUBLIC, KindShape, KindsShape
from web.page import Visit, Visiting, send_json
from web.problems import NotThereError
from web.refusals import TYPES_PATH, Refusal

Name = Annotated[str, Path(description="the last part of a type", examples=["not-found"])]

router = APIRouter(prefix=TYPES_PATH, tags=["problems"])


@router.get("", responses={200: {"model": KindsShape}, **PUBLIC})
def list_kinds(visit: Visiting, lang: str = "") -> Response:  # noqa: ARG001 - read by the visit
    """List every kind of refusal; names and statuses never change."""
    return send_json(visit, {"types": [_kind(each, visit) for each in Refusal]})


@router.get("/{name}", responses={200: {"model": KindShape}, **NAMED})
def send_kind(visit: Visiting, name: Name, lang: str = "") -> Response:  # noqa: ARG001 - likewise
    """Say what one kind of refusal means."""
    if name not in set(Refusal):
        raise NotThereError("")
    return send_json(visit, _kind(Refusal(name), visit))


def _kind(refusal: Refusal, visit: Visit) -> dict[str, str | int]:
    text = visit.language.text
    return {
        "type": refusal.path,
        "status": int(refusal.status),
        "title": text(refusal.heading),
        "detail": text(refusal.words),
    }
