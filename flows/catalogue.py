"""What runs, when, under which name: declared here, applied again and again to the same effect."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from prefect.deployments.runner import RunnerDeployment
from prefect.events import DeploymentEventTrigger
from prefect.flows import Flow
from prefect.schedules import Cron, Schedule
from prefect.types.entrypoint import EntrypointType

from flows.approve_release import approve_release
from flows.housekeeping import housekeeping
from flows.publish import publish_flow
from flows.release import release_flow
from flows.remind import remind
from flows.reporting.events import RELEASE_MADE, TASK_DONE
from flows.review_cycle import review_cycle
from flows.round import round_flow

TAG = "uprcycle"
"""What every deployment of ours bears, and by which one is found that is ours no more."""

_ZONE = "Europe/Zurich"


@dataclass(frozen=True, slots=True)
class Starter:
    """An event that starts a run, and which words of its resource become which parameters.

    Those of ``numbers`` are numbers; Prefect gives every word of a resource as text.
    """

    event: str
    words: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()

    def as_trigger(self, deployment: str) -> DeploymentEventTrigger:
        """Return it as Prefect's trigger of a deployment."""
        words: dict[str, Any] = {each: _label(each) for each in self.words}
        numbers = {each: _number(_label(each)) for each in self.numbers}
        name = f"{TAG}: {self.event.removeprefix('uprcycle.')} starts {deployment}"
        return DeploymentEventTrigger(name=name, expect={self.event}, parameters=words | numbers)


@dataclass(frozen=True, slots=True)
class Entry:
    """One deployment; ``cron`` is wall time in Geneva, empty for what only runs when asked.

    What runs ``at_start`` as well heals what was missed while nothing ran. Nothing is scheduled
    between two and three at night, an hour that is missing once a year. Runs of the schedule are
    given ``scheduled_with``, and any that an event of ``starters`` starts what that brings.
    """

    name: str
    flow: Flow[Any, Any]
    cron: str
    about: str
    at_start: bool = False
    scheduled_with: Mapping[str, Any] = field(default_factory=dict)
    starters: tuple[Starter, ...] = ()

    @property
    def full_name(self) -> str:
        """The name by which Prefect knows it."""
        return f"{self.flow.name}/{self.name}"


CATALOGUE = (
    Entry(
        "hourly",
        round_flow,
        "5 0-1,3-23 * * *",
        "Everything that is due now, over all States.",
        at_start=True,
    ),
    Entry(
        "on-demand",
        review_cycle,
        "",
        "One State in one cycle, as of a day.",
        starters=(Starter(TASK_DONE, words=("country",), numbers=("cycle",)),),
    ),
    Entry(
        "on-demand",
        release_flow,
        "",
        "What a release changed: computed, published, and who is to be told.",
        starters=(Starter(RELEASE_MADE, numbers=("release",)),),
    ),
    Entry(
        "nightly",
        publish_flow,
        "30 1 * * *",
        "Feeds brought up to the release in force; at night every one is rendered and checked.",
        scheduled_with={"full": True},
    ),
    Entry(
        "every-15-minutes", remind, "*/15 0-1,3-23 * * *", "What is owed now: first tries and further ones."
    ),
    Entry(
        "daily",
        housekeeping,
        "40 3 * * *",
        "Runs that were lost, links that are over, feeds that do not open.",
    ),
    Entry(
        "on-demand",
        approve_release,
        "",
        "Asks a second person whether released deadlines may come earlier, and waits for a week.",
    ),
)


async def deployments(
    pool: str = "", catalogue: tuple[Entry, ...] = CATALOGUE
) -> tuple[RunnerDeployment, ...]:
    """Return the catalogue as Prefect's deployments, found by module so that any host can run them.

    With the name of a work ``pool`` its workers run them; else whoever serves the catalogue does.
    """
    return tuple([await _deployment(entry, pool) for entry in catalogue])


async def _deployment(entry: Entry, pool: str) -> RunnerDeployment:
    return await entry.flow.ato_deployment(
        entry.name,
        schedules=_schedules(entry),
        tags=[TAG],
        description=entry.about,
        triggers=[each.as_trigger(entry.full_name) for each in entry.starters],
        work_pool_name=pool or None,
        entrypoint_type=EntrypointType.MODULE_PATH,
    )


def _schedules(entry: Entry) -> list[Schedule] | None:
    if not entry.cron:
        return None
    return [Cron(entry.cron, timezone=_ZONE, slug=entry.name, parameters=dict(entry.scheduled_with))]


def _label(name: str) -> str:
    """Return the template that Prefect fills in with a label of the resource of an event."""
    return f"{{{{ event.resource.{name} }}}}"


def _number(template: str) -> dict[str, Any]:
    """Return what Prefect makes a number of, out of a text that holds one."""
    return {"__prefect_kind": "json", "value": {"__prefect_kind": "jinja", "template": template}}
