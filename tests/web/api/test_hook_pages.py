"""Web-hooks are kept by whoever manages keys, and nobody else learns of them."""

import re

import pytest

from tests.flows.signed import AMINA, UGANDA, Signed
from uprcycle.access.standing import Grant, Standing

FORM = {"label": "the others", "address": "https://hooks.example.org/a?secret=abc"}


def administrator() -> Signed:
    return Signed(AMINA, Grant(Standing.ADMINISTRATOR))


def test_a_web_hook_is_added_tried_and_removed() -> None:
    signed = administrator()
    empty = signed.ask("/access/hooks").text
    added = signed.post("/access/hooks", FORM)
    (hook,) = signed.wiring.store.release_hooks.all()
    page = signed.ask("/access/hooks").text
    tried = signed.press(page, f"/access/hooks/{hook.id}/test")

    assert ("No other system is told of releases." in empty, "Nothing is sent now" in empty) == (True, True)
    assert re.findall(r"whsec_[\w+/=]+", added.text) == [hook.secret]
    assert ("whsec_" in page, "secret=abc" in page, "hooks.example.org" in page) == (False, False, True)
    assert "The test came to: recorded" in tried.text

    path = f"/access/hooks/{hook.id}/remove"
    removed = signed.press(signed.ask(path).text, path)
    assert (removed.status_code, signed.wiring.store.release_hooks.all()) == (303, ())
    assert [signed.ask(path).status_code, signed.post(path, {}).status_code] == [404, 404]


def test_one_that_is_on_cannot_be_switched_on_and_nothing_else_can_be_done() -> None:
    signed = administrator()
    signed.post("/access/hooks", FORM)
    (hook,) = signed.wiring.store.release_hooks.all()

    assert [signed.post(f"/access/hooks/{hook.id}/{each}", {}).status_code for each in ("on", "burn")] == [
        404
    ] * 2


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"address": "http://hooks.example.org"}, "Write https://, the name of a server on the internet"),
        ({"address": "https://10.0.0.1/"}, "Write https://, the name of a server on the internet"),
        ({"label": " "}, "Say in a few words whose it is."),
    ],
    ids=["in-clear", "at-home", "nobody"],
)
def test_what_was_typed_stays_beside_what_is_wrong_with_it(changed: dict[str, str], words: str) -> None:
    signed = administrator()
    answer = signed.post("/access/hooks", FORM | changed)

    assert (answer.status_code, words in answer.text) == (422, True)
    assert f'value="{(FORM | changed)["address"]}"' in answer.text
    assert signed.wiring.store.release_hooks.all() == ()


def test_nobody_else_is_told_of_them() -> None:
    signed = Signed()
    signed.assign(UGANDA)

    assert [signed.ask("/access/hooks").status_code, signed.post("/access/hooks", FORM).status_code] == [
        403
    ] * 2
