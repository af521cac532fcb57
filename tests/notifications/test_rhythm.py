from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from notifications.digest import Digest
from notifications.duties import Duties
from notifications.plan import plan_nudges
from notifications.rhythm import CAP, forecast_mails, hold, is_mark, mail_rows, plan_mails
from tests.notifications.build import MONDAY, duties, holds, nudge, office, person, task
from uprcycle.checklist.task import Task
from uprcycle.people import Person

KENYA, UGANDA = office("KEN"), office("UGA")
NOTHING: frozenset[str] = frozenset()


def after(count: int) -> date:
    return MONDAY + timedelta(days=count)


def found(*tasks: Task, to: Person | None = None) -> Duties:
    return duties(tasks, [holds(to or person(), each) for each in (KENYA, UGANDA)])


def on(
    day: date, *tasks: Task, to: Person | None = None, said: frozenset[str] = NOTHING
) -> tuple[Digest, ...]:
    return plan_mails(plan_nudges(found(*tasks, to=to), said, day), said)


def run(of: Duties, days: list[date]) -> list[Digest]:
    """Plan each of ``days`` in the order given and remember what was said, as a ledger would."""
    said: set[str] = set()
    mails: list[Digest] = []
    for day in days:
        new = plan_mails(plan_nudges(of, said, day), said)
        said.update(key for each in new for key in each.keys)
        mails += new
    return mails


def told(mails: list[Digest] | tuple[Digest, ...]) -> list[tuple[int, bool, list[str]]]:
    """Return the day of each mail, whether it is a digest, and the occasions it speaks of."""
    return [
        ((each.day - MONDAY).days, each.is_digest, [f"{one.task.id} {one.stage.name}" for one in each.nudges])
        for each in mails
    ]


def test_what_is_not_urgent_waits_for_the_digest_of_the_week_and_what_is_does_not() -> None:
    of = found(task(after(44), "a"), task(after(37), "b"), task(after(8), "c"))

    assert told(run(of, [after(count) for count in range(22)])) == [
        (0, True, ["c 14-days-before", "b 90-days-before", "a 90-days-before"]),
        (1, False, ["c 7-days-before"]),
        (7, True, ["c 1-days-before", "b 30-days-before"]),
        (8, False, ["c on-the-day"]),
        (10, False, ["c 2-working-days-after"]),
        (14, True, ["a 30-days-before"]),
        (17, False, ["c 7-working-days-after"]),
    ]


@pytest.mark.parametrize("weekday", range(7))
def test_the_digest_comes_on_the_weekday_that_its_reader_chose(weekday: int) -> None:
    to = person(weekday=weekday)
    items = [task(after(40 + count), f"item-{count}") for count in range(40)]
    mails = run(found(*items, to=to), [after(count) for count in range(-28, 28)])
    digests = [each.day for each in mails if each.is_digest]

    assert [each.weekday() for each in digests[1:]] == [weekday] * (len(digests) - 1)
    assert len(digests) > 4


def test_the_weekday_is_that_of_the_place_where_it_is_read() -> None:
    far = person(zone=ZoneInfo("Pacific/Kiritimati"))
    mails = run(
        found(task(after(60)), task(after(35), "b"), to=far), [after(count) for count in range(-14, 14)]
    )

    assert {each.send_at.astimezone(far.zone).weekday() for each in mails[1:] if each.is_digest} == {0}


@pytest.mark.parametrize("due", [pytest.param(19, id="saturday"), pytest.param(20, id="sunday")])
def test_what_falls_on_a_weekend_is_spoken_of_on_the_working_day_before(due: int) -> None:
    mails = run(found(task(after(due))), [after(count) for count in range(-80, 21)])

    assert told(mails)[-3:] == [
        (7, True, ["write-report 14-days-before"]),
        (11, False, ["write-report 7-days-before"]),
        (18, False, ["write-report on-the-day"]),
    ]


def test_after_an_outage_one_digest_tells_the_nearest_stages_and_says_since_when() -> None:
    of = found(*(task(after(10 + count), f"item-{count:02}") for count in range(40)))
    said = frozenset(key for each in run(of, [after(-40)]) for key in each.keys)
    (mail,) = plan_mails(plan_nudges(of, said, after(9)), said)

    assert [(each.due - MONDAY).days for each in mail.nudges] == list(range(10, 40))
    assert {each.stage.name for each in mail.nudges} == {
        "1-days-before", "7-days-before", "14-days-before", "30-days-before"
    }  # fmt: skip
    assert mail.since == MONDAY


def test_what_comes_when_it_should_is_not_called_late() -> None:
    mails = run(found(task(after(40)), task(after(9), "b")), [after(count) for count in range(-84, 60)])

    assert len(mails) > 8
    assert [each.day for each in mails if each.since] == []


@pytest.mark.parametrize(("count", "named", "more"), [(CAP, CAP, 0), (CAP + 1, CAP, 1), (CAP + 12, CAP, 12)])
def test_a_mail_names_so_many_items_and_counts_the_others(count: int, named: int, more: int) -> None:
    late = [task(after(-4), f"late-{number:02}") for number in range(count - 5)]
    ahead = [task(after(30), f"ahead-{number}") for number in range(4)]
    (mail,) = on(MONDAY, *late, *ahead, task(MONDAY, "today"))

    assert (len(mail.named), mail.more) == (named, more)
    assert "today" in {each.task.id for each in mail.named}
    assert len(mail.keys) == count + 2
    assert plan_mails(plan_nudges(found(*late, *ahead), set(mail.keys), MONDAY), set(mail.keys)) == ()


def test_there_is_one_mail_a_day_whatever_else_comes_to_be_owed() -> None:
    (first,) = on(MONDAY, task(MONDAY, "a"))
    both, said = [task(MONDAY, "a"), task(after(1), "b")], frozenset(first.keys)

    assert on(MONDAY, *both, said=said) == ()
    assert told(on(after(1), *both, said=said)) == [(1, False, ["b on-the-day"])]


def test_quiet_hours_hold_a_mail_until_they_are_over() -> None:
    (mail,) = on(MONDAY, task(MONDAY))
    evening = datetime(2026, 5, 4, 19, tzinfo=UTC)

    assert hold(mail, evening).send_at == datetime(2026, 5, 5, 6, tzinfo=UTC)
    assert hold(mail, evening - timedelta(hours=19)).send_at == datetime(2026, 5, 4, 6, tzinfo=UTC)
    assert hold(mail, evening - timedelta(hours=3)).send_at == datetime(2026, 5, 4, 16, tzinfo=UTC)
    assert hold(mail, evening).keys == mail.keys


def test_a_forecast_is_what_each_day_then_sends() -> None:
    of = found(task(MONDAY), task(after(30), "send-report"))
    days = [after(count) for count in range(-7, 33)]

    assert forecast_mails(of, after(-7), 40) == tuple(run(of, days))
    assert told(forecast_mails(of, after(-7), 8)) == [
        (-7, True, ["write-report 7-days-before", "send-report 90-days-before"]),
        (-3, False, ["write-report 1-days-before"]),
        (0, True, ["write-report on-the-day", "send-report 30-days-before"]),
    ]
    assert forecast_mails(of, after(-7), 40, plan=lambda *_: ()) == ()


def test_a_row_holds_ids_and_dates_and_no_name_of_a_person() -> None:
    (mail,) = on(MONDAY, task(MONDAY), to=person("p1", "Ann Example"))

    assert list(mail_rows(mail)) == [
        {
            "key": "KEN/4/write-report/2026-05-04/on-the-day/email/p1",
            "person": "p1",
            "office": "RCO KEN",
            "channel": "email",
            "stage": "on-the-day",
            "items": [{"country": "KEN", "item": "write-report", "due": "2026-05-04"}],
            "send_at": "2026-05-04T06:00:00+00:00",
            "mail": "urgent",
            "mail_items": 1,
            "named": True,
        }
    ]


def test_the_keys_of_a_mail_are_told_from_those_of_nudges_and_end_with_the_person() -> None:
    (mail,) = on(MONDAY, task(after(30)), to=person("p/1"))

    assert mail.marks == ("day/2026-05-04/email/p/1", "digest/2026-05-04/email/p/1")
    assert [each for each in mail.keys if is_mark(each)] == list(mail.marks)
    assert not is_mark(nudge(task(MONDAY)).key)
