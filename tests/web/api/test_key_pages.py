"""Keys are made, shown once and ended on pages of their owner; who manages keys sees those of all."""

import re

from tests.flows.signed import AMINA, BRUNO, UGANDA, Signed
from uprcycle.access.key import ApiKey, Scope
from uprcycle.access.standing import Account, Grant, Standing

FORM = {"label": "my script", "days": "30", "duties:read": "yes"}
ADMINISTRATOR = Grant(Standing.ADMINISTRATOR)


def keys(signed: Signed) -> tuple[ApiKey, ...]:
    return signed.wiring.store.api_keys.all()


def holder() -> Signed:
    signed = Signed()
    signed.assign(UGANDA)
    return signed


def test_a_key_is_made_and_shown_once() -> None:
    signed = holder()
    empty = signed.ask("/access/keys").text
    made = signed.post("/access/keys", FORM)
    (key,) = keys(signed)
    again = signed.ask("/access/keys").text

    assert ("You have no keys." in empty, made.status_code) == (True, 200)
    assert (len(re.findall(r"uprkey_[\w-]{43}", made.text)), "uprkey_" in again) == (1, False)
    assert (key.owner, key.label, key.scopes, (key.expires - key.made).days) == (
        AMINA.id,
        "my script",
        frozenset({Scope.DUTIES}),
        30,
    )
    assert made.headers["cache-control"] == "private, no-store"
    assert re.findall(r'name="([a-z:]+)" value="yes"', empty) == [
        *("duties:read", "duties:answer", "offices:read", "nudges:read")
    ]


def test_what_was_typed_stays_beside_what_is_wrong_with_it() -> None:
    signed = holder()
    for changed, words in (
        ({"days": "9999"}, "Give a number of days, at most a year."),
        ({"label": " "}, "Say in a few words what uses the key."),
        ({"duties:read": ""}, "Choose what the key is for."),
        ({"duties:read": "", "audit:read": "yes"}, "You have too many keys, or may not do this"),
    ):
        answer = signed.post("/access/keys", FORM | changed)
        assert (answer.status_code, words in answer.text) == (422, True)
        assert f'value="{(FORM | changed)["days"]}"' in answer.text

    assert keys(signed) == ()


def test_a_key_ends_after_a_question() -> None:
    signed = holder()
    signed.post("/access/keys", FORM)
    path = f"/access/keys/{keys(signed)[0].id}/end"
    page = signed.ask(path).text
    answer = signed.press(page, path)

    assert (answer.status_code, answer.headers["location"]) == (303, "/access/keys")
    assert keys(signed)[0].revoked == signed.now
    assert signed.press(page, path).status_code == 404
    assert "ended " in signed.ask("/access/keys").text


def test_nobody_ends_the_key_of_another_but_who_manages_keys() -> None:
    signed = holder()
    signed.post("/access/keys", FORM)
    path = f"/access/keys/{keys(signed)[0].id}/end"
    signed.assign(UGANDA, BRUNO)
    signed.person = BRUNO
    assert (signed.ask(path).status_code, "my script" in signed.ask("/access/keys").text) == (404, False)

    signed.grants = (ADMINISTRATOR,)
    signed.wiring.store.accounts.grant(
        Account(BRUNO.id, BRUNO.email, BRUNO.name), ADMINISTRATOR, by="desk", at=signed.now
    )
    seen = signed.ask("/access/keys").text

    assert ("Keys of others" in seen, "Amina" in seen) == (True, True)
    assert signed.press(signed.ask(path).text, path).status_code == 303


def test_forms_of_other_sites_make_no_keys() -> None:
    signed = holder()

    assert signed.post("/access/keys", FORM, {"origin": "https://evil.example.org"}).status_code == 403
    assert keys(signed) == ()
