"""The flow ``housekeeping``: runs that were lost, what is over, and whether somebody looks at the feeds."""

from prefect import flow, get_client, task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.states import Completed, Failed

from flows.feeds.checking_feeds import are_unseen
from flows.installation import clock
from flows.installation.discretion import without_words
from flows.installation.manners import give_way
from flows.installation.wiring import Wiring, wire
from flows.watch.lost_runs import Swept, sweep_runs
from flows.watch.sweeping import sweep_links


@task(name="runs", task_run_name="end runs that were lost", cache_policy=NO_CACHE)
async def runs_step(wiring: Wiring) -> Swept:
    """Mark as crashed what has run for too long, and cancel what is late and will come again."""
    async with get_client() as client:
        return await sweep_runs(client, wiring.now())


@task(name="links", task_run_name="forget what is over", cache_policy=NO_CACHE)
def links_step(wiring: Wiring) -> None:
    """Forget links and pauses that are over; how many there were is nobody else's business."""
    without_words(
        "forgetting", lambda: sweep_links(wiring, wiring.now()), "`uprcycle doctor` shows what is wrong"
    )


def _run_name() -> str:
    return f"housekeeping of {clock.today()}"


@flow(name="housekeeping", flow_run_name=_run_name, log_prints=False)
async def housekeeping() -> State[None]:
    """Put in order what time leaves behind; again does nothing."""
    give_way()
    wiring = wire()
    links_step(wiring)
    swept = await runs_step(wiring)
    if are_unseen(wiring):
        return Failed(message=f"{swept.as_words()}; nobody looked at the feeds last night")
    return Completed(message=f"{swept.as_words()}; the feeds were looked at")
