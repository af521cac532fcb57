"""The pages of an office: people, tasks, history, own tasks and the brief; and to whom they are open."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.flows.answered import TASK
from tests.flows.installed import NOON, TODAY
from tests.flows.signed import AMINA, BRUNO, FORUM, UGANDA, Signed
from uprcycle.access.standing import Grant, Standing
from uprcycle.checklist.pause import Pause, PauseKind
from uprcycle.checklist.tick import TaskState, Tick
from uprcycle.people import Office
from uprcycle.presence import Absence

PATH = f"/my/offices/{UGANDA.key}"
OBSERVER = Grant(Standing.OBSERVER, frozenset({"UGA"}))


@pytest.fixture
def signed() -> Signed:
    """Amina, whose head of office is away, and who knows who comes next."""
    found = Signed()
    found.assign(UGANDA, valid_to=TODAY + timedelta(days=40))
    found.assign(UGANDA, BRUNO, is_head=True)
    chara = replace(BRUNO, id="p-chara", name="Chara")
    found.assign(UGANDA, chara, valid_from=TODAY + timedelta(days=41))
    away = Absence(BRUNO.id, TODAY, TODAY + timedelta(days=3))
    found.wiring.store.people.save((), [away], by="desk", at=NOON)
    return found


def test_an_office_shows_its_people_its_tasks_and_what_was_said_of_them(signed: Signed) -> None:
    tick = Tick("UGA", 4, TASK, UGANDA.name, TaskState.DONE, "the desk", NOON, "by phone")
    signed.wiring.store.ticks.record(tick)

    page = signed.ask(PATH).text

    for words in (
        "leads for the United Nations here", "head of office", "until 24 Nov 2026; told instead: Amina",
        "31 Dec 2026", "Chara", "1 Jan 2027", "done, 21 Nov 2026, <bdi>the desk</bdi>", "by phone",
        "Coming in the next month",
    ):  # fmt: skip
        assert words in page
    assert len(page.encode()) < 100_000
    assert PATH in signed.ask("/my/offices").text


def test_the_brief_is_one_page_for_whoever_takes_over(signed: Signed) -> None:
    page = signed.ask(f"{PATH}/brief").text

    for words in (
        "Hand-over brief: RCO Uganda",
        "as of 21 Nov 2026",
        "Late",
        "Coming in the next 90 days",
        "Outcome",
    ):
        assert words in page


def test_the_history_of_a_task_names_people_and_not_what_they_put_off_for_themselves(signed: Signed) -> None:
    here = ("UGA", 4, TASK, UGANDA.name)
    store = signed.wiring.store
    store.ticks.record(Tick(*here, TaskState.DONE, BRUNO.id, NOON, via="link"))
    store.ticks.record(Tick(*here, TaskState.OPEN, BRUNO.id, NOON + timedelta(hours=1), via="undo"))
    store.ticks.record(Tick(*here, TaskState.ACKNOWLEDGED, "p-gone", NOON + timedelta(hours=2), via="page"))
    store.pauses.add(Pause(*here, AMINA.id, PauseKind.SNOOZED, TODAY + timedelta(days=3), NOON))
    store.pauses.add(Pause(*here, BRUNO.id, PauseKind.NOT_MINE, TODAY, NOON + timedelta(hours=3)))

    page = signed.ask(f"{PATH}/tasks/{TASK}").text

    said = ["<b>done</b>, Bruno", "<b>taken back</b>, Bruno", "<b>given back to the office</b>, Bruno"]
    assert [each in page for each in said] == [True] * 3
    assert "<b>somebody is on it</b>, somebody who is not known here any more" in page
    assert "Amina" not in page.partition("<main")[2]
    assert signed.ask(f"{PATH}/tasks/no-such").status_code == 404


def test_an_office_adds_a_task_of_its_own_once_and_takes_it_off_after_a_question(signed: Signed) -> None:
    page, action = signed.ask(PATH).text, f"{PATH}/tasks"

    wrong = [
        signed.press(page, action, title=title, due=due)
        for title, due in (("x" * 121, "2027-03-01"), ("x", "soon"))
    ]
    added = [signed.press(page, action, title="Book  the hall", due="2027-03-01") for _ in range(2)]

    assert [each.status_code for each in wrong] == [422, 422]
    assert 'value="2027-03-01"' in wrong[0].text
    assert {each.headers["location"] for each in added} == {f"{PATH}#own"}
    (kept,) = signed.wiring.store.local_tasks.of("UGA", 4)
    assert (kept.title, kept.by, kept.office) == ("Book the hall", AMINA.name, UGANDA.name)
    drop = f"{PATH}/tasks/{kept.id}/drop"
    asked = signed.press(signed.ask(f"{PATH}/tasks/{kept.id}").text, drop)
    assert (asked.status_code, signed.wiring.store.local_tasks.of("UGA", 4)[0].stands) == (200, True)
    assert signed.press(asked.text, drop).status_code == 303
    assert not signed.wiring.store.local_tasks.of("UGA", 4)[0].stands


@pytest.mark.parametrize(
    ("office", "grants", "expected"),
    [
        pytest.param(UGANDA, (), (200, 200, 422), id="holder"),
        pytest.param(None, (OBSERVER,), (200, 404, 404), id="observer"),
        pytest.param(FORUM, (), (404, 404, 404), id="partner"),
    ],
)
def test_pages_of_an_office_are_open_as_the_table_says(
    office: Office | None, grants: tuple[Grant, ...], expected: tuple[int, ...]
) -> None:
    somebody = Signed(AMINA, *grants)
    somebody.assign(UGANDA, BRUNO)
    if office:
        somebody.assign(office)

    answers = (
        somebody.ask(PATH),
        somebody.ask(f"{PATH}/brief"),
        somebody.post(f"{PATH}/tasks", {"due": "x"}),
    )

    assert tuple(each.status_code for each in answers) == expected


def test_an_observer_finds_the_offices_of_their_states_alone() -> None:
    observer = Signed(AMINA, OBSERVER)

    page = observer.ask("/my/offices?country=UGA").text

    assert "RCO Uganda" in page
    assert 'value="TGO"' not in page
    assert "RCO Togo" not in observer.ask("/my/offices?country=TGO").text
    assert observer.ask("/my/offices/UGA-000000000000").status_code == 404
