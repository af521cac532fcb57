"""Whatever happens while days go by, what is passed on keeps to its rules."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from notifications.ladder import Party
from tests.effort import examples
from tests.notifications.build import holds, person, task
from tests.notifications.passing_on import ALL, FORUM, RCO, STEPS, WEEK, Office, day
from uprcycle.checklist.task import Task
from uprcycle.checklist.tick import TaskState
from uprcycle.days.span import Span, Status
from uprcycle.presence import Absence
from uprcycle.rules.rule import Kind
from uprcycle.visibility import Visibility

spans: st.SearchStrategy[Span | date] = st.integers(-3, 12).map(day)
tasks = st.builds(
    task,
    spans,
    st.sampled_from(["a", "b"]),
    of=st.sampled_from([RCO, FORUM]),
    status=st.sampled_from(
        [Status.CONFIRMED, Status.CONFIRMED, Status.ESTIMATED, Status.TENTATIVE, Status.WITHDRAWN]
    ),
    anchor=st.sampled_from([Status.CONFIRMED, Status.TENTATIVE]),
    kind=st.sampled_from([Kind.ACTION, Kind.DEADLINE]),
    state=st.sampled_from(
        [TaskState.OPEN, TaskState.OPEN, TaskState.OPEN, TaskState.ACKNOWLEDGED, TaskState.DONE]
    ),
    visibility=st.sampled_from([Visibility.PUBLIC, Visibility.UN_INTERNAL]),
    voluntary=st.booleans(),
)
BOTH = (*ALL, holds(person("member"), FORUM), holds(person("second"), FORUM, deputy_of="member"))
histories = st.lists(
    st.tuples(
        st.integers(1, 9), st.lists(tasks, max_size=3, unique_by=lambda each: (each.id, each.office.name))
    ),
    max_size=14,
)
absences = st.lists(
    st.builds(
        lambda who, first, length: Absence(who, day(first), day(first + length)),
        st.sampled_from([each.person.id for each in BOTH]),
        st.integers(-5, 60),
        st.integers(0, 30),
    ),
    max_size=3,
)


@given(history=histories, away=absences)
@settings(max_examples=examples(120, deep=1500))
def test_whatever_happens_steps_keep_their_order_and_their_grace_and_answers_count(
    history: list[tuple[int, list[Task]]], away: list[Absence]
) -> None:
    told, today = Office(BOTH, tuple(away)), day(-8)
    for gap, open_tasks in history:
        today += timedelta(days=gap)
        told.run(open_tasks, [today])

    keys = [each.key for each in told.passed]
    assert len(keys) == len(set(keys))
    climbs: dict[str, list[tuple[date, Party]]] = {}
    for each in told.passed:
        assert (each.task.state, each.task.rule.voluntary) == (TaskState.OPEN, False)
        assert each.office.is_un or each.task.rule.visibility is Visibility.PUBLIC
        assert each.office.name == each.task.office.name or each.task.office.is_un
        to = Party(each.stage.occasion.removeprefix("escalated-to-"))
        if each.task.status is not Status.CONFIRMED:
            assert (each.task.status, each.task.rule.kind) == (Status.ESTIMATED, Kind.DEADLINE)
            assert (each.task.dated.is_counted_from_sure, to is Party.DESK) == (True, False)
        duty = f"{each.task.office.name}/{each.task.id}/{each.due}"
        climbs.setdefault(duty, []).append((each.day, to))
    for duty, taken in climbs.items():
        due = date.fromisoformat(duty.rpartition("/")[2])
        first = min(said for key, said in told.said.items() if f"/{due}/" in key and "escalated" not in key)
        begun = max(due, first)
        order = [list(Party).index(to) for _, to in taken]
        assert order == sorted(order)
        assert all(when >= WEEK.shift(begun, STEPS[Party.DEPUTY]) for when, _ in taken)
        new = [taken[0], *(b for a, b in pairwise(taken) if a[1] is not b[1])]
        for (before, low), (after, high) in pairwise(new):
            assert after >= WEEK.shift(before, STEPS[high] - STEPS[low])
