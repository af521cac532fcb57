"""The page of one task as its reader sees it; what becomes of answers, the tests of the flows tell."""

import html
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from html.parser import HTMLParser
from urllib.parse import urlencode

import httpx
import pytest

from tests.notifications.build import office, task
from tests.web.site import TODAY, ask, build_app, send, world
from uprcycle.checklist.answer import Answer, Fault, Matter, Saying, find_faults
from uprcycle.checklist.pause import Pause, PauseKind
from uprcycle.checklist.task import Task
from uprcycle.checklist.tick import BY_LINK, TaskState, Tick
from uprcycle.visibility import Visibility
from web.shield import STRICT_HEADERS
from web.sources import Asked, Found
from web.throttle import MISSES

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
KENYA = office("KEN", "RCO Kenya")
DUE = TODAY + timedelta(days=31)
PATH = "/answers/known/1"
OURS = {"sec_fetch_site": "same-origin", "origin": "null"}
OPEN = Matter(task(DUE, "brief", of=KENYA), "p1", TODAY, has_others=True)
LATER = Pause("KEN", 4, "brief", "RCO Kenya", "p1", PauseKind.SNOOZED, date(2026, 12, 1), NOON, 1)


def ticked(state: TaskState, by: str = "p1", note: str = "", evidence: str = "") -> Matter:
    tick = Tick("KEN", 4, "brief", "RCO Kenya", state, by, NOON, note, evidence, BY_LINK)
    return replace(OPEN, task=replace(OPEN.task, state=state, tick=tick), ticks=(tick,))


class Desk:
    """Opens one matter for one token, and remembers what it was told."""

    def __init__(self, matter: Matter = OPEN, offices: tuple[str, ...] = ("RCO Kenya",)) -> None:
        self.matter = matter
        self.offices = offices
        self.told: list[object] = []

    def find(self, asked: Asked) -> Found | None:
        place = asked.office or 0
        if (asked.token, asked.number) != ("known", 1) or place not in range(len(self.offices)):
            return None
        return Found(self.matter, self.offices, place, self.matter.undoable(NOON))

    def answer(self, asked: Asked, answer: Answer, serial: int) -> tuple[Fault, ...] | None:
        if self.find(asked) is None:
            return None
        faults = find_faults(self.matter, answer)
        self.told += [] if faults else [(asked.office, answer, serial)]
        return faults

    def undo(self, asked: Asked, serial: int) -> bool | None:
        if self.find(asked) is None:
            return None
        self.told.append((asked.office, "undo", serial))
        return True


def page(matter: Matter = OPEN, query: str = "") -> str:
    answer = ask(f"{PATH}{query}", app=build_app(answers=Desk(matter)))
    assert answer.status_code == 200
    return answer.text


def post(desk: Desk, path: str = PATH, **fields: str) -> httpx.Response:
    return send(path, urlencode(fields), build_app(answers=desk), **OURS)


def buttons(text: str) -> list[str]:
    return re.findall(r'name="saying" value="([a-z-]+)"', text)


def test_an_open_task_shows_what_it_is_by_when_and_every_answer() -> None:
    text = page()

    assert buttons(text) == [each.value for each in Saying]
    for words in ("RCO Kenya", "Write the report", "22 December 2026", "confirmed", "Why this date?"):
        assert words in text
    assert 'href="/countries/KEN/brief?cycle=4"' in text
    assert re.findall(r'option value="([\d-]+)"', text) == [
        "2026-11-23",
        "2026-11-24",
        "2026-11-30",
        "2026-12-07",
        "2026-12-21",
    ]


@pytest.mark.parametrize(
    ("matter", "words", "shown"),
    [
        (ticked(TaskState.DONE), "You said that it is done.", ["undo"]),
        (ticked(TaskState.NOT_APPLICABLE), "You said that it does not apply.", ["undo"]),
        (
            ticked(TaskState.ACKNOWLEDGED),
            "You said that you are on it.",
            ["undo", "done", "na", "snoozed", "not-mine"],
        ),
        (ticked(TaskState.DONE, by="p2"), "RCO Kenya has said that it is done.", []),
        (
            ticked(TaskState.ACKNOWLEDGED, by="p2"),
            "RCO Kenya has said that somebody is on it.",
            ["done", "na", "snoozed", "not-mine"],
        ),
        (
            replace(OPEN, pauses=(LATER,)),
            "You will be told again on Tuesday, 1 December 2026.",
            ["undo", *Saying],
        ),
        (
            replace(OPEN, pauses=(replace(LATER, kind=PauseKind.NOT_MINE),)),
            "You said that this is not yours. RCO Kenya has it.",
            ["undo"],
        ),
        (
            replace(OPEN, pauses=(LATER,), today=date(2026, 12, 2)),
            "Nothing is decided yet.",
            ["undo", *Saying],
        ),
    ],
)
def test_the_page_says_how_it_stands_and_offers_what_is_left(
    matter: Matter, words: str, shown: list[str]
) -> None:
    text = page(matter)

    assert words in text
    assert sorted(buttons(text)) == sorted(shown)


def test_a_date_that_is_known_roughly_says_by_when_it_may_be_over() -> None:
    rough = next(each for each in world().timetable("UGA").actions if each.id == "read-three-documents")
    words = "The date is only known roughly: it may be over after Tuesday, 1 December 2026."

    assert (words in page(replace(OPEN, task=Task(rough, KENYA))), words in page()) == (True, False)


def test_undo_says_until_when() -> None:
    assert "Here, and at the link in your mail, until 20 Dec 2026." in page(ticked(TaskState.DONE))


def test_an_answer_is_passed_on_as_it_was_written_and_the_page_is_opened_anew() -> None:
    desk = Desk(offices=("RCO Kenya", "UNCT Kenya"))

    done = post(
        desk,
        f"{PATH}?office=1&lang=fr",
        saying="done",
        serial="7",
        note=" two\n lines ",
        evidence="https://a.example",
    )
    later = post(desk, saying="snoozed", serial="0", day="2026-12-01", note="unread")
    undone = post(desk, saying="undo", serial="1")

    assert desk.told == [
        (1, Answer(Saying.DONE, "two lines", "https://a.example"), 7),
        (None, Answer(Saying.SNOOZED, "unread", "", date(2026, 12, 1)), 0),
        (None, "undo", 1),
    ]
    assert [(each.status_code, each.headers["location"]) for each in (done, later, undone)] == [
        (303, f"{PATH}?office=1&lang=fr"),
        (303, f"{PATH}?office=0"),
        (303, f"{PATH}?office=0"),
    ]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"saying": "na"}, "Say in a line why the task does not apply."),
        ({"saying": "na", "note": "x" * 2001}, "Write it in plain words, at most 2,000 characters."),
        ({"saying": "done", "evidence": "javascript:alert(1)"}, "Give an address that begins with https://"),
        ({"saying": "snoozed"}, "Choose one of the days that are offered."),
        ({"saying": "snoozed", "day": "2030-01-01"}, "Choose one of the days that are offered."),
        ({"saying": "snoozed", "day": "soon"}, "Nothing was changed."),
        ({"saying": "dance"}, "Nothing was changed."),
        ({}, "Nothing was changed."),
    ],
)
def test_what_cannot_be_taken_is_said_beside_what_was_written(fields: dict[str, str], words: str) -> None:
    desk = Desk()
    answer = post(desk, serial="0", **fields)

    assert (answer.status_code, desk.told) == (422, [])
    assert words in answer.text
    assert [each for each in fields.values() if each not in answer.text and len(each) > 20] == []


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
@pytest.mark.parametrize("path", [PATH, f"{PATH}?office=0", "/answers/unknown/1"])
def test_nobody_keeps_the_page_or_tells_others_of_it(path: str, method: str) -> None:
    app = build_app(answers=Desk())
    answer = send(path, "saying=na", app, **OURS) if method == "POST" else ask(path, method, app)

    assert {name: answer.headers.get(name) for name in STRICT_HEADERS} == dict(STRICT_HEADERS)
    assert "no-store" in answer.headers["cache-control"]
    if answer.status_code != 404:
        assert answer.headers["cache-control"] == "private, no-store"
        assert answer.headers["x-robots-tag"] == "noindex, nofollow"


def test_robots_are_asked_to_stay_out() -> None:
    assert b"\nDisallow: /answers/\n" in ask("/robots.txt").content


@pytest.mark.parametrize(
    "path",
    [
        "/answers/unknown/1",
        "/answers/known/0",
        "/answers/known/2",
        "/answers/known/-1",
        "/answers/known/one",
        "/answers/known/%C2%B2",
        f"/answers/known/{'9' * 5000}",
        f"{PATH}?office=1",
        f"{PATH}?office=one",
        f"/answers/{'x' * 5000}/1",
        "/answers/%00/1",
    ],
)
def test_whatever_opens_nothing_is_told_the_same_and_how_to_get_further(path: str) -> None:
    app = build_app(answers=Desk())
    query = path[path.find("?") :] if "?" in path else ""
    answer, nothing = ask(path, app=app), ask(f"/answers/nothing/1{query}", app=app)

    assert (answer.status_code, answer.content) == (404, nothing.content)
    assert answer.headers.raw == nothing.headers.raw
    assert "Ask your office how the task stands; your next mail has new links." in answer.text


def test_who_guesses_has_to_wait_and_who_has_a_link_does_not() -> None:
    app = build_app(answers=Desk())

    guesses = [ask(f"/answers/guess-{each}/1", app=app).status_code for each in range(MISSES + 3)]

    assert guesses == [404] * MISSES + [429] * 3
    assert ask(PATH, app=app).status_code == 200
    assert send("/answers/guess/1", "saying=done", app, **OURS).status_code == 429


class Tags(HTMLParser):
    """Collects every tag with its attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "' onmouseover='alert(1)",
        "{{ 7 * 191 }}{% for a in b %}${7*191}",
        "</textarea></form><form action=https://evil.example>",
        "\u202egnp.exe",
    ],
)
def test_what_people_write_is_shown_as_text_and_never_obeyed(hostile: str) -> None:
    plain = page(ticked(TaskState.DONE, note="note", evidence="https://a.example"))
    shown = page(ticked(TaskState.DONE, note=hostile, evidence=f"https://a.example/{hostile}"))
    refused = post(Desk(), saying="na", serial="0", note=hostile + "x" * 2001).text

    assert html.escape(hostile, quote=True) in shown.replace("&#34;", "&quot;").replace("&#39;", "&#x27;")
    assert Tags(shown).tags == Tags(plain).tags
    assert Tags(shown).attributes == Tags(plain).attributes
    assert Tags(refused).attributes - {"role"} <= Tags(page()).attributes
    assert "1337" not in shown + refused


def test_what_only_the_un_may_see_has_no_public_page_to_go_to() -> None:
    internal = task(DUE, "brief", of=KENYA, visibility=Visibility.UN_INTERNAL)

    assert "/countries/KEN/brief" not in page(replace(OPEN, task=internal))


@pytest.mark.parametrize("code", ["en", "fr", "ar"])
def test_the_page_reads_in_its_language_and_direction(code: str) -> None:
    text = page(query=f"?lang={code}")

    assert f'<html lang="{code}" dir="{"rtl" if code == "ar" else "ltr"}">' in text
    assert f'action="?office=0&amp;lang={code}"' in text
    assert buttons(text) == [each.value for each in Saying]
