"""Who reads a signed page: what is not theirs is not there."""

import pytest
from fastapi import APIRouter, FastAPI
from starlette.responses import Response

from tests.web.site import ask, signed_in
from uprcycle.access.act import Act
from uprcycle.access.standing import Grant, Standing
from uprcycle.people import Assignment, Office, Person, Role
from web.access.page import render_signed
from web.access.reader import Signed

OFFICER, OBSERVER = Grant(Standing.OFFICER), Grant(Standing.OBSERVER, frozenset({"KEN"}))
RCO = Office("RCO Kenya", "KEN", frozenset({Role.RCO}))
HOLDER = Assignment(Person("p-signed", "Sami Example", "sami@example.org"), RCO)


def with_room(app: FastAPI) -> FastAPI:
    """Add a room of which one page is about everything, and one about a State."""
    room = APIRouter()

    @room.get("/a-room")
    def show(reader: Signed) -> Response:
        reader.require(Act.RELEASE)
        return render_signed(reader, "signed.html.j2")

    @room.get("/a-room/{country}")
    def show_state(reader: Signed, country: str) -> Response:
        reader.require(Act.SEE_OFFICE, country=country)
        return render_signed(reader, "signed.html.j2")

    @room.post("/a-room")
    def change(reader: Signed) -> Response:
        reader.require(Act.RELEASE)
        return Response("changed")

    app.include_router(room)
    return app


def test_a_signed_page_is_for_its_reader_alone() -> None:
    answer = ask("/a-room", app=with_room(signed_in()))

    assert answer.headers["cache-control"] == "private, no-store"
    assert answer.headers["x-robots-tag"] == "noindex, nofollow"
    assert "Sami Example" in answer.text


@pytest.mark.parametrize(
    ("path", "app", "status"),
    [
        pytest.param("/a-room", signed_in(OFFICER), 200, id="theirs"),
        pytest.param("/a-room", signed_in(OBSERVER), 403, id="an-area"),
        pytest.param("/a-room/KEN", signed_in(OBSERVER), 200, id="a-State-of-theirs"),
        pytest.param("/a-room/TGO", signed_in(OBSERVER), 404, id="another-State"),
        pytest.param("/a-room/KEN", signed_in(assignments=[HOLDER]), 404, id="more-than-their-office"),
    ],
)
def test_what_is_not_theirs_is_not_open(path: str, app: FastAPI, status: int) -> None:
    assert ask(path, app=with_room(app)).status_code == status
