"""The plan of notices as pages show it is the one of the command line, and planned again in time."""

from datetime import timedelta

from flows.nudges.noticing import plan_notices
from flows.site.recent_plan import RecentPlan
from tests.flows.installed import NOON, wiring_over
from tests.web.staff.posted import release_again
from tests.web.staff.town import Town


def test_it_is_planned_again_once_something_was_written() -> None:
    town = Town()
    recent = RecentPlan(town.wiring)
    before = recent.current()
    kept = recent.current()
    release_again(town)
    after = recent.current()

    assert kept is before
    assert (before.notices, len(after.notices)) == ((), 3)
    assert after == plan_notices(town.wiring, town.wiring.today())


def test_it_is_planned_again_after_half_a_minute_and_when_the_clock_goes_back() -> None:
    town, moment = Town(), [NOON]
    recent = RecentPlan(wiring_over(town.wiring.store, lambda: moment[0]))
    plans = []
    for seconds in (0, 29, 30, 0):
        moment[0] = NOON + timedelta(seconds=seconds)
        plans.append(recent.current())

    assert [each is plans[0] for each in plans] == [True, True, False, False]
