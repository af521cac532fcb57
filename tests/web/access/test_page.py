"""A signed page offers its reader what is open to them, and nothing else."""

import pytest
from fastapi import APIRouter, FastAPI
from starlette.responses import Response

from tests.web.site import ask, signed_in
from uprcycle.access.standing import Grant, Standing
from uprcycle.people import Assignment, Office, Person, Role
from web.access.page import render_signed
from web.access.reader import Signed

OFFICER, OBSERVER = Grant(Standing.OFFICER), Grant(Standing.OBSERVER, frozenset({"KEN"}))
RCO = Office("RCO Kenya", "KEN", frozenset({Role.RCO}))
HOLDER = Assignment(Person("p-signed", "Sami Example", "sami@example.org"), RCO)


@pytest.mark.parametrize(
    ("app", "areas"),
    [
        pytest.param(
            signed_in(OFFICER),
            ["/my/offices", "/board", "/desk", "/people", "/outbox", "/knowledge", "/health"],
            id="officer",
        ),
        pytest.param(signed_in(OBSERVER), ["/my/offices", "/board", "/people", "/knowledge"], id="observer"),
        pytest.param(
            signed_in(Grant(Standing.ADMINISTRATOR)), ["/people", "/health", "/access"], id="administrator"
        ),
        pytest.param(signed_in(assignments=[HOLDER]), ["/my", "/my/offices"], id="holder"),
    ],
)
def test_only_what_is_open_is_offered(app: FastAPI, areas: list[str]) -> None:
    room = APIRouter()

    @room.get("/anything")
    def show(reader: Signed) -> Response:
        return render_signed(reader, "signed.html.j2")

    app.include_router(room)
    nav = ask("/anything", app=app).text.partition('class="areas"')[2].partition("</nav>")[0]

    assert [part.partition('"')[0] for part in nav.split('href="')[1:]] == areas


def test_the_area_of_a_page_is_marked() -> None:
    room, app = APIRouter(), signed_in()

    @room.get("/knowledge/of/a/test")
    def show(reader: Signed) -> Response:
        return render_signed(reader, "signed.html.j2")

    app.include_router(room)

    nav = ask("/knowledge/of/a/test", app=app).text.partition('class="areas"')[2].partition("</nav>")[0]
    assert [each.partition(">")[0] for each in nav.split("<a ")[1:] if "aria-current" in each] == [
        'href="/knowledge" aria-current="true"'
    ]
