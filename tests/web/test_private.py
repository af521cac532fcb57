"""Pages that a link in a mail opens: only their own form acts, and whoever guesses has to wait."""

import pytest
from fastapi import APIRouter, FastAPI
from starlette.responses import PlainTextResponse

from tests.web.site import BASE, ask, build_app, send
from web.page import Visiting
from web.private import LARGEST_FORM, OwnForm, nothing_here
from web.throttle import MISSES

PATH = "/a-form"
OURS = {"sec_fetch_site": "same-origin", "origin": "null"}
FORM = {"content_type": "application/x-www-form-urlencoded"}


@pytest.fixture
def app() -> FastAPI:
    """The application with a room whose form says what it was given."""
    room = APIRouter()

    @room.post(PATH)
    def take(form: OwnForm) -> PlainTextResponse:
        return PlainTextResponse(repr(dict(form)))

    @room.get(f"{PATH}/{{token}}")
    def show(visit: Visiting, token: str) -> PlainTextResponse:
        if token == "known":
            return PlainTextResponse("here")
        raise nothing_here(visit, "Nothing here.")

    made = build_app()
    made.include_router(room)
    return made


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        pytest.param(OURS, 200, id="a browser under no-referrer"),
        pytest.param({"sec_fetch_site": "same-origin", "origin": BASE}, 200, id="a browser that names us"),
        pytest.param({"origin": BASE}, 200, id="an older browser"),
        pytest.param({"origin": "null"}, 200, id="an older browser under no-referrer"),
        pytest.param({}, 403, id="no browser"),
        pytest.param({"origin": "https://evil.example"}, 403, id="another page in an older browser"),
        pytest.param({"sec_fetch_site": "cross-site", "origin": "null"}, 403, id="another page that hides"),
        pytest.param({"sec_fetch_site": "same-site", "origin": BASE}, 403, id="a neighbour"),
        pytest.param({"sec_fetch_site": "none"}, 403, id="typed"),
        pytest.param({"sec_fetch_site": "same-origin", "origin": "https://evil.example"}, 403, id="both"),
        pytest.param({"origin": f"{BASE}.evil.example"}, 403, id="a name that begins like ours"),
        pytest.param({"origin": "https://["}, 403, id="no address"),
        pytest.param({"origin": "", "sec_fetch_site": ""}, 403, id="empty"),
    ],
)
def test_only_a_form_of_our_own_page_is_taken(app: FastAPI, headers: dict[str, str], status: int) -> None:
    answer = send(PATH, "a=1", app, **FORM, **headers)

    assert answer.status_code == status
    assert ("Nothing was changed." in answer.text) == (status == 403)


@pytest.mark.parametrize(
    ("body", "status", "told"),
    [
        ("a=1&b=%C3%A9+x&a=2", 200, "{'a': '2', 'b': 'é x'}"),
        ("", 200, "{}"),
        (f"a={'x' * (LARGEST_FORM - 2)}", 200, "xxx"),
        (f"a={'x' * LARGEST_FORM}", 413, ""),
        ("&".join(f"f{each}=x" for each in range(21)), 400, ""),
        (b"\xff", 400, ""),
    ],
)
def test_a_form_is_read_up_to_a_bound(app: FastAPI, body: str | bytes, status: int, told: str) -> None:
    answer = send(PATH, body, app, **FORM, **OURS)

    assert answer.status_code == status
    assert told in answer.text


@pytest.mark.parametrize("method", ["OPTIONS", "PUT", "DELETE"])
def test_a_page_with_a_form_says_what_it_answers_to(method: str) -> None:
    answer = ask("/answers/a/1", method)

    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD, POST")


def test_who_shows_too_many_wrong_links_waits_and_a_right_one_still_opens(app: FastAPI) -> None:
    missed = [ask(f"{PATH}/wrong", app=app).status_code for _ in range(MISSES + 2)]

    assert missed == [404] * MISSES + [429] * 2
    assert ask(f"{PATH}/known", app=app).text == "here"
