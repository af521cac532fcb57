"""What a State has on the desk: the dates that matter most, and none that staff of the UN may not see."""

from dataclasses import replace

from tests.flows.released import postponed
from tests.web.desk.officers import SMALL, small_installation, visit_over
from tests.web.site import SOURCES
from uprcycle.timetable.plan import plan_release
from uprcycle.visibility import Audience, may_see
from web.desk.consequences import state_shifts, visible, word_consequences
from web.desk.registry import Consequences


def test_dates_that_stand_out_come_first_and_the_others_are_counted() -> None:
    wiring = small_installation()
    world = wiring.world()
    coming = wiring.world_from(world.release.followed_by(postponed(SMALL), wiring.now()))
    plan = plan_release(world, coming)
    visit = visit_over(replace(SOURCES, world=wiring.world))
    effect = word_consequences(visit, Consequences(plan), "")
    haiti = next(each for each in plan.changed if each.country == "HTI" and each.cycle == 4)
    seen = visible(haiti.changes)
    (state,) = (each.state for each in effect.states.rows if each.state.code == "HTI")
    few, all_of_it = (state_shifts(state, visit.language, most) for most in (4, 999))

    assert {each.state.cycle for each in effect.states.rows} == {4}
    assert {may_see(Audience.UN, each.new.rule.visibility) for each in seen if each.new} == {True}
    assert (len(few.shifts), few.further) == (4, len(seen) - 4)
    assert (len(all_of_it.shifts), all_of_it.further) == (len(seen), 0)
    assert {"working-group-review", "hrc-adoption"} & {each.id for each in few.shifts}
