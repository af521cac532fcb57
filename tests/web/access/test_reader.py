"""Who reads a signed page: nobody is sent to sign in, and what is not theirs is not there."""

import pytest
from fastapi import APIRouter, FastAPI
from starlette.responses import Response

from tests.web.site import ask, build_app, send, signed_in
from uprcycle.access.act import Act
from uprcycle.access.standing import Grant, Standing
from uprcycle.people import Assignment, Office, Person, Role
from web.access.page import render_signed
from web.access.reader import Signed

OURS = {"origin": "null", "sec_fetch_site": "same-origin"}
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


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_whoever_has_not_signed_in_is_sent_to_sign_in_and_comes_back(method: str) -> None:
    answer = ask("/a-room?page=2&lang=fr", method, app=with_room(build_app()))

    assert (answer.status_code, answer.headers["cache-control"]) == (303, "no-store")
    assert answer.headers["location"] == "/sign-in?next=%2Fa-room%3Fpage%3D2%26lang%3Dfr"


def test_a_form_of_whoever_has_not_signed_in_changes_nothing() -> None:
    answer = send("/a-room", "a=1", with_room(build_app()), **OURS)

    assert (answer.status_code, answer.headers["cache-control"]) == (401, "private, no-store")
    assert "Nothing was changed" in answer.text


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
