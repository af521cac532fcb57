"""Links that are opened by robots, sent forms by other pages, or that open nothing any more."""

from collections.abc import Callable, Iterator

import pytest

from notifications.links import TERMS
from tests.flows.answered import AMINA, BRUNO, DAY, Answered, Running, links_to, running_office
from tests.flows.installation import TODAY
from uprcycle.people import Office, Role
from uprcycle.store.ports import Purpose


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
