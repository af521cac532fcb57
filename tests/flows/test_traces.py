"""What happens inside, and what is hidden, leaves no trace in what everybody can fetch: not a byte."""

import html
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest
from fastapi import FastAPI

from calendars.feeds import plan_feeds
from flows.installation.wiring import Wiring
from flows.nudges.nudging import duties_of, send_nudges
from flows.nudges.posting import letterhead
from flows.offices.checklists import add_task, checklist_of, checklists
from flows.site.pages import pages_of
from notifications.digest import build_digests
from notifications.message import compose
from notifications.plan import plan_nudges
from tests.flows.canaries import (
    COUNTRIES,
    assignments,
    in_memory,
    marked,
    office_of_role,
    on_disk,
    person_of,
    rows,
)
from tests.flows.conftest import use_folder
from tests.flows.installed import NOON, TODAY, CommandLine
from tests.uprcycle.rulesets import Files, edited
from tests.web.reading import Page
from tests.web.site import ask_all
from uprcycle.checklist.tick import TaskState, Tick
from uprcycle.people import Role
from uprcycle.presence import Absence
from uprcycle.store.packaged import language_codes, load_facts, load_language
from uprcycle.wording.reprisals import reprisal_addresses, reprisal_text
from web.app import create_app

REPRISALS = frozenset({"assess-reprisal-risk", "route-through-international-cso", "report-reprisals"})
HIDDEN = frozenset(each for each, row in rows().items() if row["visibility"] != "public")
PAGES = (
    *("/", "/countries", "/sessions", "/sessions/49", "/subscribe", "/changes", "/changes/2"),
    *(f"/countries/{code}" for code in COUNTRIES),
    *("/countries/KEN/national-report", "/countries/KEN/nothing", "/countries/QQQ", "/nowhere"),
)
DATA = (
    *("/api/v1/countries", "/api/v1/sessions", "/api/v1/changes", "/api/v1/changes/2", "/changes.atom"),
    *(f"/api/v1/countries/{code}" for code in COUNTRIES),
)


def open_to_all(wiring: Wiring, app: FastAPI | None = None) -> dict[str, tuple[int, bytes, dict[str, str]]]:
    """Return status, body and headers, ETag and length among them, of everything that anybody can fetch."""
    feeds = [f"/feeds/{each.name}.ics" for each in plan_feeds(wiring.world())]
    paths = [*PAGES, *DATA, *feeds]
    answers = ask_all(paths, over=app or create_app(pages_of(wiring)))
    return {
        path: (each.status_code, each.content, dict(each.headers))
        for path, each in zip(paths, answers, strict=True)
    }


def work(wiring: Wiring) -> None:
    """Do everything that offices and people do, the more of it the better."""
    store = wiring.store
    away = [Absence(person_of(role).id, TODAY, TODAY + timedelta(days=9)) for role in ("UNCT", "CSO")]
    store.people.save(assignments(["UNCT", "CSO", "GOVERNMENT"]), away, by="a tester", at=NOON)
    for role in ("UNCT", "CSO"):
        found = checklist_of(wiring, "KEN", f"Desk {role}")
        for task, state in zip(found.tasks, 10 * tuple(TaskState), strict=False):
            store.ticks.record(Tick("KEN", 4, task.id, f"Desk {role}", state, "Somebody", NOON, "a remark"))
        add_task(wiring, found, "A task of our own", TODAY + timedelta(days=9), "Somebody")
    assert send_nudges(wiring, TODAY).delivery.sent == 3


def test_what_offices_do_changes_no_byte_that_is_public() -> None:
    wiring = in_memory()
    app = create_app(pages_of(wiring))
    before = open_to_all(wiring, app)

    work(wiring)

    assert (open_to_all(wiring, app), open_to_all(wiring)) == (before, before)
    assert wiring.store.ticks.all()
    assert wiring.store.ledger.keys()


def test_what_is_hidden_changes_no_byte_count_or_length_that_is_public() -> None:
    def hide(files: Files) -> None:
        for tables in files.values():
            tables["rule"] = [row for row in tables.get("rule", []) if row["id"] not in HIDDEN]
            if not tables["rule"]:
                del tables["rule"]

    without = edited(hide, marked())

    assert len(without.rulebook.rules) == len(rows()) - len(HIDDEN)
    assert open_to_all(in_memory(ruleset=without)) == open_to_all(in_memory())


@pytest.mark.parametrize("country", COUNTRIES)
def test_a_task_waits_only_for_tasks_of_its_own_list(country: str) -> None:
    wiring = in_memory()
    offices = [office_of_role(role.value, country) for role in Role]

    waiting = 0
    for found in checklists(wiring, offices):
        named = {before for task in found.tasks for before in task.waits_for}
        waiting += len(named)
        assert named <= {each.id for each in found.tasks}
    assert waiting > 100


def test_reprisal_rows_are_guidance_that_nobody_is_reminded_of_and_that_leaves_no_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, uprcycle: CommandLine
) -> None:
    wiring = on_disk(tmp_path / "data", ["CSO", "NHRI", "UNCT", "OHCHR", "HRA"])
    use_folder(tmp_path / "data", monkeypatch)
    lines = len(wiring.store.audit.rows())

    listed = uprcycle("checklist", "KEN", "--office", "Desk CSO", "--json").value
    refused = [
        uprcycle("tick", "KEN", each, "--office", "Desk CSO", "--by", "Somebody")
        for each in sorted(REPRISALS)
    ]

    shown = {row["id"]: (row["state"], row["standing"], row["due"]) for row in listed}
    assert [shown[each] for each in sorted(REPRISALS)] == [(None, None, None)] * 3
    assert [each.status for each in refused] == [1] * 3
    assert len(wiring.store.audit.rows()) == lines


def test_reprisal_rows_are_never_owed_whatever_the_day() -> None:
    wiring = in_memory(["CSO", "NHRI", "UNCT", "OHCHR", "HRA"])
    duties = duties_of(wiring, wiring.store.people.assignments())
    days = (date(2020, 1, 1) + timedelta(days=20 * number) for number in range(230))
    owed = {nudge.task.id for day in days for nudge in plan_nudges(duties, frozenset(), day)}

    assert rows().keys() >= REPRISALS
    assert len(owed) > 100
    assert not owed & REPRISALS


@pytest.mark.parametrize("code", language_codes())
def test_every_page_and_mail_says_the_same_of_where_to_turn(code: str) -> None:
    wiring, language = in_memory(["CSO"]), load_language(code)
    help_text = reprisal_text(reprisal_addresses(load_facts()), language)
    asked = [f"{path}?lang={code}" for path in PAGES]

    said = [_said(each.text, "uprreprisals@") for each in ask_all(asked, over=create_app(pages_of(wiring)))]
    (digest,) = build_digests(plan_nudges(duties_of(wiring, assignments(["CSO"])), frozenset(), TODAY))
    heads = (letterhead(wiring), replace(letterhead(wiring), names_internal=True))
    mails = [compose(digest, language, head, NOON) for head in heads]

    assert said == [[help_text]] * len(PAGES)
    assert all(" ".join(help_text.split()) in part for each in mails for part in _texts(each))


def _said(text: str, needle: str) -> list[str]:
    return [part for _, part in Page(text).texts if needle in part]


def _texts(mail: EmailMessage) -> Iterable[str]:
    parts = (html.unescape(each.get_content()) for each in mail.walk() if not each.is_multipart())
    return (" ".join(each.split()) for each in parts)
