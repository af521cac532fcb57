"""The flow ``remind``: what is owed now goes out, be it new, put off or due at a person's own hour.

What happened, and was not told yet, is told as events too.
"""

from datetime import date

from prefect import flow, runtime, task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.states import Completed

from flows.feeds.publishing import Published, publish_news
from flows.installation import clock
from flows.installation.manners import give_way
from flows.installation.wiring import Wiring, wire
from flows.reporting.telling import tell_events
from flows.round import notice_step, nudge_step


@task(name="publish", task_run_name="publish what is new", cache_policy=NO_CACHE)
def publish_step(wiring: Wiring) -> Published:
    """Publish what is not in the feeds yet, so that no mail is ahead of them."""
    return publish_news(wiring)


def _run_name() -> str:
    given: date | str | None = runtime.flow_run.parameters.get("today")
    return f"reminders of {given or clock.today()}"


@flow(name="remind", flow_run_name=_run_name, log_prints=False)
async def remind(today: date | None = None) -> State[None]:
    """Send everything that is owed; again sends nothing twice.

    Args:
        today: The civil day in Geneva to act for; by default the present one.
    """
    give_way()
    wiring = wire()
    day = today or wiring.today()
    publish_step(wiring)
    notice_step(wiring, day)
    sent = nudge_step(wiring, day)
    told = tell_events(wiring)
    return Completed(message=f"on {day}: {sent.as_verdict()}, {told.as_words()}")
