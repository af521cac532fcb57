"""One's own calendars: made, their address told once, changed, renewed and ended, by their owner alone."""

import re

import httpx
import pytest

from tests.flows.signed import AMINA, BRUNO, TOGO, UGANDA, Signed
from uprcycle.rules.rule import Kind
from uprcycle.subscriptions import Scope, Subscription, TaskForm
from uprcycle.tokens import digest_of

NEW = "/my/feeds/new"


@pytest.fixture
def signed() -> Signed:
    """Amina, who signed in and holds two offices."""
    found = Signed()
    for office in (UGANDA, TOGO):
        found.assign(office)
    return found


def make(signed: Signed, **fields: str) -> httpx.Response:
    page = signed.ask(NEW).text
    return signed.press(page, NEW, **({"title": "Mine", "action": "make", "cancelled": "yes"} | fields))


def kept(signed: Signed) -> tuple[Subscription, ...]:
    return signed.wiring.store.subscriptions.of_person(AMINA.id)


def address_in(page: httpx.Response) -> str:
    (found,) = re.findall(r'value="[a-z]+://[^/]+(/feeds/my/[^"]+)"', page.text)
    return str(found)


def test_a_calendar_is_counted_made_and_its_address_told_once(signed: Signed) -> None:
    counted = make(signed, action="count", state_TGO="yes", kind_event="yes", tasks="none")
    assert (counted.status_code, kept(signed)) == (200, ())
    assert re.search(r"It would hold \d+ entries\.", counted.text)

    made = make(
        signed, state_TGO="yes", kind_deadline="yes", language="fr", second="en", tasks="todos", alarms="yes"
    )

    (one,) = kept(signed)
    assert (one.scope, one.title, one.filter.countries, one.filter.kinds) == (
        Scope.PERSON, "Mine", ("TGO",), (Kind.DEADLINE,),
    )  # fmt: skip
    assert (one.filter.languages, one.filter.tasks) == (("fr", "en"), TaskForm.TODOS)
    assert (one.filter.has_alarms, one.filter.shows_cancelled) == (True, True)
    address = address_in(made)
    assert "QR code" in made.text
    assert made.headers["cache-control"] == "private, no-store"
    token = address.rpartition("/")[2].removesuffix(".ics")
    assert digest_of(token) == one.digest
    pages = [
        signed.ask(each).text for each in ("/my/feeds", f"/my/feeds/{one.id}", f"/my/feeds/{one.id}/address")
    ]
    assert [token in each for each in pages] == [False] * 3


def test_a_form_that_is_sent_twice_makes_one_calendar_and_one_new_address(signed: Signed) -> None:
    page = signed.ask(NEW).text
    sent = [signed.press(page, NEW, title="Mine", action="make") for _ in range(2)]
    (one,) = kept(signed)
    signed.now = signed.now.replace(hour=13)
    action = f"/my/feeds/{one.id}/address"
    asked = signed.ask(action).text
    renewed = [signed.press(asked, action) for _ in range(2)]

    assert [each.status_code for each in (*sent, *renewed)] == [200, 303, 200, 303]
    old, new = address_in(sent[0]), address_in(renewed[0])
    assert old != new
    assert signed.ask(old).status_code == 404


def test_a_calendar_is_changed_extended_and_ended(signed: Signed) -> None:
    address = address_in(make(signed))
    (one,) = kept(signed)
    path = f"/my/feeds/{one.id}"

    changed = signed.post(path, {"action": "save", "title": "Ours", "phase_review": "yes", "language": "en"})
    wrong = signed.post(path, {"action": "save", "title": "x" * 81, "kind_event": "yes"})
    extended = signed.post(path, {"action": "extend"})

    assert (changed.status_code, wrong.status_code, extended.status_code) == (303, 422, 303)
    assert "x" * 81 in wrong.text
    assert "the address is the same" in signed.ask(changed.headers["location"]).text
    assert [(each.title, each.filter.phases) for each in kept(signed)] == [("Ours", ("review",))]
    assert signed.press(signed.ask(f"{path}/end").text, f"{path}/end").status_code == 303
    assert signed.ask(address).status_code == 404
    assert "It has ended, for ever." in signed.ask(path).text
    assert [signed.ask(f"{path}/{each}").status_code for each in ("end", "address")] == [303, 303]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"title": " "}, "at most 80 characters"),
        ({"title": "x" * 81}, "at most 80 characters"),
        ({"whose": "office:RCO Kenya"}, "You do not hold that today."),
        ({"whose": "organisation:UNDP"}, "You do not hold that today."),
    ],
)
def test_what_cannot_be_made_comes_back_with_what_was_typed(
    signed: Signed, fields: dict[str, str], words: str
) -> None:
    page = make(signed, **({"kind_event": "yes"} | fields))

    assert (page.status_code, kept(signed)) == (422, ())
    assert words in page.text
    assert 'name="kind_event" value="yes" checked' in page.text


def test_nobody_sees_or_changes_the_calendars_of_others(signed: Signed) -> None:
    make(signed)
    (one,) = kept(signed)
    signed.assign(UGANDA, BRUNO)
    signed.person = BRUNO

    paths = [f"/my/feeds/{one.id}{each}" for each in ("", "/address", "/end")]
    answers = [*map(signed.ask, paths), *(signed.post(each, {"title": "x"}) for each in paths)]

    assert [each.status_code for each in answers] == [404] * 6
    assert one.title not in signed.ask("/my/feeds").text
    assert kept(signed) == (one,)


def test_whoever_holds_nothing_is_told_why_there_is_nothing_to_make() -> None:
    stranger = Signed()

    for path in ("/my/feeds", NEW):
        assert "You hold no office today." in stranger.ask(path).text
    assert stranger.post(NEW, {"title": "x", "action": "make", "seen": "0"}).status_code == 303
    assert stranger.post(NEW, {"title": "x", "action": "count"}).status_code == 200
