"""The flow ``review-cycle``: one State in one cycle, as of one day.

A State goes through preparation, submissions, pre-session, its review, outcome, adoption,
follow-up and mid-term to the next cycle (``uprcycle.reviews.phases``). A run tells where it stands,
which phase it entered, what opened and became due, publishes what changed, delivers what is owed
to the State's offices, and tells what comes next. Killed anywhere and run again, it does nothing twice.
"""

from datetime import date

from prefect import flow, get_client, runtime, task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.states import Completed

from flows.cycle.visiting import Visit, days_to_tell, visit
from flows.feeds.publishing import Published, publish
from flows.installation import clock
from flows.installation.discretion import without_words
from flows.installation.manners import give_way
from flows.installation.wiring import Wiring, wire
from flows.nudges.nudging import NudgeReport, send_nudges
from flows.reporting.artifacts import write_country
from flows.reporting.reports import next_text, phase_name
from flows.reporting.telling import tell_events
from uprcycle.errors import UprcycleError
from uprcycle.timetable.timetable import Timetable


@task(name="recompute", task_run_name="recompute {country}", cache_policy=NO_CACHE)
def recompute_step(wiring: Wiring, country: str, cycle: int | None) -> Timetable:
    """Compute the timetable of one State from the release in force."""
    return _timetable(wiring, country, cycle)


@task(name="publish", task_run_name="publish {country}", cache_policy=NO_CACHE)
def publish_step(wiring: Wiring, country: str) -> Published:
    """Bring the entries of one State up to the release in force, in every feed."""
    return publish(wiring, [country])


@task(name="visit", task_run_name="note the phase of {country}", cache_policy=NO_CACHE)
def visit_step(wiring: Wiring, country: str, cycle: int, today: date) -> Visit:
    """Note which phase a State entered, and find what opened and became due."""
    return visit(wiring, wiring.world().timetable(country, cycle), days_to_tell(wiring, today))


@task(name="nudge", task_run_name="nudge {country} on {today}", cache_policy=NO_CACHE)
def nudge_step(wiring: Wiring, country: str, today: date) -> NudgeReport:
    """Deliver what is owed to the people of one State's offices."""
    remedy = "`uprcycle nudges send` shows what failed"
    return without_words("sending", lambda: send_nudges(wiring, today, country), remedy)


def _run_name() -> str:
    """Name the run; Prefect leaves a run whose name cannot be found waiting for ever, so one always is."""
    given = runtime.flow_run.parameters
    day = date.fromisoformat(str(given.get("today") or clock.today()))
    try:
        timetable = _timetable(wire(), given["country"], given.get("cycle"))
    except UprcycleError:
        return f"{given['country']} · not run"
    return f"{timetable.country} · cycle {timetable.cycle} · {phase_name(timetable, day).lower()}"


def _timetable(wiring: Wiring, country: str, cycle: int | None) -> Timetable:
    world = wiring.world()
    return world.timetable(world.countries.find(country).iso3, cycle)


@flow(name="review-cycle", flow_run_name=_run_name, log_prints=False)
async def review_cycle(country: str, cycle: int | None = None, today: date | None = None) -> State[None]:
    """Run one State's review as of ``today``.

    Args:
        country: The ISO code of the State, or one of its names.
        cycle: The number of the cycle; by default the current one.
        today: The civil day in Geneva to act for; by default the present one.
    """
    give_way()
    wiring = wire()
    day = today or wiring.today()
    timetable = recompute_step(wiring, country, cycle)
    published = publish_step(wiring, timetable.country)
    found = visit_step(wiring, timetable.country, timetable.cycle, day)
    sent = nudge_step(wiring, timetable.country, day)
    await write_country(wiring, timetable, day)
    await _label(timetable, day)
    tell_events(wiring)
    ahead = next_text(timetable, day)
    following = f"next: {ahead}" if ahead else "no date ahead is known"
    return Completed(
        message=f"{timetable.country} on {day}: {found.as_words()}; "
        f"{published.changed} feed entries changed, {sent.as_verdict()}; {following}"
    )


async def _label(timetable: Timetable, day: date) -> None:
    """Give the run tags by which runs of one State, cycle or phase are found."""
    phase = timetable.phase(day)
    tags = [*runtime.flow_run.tags, f"country:{timetable.country}", f"cycle:{timetable.cycle}"]
    tags += [f"phase:{phase.value}"] if phase else []
    async with get_client() as client:
        await client.update_flow_run(runtime.flow_run.id, tags=tags)
