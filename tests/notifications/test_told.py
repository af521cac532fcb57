from datetime import date, timedelta

from notifications.ladder import Party
from notifications.plan import nudge_key
from notifications.told import Said, keys_of, stage_name
from tests.notifications.build import MONDAY, duties, holds, office, person, stage, task
from uprcycle.people import Role

TASK = task(MONDAY)
OTHER = office(name="UNICEF Kenya", roles=frozenset({Role.UN_ENTITY}))
DUTY, THEIRS = duties([TASK, task(MONDAY, of=OTHER)], [holds(person()), holds(person("p2"), OTHER)]).all


def key(name: str, who: str, due: date = MONDAY) -> str:
    return nudge_key(TASK, due, stage(name), person(who))


def test_the_name_of_a_stage_says_who_is_told_and_tells_two_offices_apart() -> None:
    assert stage_name(Party.DESK, TASK.office) == "escalated-to-desk~18344a77"
    assert stage_name(Party.DESK, OTHER) != stage_name(Party.DESK, TASK.office)


def test_only_keys_of_the_same_task_and_day_speak_of_a_duty() -> None:
    mine = [key("7-days-before", "p1"), key("on-the-day", "p/with/slashes")]
    others = [
        key("on-the-day", "p1", MONDAY + timedelta(days=1)),
        "day/2026-05-04/email/p1",
        "notice/3/p1",
        "x",
    ]

    assert list(keys_of([DUTY], [*others, *mine])) == mine


def test_whoever_of_its_office_was_told_counts_and_the_first_day_of_each() -> None:
    said = {
        key("7-days-before", "p1"): MONDAY - timedelta(days=7),
        key("on-the-day", "p1"): MONDAY,
        key("on-the-day", "p2"): MONDAY - timedelta(days=30),
        key(stage_name(Party.DESK, TASK.office), "p9"): MONDAY + timedelta(days=21),
        key(stage_name(Party.DESK, TASK.office), "p8"): MONDAY + timedelta(days=20),
        key(stage_name(Party.HEAD, OTHER), "p7"): MONDAY + timedelta(days=9),
    }

    assert list(Said(said).told(DUTY).items()) == [
        (Party.HOLDER, MONDAY - timedelta(days=7)),
        (Party.DESK, MONDAY + timedelta(days=20)),
    ]
    assert list(Said(said).told(THEIRS).items()) == [
        (Party.HOLDER, MONDAY - timedelta(days=30)),
        (Party.HEAD, MONDAY + timedelta(days=9)),
    ]
    assert Said({}).told(DUTY) == {}
