"""The step of one State in a flow over many: its name says where it stands, its end what was found."""

from collections.abc import Sequence
from typing import Any, cast

from prefect import task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.states import Completed
from prefect.task_runners import ThreadPoolTaskRunner
from prefect.utilities.annotations import unmapped

from flows.cycle.visiting import Stretch, Visit, step_name, visit_state
from flows.installation.wiring import Wiring

THREADS: Any = ThreadPoolTaskRunner(max_workers=2)  # Prefect's own parameter does not fit it


@task(name="visit", task_run_name="{name}", cache_policy=NO_CACHE)
def visit_step(wiring: Wiring, country: str, name: str, stretch: Stretch) -> State[Visit]:
    """Note the phases that a State entered, and say what was found."""
    del name
    found = visit_state(wiring, country, stretch)
    return Completed(data=found, message=found.as_words())


def visit_states(wiring: Wiring, countries: Sequence[str], stretch: Stretch) -> list[Visit]:
    """Visit some States, each in a step of its own, and return what was found in the same order."""
    world = wiring.world()
    names = [step_name(world.timetable(each), stretch.day) for each in countries]
    steps = visit_step.map(unmapped(wiring), list(countries), names, unmapped(stretch))
    return [cast("Visit", each.result()) for each in steps]
