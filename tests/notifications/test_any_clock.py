"""Clocks that are wrong, change or stand still: every occasion is told once, in every zone in use."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from notifications.digest import Digest, is_urgent
from notifications.duties import Duties
from notifications.plan import plan_nudges
from notifications.rhythm import hold, plan_mails
from tests.notifications.build import duties, holds, office, person, task
from uprcycle.days.span import GENEVA
from uprcycle.store.packaged import load_countries

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
GAP, FOLD = date(2026, 3, 29), date(2026, 10, 25)
"""Clocks in Geneva go forward on the first and back on the second; both are Sundays."""


def zones_around(day: date) -> list[str]:
    """Return of the zones in use one for each way in which clocks run in the days around ``day``."""
    noons = [datetime.combine(day + count * DAY, time(12), UTC) for count in range(-3, 4)]
    ways = {
        tuple(noon.astimezone(each.zone).utcoffset() for noon in noons): each.zone.key
        for each in load_countries()
    }
    return sorted(ways.values())


@dataclass
class Installation:
    """Rounds by a clock; ``sent`` is what went out, with the moment that the clock showed."""

    duties: Duties
    sent: list[tuple[datetime, Digest]] = field(default_factory=list)
    said: set[str] = field(default_factory=set)

    def round(self, now: datetime) -> tuple[Digest, ...]:
        """Do what a round does, and return what it sent."""
        today = now.astimezone(GENEVA).date()
        planned = plan_mails(plan_nudges(self.duties, self.said, today), self.said)
        mails = tuple(each for each in planned if hold(each, now).send_at <= now)
        self.said.update(key for each in mails for key in each.keys)
        self.sent += [(now, each) for each in mails]
        return mails

    def keys(self) -> Counter[str]:
        """Return how often each nudge was said."""
        return Counter(nudge.key for _, mail in self.sent for nudge in mail.nudges)


def everywhere(around: date) -> Duties:
    """Return two duties of one person in each zone, who chose an hour and a weekday: one soon, one later."""
    people, tasks = [], []
    for number, zone in enumerate(zones_around(around)):
        where = office("KEN", f"Office in {zone}")
        people.append(
            holds(person(zone, zone=ZoneInfo(zone), hour=8 + number % 12, weekday=number % 7), where)
        )
        tasks += [task(around + DAY, "deadline", of=where), task(around + 30 * DAY, "report", of=where)]
    return duties(tasks, people)


def by(clock: Callable[[int], timedelta], around: date, of: Duties) -> Installation:
    """Run a round each hour until the clock has shown six days; ``clock`` says how wrong it is in each."""
    installation = Installation(of)
    first, last = (datetime.combine(around + days * DAY, time(), GENEVA).astimezone(UTC) for days in (-3, 3))
    number = 0
    while (now := first + HOUR * number + clock(number)) < last:
        installation.round(now)
        number += 1
    return installation


@pytest.fixture(scope="module", params=[GAP, FOLD], ids=["gap", "fold"])
def right(request: pytest.FixtureRequest) -> tuple[date, Installation]:
    """Return the rounds around a change of clocks by a clock that is right."""
    return request.param, by(lambda _: timedelta(0), request.param, everywhere(request.param))


def test_around_a_change_of_clocks_every_occasion_is_told_once_in_every_zone(
    right: tuple[date, Installation],
) -> None:
    around, installation = right
    told = {(mail.person.id, nudge.stage.name) for _, mail in installation.sent for nudge in mail.nudges}

    assert set(installation.keys().values()) == {1}
    assert {who for who, stage in told if stage == "on-the-day"} == set(zones_around(around))
    assert [when for when, mail in installation.sent if mail.day != when.astimezone(GENEVA).date()] == []
    assert max(Counter((mail.person.id, mail.day) for _, mail in installation.sent).values()) == 1
    assert len(zones_around(around)) > 25


@pytest.mark.parametrize(
    "error", [HOUR, -HOUR, DAY, -DAY], ids=["hour-ahead", "hour-behind", "day-ahead", "day-behind"]
)
@pytest.mark.parametrize("until", [96, 1000], ids=["set-right", "for-good"])
def test_a_wrong_clock_says_nothing_twice_and_loses_nothing(
    right: tuple[date, Installation], error: timedelta, until: int
) -> None:
    around, installation = right
    wrong = by(lambda number: error if 60 <= number < until else timedelta(0), around, installation.duties)

    assert set(wrong.keys().values()) == {1}
    assert installation.keys().keys() - wrong.keys().keys() == set()
    assert max(Counter((mail.person.id, mail.day) for _, mail in wrong.sent).values()) == 1


@pytest.mark.parametrize("missed", [1, 10, 100])
def test_after_missed_rounds_one_mail_says_all_that_is_due_and_no_backlog(missed: int) -> None:
    days = {f"item-{count:02}": GAP + count * DAY for count in range(-20, 95)}
    found = duties([task(due, item) for item, due in days.items()], [holds(person("p1"))])
    installation = Installation(found)
    began = datetime.combine(GAP - 12 * DAY, time(8), GENEVA).astimezone(UTC)
    for number in range(10 * 24):
        installation.round(began + HOUR * number)
    said, back = set(installation.said), began + HOUR * (10 * 24 + missed)
    first, *others = [mail for number in range(25) for mail in installation.round(back + HOUR * number)]
    nearest = {each.key: each for each in plan_nudges(found, said, first.day)}
    waiting = nearest.keys() - set(first.keys)

    assert {each.key for each in first.nudges} <= nearest.keys()
    assert [nearest[key] for key in waiting if is_urgent(nearest[key])] == []
    assert [each.day for each in others if each.day == first.day] == []
    assert (first.since is not None) == (missed > 24)
    assert len(first.nudges) > missed // 24
