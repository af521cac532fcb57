"""From a mail that arrived through a link in it to an answer, to the next plan, and back again."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta

import pytest

from flows.nudges.nudging import forecast
from tests.flows.answered import (
    AMINA,
    BRUNO,
    DAY,
    DUE,
    TASK,
    UGANDA,
    Answered,
    Running,
    answered,
    links_in,
    links_to,
    running_office,
)
from tests.flows.installed import TODAY
from uprcycle.checklist.answer import UNDO
from uprcycle.checklist.tick import TaskState, Tick
from uprcycle.people import Person


@pytest.fixture
def running() -> Iterator[Running]:
    """An installation that has sent one mail to each of two people of an office."""
    with running_office() as running:
        yield running


def told(installed: Answered, person: Person = AMINA) -> list[tuple[date, str]]:
    """Return on which days somebody is still to be told of the task, and on which occasions."""
    mails = forecast(installed.wiring, installed.wiring.today(), 30)
    return [
        (mail.day, each.stage.name)
        for mail in mails
        for each in mail.nudges
        if (each.person.id, each.task.id) == (person.id, TASK)
    ]


def said(installed: Answered) -> list[tuple[str, str, str, str]]:
    history = installed.wiring.store.ticks.history("UGA", 4, TASK)
    return [(each.state.value, each.by, each.via, each.note) for each in history]


USUAL = [(DUE - DAY, "1-days-before")]


def test_a_mail_is_answered_and_undone_and_the_plan_follows(running: Running) -> None:
    installed, inbox = running
    path = installed.link(inbox)
    assert installed.ask(path).status_code == 200
    assert told(installed) == USUAL

    done = installed.answer(path, "done", evidence="https://example.org/report", note="all three")
    shown = installed.ask(done.headers["location"])

    assert (done.status_code, told(installed)) == (303, [])
    assert [each in shown.text for each in ("You said that it is done.", "all three", "Undo")] == [True] * 3
    assert 'value="na"' not in shown.text

    undone = installed.answer(path, "undo")

    assert (undone.status_code, told(installed)) == (303, USUAL)
    assert said(installed) == [("done", AMINA.id, "link", "all three"), ("open", AMINA.id, "undo", "")]
    assert "Undo" not in installed.ask(path).text


@pytest.mark.parametrize(
    ("saying", "fields", "words", "plan"),
    [
        ("acknowledged", {}, "You said that you are on it.", USUAL),
        ("na", {"note": "no such body here"}, "You said that it does not apply.", []),
        (
            "snoozed",
            {"day": "2026-11-27"},
            "You will be told again on Friday, 27 November 2026.",
            [(date(2026, 11, 27), "snoozed-2026-11-27"), *USUAL],
        ),
        ("not-mine", {}, "You said that this is not yours. RCO Uganda has it.", []),
    ],
)
def test_every_answer_is_said_on_the_page_obeyed_by_the_plan_and_can_be_undone(
    running: Running, saying: str, fields: dict[str, str], words: str, plan: list[tuple[date, str]]
) -> None:
    installed, inbox = running
    path = installed.link(inbox)

    taken = installed.answer(path, saying, **fields)

    assert taken.status_code == 303
    assert words in installed.ask(taken.headers["location"]).text
    assert told(installed) == plan
    assert installed.answer(path, "undo").status_code == 303
    assert words not in installed.ask(path).text
    assert told(installed) == USUAL


def test_what_one_gave_back_the_others_hear_with_their_next_mail_and_that_it_was_given_back(
    running: Running,
) -> None:
    installed, inbox = running
    installed.answer(installed.link(inbox), "not-mine")

    assert told(installed, BRUNO) == [(TODAY + DAY, f"handed-back-{TODAY}"), *USUAL]
    installed.now += DAY
    assert installed.send() == 1
    assert inbox.taken[-1].rcpt_tos == [BRUNO.email]
    page = installed.ask(installed.link(inbox, BRUNO)).text
    assert ("It is not mine" in page, "RCO Uganda" in page) == (False, True)


def test_what_a_colleague_said_is_shown_and_is_not_one_s_own_to_undo(running: Running) -> None:
    installed, inbox = running
    paths = [installed.link(inbox, each) for each in (AMINA, BRUNO)]
    installed.answer(paths[0], "done")
    mine, theirs = (installed.ask(each).text for each in paths)
    before = installed.state()

    refused = installed.answer_from(mine, paths[1], "undo")

    assert ("Undo" in mine, "Undo" in theirs) == (True, False)
    assert "RCO Uganda has said that it is done." in theirs
    assert (refused.status_code, installed.state()) == (303, before)


def test_what_was_there_before_comes_back_with_its_words(running: Running) -> None:
    installed, inbox = running
    seen = Tick("UGA", 4, TASK, UGANDA.name, TaskState.ACKNOWLEDGED, "desk", installed.now, "by phone")
    installed.wiring.store.ticks.record(seen)
    path = installed.link(inbox)

    installed.answer(path, "done")
    installed.answer(path, "undo")

    assert said(installed)[-1] == ("acknowledged", AMINA.id, "undo", "by phone")
    assert "RCO Uganda has said that somebody is on it." in installed.ask(path).text


def test_the_same_form_sent_twice_is_taken_once_and_an_old_page_changes_nothing(running: Running) -> None:
    installed, inbox = running
    path = installed.link(inbox)
    page = installed.ask(path).text

    first = installed.answer_from(page, path, "done")
    after = installed.state()
    again, other = (installed.answer_from(page, path, each) for each in ("done", "acknowledged"))

    assert [each.status_code for each in (first, again, other)] == [303, 303, 303]
    assert {each.headers["location"] for each in (first, again, other)} == {
        f"{path.partition('?')[0]}?office=0&lang=en"
    }
    assert installed.state() == after
    assert [each[0] for each in said(installed)] == ["done"]


def test_forms_that_come_at_once_are_taken_once(running: Running) -> None:
    installed, inbox = running
    path = installed.link(inbox)
    page = installed.ask(path).text

    with ThreadPoolExecutor(4) as threads:
        answers = list(threads.map(lambda _: installed.answer_from(page, path, "done"), range(4)))

    assert ({each.status_code for each in answers}, len(said(installed))) == ({303}, 1)


@pytest.mark.parametrize("moment", [UNDO, UNDO + timedelta(minutes=1)])
def test_an_answer_can_be_undone_for_thirty_days(running: Running, moment: timedelta) -> None:
    installed, inbox = running
    path = installed.link(inbox)
    installed.answer(path, "done")
    installed.now += moment

    assert ("Undo" in installed.ask(path).text) == (moment == UNDO)
    assert "You said that it is done." in installed.ask(path).text


def test_of_a_mail_only_what_it_names_is_opened(running: Running) -> None:
    installed, inbox = running
    token = installed.link(inbox).split("/")[2]
    linked = {each.split("/")[3].partition("?")[0] for each in links_to(inbox, AMINA)}
    row = next(each for each in installed.wiring.store.ledger.rows() if each.envelope.person == AMINA.id)

    asked = [*map(str, range(len(row.envelope.keys) + 2)), "-1", "1x", "01", "999999999999", "%C2%B2"]
    opened = [each for each in asked if installed.ask(f"/answers/{token}/{each}").status_code == 200]

    assert opened == [*sorted(linked), "01"]
    assert len(linked) < len(row.envelope.keys)


def test_who_holds_two_offices_answers_for_each_of_them() -> None:
    with answered() as (installed, inbox):
        team = replace(UGANDA, name="UNCT Uganda")
        for each in (UGANDA, team):
            installed.assign(AMINA, each)
        installed.send()
        path = installed.link(inbox)

        first = installed.answer(path, "done")
        page = installed.ask(path).text
        second = installed.answer(path, "acknowledged")

        assert [each.headers["location"].partition("?")[2] for each in (first, second)] == [
            "office=0&lang=en",
            "office=1&lang=en",
        ]
        assert ("RCO Uganda" in page, "UNCT Uganda" in page, "It is done" in page) == (True, True, True)
        assert [(each.office, each.state.value) for each in installed.wiring.store.ticks.of("UGA", 4)] == [
            ("RCO Uganda", "done"),
            ("UNCT Uganda", "acknowledged"),
        ]
        assert installed.ask(f"{path}&office=2").status_code == 404


def test_what_nobody_is_sent_has_no_link_that_opens_anything() -> None:
    with answered() as (installed, _):
        installed.assign(AMINA)
        installed.be_quiet()
        assert installed.send() == 1
        (row,) = installed.wiring.store.ledger.rows()

        paths = links_in(row.envelope.payload)
        assert {each.split("/")[2] for each in paths} == {"uprmail-this-mail-goes-to-nobody"}
        assert {installed.ask(each).status_code for each in paths} == {404}
