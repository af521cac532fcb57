"""What runs, when, under which name: declared here, applied again and again to the same effect."""

from dataclasses import dataclass
from typing import Any

from prefect.deployments.runner import RunnerDeployment
from prefect.flows import Flow
from prefect.schedules import Cron
from prefect.types.entrypoint import EntrypointType

from flows.review_cycle import review_cycle
from flows.round import round_flow

_ZONE = "Europe/Zurich"


@dataclass(frozen=True, slots=True)
class Entry:
    """One deployment; ``cron`` is wall time in Geneva, empty for what only runs when asked.

    What runs ``at_start`` as well heals what was missed while nothing ran. Nothing is scheduled
    between two and three at night, an hour that is missing once a year.
    """

    name: str
    flow: Flow[Any, Any]
    cron: str
    about: str
    at_start: bool = False


CATALOGUE = (
    Entry(
        "hourly",
        round_flow,
        "5 0-1,3-23 * * *",
        "Everything that is due now, over all States.",
        at_start=True,
    ),
    Entry("on-demand", review_cycle, "", "One State in one cycle, as of a day."),
)


async def deployments() -> tuple[RunnerDeployment, ...]:
    """Return the catalogue as Prefect's deployments, found by module so that any host can run them."""
    return tuple([await _deployment(entry) for entry in CATALOGUE])


async def _deployment(entry: Entry) -> RunnerDeployment:
    schedules = [Cron(entry.cron, timezone=_ZONE, slug=entry.name)] if entry.cron else None
    return await entry.flow.ato_deployment(
        entry.name,
        schedules=schedules,
        tags=["uprcycle"],
        description=entry.about,
        entrypoint_type=EntrypointType.MODULE_PATH,
    )
