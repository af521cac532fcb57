"""Nothing is said past the catalogues: in a language of brackets, only data stands outside them."""

import re
from dataclasses import replace
from datetime import timedelta
from email.message import EmailMessage
from functools import cache
from itertools import chain
from xml.etree import ElementTree as ET

import pytest
from fastapi import FastAPI

from flows.languages.messages import PACKAGES
from notifications.digest import build_digests
from notifications.message import compose
from tests.notifications.build import HEAD, MONDAY, NOON, nudge, office, person, task
from tests.pseudo import (
    CODE,
    ROOT,
    bracketed,
    data_of,
    pseudo_language,
    quoted,
    read_markup,
    unsaid,
    untranslated,
)
from tests.web import test_answers as answers
from tests.web.reading import Page
from tests.web.released import build_released
from tests.web.site import ask, build_app, send, world
from uprcycle.checklist.answer import Matter
from uprcycle.checklist.pause import PauseKind
from uprcycle.checklist.task import Task
from uprcycle.checklist.tick import TaskState
from uprcycle.days.span import Status, cut_off, read_span
from uprcycle.timetable.milestone import Milestone
from uprcycle.visibility import Visibility
from uprcycle.wording.language import ENGLISH
from uprcycle.wording.shown import show_milestone
from uprcycle.wording.spans import short_span_text, span_text
from uprcycle.wording.terms import description_text, role_text, title_text
from uprcycle.wording.why import why_lines

KENYA = office("KEN", "RCO Kenya")
STATES = ("KEN", "UKR", "USA", "LKA")
PRODUCTS = ("uprcycle", "Google Calendar", "Outlook", "Apple", "Thunderbird", "Android")


@cache
def milestones() -> tuple[Milestone, ...]:
    """Every date and every action of a few States in two cycles, unknown ones among them."""
    timetables = [world().timetable(state, cycle) for state in STATES for cycle in (3, 4)]
    return tuple(chain.from_iterable((*each.milestones, *each.actions) for each in timetables))


@cache
def record() -> frozenset[str]:
    """What is quoted of the record anywhere in the current cycle, and in those timetables."""
    dated = chain.from_iterable(each.milestones for each in world().timetables())
    return quoted(chain(dated, milestones()))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("⟦Source: ⟧A/HRC/1⟦.⟧", []),
        ("⟦held⟧, to the hour", ["to", "the", "hour"]),
        ("2026年5月4日 15:00 CEST", []),
        ("https://upr.example.org/countries/KEN", []),
        ("⟦Review: ⟧estimé", ["estimé"]),
    ],
)
def test_a_word_outside_the_brackets_is_noticed(text: str, expected: list[str]) -> None:
    assert untranslated(text, ["A/HRC/1", ""]) == expected


def test_brackets_leave_the_places_of_a_message_open() -> None:
    assert bracketed("From {start} until {end}.") == "⟦From ⟧{start}⟦ until ⟧{end}⟦.⟧"
    assert pseudo_language().text("no message of ours") == "no message of ours"
    assert pseudo_language().plural("{count} task", "{count} tasks", 3) == "3⟦ tasks⟧"


def test_no_message_is_said_under_another_name() -> None:
    """The collector does not look for it there, and nobody could translate it."""
    hidden = re.compile(r"""(?<![.\w])(?:text|plural)\(\s*["']""")
    paths = chain.from_iterable((ROOT / each).rglob("*.py") for each in PACKAGES)
    sayers = ((each, each.read_text("utf-8")) for each in paths if each.parent.name != "store")

    assert [f"{each}" for each, code in sayers if hidden.search(code)] == []


def test_every_derivation_is_made_of_messages() -> None:
    left = {
        word
        for each in milestones()
        for line in why_lines(each, pseudo_language())
        for word in untranslated(line, data_of(each))
    }

    assert left == set()


def test_every_span_of_the_record_is_made_of_messages() -> None:
    language = pseudo_language()
    spans = {span for each in milestones() for span in (each.span, each.rule_says)}
    texts = [word(span, language) for span in spans for word in (span_text, short_span_text)]

    assert [each for each in texts if untranslated(each)] == []


def test_every_rule_is_a_message() -> None:
    language = pseudo_language()
    rules = world().rulebook.rules
    said = [
        *(title_text(each, language) for each in rules),
        *(description_text(each, language) for each in rules),
        *(role_text(role, language) for each in rules for role in each.actors),
    ]

    assert [each for each in said if not re.fullmatch(r"⟦.+⟧", each)] == []


def test_json_changes_its_title_with_the_language_and_nothing_else() -> None:
    shown = [
        (show_milestone(each, pseudo_language()), show_milestone(each, ENGLISH)) for each in milestones()
    ]

    assert [{**ours, "title": theirs["title"]} for ours, theirs in shown] == [theirs for _, theirs in shown]
    assert [ours["title"] for ours, _ in shown] == [bracketed(theirs["title"]) for _, theirs in shown]


def unsaid_on(path: str, app: FastAPI, *data: str) -> list[str]:
    """Return what a page says past the catalogues, to the eye and to the ear."""
    return unsaid(read_markup(ask(path, app=app).text), [*PRODUCTS, *record(), *data])


@cache
def packaged() -> FastAPI:
    return build_app(language=lambda _: pseudo_language(), languages=(CODE,))


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/countries",
        "/countries/KEN",
        "/countries/KEN?cycle=3",
        "/countries/UKR",
        "/countries/USA/national-report",
        "/sessions",
        "/sessions/52",
        "/sessions/54",
        "/changes",
        "/changes/1",
        "/countries/KEN?as-of=2026-11-21",
        "/subscribe",
        "/no-such-page",
        "/countries/XYZ",
        "/sessions/999",
    ],
)
def test_every_page_is_made_of_messages(path: str) -> None:
    asked = re.findall(r"[A-Z]{3}|no-such-page", path)

    assert unsaid_on(path, packaged(), *asked) == []


@cache
def released() -> FastAPI:
    return build_released(language=lambda _: pseudo_language(), languages=(CODE,))


@pytest.mark.parametrize(
    "path",
    [
        "/changes",
        "/changes?country=HTI",
        "/changes?country=KEN",
        "/changes/2",
        "/changes/2?country=HTI",
        "/changes/1..4",
        "/changes/99",
        "/countries/HTI",
        "/countries/HTI?as-of=2026-06-17",
        "/countries/HTI/hrc-adoption?as-of=2026-06-17",
        "/countries/HTI?as-of=2026-01-01",
        "/countries/HTI?as-of=2030-01-01",
    ],
)
def test_every_page_of_the_change_log_is_made_of_messages(path: str) -> None:
    assert unsaid_on(path, released(), "KEN", "HTI", "EDT") == []


@pytest.mark.parametrize("path", ["/changes.atom", "/countries/HTI/changes.atom"])
def test_every_entry_of_the_change_log_is_made_of_messages(path: str) -> None:
    feed = ET.fromstring(ask(path, app=released()).text)  # noqa: S314 - our own bytes
    atom = "{http://www.w3.org/2005/Atom}"
    said = [each.text or "" for each in feed.iter(f"{atom}title")]
    markup = "".join(each.text or "" for each in feed.iter(f"{atom}content"))

    assert untranslated("\n".join(said), PRODUCTS) == []
    assert unsaid(read_markup(markup), PRODUCTS) == []


ASKED = Task(
    next(each for each in world().timetable("UGA").actions if each.id == "read-three-documents"), KENYA
)


@pytest.mark.parametrize(
    "matter",
    [
        answers.OPEN,
        answers.ticked(TaskState.DONE),
        answers.ticked(TaskState.ACKNOWLEDGED, by="p2"),
        replace(answers.OPEN, pauses=(answers.LATER,)),
        replace(answers.OPEN, pauses=(replace(answers.LATER, kind=PauseKind.NOT_MINE),)),
    ],
)
def test_every_page_of_an_answer_is_made_of_messages(matter: Matter) -> None:
    real = replace(matter, task=replace(ASKED, state=matter.task.state, tick=matter.task.tick))
    desk = answers.Desk(real, (KENYA.name, "RCO Togo"))
    app = build_app(language=lambda _: pseudo_language(), languages=(CODE,), answers=desk)
    pages = [ask(answers.PATH, app=app), send(answers.PATH, "saying=na", app, **answers.OURS)]

    said = chain.from_iterable(read_markup(each.text) for each in pages)
    assert unsaid(said, [*PRODUCTS, KENYA.name, "RCO Togo", *record()]) == []


def mail(*tasks: Task) -> EmailMessage:
    (digest,) = build_digests([nudge(each, person()) for each in tasks])
    return compose(digest, pseudo_language(), HEAD, NOON)


OPEN = task(cut_off(MONDAY + timedelta(days=4), 15, 0), "a", title="National report due")
LATE = task(MONDAY - timedelta(days=10), "b", title="Attend the review")
ROUGH = task(
    read_span("2026-07"), "c", status=Status.ESTIMATED, of=office("UGA"), title="Attend the adoption"
)
HIDDEN = task(MONDAY + timedelta(days=30), "d", visibility=Visibility.UN_INTERNAL)
WAITING = replace(OPEN, waits_for=("b",))


@pytest.mark.parametrize(
    "tasks", [(OPEN,), (HIDDEN,), (OPEN, LATE, ROUGH), (OPEN, HIDDEN), (WAITING,)], ids=len
)
def test_every_mail_is_made_of_messages(tasks: tuple[Task, ...]) -> None:
    message = mail(*tasks)
    text, html = (message.get_body((kind,)) for kind in ("plain", "html"))
    assert text is not None
    assert html is not None
    page = Page(html.get_content())
    said = [message["Subject"], text.get_content(), *(each for _, each in page.texts)]

    assert untranslated("\n".join(said), [each.office.name for each in tasks]) == []
