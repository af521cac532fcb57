from datetime import timedelta

import pytest

from notifications.digest import Digest, Part, build_digests
from notifications.plan import Nudge, plan_nudges
from tests.notifications.build import MONDAY, duties, holds, nudge, office, person, task
from uprcycle.visibility import Visibility

KENYA, UGANDA = office("KEN"), office("UGA")


def digests_of(*nudges: Nudge) -> tuple[Digest, ...]:
    return build_digests(nudges)


def test_a_person_gets_one_digest_over_all_countries_and_offices() -> None:
    tasks = [task(MONDAY, of=KENYA), task(MONDAY, of=UGANDA)]
    people = [holds(person("p2"), KENYA), holds(person("p1"), KENYA), holds(person("p1"), UGANDA)]
    digests = build_digests(plan_nudges(duties(tasks, people), frozenset(), MONDAY))

    assert [(each.person.id, each.countries) for each in digests] == [
        ("p1", ("KEN", "UGA")),
        ("p2", ("KEN",)),
    ]


@pytest.mark.parametrize(
    ("days", "part"),
    [
        pytest.param(-4, Part.LATE, id="late"),
        pytest.param(0, Part.URGENT, id="today"),
        pytest.param(7, Part.URGENT, id="in-a-week"),
        pytest.param(8, Part.AHEAD, id="in-eight-days"),
    ],
)
def test_urgent_is_what_is_due_within_seven_days(days: int, part: Part) -> None:
    (digest,) = digests_of(nudge(task(MONDAY + timedelta(days=days))))

    assert {each: len(digest.part(each)) for each in Part} == {each: int(each is part) for each in Part}


def test_late_comes_first_then_urgent_then_the_rest_each_by_day_country_and_task() -> None:
    ahead = nudge(task(MONDAY + timedelta(days=30), "a"))
    urgent = [
        nudge(task(MONDAY + timedelta(days=2), item, of=where))
        for where in (UGANDA, KENYA)
        for item in ("b", "a")
    ]
    late = nudge(task(MONDAY - timedelta(days=4), "z"))
    (digest,) = digests_of(ahead, *urgent, late)

    assert [(each.task.country, each.task.id) for each in digest.nudges] == [
        ("KEN", "z"),
        ("KEN", "a"),
        ("KEN", "b"),
        ("UGA", "a"),
        ("UGA", "b"),
        ("KEN", "a"),
    ]


def test_the_keys_do_not_depend_on_the_order_of_the_plan() -> None:
    nudges = [nudge(task(MONDAY + timedelta(days=count), f"item-{count}")) for count in (3, 1, 2)]

    assert digests_of(*nudges)[0].keys == tuple(sorted(each.key for each in nudges))
    assert digests_of(*nudges) == digests_of(*nudges[::-1])


@pytest.mark.parametrize(
    ("visibilities", "neutral"),
    [
        pytest.param([Visibility.PUBLIC], False, id="public"),
        pytest.param([Visibility.PUBLIC, Visibility.UN_INTERNAL], True, id="one-internal"),
        pytest.param([Visibility.PARTNERS], True, id="partners"),
    ],
)
def test_one_item_that_is_not_public_makes_the_subject_neutral(
    visibilities: list[Visibility], *, neutral: bool
) -> None:
    nudges = [nudge(task(MONDAY, f"item-{each}", visibility=each)) for each in visibilities]

    assert digests_of(*nudges)[0].is_neutral is neutral


def test_nothing_owed_is_no_digest() -> None:
    assert build_digests([]) == ()
