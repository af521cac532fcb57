"""Signing in over what the installation says: only our forms act, and the answer comes before the deed."""

import asyncio
from dataclasses import dataclass, field
from urllib.parse import urlencode

import pytest
from starlette.types import Message

from tests.web.signing import AlwaysSignedIn
from tests.web.site import BASE, ask, build_app, send
from uprcycle.access.session import Way
from web.access.source import Opening

OURS = {"origin": "null", "sec_fetch_site": "same-origin"}


@dataclass(frozen=True)
class Noting(AlwaysSignedIn):
    """Notes all that it is told, and knows one link."""

    noted: list[str] = field(default_factory=list)

    def ask(self, address: str, target: str) -> None:
        self.noted.append(f"ask {address} {target}".strip())

    def look(self, token: str) -> Opening | None:
        return Opening(Way.MAIL, "Amina <b>Example</b>") if token == "known" else None

    def take(self, token: str, program: str) -> str | None:
        self.noted.append(f"take {token} {program}")
        return "a-new-token"

    def leave(self, token: str) -> None:
        self.noted.append(f"leave {token}")


FOREIGN: tuple[dict[str, str], ...] = (
    {"origin": "https://evil.example"},
    {"origin": "null", "sec_fetch_site": "cross-site"},
    {"origin": BASE, "sec_fetch_site": "same-site"},
    {},
)


@pytest.mark.parametrize("path", ["/sign-in", "/sign-in/known", "/sign-in/unknown", "/sign-out"])
def test_a_form_of_another_page_signs_nobody_in_or_out(path: str) -> None:
    access = Noting()
    app = build_app(access=access)
    answers = [send(path, "email=amina%40example.org", app, **each) for each in FOREIGN]

    assert ([each.status_code for each in answers], access.noted) == ([403] * len(FOREIGN), [])
    assert [each for each in answers if "set-cookie" in each.headers] == []


def test_robots_sign_nobody_in_or_out() -> None:
    access = Noting()
    app = build_app(access=access)
    answers = [
        ask(path, method, app)
        for method in ("GET", "HEAD", "OPTIONS", "PUT", "DELETE", "PATCH")
        for path in ("/sign-in?email=amina@example.org", "/sign-in/known", "/sign-out")
    ]

    assert (access.noted, [each for each in answers if "set-cookie" in each.headers]) == ([], [])


def test_the_page_of_a_link_says_whose_it_is_and_leads_nowhere_else() -> None:
    answer = ask("/sign-in/known?next=%2Fmy", app=build_app(access=Noting()))

    assert "Sign in as Amina &lt;b&gt;Example&lt;/b&gt;" in answer.text
    assert '<input type="hidden" name="next" value="/my">' in answer.text
    assert (answer.headers["cache-control"], answer.headers["referrer-policy"]) == (
        "private, no-store",
        "no-referrer",
    )
    assert "<script" not in answer.text


def test_the_session_that_the_browser_had_before_is_left() -> None:
    access = Noting()
    app = build_app(access=access)
    answer = send("/sign-in/known", "", app, cookie="__Host-uprcycle=an-old-token", **OURS)

    assert access.noted == ["take known other", "leave an-old-token"]
    assert answer.headers["set-cookie"].startswith("__Host-uprcycle=a-new-token; HttpOnly;")
    assert (answer.status_code, answer.headers["cache-control"]) == (303, "no-store")


def test_the_answer_is_whole_before_an_address_is_looked_up() -> None:
    access, body = Noting(), urlencode({"email": "amina@example.org", "next": "/my"}).encode()
    app, sent = build_app(access=access), access.noted

    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    async def note(message: Message) -> None:
        if message["type"] == "http.response.body" and not message.get("more_body"):
            sent.append("answered")

    headers = {"host": "upr.example.org", "origin": BASE, "content-type": "application/x-www-form-urlencoded"}
    scope = {
        "type": "http",
        "method": "POST",
        "path": "/sign-in",
        "raw_path": b"/sign-in",
        "query_string": b"",
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
        "client": ("192.0.2.1", 1),
        "server": ("upr.example.org", 443),
        "scheme": "https",
    }
    asyncio.run(app(scope, receive, note))

    assert sent == ["answered", "ask amina@example.org /my"]


def test_public_pages_offer_to_sign_in_and_stay_the_same_for_everybody() -> None:
    app = build_app(access=Noting())
    plain, shown = ask("/sessions", app=app), ask("/sessions", app=app, cookie="__Host-uprcycle=a-token")

    assert 'href="/sign-in"' in plain.text
    assert (plain.content, plain.headers.raw) == (shown.content, shown.headers.raw)
    assert plain.headers["cache-control"].startswith("public")
