"""The flow ``release``: what one release changed is computed, published, and those to be told are found."""

from typing import Any

from prefect import flow, task, unmapped
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.states import Completed
from prefect.task_runners import ThreadPoolTaskRunner

from flows.discretion import without_words
from flows.manners import give_way
from flows.noticing import plan_notices
from flows.publishing import Published, publish, publish_news
from flows.releasing import compare_releases
from flows.wiring import Wiring, wire

_THREADS: Any = ThreadPoolTaskRunner(max_workers=2)  # Prefect's own parameter does not fit it


@task(name="compare", task_run_name="compare release {number} with the one before", cache_policy=NO_CACHE)
def compare_step(wiring: Wiring, number: int) -> tuple[str, ...]:
    """Return the codes of the States of which the release says something new; none for the first one."""
    if number == 1:
        return ()
    return tuple(sorted(compare_releases(wiring, number - 1, number).countries))


@task(name="publish one State", task_run_name="{country} · publish", cache_policy=NO_CACHE)
def country_step(wiring: Wiring, country: str) -> Published:
    """Bring the entries of one State up to the release in force, in every feed."""
    return publish(wiring, [country])


@task(name="publish the rest", task_run_name="publish the other States", cache_policy=NO_CACHE)
def rest_step(wiring: Wiring) -> Published:
    """Bring every feed up to the release in force: mostly nothing is left to do."""
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
    task_runner=_THREADS,
)
async def release_flow(release: int) -> State[None]:
    """Publish what a release changed; again changes nothing.

    Args:
        release: Its number. What is published is the release in force, if it is a later one.
    """
    give_way()
    wiring = wire()
    moved = compare_step(wiring, release)
    done = country_step.map(unmapped(wiring), moved).result()
    rest = rest_step(wiring)
    changed = sum(each.changed for each in (*done, rest))
    return Completed(
        message=f"release {release}: {len(moved)} States concerned, {changed} feed entries changed; "
        f"{notice_step(wiring)}"
    )
