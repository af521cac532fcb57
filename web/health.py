"""What watches the installation asks: does it live, can it answer."""

import json
from http import HTTPStatus

from fastapi import APIRouter, Response

from web.sources import Given

router = APIRouter(include_in_schema=False)


@router.get("/healthz")
def show_liveness() -> Response:
    """Say that the process answers; nothing else is asked."""
    return _json({"status": "alive"}, HTTPStatus.OK)


@router.get("/readyz")
def show_readiness(sources: Given) -> Response:
    """Say whether the store is reachable, which release is in force, when the last round ran."""
    ready = sources.ready()
    body = {
        "status": "not ready" if ready.problem else "ready",
        "problem": ready.problem,
        "release": ready.release,
        "last_round": ready.last_round.isoformat() if ready.last_round else None,
    }
    return _json(body, HTTPStatus.SERVICE_UNAVAILABLE if ready.problem else HTTPStatus.OK)


def _json(body: object, status: HTTPStatus) -> Response:
    return Response(json.dumps(body), status, {"Cache-Control": "no-store"}, "application/json")
