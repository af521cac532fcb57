"""The flow ``release``: what one release changed is computed, published, and those to be told are found."""

from prefect import flow, task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.states import Completed

from flows.cycle.visiting import days_to_tell
from flows.cycle.visits import THREADS, visit_states
from flows.feeds.publishing import Published, publish_news
from flows.installation.discretion import without_words
from flows.installation.manners import give_way
from flows.installation.wiring import Wiring, wire
from flows.nudges.noticing import plan_notices
from flows.releases.releasing import compare_releases


@task(name="compare", task_run_name="compare release {number} with the one before", cache_policy=NO_CACHE)
def compare_step(wiring: Wiring, number: int) -> tuple[str, ...]:
    """Return the codes of the States of which the release says something new; none for the first one."""
    if number == 1:
        return ()
    return tuple(sorted(compare_releases(wiring, number - 1, number).countries))


@task(name="publish", task_run_name="publish what changed", cache_policy=NO_CACHE)
def publish_step(wiring: Wiring) -> Published:
    """Bring every feed up to the release in force: mostly whoever released did so."""
    return publish_news(wiring)


@task(name="notices", task_run_name="plan who is told", cache_policy=NO_CACHE)
def notice_step(wiring: Wiring) -> str:
    """Say when those whom it concerns are told; how many they are is nobody else's business."""
    remedy = "`uprcycle notices plan` shows what failed"
    plan = without_words("planning notices", lambda: plan_notices(wiring, wiring.today()), remedy)
    if plan.hold:
        return "notices are held back"
    return f"notices go out from {plan.review_ends:%Y-%m-%d %H:%M} UTC"


@flow(
    name="release",
    flow_run_name="release {release}",
    log_prints=False,
    task_runner=THREADS,
)
async def release_flow(release: int) -> State[None]:
    """Publish what a release changed; again changes nothing.

    Args:
        release: Its number. What is published is the release in force, if it is a later one.
    """
    give_way()
    wiring = wire()
    moved = compare_step(wiring, release)
    published = publish_step(wiring)
    visit_states(wiring, moved, days_to_tell(wiring, wiring.today()))
    return Completed(
        message=f"release {release}: {len(moved)} States concerned, "
        f"{published.changed} feed entries changed; {notice_step(wiring)}"
    )
