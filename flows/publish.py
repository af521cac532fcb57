"""The flow ``publish``: the feeds brought up to the release in force, and at night every one looked at."""

from prefect import flow, runtime, task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.states import Completed, Failed

from flows.feeds.checking_feeds import FeedCheck, check_feeds
from flows.feeds.publishing import Published, publish, publish_news
from flows.installation import clock
from flows.installation.manners import give_way
from flows.installation.wiring import Wiring, wire


@task(name="publish", task_run_name="publish what changed", cache_policy=NO_CACHE)
def publish_step(wiring: Wiring, *, full: bool) -> Published:
    """Bring the feeds up to the release in force; where it is ``full``, every entry is looked at."""
    return publish(wiring) if full else publish_news(wiring)


@task(name="check", task_run_name="render and check every feed", cache_policy=NO_CACHE)
def check_step(wiring: Wiring) -> FeedCheck:
    """Render every public feed and look whether it holds what it should."""
    return check_feeds(wiring)


def _run_name() -> str:
    which = "every feed" if runtime.flow_run.parameters.get("full") else "feeds"
    return f"{which} of {clock.today()}"


@flow(name="publish", flow_run_name=_run_name, log_prints=False)
async def publish_flow(*, full: bool = False) -> State[None]:
    """Publish what changed; again changes nothing.

    Args:
        full: Whether every public feed is rendered and checked as well.
    """
    give_way()
    wiring = wire()
    published = publish_step(wiring, full=full)
    said = f"release {published.release}: {published.changed} feed entries changed"
    if not full:
        return Completed(message=said)
    check = check_step(wiring)
    end = Completed if check.is_well else Failed
    return end(message=f"{said}; {check.as_words()}")
