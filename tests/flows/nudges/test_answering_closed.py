"""Links that are opened by robots, sent forms by other pages, or that open nothing any more."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from flows.site.pages import pages_of
from notifications.links import TERMS
from tests.flows.answered import AMINA, BRUNO, DAY, Answered, Running, links_to, running_office
from tests.flows.installed import TODAY
from tests.notifications.mail_server import Inbox, serving
from tests.web.site import ask
from uprcycle.documents.build import Document
from uprcycle.people import Office, Role
from uprcycle.store.ports import Purpose
from uprcycle.timetable.timetable import Timetable
from uprcycle.tokens import digest_of
from web.app import create_app


@pytest.fixture
def running() -> Iterator[Running]:
    """An installation that has sent one mail to each of two people of an office."""
    with running_office() as running:
        yield running


def test_every_robot_that_opens_every_link_changes_nothing(running: Running) -> None:
    installed, inbox = running
    installed.answer(installed.link(inbox), "done")
    paths = [each for person in (AMINA, BRUNO) for each in links_to(inbox, person)]
    paths += [installed.ask(paths[0]).url.path, f"{paths[0]}&saying=done&serial=0"]
    before = installed.state()

    statuses = {
        method: {installed.ask(each, method).status_code for each in paths * 2}
        for method in ("GET", "HEAD", "OPTIONS", "PUT", "DELETE", "PATCH")
    }

    refused = {each: {405} for each in ("OPTIONS", "PUT", "DELETE", "PATCH")}
    assert statuses == {"GET": {200}, "HEAD": {200}, **refused}
    assert installed.state() == before


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "https://evil.example"},
        {"origin": "null", "sec_fetch_site": "cross-site"},
        {"origin": "https://upr.example.org", "sec_fetch_site": "same-site"},
    ],
)
def test_a_form_of_another_page_is_refused_and_changes_nothing(
    running: Running, headers: dict[str, str]
) -> None:
    installed, inbox = running
    path = installed.link(inbox)
    before = installed.state()

    answer = installed.post(path, {"saying": "done", "serial": "0"}, headers)

    assert (answer.status_code, installed.state()) == (403, before)


def end_role(installed: Answered) -> None:
    installed.assign(AMINA, last=TODAY - DAY)


def revoke(installed: Answered) -> None:
    assert installed.wiring.store.links.revoke(AMINA.id, by="desk", at=installed.now) > 0


def outlive(installed: Answered) -> None:
    installed.now += TERMS[Purpose.ANSWER]


def erase(installed: Answered) -> None:
    installed.wiring.store.erasure.erase(AMINA, by="desk", at=installed.now)


def move_away(installed: Answered) -> None:
    installed.assign(AMINA, last=TODAY - DAY)
    installed.assign(AMINA, Office("RCO Kenya", "KEN", frozenset({Role.RCO})))


@pytest.mark.parametrize("end", [end_role, revoke, outlive, erase, move_away])
def test_whatever_opens_nothing_any_more_is_told_the_same_as_what_never_did(
    running: Running, end: Callable[[Answered], None]
) -> None:
    installed, inbox = running
    path = installed.link(inbox)
    never = f"/answers/uprmail-{'x' * 43}/1?lang=en"
    end(installed)
    before = installed.state()

    gone, unknown = installed.ask(path), installed.ask(never)
    posted = [installed.post(each, {"saying": "done", "serial": "0"}) for each in (path, never)]

    assert (gone.status_code, gone.content, gone.headers.raw) == (404, unknown.content, unknown.headers.raw)
    assert {(each.status_code, each.content) for each in posted} == {(404, unknown.content)}
    assert "Ask your office how the task stands" in unknown.text
    assert installed.state() == before


def test_what_is_stored_opens_nothing_without_the_key(home: Path) -> None:
    with serving(Inbox()) as inbox:
        installed = Answered(inbox.port, home)
        installed.assign(AMINA)
        assert installed.send() == 1
        path = installed.link(inbox)
        written = b"".join(each.read_bytes() for each in home.rglob("*") if each.is_file())
        token = path.split("/")[2]

        assert installed.ask(path).status_code == 200
        assert (token.encode() in written, digest_of(token).encode() in written) == (False, True)
        installed.wiring.store.close()


def test_an_error_names_no_token_in_the_log(running: Running, caplog: pytest.LogCaptureFixture) -> None:
    installed, inbox = running
    path = installed.link(inbox)

    def fail(_: Timetable) -> tuple[Document, ...]:
        raise ValueError("out of paper")

    broken = create_app(replace(pages_of(installed.wiring), documents=fail))
    caplog.set_level(logging.DEBUG)

    assert ask(path, app=broken).status_code == 500
    said = [f"{each.getMessage()} {each.exc_text}" for each in caplog.records if each.name != "httpx"]
    assert any("a request to /answers/{token}/{number} failed" in each for each in said)
    assert [each for each in said if path.split("/")[2] in each] == []
