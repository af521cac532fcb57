"""Every kind of link that we hand out, against everybody who may come by one: one table for all of them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

import httpx
import pytest

from flows.feeds.subscribing import Wish, make, revoke
from notifications.copies import copy_for, disarmed
from tests.flows.answered import (
    AMINA,
    BRUNO,
    DAY,
    FORM,
    OURS,
    Answered,
    answered,
    links_in,
    links_to,
    running_office,
)
from tests.flows.installed import TODAY
from tests.notifications.mail_server import Inbox
from tests.web.site import BASE, send
from uprcycle.people import Person
from uprcycle.store.ports import LedgerState

BODIES = {
    "answers": "saying=done&serial=0",
    "preferences": "action=leave",
    "unsubscribe": "action=leave",
    "feeds": "action=leave",
}
"""What a form at a link of each kind would do."""

ONE_CLICK = "List-Unsubscribe=One-Click"
NEVER = f"uprmail-{'x' * 43}"
FOREIGN: tuple[dict[str, str], ...] = (
    {},
    {"origin": "https://evil.example"},
    {"origin": "https://evil.example", "sec_fetch_site": "cross-site"},
    {"origin": "null", "sec_fetch_site": "cross-site"},
    {"origin": BASE, "sec_fetch_site": "same-site"},
    {"origin": BASE, "sec_fetch_site": "none"},
)


@dataclass(frozen=True)
class Handed:
    """An installation and the paths, by kind, that Amina and Bruno were handed."""

    installed: Answered
    mine: dict[str, str]
    theirs: dict[str, str]

    def state(self) -> tuple[object, ...]:
        """Return everything that any link could change; a fetch of a feed is noted and changes nothing."""
        store = self.installed.wiring.store
        feeds = [replace(each, fetched=None, client="") for each in store.subscriptions.all()]
        return *self.installed.state(), store.preferences.all(), feeds

    def ask(self, path: str, method: str = "GET") -> httpx.Response:
        return self.installed.ask(path, method)

    def post(self, kind: str, path: str, headers: dict[str, str] = OURS) -> httpx.Response:
        return send(path, BODIES[kind], self.installed.app, **FORM, **headers)


@pytest.fixture
def handed() -> Iterator[Handed]:
    """Two people of an office who were sent a mail each and made a feed each."""
    with running_office() as (installed, inbox):
        yield Handed(installed, paths_of(installed, inbox, AMINA), paths_of(installed, inbox, BRUNO))


def paths_of(installed: Answered, inbox: Inbox, person: Person) -> dict[str, str]:
    """Return a path of every kind that somebody was handed."""
    (choose,) = links_to(inbox, person, "preferences")
    wish = Wish("mine", days=300)
    feed = make(installed.wiring, person, wish, by="desk").address
    (leave,) = (
        str(each.original_content or b"", "ascii").partition("List-Unsubscribe: <")[2].partition(">")[0]
        for each in inbox.taken
        if each.rcpt_tos == [person.email]
    )
    return {
        "answers": installed.link(inbox, person),
        "preferences": choose,
        "unsubscribe": "".join(leave.split()).removeprefix(BASE),
        "feeds": feed.removeprefix(BASE),
    }


def test_whoever_only_asks_changes_nothing_by_any_link(handed: Handed) -> None:
    before, asked = handed.state(), {}
    for kind, path in handed.mine.items():
        first, again = handed.ask(path), handed.ask(path)
        statuses = {
            method: handed.ask(path, method).status_code
            for method in ("HEAD", "OPTIONS", "PUT", "PATCH", "DELETE")
        }
        asked[kind] = (first.status_code, first.content == again.content, statuses)

    refused = dict.fromkeys(("OPTIONS", "PUT", "PATCH", "DELETE"), 405)
    assert asked == dict.fromkeys(BODIES, (200, True, {"HEAD": 200} | refused))
    assert handed.state() == before


def test_a_form_of_any_other_page_changes_nothing_by_any_link(handed: Handed) -> None:
    before = handed.state()
    answers = {
        kind: {handed.post(kind, path, headers).status_code for headers in FOREIGN}
        for kind, path in handed.mine.items()
    }

    assert answers == {"answers": {403}, "preferences": {403}, "unsubscribe": {403}, "feeds": {405}}
    assert handed.state() == before


def test_a_form_of_our_own_page_and_one_click_of_a_mail_program_do_what_they_say(handed: Handed) -> None:
    seen = []
    for kind in ("answers", "preferences", "unsubscribe"):
        before = handed.state()
        seen.append((handed.post(kind, handed.mine[kind]).status_code, handed.state() != before))
    before = handed.state()
    clicked = send(
        handed.theirs["unsubscribe"], ONE_CLICK, handed.installed.app, origin="https://mail.example"
    )

    assert seen == [(303, True), (200, True), (200, False)]  # the last one had left by then
    assert (clicked.status_code, handed.state() != before) == (200, True)


def end_role(handed: Handed) -> None:
    handed.installed.assign(AMINA, last=TODAY - DAY)


def take_back(handed: Handed) -> None:
    wiring = handed.installed.wiring
    assert wiring.store.links.revoke(AMINA.id, by="desk", at=wiring.now()) > 0
    for each in wiring.store.subscriptions.all():
        if each.person == AMINA.id:
            revoke(wiring, each.id, by="desk")


def erase(handed: Handed) -> None:
    handed.installed.wiring.store.erasure.erase(AMINA, by="desk", at=handed.installed.now)


@pytest.mark.parametrize("end", [end_role, take_back, erase])
def test_what_is_over_is_told_what_never_was_at_the_next_request_and_others_go_on(
    handed: Handed, end: Callable[[Handed], None]
) -> None:
    end(handed)
    before = handed.state()

    assert all_closed(handed) == dict.fromkeys(BODIES, True)
    assert {kind: handed.ask(path).status_code for kind, path in handed.theirs.items()} == dict.fromkeys(
        BODIES, 200
    )
    assert handed.state() == before


def test_every_link_is_over_when_its_term_is(handed: Handed) -> None:
    handed.installed.now += timedelta(days=401)

    assert all_closed(handed) == dict.fromkeys(BODIES, True)


def all_closed(handed: Handed) -> dict[str, bool]:
    """Tell of each kind whether asking and sending get, byte for byte, what an unknown link gets."""
    closed = {}
    for kind, path in handed.mine.items():
        unknown = path.replace(token_of(path), NEVER)
        pairs = [(handed.ask(each, method) for each in (path, unknown)) for method in ("GET", "HEAD")]
        pairs.append(handed.post(kind, each) for each in (path, unknown))
        closed[kind] = all(is_same_nothing(kind, *pair) for pair in pairs)
    return closed


def is_same_nothing(kind: str, gone: httpx.Response, unknown: httpx.Response) -> bool:
    status = 405 if kind == "feeds" and gone.request.method == "POST" else 404
    same = (gone.content, gone.headers.raw) == (unknown.content, unknown.headers.raw)
    return same and (gone.status_code, unknown.status_code) == (status, status)


def token_of(path: str) -> str:
    return next(
        each for each in path.partition("?")[0].replace(".ics", "").split("/") if each.startswith("upr")
    )


def test_a_token_opens_no_other_kind_of_page(handed: Handed) -> None:
    wrong = []
    for room, path in handed.mine.items():
        unknown = handed.ask(path.replace(token_of(path), NEVER))
        others = {kind: token_of(each) for kind, each in handed.mine.items() if kind != room}
        for kind, token in others.items():
            answer = handed.ask(path.replace(token_of(path), token))
            if (answer.status_code, answer.content) != (404, unknown.content):
                wrong.append(f"a token of {kind} opens {room}")

    assert wrong == []


def test_what_an_operator_sees_of_a_mail_opens_nothing() -> None:
    with answered() as (installed, _):
        installed.assign(AMINA)
        installed.send()
        (row,) = installed.wiring.store.ledger.rows()
        tokens = {
            token_of(each)
            for kind in ("answers", "preferences")
            for each in links_in(row.envelope.payload, kind)
        }
        shown = (disarmed(row.envelope.payload), copy_for(row.envelope.payload, "operator@example.org"))

        assert (row.state, len(tokens)) == (LedgerState.SENT, 2)
        assert [[each for each in tokens if each.encode() in text] for text in shown] == [[], []]
        paths = [path for text in shown for kind in BODIES for path in links_in(text, kind)]
        assert {installed.ask(path).status_code for path in paths} == {404}


def test_what_is_only_recorded_opens_nothing() -> None:
    with answered() as (installed, _):
        installed.assign(AMINA)
        installed.be_quiet()
        installed.send()
        (row,) = installed.wiring.store.ledger.rows()
        kinds = ("answers", "preferences", "unsubscribe")
        paths = [path for kind in kinds for path in links_in(row.envelope.payload, kind)]

        assert row.envelope.links == ()
        assert {installed.ask(path).status_code for path in paths} == {404}
