"""Signing in to an installation, as people do it and as an attacker would."""

import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from flows.installation.settings import Settings
from flows.site.access import MAILS_AN_HOUR, SigningIn, offer_founding, offer_link
from tests.flows.installed import FOUNDED
from tests.flows.site.house import AMINA, HELD, NOBODY, NOW, House, token_in
from tests.notifications.mail_server import Inbox, serving
from tests.web.site import BASE, ask
from uprcycle.access.session import IDLE, LINK_LASTS, LONGEST, Way
from uprcycle.access.standing import Account, Grant, Standing


@pytest.fixture(scope="module")
def inbox() -> Iterator[Inbox]:
    with serving(Inbox()) as taken:
        yield taken


@pytest.fixture
def house(inbox: Inbox) -> House:
    inbox.taken.clear()
    return House(inbox)


def test_whoever_holds_an_office_signs_in_by_the_link_in_a_mail(house: House) -> None:
    asked = house.post("/sign-in", email=f" {AMINA.upper()} ", next="/my?page=2")
    assert (asked.status_code, asked.headers["location"]) == (303, "/sign-in?asked=yes&next=%2Fmy%3Fpage%3D2")
    assert "on its way" in house.get(asked.headers["location"]).text
    (link,) = house.mails()

    page = house.get(link)
    assert (page.status_code, page.headers["referrer-policy"]) == (200, "no-referrer")
    assert "Sign in as Amina Example" in page.text
    begun = house.post(link.partition("?")[0], next="/my?page=2")
    assert (begun.status_code, begun.headers["location"]) == (303, "/my?page=2")

    mine = house.get("/my/sign-ins", token_in(begun))
    assert "Amina Example" in mine.text
    assert [(each.person, each.way, each.program) for each in house.wiring.store.sign_ins.sessions()] == [
        (HELD.person.id, Way.MAIL, "Firefox")
    ]


def test_a_link_works_once_however_often_and_by_whatever_it_is_opened(house: House) -> None:
    link = f"/sign-in/{offer_link(house.wiring, HELD.person.id, Way.MAIL, by='desk')}"
    for method in ("GET", "HEAD", "GET", "OPTIONS", "PUT"):
        ask(link, method, house.app)
    assert house.wiring.store.sign_ins.sessions() == ()

    assert [house.post(link).status_code for _ in range(3)] == [303, 404, 404]
    assert len(house.wiring.store.sign_ins.sessions()) == 1


def test_a_link_is_over_after_a_quarter_of_an_hour(house: House) -> None:
    link = f"/sign-in/{offer_link(house.wiring, HELD.person.id, Way.MAIL, by='desk')}"
    house.now += LINK_LASTS

    assert (house.get(link).status_code, house.post(link).status_code) == (404, 404)


def test_nobody_learns_whether_somebody_has_an_address(house: House) -> None:
    known, unknown = (house.post("/sign-in", email=each) for each in (AMINA, NOBODY))

    assert (known.status_code, known.headers.raw, known.content) == (
        unknown.status_code,
        unknown.headers.raw,
        unknown.content,
    )
    assert len(house.mails()) == 1
    assert [each.person for each in house.wiring.store.sign_ins.sessions()] == []


def test_what_opens_nothing_is_told_the_same_whatever_it_is(house: House) -> None:
    over = offer_link(house.wiring, HELD.person.id, Way.MAIL, by="desk")
    house.now += LINK_LASTS
    used = offer_link(house.wiring, HELD.person.id, Way.MAIL, by="desk")
    house.post(f"/sign-in/{used}")
    of_nobody = offer_link(house.wiring, "p-nobody", Way.MAIL, by="desk")
    answers = [
        act(f"/sign-in/{each}")
        for each in ("uprsign-never-given", over, used, of_nobody, "x" * 3000, "%00")
        for act in (house.get, house.post)
    ]

    assert {(each.status_code, each.content) for each in answers} == {(404, answers[0].content)}


@pytest.mark.parametrize(
    "address", ["", "amina", "a@b@c", f"{AMINA},{NOBODY}", f"{AMINA}\r\nBcc: {NOBODY}", "x" * 300]
)
def test_what_is_no_address_comes_back_beside_its_field(house: House, address: str) -> None:
    answer = house.post("/sign-in", email=address, next="/my")

    assert (answer.status_code, house.mails()) == (422, [])
    assert 'aria-invalid="true"' in answer.text
    assert 'value="/my"' in answer.text


def test_nobody_is_mailed_more_than_a_few_links_an_hour_whoever_asks(house: House) -> None:
    for _ in range(MAILS_AN_HOUR + 3):
        house.open()
        assert house.post("/sign-in", email=AMINA).status_code == 303
    assert len(house.mails()) == MAILS_AN_HOUR

    house.now += timedelta(hours=1)
    house.post("/sign-in", email=AMINA)
    assert len(house.mails()) == MAILS_AN_HOUR + 1


def test_a_network_that_asks_too_often_waits(house: House) -> None:
    assert [house.post("/sign-in", email=NOBODY).status_code for _ in range(11)] == [303] * 10 + [429]


def test_where_no_mail_leaves_nobody_is_told_that_it_does(house: House) -> None:
    house.wiring = replace(house.wiring, settings=Settings(base_url=BASE))
    house.open()
    answer = house.get(house.post("/sign-in", email=AMINA).headers["location"])

    assert "uprcycle access link" in answer.text
    assert (house.mails(), house.wiring.store.sign_ins.offered(HELD.person.id, since=FOUNDED)) == ([], 0)


def test_a_session_has_a_new_token_whatever_was_shown_before(house: House) -> None:
    planted, link = house.sign_in(), offer_link(house.wiring, HELD.person.id, Way.MAIL, by="desk")
    token = token_in(house.post(f"/sign-in/{link}", planted))

    assert token != planted
    assert [house.get("/my/sign-ins", each).status_code for each in (token, planted)] == [200, 303]
    assert house.get("/my/sign-ins", "chosen-by-somebody").status_code == 303


def test_a_session_ends_with_the_last_role_at_once_and_for_ever(house: House) -> None:
    token = house.sign_in()
    assert house.get("/my/sign-ins", token).status_code == 200
    house.wiring.store.people.save([replace(HELD, valid_to=date(2026, 11, 21))], by="desk", at=NOW)
    assert house.get("/my/sign-ins", token).status_code == 303
    house.wiring.store.people.save([HELD], by="desk", at=NOW)

    assert house.get("/my/sign-ins", token).status_code == 303


def test_a_session_goes_on_while_anything_is_left(house: House) -> None:
    account = Account(HELD.person.id, AMINA, "Amina Example")
    house.wiring.store.accounts.grant(account, Grant(Standing.OBSERVER), by="desk", at=NOW)
    token = house.sign_in()
    assert 'href="/knowledge"' in house.get("/my/sign-ins", token).text
    house.wiring.store.accounts.revoke(account.id, Standing.OBSERVER, by="desk", at=NOW)
    after = house.get("/my/sign-ins", token)

    assert (after.status_code, 'href="/knowledge"' in after.text) == (200, False)


def test_a_session_that_is_not_used_ends_and_none_lasts_longer_than_a_week(house: House) -> None:
    idle, used, started = house.sign_in(), house.sign_in(), house.now
    while house.now < started + LONGEST - IDLE:
        house.now += IDLE - timedelta(hours=1)
        assert house.get("/my/sign-ins", used).status_code == 200
    assert house.get("/my/sign-ins", idle).status_code == 303
    house.now = started + LONGEST

    assert house.get("/my/sign-ins", used).status_code == 303


def test_signing_out_ends_the_session_in_the_store_too(house: House) -> None:
    token, other = house.sign_in(), house.sign_in()
    answer = house.post("/sign-out", token)

    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")
    assert "Max-Age=0" in answer.headers["set-cookie"]
    assert [house.get("/my/sign-ins", each).status_code for each in (token, other)] == [303, 200]


def test_somebody_sees_and_ends_their_own_sessions_and_no_others(house: House) -> None:
    mine, lost, third = (house.sign_in() for _ in range(3))
    binod = Account("p-binod", "binod@example.org", "Binod Example")
    house.wiring.store.accounts.grant(binod, Grant(Standing.OFFICER), by="desk", at=NOW)
    theirs = house.sign_in(binod.id)
    access = SigningIn(house.wiring)
    listed = house.get("/my/sign-ins", mine).text

    assert [access.session(each) in listed for each in (lost, third, theirs)] == [True, True, False]
    house.post("/my/sign-ins", mine, session=access.session(theirs))
    house.post("/my/sign-ins", mine, session=access.session(lost))
    assert [house.get("/my/sign-ins", each).status_code for each in (mine, lost, third, theirs)] == [
        *(200, 303, 200, 200)
    ]
    house.post("/my/sign-ins", mine, action="others")
    assert [house.get("/my/sign-ins", each).status_code for each in (mine, third, theirs)] == [200, 303, 200]


def test_whoever_founded_is_administrator_once(house: House) -> None:
    token, spare = offer_founding(house.wiring), offer_founding(house.wiring)
    page = f"/sign-in/{token}"
    assert "The first administrator" in house.get(page).text
    assert house.post(page, name=" ", email="no address").status_code == 422
    begun = house.post(page, name="Ada  Example", email="Ada@example.org")

    assert "Ada Example" in house.get("/my/sign-ins", token_in(begun)).text
    assert [(each.name, each.grants) for each in house.wiring.store.accounts.all()] == [
        ("Ada Example", (Grant(Standing.ADMINISTRATOR),))
    ]
    assert (house.get(f"/sign-in/{spare}").status_code, offer_founding(house.wiring)) == (404, None)
    assert house.post(f"/sign-in/{spare}", name="Eve Example", email="eve@example.org").status_code == 404


def test_a_link_for_somebody_founds_nothing_and_a_founding_link_opens_nobody(house: House) -> None:
    link, founding = (
        offer_link(house.wiring, HELD.person.id, Way.MAIL, by="desk"),
        offer_founding(house.wiring),
    )
    house.post(f"/sign-in/{link}", name="Eve Example", email="eve@example.org")

    assert house.wiring.store.accounts.all() == ()
    assert SigningIn(house.wiring).take(str(founding), "Firefox") is None


def test_no_log_holds_an_address_or_a_token(house: House, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    house.inbox.taken.clear()
    house.post("/sign-in", email=AMINA)
    (link,) = house.mails()
    session = token_in(house.post(link))
    house.get("/my/sign-ins", session)
    said = " ".join(
        str(each.__dict__) for each in caplog.records if not each.name.startswith(("httpx", "mail"))
    )

    secret = (AMINA, link.rpartition("/")[2], session)
    assert [each for each in secret if each in said] == []
    kept = str(house.wiring.store.audit.rows())
    assert [each for each in secret if each in kept] == []
