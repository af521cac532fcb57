"""Signing in by one's organisation, with a real provider on loopback that is not of ours."""

import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from flows.installation.sealing import make_key
from flows.installation.settings import Settings
from flows.site.pages import pages_of
from tests.flows.installed import founded_memory
from tests.flows.signed import UGANDA
from tests.flows.site.real_provider import CLIENT, PASSWORD, SECRET
from tests.flows.site.walking import Browser
from uprcycle.access.session import Way
from uprcycle.people import Assignment, Person
from uprcycle.roster.identity import person_id
from web.app import create_app

pytestmark = pytest.mark.slow

OURS = "http://127.0.0.1:18080"
BEGIN = "/sign-in/organisation?next=/my/sign-ins"
AMINA = Person(person_id("amina@example.org"), "Amina Example", "amina@example.org")


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    """Return where a provider listens that knows Amina and a stranger."""
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = str(free.getsockname()[1])
    script = str(Path(__file__).with_name("real_provider.py"))
    back = f"{OURS}/sign-in/organisation/back"
    command = [sys.executable, script, port, back]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as provider:
        try:
            assert provider.stdout
            assert provider.stdout.readline() == b"ready\n"
            yield f"http://127.0.0.1:{port}"
        finally:
            provider.kill()


class Sites:
    """An installation, and browsers before it; the clock is the real one, as the provider's is."""

    def __init__(self, issuer: str, claim: str = "email") -> None:
        self.ahead = timedelta()
        settings = Settings(
            base_url=OURS,
            secret_key=(make_key(),),
            oidc_issuer=issuer,
            oidc_client_id=CLIENT,
            oidc_client_secret=SECRET,
            oidc_email_claim=claim,
        )
        self.wiring = replace(founded_memory(self.now), settings=settings)
        self.wiring.store.people.save([Assignment(AMINA, UGANDA)], by="desk", at=self.now())
        self.app = create_app(pages_of(self.wiring))

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead  # noqa: TID251 - the provider has no other clock

    def browser(self) -> Browser:
        return Browser(self.app, OURS)

    def back(self, browser: Browser, name: str = "amina", answer: str = "accept") -> str:
        """Begin, sign in at the provider, and return the address by which it sends back."""
        begun = browser.visit(BEGIN)
        typed = {"login": name, "password": PASSWORD, "answer": answer}
        return browser.sign_in_there(begun.headers["location"], typed)


def test_whoever_the_organisation_vouches_for_is_signed_in_and_known_by_its_name_from_then_on(
    issuer: str,
) -> None:
    site = Sites(issuer)
    first, second = site.browser(), site.browser()
    arrived = first.visit(site.back(first))
    page = first.visit("/my/sign-ins")

    assert (arrived.status_code, arrived.headers["location"], page.status_code) == (303, "/my/sign-ins", 200)
    assert first.cookies.keys() == {"uprcycle"}
    assert site.wiring.store.identities.owner(issuer, "amina") == AMINA.id
    assert [each.way for each in site.wiring.store.sign_ins.sessions(AMINA.id)] == [Way.ORGANISATION]

    # From now on the address counts no more: here it is another one, and nobody asks.
    moved = replace(AMINA, email="amina.example@example.org")
    site.wiring.store.people.save([Assignment(moved, UGANDA)], by="desk", at=site.now())
    assert second.visit(site.back(second)).status_code == 303


def test_an_answer_counts_once_and_only_in_the_browser_that_began(issuer: str) -> None:
    site = Sites(issuer)
    mine, other = site.browser(), site.browser()
    answer = site.back(mine)
    began = dict(mine.cookies)
    elsewhere = other.visit(answer)
    taken = mine.visit(answer)
    mine.cookies = began
    again = mine.visit(answer)

    assert [each.status_code for each in (elsewhere, taken, again)] == [403, 303, 403]
    assert len(site.wiring.store.sign_ins.sessions(AMINA.id)) == 1


@pytest.mark.parametrize(
    ("name", "answer", "claim"),
    [
        pytest.param("stranger", "accept", "email", id="nobody-here"),
        pytest.param("amina", "accept", "", id="an-address-that-is-not-verified"),
        pytest.param("bruno", "deny", "email", id="whoever-says-no"),
    ],
)
def test_nobody_else_is_signed_in(issuer: str, name: str, answer: str, claim: str) -> None:
    site = Sites(issuer, claim)
    browser = site.browser()
    refused = browser.visit(site.back(browser, name, answer))

    assert (refused.status_code, browser.cookies) == (403, {})
    assert "Signing in by your organisation did not work" in refused.text
    assert site.wiring.store.sign_ins.sessions() == ()


def test_whoever_takes_too_long_begins_anew(issuer: str, caplog: pytest.LogCaptureFixture) -> None:
    # The code is made up: a real one that nobody redeems would stand in the way of the provider's next one.
    site = Sites(issuer)
    browser = site.browser()
    begun = browser.visit(BEGIN).headers["location"]
    state = parse_qs(urlsplit(begun).query)["state"][0]
    site.ahead = timedelta(minutes=10)

    assert browser.visit(f"/sign-in/organisation/back?code=made-up&state={state}").status_code == 403
    assert caplog.messages == ["this sign-in is over; begin another one"]


def test_the_page_offers_it_only_where_there_is_a_provider(issuer: str) -> None:
    offered, plain = Sites(issuer), Sites("")
    texts = [each.browser().visit("/sign-in").text for each in (offered, plain)]

    assert ["Sign in with your organisation" in each for each in texts] == [True, False]
    assert plain.browser().visit(BEGIN).status_code == 404
