"""Whoever has not signed in is sent to do so, and whoever asks for too much is told what is theirs."""

import pytest

from tests.web.access.test_reader import with_room
from tests.web.site import ask, build_app, send, signed_in
from uprcycle.access.standing import Grant, Standing

OURS = {"origin": "null", "sec_fetch_site": "same-origin"}


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_whoever_has_not_signed_in_is_sent_to_sign_in_and_comes_back(method: str) -> None:
    answer = ask("/a-room?page=2&lang=fr", method, app=with_room(build_app()))

    assert (answer.status_code, answer.headers["cache-control"]) == (303, "no-store")
    assert answer.headers["location"] == "/sign-in?next=%2Fa-room%3Fpage%3D2%26lang%3Dfr&lang=fr"


def test_a_form_of_whoever_has_not_signed_in_changes_nothing() -> None:
    answer = send("/a-room", "a=1", with_room(build_app()), **OURS)

    assert (answer.status_code, answer.headers["cache-control"]) == (401, "private, no-store")
    assert "Nothing was changed" in answer.text


def test_whoever_asks_for_too_much_stays_signed_in_and_sees_what_is_open() -> None:
    answer = ask("/a-room", app=with_room(signed_in(Grant(Standing.OBSERVER))))

    assert (answer.status_code, answer.headers["cache-control"]) == (403, "private, no-store")
    main = answer.text.partition("<main")[2].partition("</main>")[0]
    assert ['href="/my/offices"' in main, 'href="/desk"' in main] == [True, False]
    assert "Sami Example" in answer.text
