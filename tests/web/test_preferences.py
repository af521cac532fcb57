"""The page of preferences and unsubscribing, over a desk in memory: only forms of ours act, and one click."""

import re
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from html.parser import HTMLParser
from urllib.parse import urlencode

import pytest
from fastapi import FastAPI

from tests.web.site import BASE, ask, build_app, send
from uprcycle.errors import BadInputError
from uprcycle.people import Person, Topic
from uprcycle.preferences import Preferences, channels_of, check_preferences
from web.choices import MailKind, NextMail, Standing

TOKEN = "uprmail-known"
PAGE, LEAVING = f"/preferences/{TOKEN}", f"/unsubscribe/{TOKEN}"
NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
AMINA = Person("p-amina", "Amina Example", "amina@example.org", language="fr")
OURS = {"origin": "null", "sec_fetch_site": "same-origin"}
FORM = {
    "language": "fr",
    "channel": "email",
    "digest_day": "0",
    "digest_hour": "8",
    "mail_from": "8",
    "mail_to": "20",
    "topic_digest": "yes",
    "topic_guidance": "yes",
    "topic_changes": "yes",
    "action": "save",
}


@dataclass
class Desk:
    """Keeps the choices of one person and every change of them."""

    kept: Preferences = field(default_factory=lambda: Preferences(AMINA.id))
    changes: list[Preferences] = field(default_factory=list)

    def look(self, token: str) -> Standing | None:
        known = token == TOKEN
        return Standing(self.kept.applied_to(AMINA), self.kept, channels_of(AMINA)) if known else None

    def coming(self, token: str) -> tuple[NextMail, ...]:
        return (
            (NextMail(NOW, 3, MailKind.DIGEST), NextMail(NOW, 1, MailKind.NOTICE)) if self.look(token) else ()
        )

    def choose(self, token: str, asked: Preferences) -> Standing | None:
        chosen = self.kept.asked(asked, AMINA)
        if problems := check_preferences(chosen, AMINA, ("en", "fr")):
            raise BadInputError("no", problems)
        return self._kept(token, chosen)

    def leave(self, token: str) -> Standing | None:
        return self._kept(token, self.kept.unsubscribing(NOW))

    def come_back(self, token: str) -> Standing | None:
        return self._kept(token, self.kept.resubscribing())

    def _kept(self, token: str, chosen: Preferences) -> Standing | None:
        if self.look(token) and chosen != self.kept:
            self.kept = chosen
            self.changes.append(chosen)
        return self.look(token)


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def app(desk: Desk) -> FastAPI:
    return build_app(preferences=desk, unsubscribing=desk)


class Page(HTMLParser):
    """The forms of a page: what each would send as it stands, and where to."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.forms: list[dict[str, str]] = []
        self.buttons: list[str] = []
        self._select = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        match tag:
            case "form":
                assert given["method"] == "post"
                self.forms.append({})
            case "select":
                self._select = given["name"]
            case "option" if "selected" in given:
                self.forms[-1][self._select] = given["value"]
            case "input" if "checked" in given:
                self.forms[-1][given["name"]] = given["value"]
            case "button":
                self.buttons.append(given["value"])
            case _:
                pass


def test_the_page_shows_how_somebody_is_written_to_in_their_language(app: FastAPI) -> None:
    answer = ask(PAGE, app=app)

    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert answer.headers["cache-control"] == "private, no-store"
    assert answer.headers["x-robots-tag"] == "noindex, nofollow"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert '<html lang="fr"' in answer.text
    assert {**Page(answer.text).forms[0], "action": "save"} == FORM
    assert [each for each in (AMINA.name, AMINA.email, AMINA.id) if each in answer.text] == []


def test_a_form_sent_as_it_stands_changes_nothing(app: FastAPI, desk: Desk) -> None:
    answer = send(PAGE, urlencode(Page(ask(PAGE, app=app).text).forms[0]), app, **OURS)

    assert (answer.status_code, desk.changes) == (200, [])


def test_what_was_chosen_is_kept_and_the_page_speaks_the_new_language_at_once(
    app: FastAPI, desk: Desk
) -> None:
    form = FORM | {"language": "en", "digest_day": "4", "digest_hour": "16", "mail_to": "17"}
    del form["topic_guidance"]
    answer = send(f"{PAGE}?lang=fr", urlencode(form), app, **OURS)

    assert desk.changes == [
        Preferences(AMINA.id, "en", "", 4, 16, range(8, 17), declined=frozenset({Topic.GUIDANCE}))
    ]
    assert '<html lang="en"' in answer.text
    assert "Saved." in answer.text
    assert {**Page(answer.text).forms[0], "action": "save"} == form


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        pytest.param({"digest_hour": "21"}, "lies in your quiet hours", id="quiet"),
        pytest.param({"mail_to": "10"}, "Leave at least four hours", id="too-short"),
        pytest.param({"digest_day": "9"}, "was not complete", id="no-day"),
        pytest.param({"digest_day": "٣"}, "was not complete", id="foreign-digit"),
        pytest.param({"language": "xx"}, "was not complete", id="no-language"),
        pytest.param({"channel": "<script>"}, "was not complete", id="no-channel"),
    ],
)
def test_what_cannot_be_is_named_and_nothing_kept(
    app: FastAPI, desk: Desk, changed: dict[str, str], words: str
) -> None:
    answer = send(f"{PAGE}?lang=en", urlencode(FORM | changed), app, **OURS)

    assert (answer.status_code, desk.changes) == (200, [])
    assert words in answer.text
    assert "<script>" not in answer.text


def test_unsubscribing_on_the_page_is_taken_back_on_the_page(app: FastAPI, desk: Desk) -> None:
    desk.kept = replace(desk.kept, declined=frozenset({Topic.CHANGES}))
    gone = send(PAGE, "action=leave", app, **OURS)

    assert desk.kept.unsubscribed == NOW
    assert Page(gone.text).buttons == ["return", "save"]
    assert {name for name in Page(gone.text).forms[1] if name.startswith("topic_")} == set()

    back = send(PAGE, "action=return", app, **OURS)
    assert desk.kept == Preferences(AMINA.id, declined=frozenset({Topic.CHANGES}))
    assert Page(back.text).buttons == ["save", "leave"]


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        pytest.param("application/x-www-form-urlencoded", "List-Unsubscribe=One-Click", id="urlencoded"),
        pytest.param(
            "multipart/form-data; boundary=x",
            '--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n',
            id="multipart",
        ),
    ],
)
def test_one_click_of_a_mail_program_unsubscribes_once(
    app: FastAPI, desk: Desk, content_type: str, body: str
) -> None:
    answers = [
        send(LEAVING, body, app, content_type=content_type, origin="https://mail.example.com")
        for _ in range(3)
    ]

    assert [each.status_code for each in answers] == [200] * 3
    assert [each.unsubscribed for each in desk.changes] == [NOW]
    assert "set-cookie" not in answers[0].headers


def test_a_person_who_follows_that_link_finds_a_button_and_an_undo(app: FastAPI, desk: Desk) -> None:
    asked = ask(f"{LEAVING}?lang=en", app=app)
    assert (asked.status_code, Page(asked.text).buttons, desk.changes) == (200, ["leave"], [])
    assert "still reach you while you hold an office" in asked.text

    gone = send(LEAVING, "action=leave", app, **OURS)
    assert (Page(gone.text).buttons, desk.kept.unsubscribed) == (["return"], NOW)
    back = send(LEAVING, "action=return", app, **OURS)
    assert (Page(back.text).buttons, desk.kept.unsubscribed) == (["leave"], None)


@pytest.mark.parametrize("path", [PAGE, LEAVING])
@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS", "PUT", "DELETE", "PATCH"])
def test_robots_change_nothing(app: FastAPI, desk: Desk, path: str, method: str) -> None:
    answers = [ask(f"{path}?action=leave&List-Unsubscribe=One-Click", method, app) for _ in range(2)]

    assert desk.changes == []
    assert {each.status_code for each in answers} == ({200} if method in {"GET", "HEAD"} else {405})


@pytest.mark.parametrize("token", [TOKEN, "uprmail-unknown"])
@pytest.mark.parametrize("room", ["preferences", "unsubscribe"])
@pytest.mark.parametrize(
    "headers",
    [
        pytest.param({"origin": "https://evil.example.com"}, id="another-origin"),
        pytest.param({"origin": "null", "sec_fetch_site": "cross-site"}, id="another-site"),
        pytest.param({"origin": BASE, "sec_fetch_site": "same-site"}, id="a-sister-site"),
        pytest.param({}, id="no-browser"),
    ],
)
def test_forms_of_other_pages_are_refused_whatever_the_token(
    app: FastAPI, desk: Desk, room: str, token: str, headers: dict[str, str]
) -> None:
    answer = send(f"/{room}/{token}", "action=leave", app, **headers)

    assert (answer.status_code, desk.changes) == (403, [])


def bare(text: str, token: str) -> str:
    """Return a page without the token, which stands in no answer anyway."""
    assert token not in text
    return text


@pytest.mark.parametrize("room", ["preferences", "unsubscribe"])
@pytest.mark.parametrize("token", ["uprmail-other", "known", TOKEN.upper(), "KEN", "%00", "%ff", "x" * 3000])
def test_a_link_that_opens_nothing_says_the_same_whatever_it_is(app: FastAPI, room: str, token: str) -> None:
    path, plain = f"/{room}/{token}", f"/{room}/uprmail-never-given"
    bodies = ["action=leave"] + ["List-Unsubscribe=One-Click"] * (room == "unsubscribe")
    pairs = [(ask(path, app=app), ask(plain, app=app))]
    pairs += [(send(path, body, app, **OURS), send(plain, body, app, **OURS)) for body in bodies]

    for answer, other in pairs:
        assert (answer.status_code, answer.headers["cache-control"]) == (404, "no-store")
        assert answer.content == other.content
        assert answer.headers.raw == other.headers.raw


def test_a_form_that_is_too_large_is_not_read(app: FastAPI, desk: Desk) -> None:
    answer = send(LEAVING, "List-Unsubscribe=One-Click" + " " * 20_000, app)

    assert (answer.status_code, desk.changes) == (413, [])


def test_nothing_on_the_pages_leads_or_reports_elsewhere(app: FastAPI) -> None:
    for path in (PAGE, LEAVING):
        html = ask(path, app=app).text
        assert re.findall(r'(?:src|href|action)="(?:https?:)?//', html) == []
        assert "<script" not in html


def test_robots_are_told_to_stay_out(app: FastAPI) -> None:
    rules = ask("/robots.txt", app=app).text

    assert [f"Disallow: /{room}/" in rules for room in ("preferences", "unsubscribe")] == [True, True]
