"""Feeds of one's own over the packaged schedule: what clients take, in every form and in long languages."""

from datetime import UTC, date, datetime
from functools import cache
from itertools import permutations

import icalendar
import pytest
from ical.calendar_stream import IcsCalendarStream

from calendars.doctor.examine import examine
from calendars.holdings import PersonalView
from calendars.identity import uid_of
from calendars.personal import render_personal
from calendars.press import RenderedFeed
from tests.calendars.build import SITE
from tests.calendars.doctor.good import SEEN, found_in
from tests.calendars.test_packaged_feeds import MOST_BYTES, MOST_ENTRIES, RUSSIAN, histories, packaged
from uprcycle.checklist.build import build_checklist
from uprcycle.checklist.routing import office_of
from uprcycle.checklist.tick import TaskState, Tick
from uprcycle.people import Office, Role
from uprcycle.reviews.phases import Phase
from uprcycle.store.packaged import load_language
from uprcycle.subscriptions import Filter, Right, Scope, Subscription, TaskForm, WindowForm
from uprcycle.visibility import Visibility
from uprcycle.wording.language import Language

ALONE, SHARED = ("KEN",), ("FJI", "SLB", "TON", "TUV", "VUT")
FORUM = Office("Civic Forum", "KEN", frozenset({Role.CSO}))
LONGEST_SECOND = 600
TICKED = ("attention-one-year-out", "begin-joint-unct-report")


def view(*offices: Office, **chosen: object) -> PersonalView:
    """Return what the holder of ``offices`` subscribed to; two tasks of the first are settled."""
    states = (TaskState.DONE, TaskState.NOT_APPLICABLE)
    at = datetime(2026, 11, 21, 10, tzinfo=UTC)
    ticks = [
        Tick(offices[0].country, 4, task, offices[0].name, state, "an officer", at)
        for task, state in zip(TICKED, states, strict=True)
    ]
    lists = (build_checklist(packaged().timetable(each.country, 4), each, ticks) for each in offices)
    subscription = Subscription(
        id="s1",
        person="p1",
        title="My duties",
        scope=Scope.PERSON,
        digest="0" * 64,
        made=datetime(2026, 11, 21, tzinfo=UTC),
        expires=date(2027, 11, 21),
        filter=Filter(**chosen),  # type: ignore[arg-type]
    )
    return PersonalView(subscription, Right(offices, frozenset(offices)), tuple(lists))


@cache
def leads(codes: tuple[str, ...]) -> tuple[Office, ...]:
    return tuple(office_of(packaged().countries[code]) for code in codes)


def render(of: PersonalView, *languages: Language) -> RenderedFeed:
    return render_personal(of, packaged(), histories(), languages or (load_language("en"),), SITE)


@pytest.mark.parametrize("tasks", TaskForm)
@pytest.mark.parametrize("windows", WindowForm)
def test_the_doctor_finds_nothing_in_any_form(tasks: TaskForm, windows: WindowForm) -> None:
    feed = render(view(*leads(ALONE), tasks=tasks, windows=windows, has_alarms=True))

    assert found_in(feed.body) == []


def test_windows_may_be_shown_otherwise_and_nothing_vanishes() -> None:
    bodies = [
        render(view(*leads(ALONE), phases=(Phase.SUBMISSIONS,), windows=each)).body for each in WindowForm
    ]
    found = [examine(new, SEEN, old).findings for old, new in permutations(bodies, 2)]

    assert len(set(bodies)) == len(bodies)
    assert found == [()] * len(found)


@pytest.mark.parametrize("pair", [("ar", "en"), ("zh", "fr")])
def test_the_doctor_finds_nothing_where_two_languages_share_an_entry(pair: tuple[str, str]) -> None:
    first, second = map(load_language, pair)
    body = render(view(FORUM, phases=(Phase.SUBMISSIONS,), tasks=TaskForm.TODOS), first, second).body
    entries = icalendar.Calendar.from_ical(body).walk("VTODO")
    kinds = [
        [
            each.text("When: {span} ({status})", span="", status="")[:3] in str(entry["DESCRIPTION"])
            for entry in entries
        ]
        for each in (first, second)
    ]

    assert found_in(body) == []
    assert (len(entries) > 3, kinds) == (True, [[True] * len(entries)] * 2)


def test_a_second_language_adds_no_more_than_a_few_lines_to_an_entry() -> None:
    chinese, russian = load_language("zh"), load_language("ru")
    alone, both = (
        {
            str(each["UID"]): str(each["DESCRIPTION"])
            for each in icalendar.Calendar.from_ical(body).walk("VEVENT")
        }
        for body in (
            render(view(*leads(ALONE)), chinese).body,
            render(view(*leads(ALONE)), chinese, russian).body,
        )
    )
    added = [len(both[uid]) - len(said) for uid, said in alone.items()]

    assert (min(added) > 0, max(added) <= LONGEST_SECOND) == (True, True)


@pytest.mark.parametrize("tasks", TaskForm)
def test_two_parsers_read_the_same_of_a_feed(tasks: TaskForm) -> None:
    body = render(view(*leads(ALONE), tasks=tasks, has_alarms=True)).body

    loose, strict = icalendar.Calendar.from_ical(body), IcsCalendarStream.calendar_from_ics(body.decode())
    assert {str(each["UID"]): str(each["SUMMARY"]) for each in loose.walk("VEVENT")} == {
        each.uid: each.summary for each in strict.events
    }
    assert {str(each["UID"]): (each.decoded("DUE"), str(each["STATUS"])) for each in loose.walk("VTODO")} == {
        each.uid: (each.due, each.status.value if each.status else "") for each in strict.todos
    }


def test_the_languages_share_their_uids_and_times() -> None:
    calendars = [
        icalendar.Calendar.from_ical(
            render(view(*leads(ALONE), tasks=TaskForm.TODOS), load_language(code)).body
        )
        for code in ("en", "fr")
    ]
    read = [
        {
            str(item["UID"]): (item.decoded("DTSTART", None), item.decoded("DTSTAMP"))
            for item in each.subcomponents
        }
        for each in calendars
    ]

    assert read[0] == read[1]
    assert len(read[0]) == len(calendars[0].subcomponents)


def test_nothing_that_is_to_be_done_makes_anybody_busy() -> None:
    body = render(view(*leads(ALONE))).body
    busy = [
        str(each["UID"]).partition("@")[0]
        for each in icalendar.Calendar.from_ical(body).walk("VEVENT")
        if str(each["TRANSP"]) == "OPAQUE"
    ]

    assert [each for each in busy if "-for-" in each] == []


def test_settled_tasks_say_so_to_every_client() -> None:
    body = render(view(*leads(ALONE), tasks=TaskForm.TODOS, has_alarms=True)).body
    calendar = icalendar.Calendar.from_ical(body)
    found = {str(each["UID"]).split("-for-")[0]: each for each in calendar.walk("VTODO")}

    statuses = [str(found[f"4-KEN-{task}"]["STATUS"]) for task in TICKED]
    assert statuses == ["COMPLETED", "CANCELLED"]
    ringing = {str(each["UID"]).split("-for-")[0] for each in calendar.walk("VEVENT") if each.walk("VALARM")}
    assert [task for task in TICKED if f"4-KEN-{task}" in ringing] == []


def test_the_forms_of_windows_share_the_place_of_every_uid() -> None:
    places: dict[str, set[str]] = {}
    for windows in WindowForm:
        body = render(view(*leads(ALONE), tasks=TaskForm.NONE, windows=windows)).body
        for each in icalendar.Calendar.from_ical(body).walk("VEVENT"):
            places.setdefault(str(each["UID"]), set()).add(
                f"{each.decoded('DTSTART')}/{each.decoded('DTEND')}"
            )

    assert {uid: found for uid, found in places.items() if len(found) > 1} == {}
    assert uid_of("4-KEN-working-group-review", SITE) in places


ROLES = (
    frozenset({Role.CSO}),
    frozenset({Role.NHRI}),
    frozenset({Role.GOVERNMENT, Role.NMIRF}),
    frozenset({Role.UN_ENTITY}),
    frozenset({Role.RCO, Role.CSO}),
    frozenset(Role),
)


@pytest.mark.parametrize("roles", ROLES, ids=lambda roles: "+".join(sorted(roles))[:30])
@pytest.mark.parametrize("tasks", [TaskForm.NONE, TaskForm.TODOS])
def test_a_feed_shows_what_its_office_may_see_and_no_word_of_anything_else(
    roles: frozenset[Role], tasks: TaskForm
) -> None:
    office = Office("An office", "KEN", roles)
    body = render(view(office, tasks=tasks)).body.decode().replace("\r\n ", "").replace("\\", "")
    levels = {Visibility.PUBLIC, Visibility.PARTNERS} | ({Visibility.UN_INTERNAL} if office.is_un else set())
    rules = packaged().rulebook.rules
    hidden = [each for each in rules if each.visibility not in levels]
    shown = " / ".join(each.title for each in rules if each.visibility in levels)

    assert hidden
    assert [each.id for each in hidden if f"4-KEN-{each.id}@" in body or f"4-KEN-{each.id}-" in body] == []
    assert [each.id for each in hidden if each.title in body and each.title not in shown] == []


@pytest.mark.slow
@pytest.mark.parametrize("codes", [ALONE, SHARED], ids=["one-state", "five-states"])
@pytest.mark.parametrize("tasks", TaskForm)
def test_no_feed_of_ones_own_is_larger_than_clients_take(codes: tuple[str, ...], tasks: TaskForm) -> None:
    feed = render(view(*leads(codes), tasks=tasks, has_alarms=True), RUSSIAN, load_language("en"))

    assert (feed.entries <= MOST_ENTRIES, len(feed.body) <= MOST_BYTES) == (True, True)
    assert feed.entries > 100
