"""The flow ``round``: everything that is due now, over all States; it heals what was missed.

A late round is enough, because what is due stands in our store and not in Prefect's schedule.
"""

from datetime import date

from prefect import flow, runtime, task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.states import Completed

from flows.cycle.going_round import RoundPlan, end_round, note_rest, plan_round, publish_plan, visits_text
from flows.cycle.visits import THREADS, visit_states
from flows.feeds.publishing import Published
from flows.installation import clock
from flows.installation.discretion import without_words
from flows.installation.manners import give_way
from flows.installation.wiring import Wiring, wire
from flows.nudges.noticing import NoticeReport, send_notices
from flows.nudges.nudging import NudgeReport
from flows.nudges.speaking import speak
from flows.reporting.artifacts import write_world
from flows.reporting.telling import Told, tell_events


@task(name="plan", task_run_name="find what is due on {day}", cache_policy=NO_CACHE)
def plan_step(wiring: Wiring, day: date) -> RoundPlan:
    """Find the States of which something is due or changed."""
    return plan_round(wiring, day)


@task(name="publish", task_run_name="publish what changed", cache_policy=NO_CACHE)
def publish_step(wiring: Wiring, plan: RoundPlan) -> Published:
    """Bring every feed up to the release in force: mostly nothing is to be looked at."""
    return publish_plan(wiring, plan)


@task(name="rest", task_run_name="the other States", cache_policy=NO_CACHE)
def rest_step(wiring: Wiring, plan: RoundPlan) -> None:
    """Note the phases of all other States at one go: mostly nothing is left to do."""
    note_rest(wiring, plan)


@task(name="notice", task_run_name="tell of what changed, on {today}", cache_policy=NO_CACHE)
def notice_step(wiring: Wiring, today: date) -> NoticeReport:
    """Tell those whom a release concerns what it changed, once its review is over."""
    remedy = "`uprcycle notices plan` shows what failed"
    return without_words("telling of changes", lambda: send_notices(wiring, today), remedy)


@task(name="nudge", task_run_name="send what is owed on {today}", cache_policy=NO_CACHE)
def nudge_step(wiring: Wiring, today: date) -> NudgeReport:
    """Deliver the nudges owed, and try again what was put off."""
    remedy = "`uprcycle nudges send` shows what failed"
    return without_words("sending", lambda: speak(wiring, today), remedy)


@task(name="tell", task_run_name="tell Prefect what happened", cache_policy=NO_CACHE)
def tell_step(wiring: Wiring) -> Told:
    """Tell what happened as events, on which automations may be built."""
    return tell_events(wiring)


@task(name="pages", task_run_name="write the pages that say something new", cache_policy=NO_CACHE)
async def pages_step(wiring: Wiring, today: date) -> int:
    """Bring the overview and the pages of the States in Prefect up to date."""
    return await write_world(wiring, today)


def _run_name() -> str:
    given: date | str | None = runtime.flow_run.parameters.get("today")
    return f"round of {given or clock.today()}"


@flow(name="round", flow_run_name=_run_name, log_prints=False, task_runner=THREADS)
async def round_flow(today: date | None = None) -> State[None]:
    """Publish, tell of changes, nudge and report for every State; again does nothing twice.

    Args:
        today: The civil day in Geneva to act for; by default the present one.
    """
    give_way()
    wiring = wire()
    day = today or wiring.today()
    plan = plan_step(wiring, day)
    published = publish_step(wiring, plan)
    visits = visit_states(wiring, plan.countries, plan.stretch)
    rest_step(wiring, plan)
    notice_step(wiring, day)
    sent = nudge_step(wiring, day)
    told = tell_step(wiring)
    pages = await pages_step(wiring, day)
    end_round(wiring, day)
    return Completed(
        message=f"{len(wiring.world().running)} States on {day}: {visits_text(visits)}, "
        f"{published.changed} feed entries changed, {sent.as_verdict()}, {told.as_words()}, "
        f"{pages} pages written"
    )
