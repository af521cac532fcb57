from dataclasses import replace
from datetime import date, timedelta

from notifications.load import Coming, busiest_day, loads_of
from notifications.notices import Notice
from notifications.rhythm import CAP, forecast_mails
from tests.notifications.build import MONDAY, NOON, duties, holds, office, person, task

KENYA, UGANDA = office("KEN"), office("UGA")


def after(count: int) -> date:
    return MONDAY + timedelta(days=count)


def test_the_mails_of_a_person_are_counted_over_all_their_offices() -> None:
    many = [task(after(60), f"item-{number:02}", of=KENYA) for number in range(CAP + 1)]
    found = duties(
        [*many, task(after(8), "soon", of=UGANDA)],
        [holds(person("p1"), KENYA), holds(person("p1"), UGANDA), holds(person("p2"), UGANDA)],
    )
    first, second = loads_of(forecast_mails(found, MONDAY, 31))

    assert (first.person.id, first.offices, first.mails, first.digests, first.urgent) == (
        "p1", ("RCO KEN", "RCO UGA"), 6, 1, 5,
    )  # fmt: skip
    assert (first.items, first.busiest_week, first.most_a_week) == (CAP + 7, after(7), 3)
    assert first.fullest is not None
    assert (first.fullest.day, len(first.fullest.nudges), first.capped) == (MONDAY, CAP + 2, 1)
    assert (second.person.id, second.mails, second.digests, second.items) == ("p2", 6, 1, 6)


def test_who_gets_most_comes_first_and_nobody_without_a_mail() -> None:
    found = duties(
        [task(MONDAY, of=KENYA), task(after(1), of=UGANDA), task(after(500), "far", of=office("SUR"))],
        [holds(person("p1"), KENYA), holds(person("p2"), UGANDA), holds(person("p0"), office("SUR"))],
    )

    assert [(each.person.id, each.mails) for each in loads_of(forecast_mails(found, MONDAY, 2))] == [
        ("p2", 2),
        ("p1", 1),
    ]


def test_notices_of_changed_dates_are_counted_beside_the_mails() -> None:
    found = duties([task(MONDAY, of=KENYA)], [holds(person("p1"), KENYA)])
    told = Notice(person("p1"), (UGANDA,), (), (), MONDAY, NOON)
    alone = replace(told, person=person("p2"))
    notices = [Coming(told, NOON), Coming(alone, NOON + timedelta(days=9))]
    first, second = loads_of(forecast_mails(found, MONDAY, 1), notices)

    assert (first.offices, first.mails, first.notices, first.most_a_week) == (("RCO KEN", "RCO UGA"), 1, 1, 2)
    assert (second.person.id, second.mails, second.notices, second.fullest) == ("p2", 0, 1, None)
    assert second.busiest_week == after(7)
    assert busiest_day(notices) == (MONDAY, 1)


def test_the_busiest_day_is_the_first_with_most_mails() -> None:
    found = duties(
        [task(MONDAY, of=KENYA), task(after(1), of=UGANDA)],
        [holds(person("p1"), KENYA), holds(person("p2"), UGANDA)],
    )

    assert busiest_day(forecast_mails(found, after(-1), 3)) == (after(-1), 2)
    assert busiest_day(()) is None
