from dataclasses import replace
from datetime import date, timedelta

import pytest

from calendars.entries import Mark, marks_of
from calendars.identity import Part
from calendars.tasks import Words, task_id_of, task_name, write_date, write_task, write_todo
from calendars.wording import Variant
from tests.calendars.build import day, lead, milestone, rule, utc
from tests.calendars.mine import DONE_AT, RCO, acted, tick
from uprcycle.checklist.task import Task
from uprcycle.checklist.tick import TaskState
from uprcycle.days.recurrence import Recurrence
from uprcycle.days.span import Status
from uprcycle.people import Office, Role
from uprcycle.rules.rule import Kind
from uprcycle.store.packaged import load_language
from uprcycle.timetable.milestone import Step, StepKind
from uprcycle.wording.language import ENGLISH

ALONE = Words(acted(), (ENGLISH,), Variant.OWN, names_states=False)
RINGING = replace(ALONE, has_alarms=True)
DUTY = rule("visit", title="Visit", lead=lead("8 months before", "3 months before"))
WEEK_AND_DAY = (timedelta(days=6, hours=15), timedelta(hours=15))


def task(
    span: str = "2026-05-04", state: TaskState = TaskState.OPEN, status: Status = Status.CONFIRMED
) -> Task:
    ticked = None if state is TaskState.OPEN else tick("visit", state)
    return Task(milestone(span, status, rule("visit", title="Visit")), RCO, state, ticked)


def last(of: Task) -> Mark:
    return marks_of(of.dated)[-1]


def test_the_name_of_a_task_holds_a_digest_of_its_office() -> None:
    assert task_name(task()) == "4-KEN-visit-for-9ddef93d54a9"
    assert task_name(task(), Part.OPENS) == "4-KEN-visit-for-9ddef93d54a9-opens"


@pytest.mark.parametrize(
    "other", ["RCO Uganda", "مكتب كينيا", "肯尼亚办事处", "RCO  Kenya", "", "a@b\r\nUID:x"]
)
def test_two_offices_have_names_apart_and_plain_whatever_their_script(other: str) -> None:
    name = task_id_of(other, "visit")

    assert name != task_id_of("RCO Kenya", "visit")
    assert (name.isascii(), name.isprintable(), len(name)) == (True, True, len("visit-for-9ddef93d54a9"))


@pytest.mark.parametrize(
    ("state", "summary", "status", "said"),
    [
        (TaskState.OPEN, "To do: Visit", Status.CONFIRMED, []),
        (TaskState.ACKNOWLEDGED, "To do: Visit", Status.CONFIRMED, ["Seen on 1 Feb 2026."]),
        (TaskState.DONE, "Done: Visit", Status.CONFIRMED, ["Done on 1 Feb 2026."]),
        (
            TaskState.NOT_APPLICABLE,
            "Cancelled: Visit",
            Status.WITHDRAWN,
            ["Does not apply, as said on 1 Feb 2026."],
        ),
    ],
)
def test_an_event_says_whose_task_it_is_and_how_far(
    state: TaskState, summary: str, status: Status, said: list[str]
) -> None:
    of = task(state=state)
    entry = write_task(last(of), of, ALONE)

    assert (entry.summary, entry.status, entry.is_busy) == (summary, status, False)
    assert entry.description.split("\n\n")[0].split("\n") == ["A task of RCO Kenya.", *said]
    assert entry.categories == ("event", "Review", "task")


def test_what_was_opened_again_says_so() -> None:
    of = replace(task(), tick=tick("visit", TaskState.OPEN))

    assert "Open again since 1 Feb 2026." in write_task(last(of), of, ALONE).description


@pytest.mark.parametrize(
    ("writes", "expected"),
    [(True, "It recurs every year."), (False, "It recurs every year; a calendar shows it once.")],
)
def test_a_task_comes_each_time_and_a_date_once(*, writes: bool, expected: str) -> None:
    of = task()
    again = replace(of, dated=replace(of.dated, rule=replace(of.rule, repeat=Recurrence(12))))
    entry = write_task(last(again), again, ALONE) if writes else write_date(last(again), ALONE)

    assert expected in entry.description.splitlines()


def test_each_time_of_a_task_has_a_name_of_its_own_and_the_page_of_its_rule() -> None:
    of = task()
    third = replace(of, dated=replace(of.dated, ordinal=3))
    entry = write_task(last(third), third, ALONE)

    assert (entry.name, entry.path) == ("4-KEN-visit~3-for-9ddef93d54a9", "/countries/KEN#visit")


def test_what_an_office_wrote_on_a_tick_is_not_told() -> None:
    of = task(state=TaskState.DONE)
    words = write_task(last(of), of, ALONE)

    assert [each for each in ("SECRET", "an officer") if each in f"{words}"] == []


def test_a_summary_stays_short_with_its_state_before_it() -> None:
    of = task()
    long = replace(of, dated=replace(of.dated, rule=replace(of.rule, title="x" * 400)))

    assert len(write_task(last(long), long, ALONE).summary) == 250


@pytest.mark.parametrize(
    ("span", "due", "first"),
    [
        ("2026-05-04", day("2026-05-04"), None),
        ("2026-05-04/2026-05-15", day("2026-05-15"), day("2026-05-04")),
        ("2026-05-04/2026-09-30", day("2026-09-30"), day("2026-05-04")),
        ("2026-05-04T15:00", utc("2026-05-04T13:00"), None),
        ("by 2026-05-04", day("2026-05-04"), None),
        ("2026-05", day("2026-05-01"), None),
    ],
)
def test_a_to_do_is_due_when_it_is_safely_done(span: str, due: date, first: date | None) -> None:
    of = task(span)
    todo = write_todo(last(of), of, ALONE)

    assert (todo.due, todo.first) == (due, first)


def test_a_to_do_and_its_event_name_each_other() -> None:
    of = task("2026-05-04/2026-09-30")
    event = write_task(last(of), of, ALONE, has_todo=True)
    todo = write_todo(last(of), of, ALONE)

    assert (todo.entry.name, todo.entry.related) == (event.related, event.name)
    assert todo.entry.summary == "To do, day unknown: Visit"


def test_a_to_do_says_when_its_date_is_beside_the_day_on_which_it_is_due() -> None:
    of = task("2026-05")
    todo = write_todo(last(of), of, ALONE)

    assert (todo.due, todo.entry.description) == (
        day("2026-05-01"),
        "A task of RCO Kenya.\n\nWhen: May 2026 (confirmed)",
    )


@pytest.mark.parametrize(
    ("state", "completed"),
    [(TaskState.DONE, DONE_AT), (TaskState.ACKNOWLEDGED, None), (TaskState.OPEN, None)],
)
def test_a_to_do_says_when_it_was_done(state: TaskState, completed: object) -> None:
    of = task(state=state)

    assert (write_todo(last(of), of, ALONE).completed, write_todo(last(of), of, ALONE).state) == (
        completed,
        state,
    )


@pytest.mark.parametrize(
    ("of", "words", "expected"),
    [
        pytest.param(task(), RINGING, WEEK_AND_DAY, id="open"),
        pytest.param(task(), ALONE, (), id="nobody-asked"),
        pytest.param(task(state=TaskState.DONE), RINGING, (), id="done"),
        pytest.param(task(state=TaskState.NOT_APPLICABLE), RINGING, (), id="na"),
        pytest.param(task(status=Status.WITHDRAWN), RINGING, (), id="withdrawn"),
    ],
)
def test_only_what_is_still_to_be_done_rings(of: Task, words: Words, expected: tuple[timedelta, ...]) -> None:
    assert write_task(last(of), of, words).alarms == expected
    assert write_todo(last(of), of, words).entry.alarms == expected


BAR = replace(task("2026-05-04/2026-05-15"), dated=milestone("2026-05-04/2026-05-15", of=DUTY))
LONG = replace(BAR, dated=milestone("2026-05-04/2026-09-30", of=DUTY))


def test_a_bar_rings_before_its_first_day_and_before_its_last() -> None:
    entry = write_task(last(BAR), BAR, RINGING)

    assert entry.alarms == (timedelta(hours=15), timedelta(hours=15) - timedelta(days=11))


@pytest.mark.parametrize("of", [BAR, LONG])
def test_a_to_do_rings_a_week_and_a_day_before_it_is_due(of: Task) -> None:
    todo = write_todo(last(of), of, RINGING)

    assert (todo.due, todo.entry.alarms) == (of.due, WEEK_AND_DAY)


@pytest.mark.parametrize(
    ("of", "state", "expected"),
    [
        (LONG, TaskState.OPEN, ["Start: Visit", "Due: Visit"]),
        (LONG, TaskState.DONE, ["Done: Visit", "Done: Visit"]),
        (LONG, TaskState.NOT_APPLICABLE, ["Cancelled: Visit", "Cancelled: Visit"]),
        (BAR, TaskState.OPEN, ["To do: Visit"]),
        (task("2026-05"), TaskState.OPEN, ["To do, day unknown: Visit"]),
        (task("by 2026-05-04"), TaskState.OPEN, ["Due: Visit"]),
        (task("2026-05-04/2026-09-30"), TaskState.OPEN, ["To do, earliest: Visit", "To do, latest: Visit"]),
        (task(status=Status.WITHDRAWN), TaskState.DONE, ["Cancelled: Visit"]),
    ],
)
def test_the_first_word_of_a_task_says_what_its_day_is(
    of: Task, state: TaskState, expected: list[str]
) -> None:
    said = replace(of, state=state, tick=tick("visit", state))

    assert [write_task(mark, said, ALONE).summary for mark in marks_of(of.dated)] == expected


def test_a_second_language_says_the_title_the_date_and_why_in_brief() -> None:
    words = replace(ALONE, languages=(ENGLISH, load_language("fr")))
    entry = write_date(last(task()), words)
    english, french = entry.description.split("Source: A guide for the tests, section 2.\n\n")

    assert english.startswith("When: Monday, 4 May 2026 (confirmed)\n\nWhat visit is about.\n")
    assert french.splitlines() == [
        "Visit",
        "Quand\u00a0: lundi 4 mai 2026 (confirmée)",
        "Date publiée\u00a0: lundi 4 mai 2026. Source consultée\u00a0: the list of the tests, page 1.",
    ]


def test_nothing_rings_for_a_review_that_no_calendar_holds() -> None:
    of = task(status=Status.ESTIMATED)
    finding = of.dated.finding
    steps = (*finding.steps, Step(StepKind.PROJECTION, of.span, "1 week before"))
    projected = replace(of, dated=replace(of.dated, finding=replace(finding, steps=steps)))

    entry = write_task(last(projected), projected, RINGING)

    assert (entry.summary, entry.alarms) == ("To do: Visit (projected)", ())
    assert write_task(last(of), of, RINGING).alarms == WEEK_AND_DAY


@pytest.mark.parametrize(
    ("kind", "status", "expected"),
    [
        (Kind.DEADLINE, Status.CONFIRMED, WEEK_AND_DAY),
        (Kind.DEADLINE, Status.WITHDRAWN, ()),
        (Kind.EVENT, Status.CONFIRMED, ()),
    ],
)
def test_of_dates_only_deadlines_ring(kind: Kind, status: Status, expected: tuple[timedelta, ...]) -> None:
    (mark,) = marks_of(milestone("2026-05-04", status, rule("visit", kind=kind)))

    assert write_date(mark, RINGING).alarms == expected


def test_a_feed_of_several_states_names_them() -> None:
    of = Task(
        milestone("2026-05-04", of=rule("visit", title="Visit")), Office("x", "KEN", frozenset({Role.CSO}))
    )
    words = replace(ALONE, names_states=True)

    assert write_task(last(of), of, words).summary == "To do: Kenya: Visit"
    assert write_todo(last(of), of, words).entry.summary == "To do: Kenya: Visit"
