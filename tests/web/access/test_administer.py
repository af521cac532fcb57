"""Giving access on pages: shown first, done by a form of ours, and by administrators of all States alone."""

from urllib.parse import urlencode

import pytest
from fastapi import FastAPI
from httpx import Response

from tests.web.access.accounts import BINOD, OneAccount
from tests.web.site import ask, build_app, send, signed_in
from uprcycle.access.standing import Grant, Standing

OURS = {"origin": "null", "sec_fetch_site": "same-origin"}
ADMINISTRATOR = Grant(Standing.ADMINISTRATOR)
WISH = {"email": "dana@example.org", "name": "Dana Example", "standing": "observer", "countries": "KEN"}
ACCOUNT = f"/access/people/{BINOD.id}"


def administered(accounts: OneAccount) -> FastAPI:
    return signed_in(ADMINISTRATOR, accounts=accounts)


def post(accounts: OneAccount, path: str, **form: str) -> Response:
    return send(path, urlencode(form), administered(accounts), **OURS)


def test_a_grant_is_shown_and_then_given_under_the_name_of_who_gives_it() -> None:
    accounts = OneAccount()
    shown = post(accounts, "/access", **WISH)
    assert (shown.status_code, accounts.noted) == (200, [])
    assert "observer (KEN)" in shown.text
    given = post(accounts, "/access", **WISH, action="give")

    assert (given.status_code, given.headers["location"]) == (303, "/access/people/p-new?done=granted")
    assert accounts.noted == ["Sami Example gives dana@example.org observer"]


def test_whoever_is_given_access_can_be_invited_at_once() -> None:
    accounts = OneAccount()
    given = post(accounts, "/access", **WISH, action="give", invite="yes")

    assert given.headers["location"] == "/access/people/p-new?done=not-invited"
    assert accounts.noted[1:] == ["Sami Example invites p-new"]


def test_what_is_wrong_comes_back_beside_its_field_with_what_was_typed() -> None:
    accounts = OneAccount()
    answer = post(accounts, "/access", **WISH | {"email": "dana", "countries": "Nowhere"}, action="give")

    assert (answer.status_code, accounts.noted) == (422, [])
    assert [f'id="{each}-wrong"' in answer.text for each in ("email", "countries", "name")] == [
        True,
        True,
        False,
    ]
    assert [f'value="{each}"' in answer.text for each in ("dana", "Nowhere", "Dana Example")] == [True] * 3


@pytest.mark.parametrize(
    ("form", "done", "noted"),
    [
        (
            {"action": "take", "standing": "observer"},
            "?done=taken",
            ["Sami Example takes observer from p-binod"],
        ),
        ({"action": "take", "standing": "officer"}, "", []),
        ({"action": "invite"}, "?done=invited", ["Sami Example invites p-binod"]),
        ({"action": "end"}, "?done=ended", ["Sami Example ends p-binod"]),
        ({"action": "anything"}, "", []),
        ({}, "", []),
    ],
    ids=["take", "take-what-is-not-theirs", "invite", "end", "unknown", "empty"],
)
def test_an_account_is_changed_by_what_its_form_says(
    form: dict[str, str], done: str, noted: list[str]
) -> None:
    accounts = OneAccount()
    answer = post(accounts, ACCOUNT, **form)

    assert (answer.status_code, answer.headers["location"]) == (303, f"{ACCOUNT}{done}")
    assert accounts.noted == noted


def test_the_last_administrator_is_told_why_they_stay() -> None:
    accounts = OneAccount(is_last=True)

    taken = post(accounts, ACCOUNT, action="take", standing="observer")
    assert taken.headers["location"] == f"{ACCOUNT}?done=last"
    assert "nobody else could give access" in post(accounts, "/access", **WISH, action="give").text


@pytest.mark.parametrize("path", ["/access", ACCOUNT])
def test_nobody_else_gives_access(path: str) -> None:
    accounts = OneAccount()
    form = urlencode(WISH | {"action": "give"})
    apps = [
        build_app(accounts=accounts),
        signed_in(Grant(Standing.OFFICER), Grant(Standing.OBSERVER), accounts=accounts),
        signed_in(Grant(Standing.ADMINISTRATOR, frozenset({"KEN"})), accounts=accounts),
    ]
    assert [ask(path, app=each).status_code for each in apps] == [303, 403, 403]
    assert [send(path, form, each, **OURS).status_code for each in apps] == [401, 403, 403]
    foreign = send(path, form, administered(accounts), origin="https://evil.example")

    assert (foreign.status_code, accounts.noted) == (403, [])


def test_nobody_unknown_has_a_page() -> None:
    accounts = OneAccount()

    assert ask("/access/people/p-nobody", app=administered(accounts)).status_code == 404
    assert (post(accounts, "/access/people/p-nobody", action="end").status_code, accounts.noted) == (404, [])
