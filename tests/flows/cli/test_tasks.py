"""`uprcycle task`: what an office adds to its own list, and what it said of a task."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.flows.installed import NOON, CommandLine, stored
from uprcycle.checklist.pause import Pause, PauseKind
from uprcycle.checklist.tick import BY_LINK, TaskState, Tick

pytestmark = pytest.mark.usefixtures("home")

HALL = ("--title", "Book  the {hall}", "--due", "2027-03-01", "--by", "Amina")


def test_a_task_of_its_own_is_added_ticked_told_and_dropped(home: Path, uprcycle: CommandLine) -> None:
    assert uprcycle("task", "add", "SUR", *HALL).out == (
        "RCO Suriname: local-1 is due 2027-03-01; undo with `uprcycle task drop`\n"
    )
    (row,) = (each for each in uprcycle("checklist", "SUR", "--json").value if each["id"] == "local-1")
    assert (row["title"], row["due"], row["visibility"]) == ("Book the {hall}", "2027-03-01", "un-internal")

    assert "Book the {hall} (own task)" in uprcycle("checklist", "SUR").out
    uprcycle("tick", "SUR", "local-1", "--by", "Amina", "--note", "two halls")
    assert uprcycle("task", "history", "SUR", "local-1", "--json").value == [
        {
            "at": NOON.isoformat(),
            "state": "done",
            "by": "Amina",
            "note": "two halls",
            "evidence": "",
            "via": "",
        }
    ]
    assert "two halls" in uprcycle("task", "history", "SUR", "local-1").out

    assert uprcycle("task", "drop", "SUR", "local-1", "--by", "Amina").out == (
        "RCO Suriname: local-1 is off the list\n"
    )
    assert "local-1" not in uprcycle("checklist", "SUR").out
    assert [each.stands for each in stored(home).store.local_tasks.of("SUR", 4)] == [False]


def test_it_is_in_no_feed_and_in_no_timetable(uprcycle: CommandLine) -> None:
    uprcycle("task", "add", "SUR", *HALL)

    assert "hall" not in uprcycle("feed", "country/SUR").out
    assert "hall" not in uprcycle("show", "SUR", "--audience", "un").out


def test_who_answered_through_a_link_is_named_by_their_id(home: Path, uprcycle: CommandLine) -> None:
    store, task = stored(home).store, ("SUR", 4, "contact-upr-branch", "RCO Suriname")
    store.ticks.record(Tick(*task, TaskState.DONE, "p1", NOON, via=BY_LINK))
    later = store.pauses.add(Pause(*task, "p2", PauseKind.SNOOZED, date(2026, 12, 1), NOON))
    store.pauses.lift(later.number, at=NOON + timedelta(hours=1))

    rows = uprcycle("task", "history", "SUR", "contact-upr-branch", "--json").value
    lines = uprcycle("task", "history", "SUR", "contact-upr-branch").out.splitlines()

    assert [(each["state"], each["by"], each["via"]) for each in rows] == [
        ("done", "p1", "link"),
        ("snoozed until 2026-12-01", "p2", "link, page or key"),
        ("no more snoozed", "p2", "undo"),
    ]
    assert " ".join(lines[0].split()) == "At How it stands By Through Remark Evidence"
    assert "  p1  link" in "  ".join(lines[1].split())


def test_nothing_said_yet_is_said(uprcycle: CommandLine) -> None:
    answer = uprcycle("task", "history", "SUR", "contact-upr-branch")

    assert (answer.status, answer.out) == (0, "RCO Suriname has said nothing of this task yet.\n")


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (
            ["drop", "SUR", "contact-upr-branch", "--by", "Amina"],
            2,
            (
                "uprcycle: only tasks that an office added can be dropped\n"
                "  TASK: 'contact-upr-branch' was not added by an office;"
                " `uprcycle checklist` lists the ids\n"
            ),
        ),
        (
            ["drop", "SUR", "local-9", "--by", "Amina"],
            1,
            "uprcycle: RCO Suriname has no task local-9 on its list\n",
        ),
        (
            ["add", "SUR", "--title", "x", "--due", "soon", "--by", "Amina"],
            2,
            "uprcycle: a date cannot be read\n  --due: 'soon' is not a date; write it as 2026-11-21\n",
        ),
        (
            ["add", "SUR", "--title", "", "--due", "2027-03-01", "--by", ""],
            2,
            (
                "uprcycle: the task cannot be added\n"
                "  --title: '' cannot be kept; write it as plain text on one line\n"
                "  --by: '' cannot be kept; write it as plain text on one line\n"
            ),
        ),
    ],
    ids=["not-local", "not-there", "no-date", "no-words"],
)
def test_what_cannot_be_done_is_refused(
    uprcycle: CommandLine, words: list[str], status: int, said: str
) -> None:
    answer = uprcycle("task", *words)

    assert (answer.status, answer.out, answer.err) == (status, "", said)
