"""Signing in by one's organisation: a real provider on loopback, its own pages, and back again."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.look import View, watched
from tests.browser.people import AMINA
from tests.browser.running import RealClock, Running, running
from tests.browser.signing import Visitor
from tests.flows.conftest import free_port
from tests.flows.site import real_provider
from tests.flows.site.real_provider import CLIENT, PASSWORD, SECRET


@contextmanager
def providing(port: int, back: str) -> Iterator[str]:
    """Run a provider that knows Amina and sends back to an address; it says when it listens."""
    command = [sys.executable, str(real_provider.__file__), str(port), back]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as provider:
        try:
            assert provider.stdout
            assert provider.stdout.readline() == b"ready\n"
            yield f"http://127.0.0.1:{port}"
        finally:
            provider.kill()


@pytest.fixture(scope="module")
def organised(founded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    ours, theirs = free_port(), free_port()
    with providing(theirs, f"http://127.0.0.1:{ours}/sign-in/organisation/back") as issuer:
        settings = {
            "oidc_issuer": issuer,
            "oidc_client_id": CLIENT,
            "oidc_client_secret": SECRET,
            "oidc_email_claim": "email",
        }
        home = tmp_path_factory.mktemp("organised") / "data"
        with running(founded, home, RealClock(), port=ours, **settings) as site:
            yield site


@pytest.mark.parametrize("view", [View(), View("ar", is_phone=True)], ids=str)
def test_somebody_signs_in_by_their_organisation_and_comes_to_where_they_went(
    browser: Browser, organised: Running, view: View
) -> None:
    with watched(browser, view) as (context, _):
        visitor = Visitor(context.new_page(), organised, view)
        visitor.open("/my")
        visitor.click(visitor.link("Sign in with your organisation"))
        for name, value in {"login": "amina", "password": PASSWORD}.items():
            visitor.page.locator(f"[name={name}]").fill(value)
            visitor.page.locator(f"[name={name}]").press("Enter")
        visitor.page.locator("[name=answer][value=accept]").or_(
            visitor.page.get_by_role("main")
        ).first.wait_for()
        accept = visitor.page.locator("[name=answer][value=accept]")
        if accept.count():
            visitor.click(accept)
        visitor.reads("My duties")
        assert visitor.page.get_by_role("link", name=AMINA.name).is_visible()
