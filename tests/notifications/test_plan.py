from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notifications.cadence import stage_on
from notifications.duties import Duties, build_duties
from notifications.plan import Nudge, SpokenOf, nudge_key, plan_nudges, read_key
from tests.effort import examples
from tests.notifications.build import MONDAY, NOON, duties, holds, nudge, office, person, task
from tests.uprcycle import staffing
from uprcycle.checklist.pause import Pause, PauseKind
from uprcycle.checklist.task import Task
from uprcycle.checklist.tick import TaskState
from uprcycle.days.span import GENEVA, Status, Unknown, cut_off, window_span
from uprcycle.people import Assignment, Role
from uprcycle.presence import Absence, Staffing
from uprcycle.visibility import Visibility

NOTHING: frozenset[str] = frozenset()
KENYA, UGANDA = office("KEN"), office("UGA")
FIRST = date(2026, 1, 1)


def keys(nudges: tuple[Nudge, ...]) -> list[str]:
    return [each.key for each in nudges]


def run(found: Duties, days: list[date]) -> list[Nudge]:
    """Plan each of ``days`` in the order given and remember what was said, as a ledger would."""
    said: set[str] = set()
    nudges: list[Nudge] = []
    for day in days:
        owed = plan_nudges(found, said, day)
        said.update(each.key for each in owed)
        nudges += owed
    return nudges


def test_a_key_names_everything_but_the_release() -> None:
    due = MONDAY + timedelta(days=14)

    assert nudge(task(due)).key == "KEN/4/write-report/2026-05-18/14-days-before/email/p1"


def test_nudges_come_by_person_due_day_country_and_task() -> None:
    soon, later = MONDAY + timedelta(days=5), MONDAY + timedelta(days=20)
    tasks = [
        task(later, of=KENYA),
        task(soon, "b", of=UGANDA),
        task(soon, "b", of=KENYA),
        task(soon, "a", of=UGANDA),
    ]
    people = [holds(person(who), where) for who in ("p2", "p1") for where in (UGANDA, KENYA)]
    planned = plan_nudges(duties(tasks, people), NOTHING, MONDAY)

    assert [(each.person.id, each.task.country, each.task.id) for each in planned] == [
        (who, country, item)
        for who in ("p1", "p2")
        for country, item in [("KEN", "b"), ("UGA", "a"), ("UGA", "b"), ("KEN", "write-report")]
    ]


def test_who_holds_one_task_through_two_offices_is_told_once() -> None:
    other = office(name="A second office")
    tasks = [task(MONDAY, of=KENYA), task(MONDAY, of=other)]
    planned = plan_nudges(duties(tasks, [holds(person(), KENYA), holds(person(), other)]), NOTHING, MONDAY)

    assert [(each.office.name, each.task.office.name) for each in planned] == [("RCO KEN", "RCO KEN")]


@pytest.mark.parametrize(
    ("since", "until", "told"),
    [
        pytest.param(MONDAY, MONDAY, 1, id="that-day-only"),
        pytest.param(date.min, MONDAY - timedelta(days=1), 0, id="left-yesterday"),
        pytest.param(MONDAY + timedelta(days=1), date.max, 0, id="comes-tomorrow"),
    ],
)
def test_only_who_holds_the_office_today_is_told(since: date, until: date, told: int) -> None:
    found = duties([task(MONDAY)], [holds(person(), since=since, until=until)])

    assert len(plan_nudges(found, NOTHING, MONDAY)) == told


def test_a_moved_date_is_told_anew_and_a_confirmed_one_is_not() -> None:
    due = MONDAY + timedelta(days=14)
    said = frozenset({nudge(task(due, status=Status.TENTATIVE)).key})
    confirmed = duties([task(due, status=Status.CONFIRMED)], [holds(person())])
    moved = duties([task(due + timedelta(days=1))], [holds(person())])

    assert plan_nudges(confirmed, said, MONDAY) == ()
    assert keys(plan_nudges(moved, said, MONDAY)) == ["KEN/4/write-report/2026-05-19/30-days-before/email/p1"]


def test_a_run_that_comes_late_sends_the_nearest_stage_and_no_backlog() -> None:
    found = duties([task(MONDAY)], [holds(person())])
    late = run(found, [MONDAY - timedelta(days=80), MONDAY - timedelta(days=5), MONDAY - timedelta(days=4)])

    assert [(each.day, each.stage.name) for each in late] == [
        (MONDAY - timedelta(days=80), "90-days-before"),
        (MONDAY - timedelta(days=5), "7-days-before"),
    ]


@pytest.mark.parametrize(
    ("day", "zone", "send_at"),
    [
        pytest.param(13, GENEVA, datetime(2026, 4, 21, 6, tzinfo=UTC), id="geneva"),
        pytest.param(
            13, ZoneInfo("Pacific/Honolulu"), datetime(2026, 4, 21, 18, tzinfo=UTC), id="evening-in-geneva"
        ),
        pytest.param(
            13, ZoneInfo("Pacific/Kiritimati"), datetime(2026, 4, 21, 18, tzinfo=UTC), id="the-next-day-there"
        ),
        pytest.param(
            0,
            ZoneInfo("Pacific/Honolulu"),
            datetime(2026, 5, 3, 22, tzinfo=UTC),
            id="as-geneva-s-last-day-begins",
        ),
    ],
)
def test_a_nudge_waits_for_the_morning_of_its_reader(day: int, zone: ZoneInfo, send_at: datetime) -> None:
    due = cut_off(MONDAY, 15, 0)

    assert nudge(task(due), person(zone=zone), MONDAY - timedelta(days=day)).send_at == send_at


@pytest.mark.parametrize(
    ("day", "hour"),
    [(3, 15), (4, 6), (5, 15), (9, 15), (10, 6)],
    ids=["eve", "due", "after", "eve-of-end", "end"],
)
def test_the_chosen_hour_counts_but_on_the_days_on_which_it_may_be_over(day: int, hour: int) -> None:
    rough = window_span(MONDAY, MONDAY + timedelta(days=6))
    told = nudge(task(rough, forecast=True), person(hour=17), date(2026, 5, day))

    assert (told.due, told.over) == (MONDAY, date(2026, 5, 10))
    assert told.send_at == datetime(2026, 5, day, hour, tzinfo=UTC)


spans = st.one_of(
    st.dates(date(2026, 1, 15), date(2026, 6, 1)),
    st.builds(
        lambda first, length: window_span(first, first + timedelta(days=length)),
        st.dates(date(2026, 1, 15), date(2026, 6, 1)),
        st.integers(1, 40),
    ),
    st.just(Unknown()),
)
tasks = st.builds(
    task,
    spans,
    st.sampled_from(["a", "b", "c"]),
    of=st.sampled_from([KENYA, UGANDA, office(name="A commission", roles=frozenset({Role.NHRI}))]),
    status=st.sampled_from(Status),
    state=st.sampled_from(TaskState),
    visibility=st.sampled_from(Visibility),
    voluntary=st.booleans(),
)
offices = st.sampled_from([KENYA, UGANDA, office(name="A commission", roles=frozenset({Role.NHRI}))])
people = st.lists(st.builds(holds, st.builds(person, st.sampled_from(["p1", "p2"])), offices), max_size=4)
calendar = st.lists(st.integers(0, 200).map(lambda count: FIRST + timedelta(days=count)), max_size=60)


@given(tasks=st.lists(tasks, max_size=5), people=people, days=calendar)
def test_days_in_any_order_and_repeated_say_nothing_twice(
    tasks: list[Task], people: list[Assignment], days: list[date]
) -> None:
    said = [each.key for each in run(duties(tasks, people), days)]

    assert len(said) == len(set(said))


@given(tasks=st.lists(tasks, max_size=5), people=people, days=calendar)
def test_nothing_is_lost_however_rare_the_runs(
    tasks: list[Task], people: list[Assignment], days: list[date]
) -> None:
    found = duties(tasks, people)
    said = {each.key for each in run(found, days)}

    owed = {
        nudge_key(duty.task, duty.term.due, stage, holder.person)
        for day in days
        for duty in found.within_reach(day)
        if (stage := stage_on(duty.stages, day))
        for holder in duty.holders
    }

    assert said == owed


@given(tasks=st.lists(tasks, max_size=5), people=people, days=calendar)
def test_nobody_is_told_of_what_is_dead_private_or_not_theirs(
    tasks: list[Task], people: list[Assignment], days: list[date]
) -> None:
    for each in run(duties(tasks, people), days):
        assert not each.task.is_settled
        assert each.task.status is not Status.WITHDRAWN
        assert each.task.rule.visibility is not Visibility.PRIVATE
        assert each.task.rule.visibility is not Visibility.UN_INTERNAL or each.office.is_un
        assert not (each.task.rule.voluntary and each.day > each.over)
        assert each.stage.is_overdue == (each.day > each.over)


@given(held=staffing.offices(), absent=staffing.absences)
@settings(max_examples=examples(40, deep=400))
def test_whoever_is_away_every_duty_is_told_to_the_right_people_and_never_to_nobody(
    held: list[Assignment], absent: list[Absence]
) -> None:
    open_tasks = [
        task(MONDAY + timedelta(days=count), f"due-{count}", of=staffing.RCO) for count in (2, 9, 36)
    ]
    found = duties(open_tasks, held, absent)
    said: set[str] = set()
    for day in (MONDAY + timedelta(days=count) for count in range(-1, 14)):
        planned = {each.key for each in plan_nudges(found, said, day)}
        owed = {
            nudge_key(duty.task, duty.term.due, stage, staffing.who(name))
            for duty in found.within_reach(day)
            if (stage := stage_on(duty.stages, day))
            for name in staffing.told_by_lines(held, absent, day)
        }

        assert planned == owed - said
        assert bool(owed) == any(each.holds_on(day) for each in held)
        said |= planned


def test_who_comes_back_and_who_begins_to_stand_in_hear_the_nearest_stage_once() -> None:
    amina, boris = holds(person("amina")), holds(person("boris"), deputy_of="amina")
    first = MONDAY - timedelta(days=10)
    away = Absence("amina", MONDAY - timedelta(days=9), MONDAY - timedelta(days=6))
    days = [first + timedelta(days=count) for count in range(11)]

    assert [
        (each.person.id, each.day - MONDAY, each.stage.name)
        for each in run(duties([task(MONDAY)], [amina, boris], [away]), days)
    ] == [
        ("amina", timedelta(days=-10), "14-days-before"),
        ("boris", timedelta(days=-9), "14-days-before"),
        ("boris", timedelta(days=-7), "7-days-before"),
        ("amina", timedelta(days=-5), "7-days-before"),
        ("amina", timedelta(days=-3), "1-days-before"),
        ("amina", timedelta(days=0), "on-the-day"),
    ]


@given(tasks=st.lists(tasks, max_size=5), people=people, day=st.dates(FIRST, date(2026, 7, 1)))
def test_the_order_of_tasks_and_people_changes_nothing(
    tasks: list[Task], people: list[Assignment], day: date
) -> None:
    planned = plan_nudges(duties(tasks, people), NOTHING, day)
    turned = plan_nudges(duties(tasks[::-1], people[::-1]), NOTHING, day)

    assert [each.key for each in planned] == [each.key for each in turned]


def test_a_key_says_of_what_it_speaks() -> None:
    assert read_key(nudge(task(MONDAY)).key) == SpokenOf("KEN", 4, "write-report")
    assert read_key("KEN/4/brief/2026-05-04/on-the-day/email/a/person") == SpokenOf("KEN", 4, "brief")


@pytest.mark.parametrize("key", ["", "day/2026-05-04/email/p1", "notice/4/email/p1", "KEN/4/a/b/c/email"])
def test_other_keys_speak_of_no_task(key: str) -> None:
    assert read_key(key) is None


def test_who_asked_to_be_told_later_hears_on_that_day_and_their_colleague_as_ever() -> None:
    due, later = MONDAY + timedelta(days=14), MONDAY + timedelta(days=3)
    pause = Pause("KEN", 4, "write-report", "RCO KEN", "p1", PauseKind.SNOOZED, later, NOON)
    held = Staffing(tuple(holds(person(each)) for each in ("p1", "p2")))
    found = build_duties([task(due)], held, {}, pauses=[pause])
    days = [MONDAY + timedelta(days=each) for each in range(8)]

    assert [(each.day, each.person.id, each.stage.name) for each in run(found, days)] == [
        (MONDAY, "p2", "14-days-before"),
        (later, "p1", "snoozed-2026-05-07"),
        (days[7], "p1", "7-days-before"),
        (days[7], "p2", "7-days-before"),
    ]
