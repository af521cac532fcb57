"""What forms answer, and how a matter stands in words: the same by a link and on a page."""

from dataclasses import replace
from datetime import date

import pytest

from tests.web.test_answers import LATER, NOON, OPEN, ticked
from uprcycle.checklist.answer import Answer, Matter, Saying
from uprcycle.checklist.pause import PauseKind
from uprcycle.checklist.tick import BY_PAGE, TaskState
from uprcycle.wording.language import Language
from web.matters import read_answer, read_whole, said_text, undo_until, why_path

ENGLISH = Language("en")


@pytest.mark.parametrize(
    ("form", "answer"),
    [
        ({"saying": "done", "note": " all \n three "}, Answer(Saying.DONE, "all three")),
        ({"saying": "snoozed", "day": "2026-12-01"}, Answer(Saying.SNOOZED, day=date(2026, 12, 1))),
        ({"saying": "snoozed", "day": ""}, Answer(Saying.SNOOZED)),
        ({"saying": "done", "day": "never"}, Answer(Saying.DONE)),
        ({"saying": "snoozed", "day": "never"}, None),
        ({"saying": "undo"}, None),
        ({}, None),
    ],
)
def test_a_form_answers_as_it_is_written(form: dict[str, str], answer: Answer | None) -> None:
    assert read_answer(form) == answer


@pytest.mark.parametrize(
    ("text", "number"), [("0", 0), ("12", 12), ("", -1), ("-1", -1), ("٣", -1), ("1" * 7, -1), (" 1", -1)]
)
def test_a_number_is_written_as_we_write_it(text: str, number: int) -> None:
    assert read_whole(text) == number


def on_page(matter: Matter) -> Matter:
    (tick,) = matter.ticks
    said = replace(tick, via=BY_PAGE)
    return replace(matter, task=replace(matter.task, tick=said), ticks=(said,))


@pytest.mark.parametrize(
    ("matter", "words", "until"),
    [
        (OPEN, "", ""),
        (on_page(ticked(TaskState.DONE)), "You said that it is done.", "20 Dec 2026"),
        (on_page(ticked(TaskState.DONE, by="p2")), "RCO Kenya has said that it is done.", ""),
        (
            replace(OPEN, pauses=(replace(LATER, kind=PauseKind.PUT_OFF),)),
            "You will be told again on Tuesday, 1 December 2026.",
            "20 Dec 2026",
        ),
    ],
)
def test_what_was_said_on_a_page_is_one_s_own_too(matter: Matter, words: str, until: str) -> None:
    assert (said_text(matter, ENGLISH), undo_until(matter.undoable(NOON), ENGLISH)) == (words, until)


def test_only_what_is_public_has_a_page_of_why() -> None:
    assert why_path(OPEN.task) == "/countries/KEN/brief?cycle=4"
