"""The feed of one's own, from a view to its bytes."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import icalendar
import pytest
from ical.calendar_stream import IcsCalendarStream

from calendars.tasks import task_id_of
from tests.calendars.build import schedule, slot
from tests.calendars.mine import FORUM, NEPAL, RCO, acted, components, render, tick, value, view
from uprcycle.checklist.tick import TaskState
from uprcycle.people import Office, Role
from uprcycle.reviews.phases import Phase
from uprcycle.rules.rule import Kind
from uprcycle.subscriptions import Filter, TaskForm, WindowForm
from uprcycle.wording.language import ENGLISH, Language

MINE, FORUMS = task_id_of("RCO Kenya", ""), task_id_of("Civic Forum", "")
DATES = [
    "4-KEN-inner-meeting",
    "4-KEN-national-consultation-closes",
    "4-KEN-national-consultation-opens",
    "4-KEN-national-report",
    "4-KEN-session-start",
    "4-KEN-shared-plan",
    "4-KEN-stakeholder-submission-deadline",
    "4-KEN-viewing",
    "4-KEN-working-group-review",
]


def test_a_feed_holds_the_dates_of_its_states_and_the_tasks_of_its_offices() -> None:
    found = components(render(view()))

    assert sorted(found) == sorted(
        [
            *DATES,
            f"4-KEN-draft{MINE}-opens",
            f"4-KEN-draft{MINE}-closes",
            f"4-KEN-inner-brief{MINE}",
            f"4-KEN-statement{MINE}",
        ]
    )


@pytest.mark.parametrize(
    ("offices", "inner", "shared"),
    [((RCO,), True, True), ((FORUM,), False, True), ((RCO, FORUM), False, True)],
    ids=["un", "partner", "both"],
)
def test_what_is_inside_the_un_is_a_date_for_its_offices_only(
    offices: tuple[Office, ...], *, inner: bool, shared: bool
) -> None:
    found = components(render(view(*offices)))
    names = " ".join(found)

    assert ("4-KEN-inner-meeting" in found, "4-KEN-shared-plan" in names) == (inner, shared)


@pytest.mark.parametrize("offices", [(RCO,), (FORUM,), (RCO, FORUM)])
@pytest.mark.parametrize("tasks", TaskForm)
def test_what_is_private_enters_no_feed(offices: tuple[Office, ...], tasks: TaskForm) -> None:
    body = render(view(*offices, tasks=tasks)).body

    assert [
        each for each in (b"quietly", b"oneself", b"quiet-call", b"own-note", b"SECRET") if each in body
    ] == []


def test_a_partner_learns_nothing_of_tasks_inside_the_un() -> None:
    found = components(render(view(FORUM)))

    assert sorted(each for each in found if "-for-" in each) == [
        f"4-KEN-draft{FORUMS}-closes",
        f"4-KEN-draft{FORUMS}-opens",
        f"4-KEN-shared-plan{FORUMS}",
    ]
    assert b"Brief inside" not in render(view(FORUM)).body


@pytest.mark.parametrize(
    ("countries", "expected"),
    [(("KEN",), {"KEN"}), (("KEN", "TGO"), {"KEN"}), (("TGO",), set()), ((), {"KEN", "NPL"})],
    ids=["narrowed", "never-widened", "foreign-alone", "whole"],
)
def test_a_filter_narrows_states_and_grants_none(countries: tuple[str, ...], expected: set[str]) -> None:
    assert {
        each.split("-")[1] for each in components(render(view(RCO, NEPAL, countries=countries)))
    } == expected


def test_a_feed_lists_what_is_not_known_and_gives_it_no_entry() -> None:
    togo = Office("RCO Togo", "TGO", frozenset({Role.RCO}))
    feed = render(view(togo, kinds=(Kind.DEADLINE,)))

    assert components(feed) == {}
    description = str(icalendar.Calendar.from_ical(feed.body)["DESCRIPTION"])
    assert "2 dates are not known yet and have no entry." in description
    assert "Not known: Submissions are due; Send a statement." in description


def test_one_view_gives_the_same_bytes_whatever_order_its_parts_come_in() -> None:
    one, other = view(RCO, FORUM, NEPAL), view(NEPAL, FORUM, RCO)

    assert render(one).body == render(other).body
    assert render(one).etag == render(one).etag


def test_a_tick_raises_the_sequence_of_its_task_and_of_nothing_else() -> None:
    before, after = components(render(view())), components(render(view(ticks=[tick("statement")])))
    changed = [each for each in before if before[each] != after[each]]

    assert changed == [f"4-KEN-statement{MINE}"]
    old, new = before[changed[0]], after[changed[0]]
    assert int(value(new, "SEQUENCE")) > int(value(old, "SEQUENCE"))
    assert value(new, "DTSTAMP") == value(new, "LAST-MODIFIED") == "20260201T081500Z"
    assert (value(old, "SUMMARY"), value(new, "SUMMARY")) == (
        "To do: Send a statement (estimated)",
        "Done: Send a statement (estimated)",
    )


def test_a_later_release_never_lowers_a_sequence() -> None:
    moved = acted(of=schedule(slot("KEN", 52, "2026-05-05")), number=2, at=datetime(2026, 3, 1, tzinfo=UTC))
    ticked = [tick("statement")]
    before = components(render(view(ticks=ticked)))
    after = components(render(view(world=moved, ticks=ticked), moved))

    risen = {
        each: int(value(after[each], "SEQUENCE")) - int(value(before[each], "SEQUENCE")) for each in before
    }
    assert min(risen.values()) >= 0
    assert {each for each in before if risen[each] == 0 and "-for-" in each} == set()


@pytest.mark.parametrize(
    ("windows", "expected"),
    [
        (WindowForm.AUTO, {"opens", "closes"}),
        (WindowForm.BARS, {""}),
        (WindowForm.ENDS, {"opens", "closes"}),
    ],
)
def test_windows_are_shown_as_chosen(windows: WindowForm, expected: set[str]) -> None:
    found = components(render(view(windows=windows)))
    ours = [each for each in found if each.startswith("4-KEN-national-consultation")]

    assert {each.removeprefix("4-KEN-national-consultation").strip("-") for each in ours} == expected


def test_each_to_do_has_its_event_tied_to_it_and_all_parsers_read_both() -> None:
    body = render(view(tasks=TaskForm.TODOS, ticks=[tick("statement")])).body

    loose = icalendar.Calendar.from_ical(body)
    strict = IcsCalendarStream.calendar_from_ics(body.decode())
    events = {str(each["UID"]): each for each in loose.walk("VEVENT")}
    todos = {str(each["UID"]): each for each in loose.walk("VTODO")}
    assert set(todos) == {
        f"4-KEN-{each}{MINE}-todo@cal.example.org" for each in ("draft", "inner-brief", "statement")
    }
    assert {uid: str(events[str(each["RELATED-TO"])]["RELATED-TO"]) for uid, each in todos.items()} == {
        uid: uid for uid in todos
    }
    assert {each.uid for each in strict.todos} == set(todos)
    assert {each.uid for each in strict.events} == set(events)


def test_the_summary_is_in_the_first_language_and_the_description_in_both() -> None:
    feed = render(view(), languages=(ENGLISH, Language("fr")))
    (event,) = (each for name, each in components(feed).items() if name == f"4-KEN-statement{MINE}")

    assert [each.partition(":")[0] for each in event if each.startswith(("SUMMARY", "DESC", "CAT"))] == [
        "SUMMARY;LANGUAGE=en",
        "CATEGORIES;LANGUAGE=en",
        "DESCRIPTION",
    ]
    description = value(event, "DESCRIPTION")
    assert description.count("What statement is about.") == 1
    assert ("23 February 2026" in description, "23 février 2026" in description) == (True, True)


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        (Filter(kinds=(Kind.DEADLINE,)), {"stakeholder-submission-deadline", f"statement{MINE}"}),
        (Filter(phases=(Phase.MID_TERM,)), set()),
        (Filter(roles=(Role.CSO,)), {"shared-plan", f"draft{MINE}-opens", f"draft{MINE}-closes"}),
    ],
    ids=["kinds", "phases", "roles"],
)
def test_a_filter_chooses_kinds_phases_and_roles(chosen: Filter, expected: set[str]) -> None:
    given = view()
    filtered = replace(given, subscription=replace(given.subscription, filter=chosen))

    assert {each.removeprefix("4-KEN-") for each in components(render(filtered))} == expected


@pytest.mark.parametrize("shows", [True, False])
def test_what_does_not_apply_is_cancelled_or_left_out(*, shows: bool) -> None:
    ticked = [tick("statement", TaskState.NOT_APPLICABLE)]
    found = components(render(view(ticks=ticked, shows_cancelled=shows)))
    name = f"4-KEN-statement{MINE}"

    assert (name in found) is shows
    assert {value(found[name], "STATUS")} == {"CANCELLED"} if shows else True


def test_a_feed_is_as_it_was(golden: Callable[[str, str], None]) -> None:
    ticks = [
        tick("statement"),
        tick("draft", TaskState.ACKNOWLEDGED),
        tick("inner-brief", TaskState.NOT_APPLICABLE),
    ]
    feed = render(view(RCO, ticks=ticks, tasks=TaskForm.TODOS, has_alarms=True))

    golden("own.ics", feed.body.decode())


@pytest.mark.parametrize(
    ("offices", "expected"),
    [
        ((RCO,), {"Start: Draft a report (estimated)"}),
        ((RCO, NEPAL), {"Start: Kenya: Draft a report (estimated)"}),
        (
            (RCO, FORUM),
            {
                "Start: Draft a report (estimated) · RCO Kenya",
                "Start: Draft a report (estimated) · Civic Forum",
            },
        ),
    ],
    ids=["one-office", "two-states", "two-offices-of-a-state"],
)
def test_a_task_names_its_office_where_another_of_the_state_has_tasks_too(
    offices: tuple[Office, ...], expected: set[str]
) -> None:
    found = components(render(view(*offices)))
    ours = [
        lines for name, lines in found.items() if name.startswith("4-KEN-draft") and name.endswith("opens")
    ]

    assert {value(each, "SUMMARY").replace("\\", "") for each in ours} == expected
