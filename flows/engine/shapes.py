"""What a deployment or an automation comes to, on the server and in the catalogue, so that they compare."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from prefect.client.schemas.actions import DeploymentScheduleCreate, DeploymentScheduleUpdate
from prefect.client.schemas.objects import DeploymentSchedule
from prefect.client.schemas.responses import DeploymentResponse
from prefect.deployments.runner import RunnerDeployment
from prefect.events.schemas.automations import AutomationCore
from prefect.flows import Flow
from prefect.utilities.callables import parameter_schema

Shape = Mapping[str, Any]


def differences(wanted: Shape, held: Shape) -> tuple[str, ...]:
    """Return the names of what differs, in order of name."""
    return tuple(sorted(each for each in wanted.keys() | held.keys() if wanted.get(each) != held.get(each)))


def resource_of(deployment: UUID) -> str:
    """Return the name by which automations know the deployment that they belong to."""
    return f"prefect.deployment.{deployment}"


def shape_held(deployment: DeploymentResponse, automations: Iterable[AutomationCore]) -> Shape:
    """Return what the server holds of a deployment."""
    return {
        "entrypoint": deployment.entrypoint,
        "description": deployment.description,
        "tags": sorted(deployment.tags),
        "work pool": deployment.work_pool_name,
        "parameters": deployment.parameters,
        "parameter schema": deployment.parameter_openapi_schema,
        "schedules": _schedules(deployment.schedules),
        "triggers": _triggers(automations),
    }


def shape_wanted(deployment: RunnerDeployment, flow: Flow[Any, Any], known_as: UUID) -> Shape:
    """Return what the catalogue says of a deployment of a flow that the server knows by an id."""
    for each in deployment.triggers:
        each.set_deployment_id(known_as)
    return {
        "entrypoint": deployment.entrypoint,
        "description": deployment.description,
        "tags": sorted(deployment.tags),
        "work pool": deployment.work_pool_name,
        "parameters": deployment.parameters,
        "parameter schema": parameter_schema(flow).model_dump(exclude_unset=True),
        "schedules": _schedules(deployment.schedules or ()),
        "triggers": _triggers(each.as_automation() for each in deployment.triggers),
    }


def shape_of_automation(automation: AutomationCore) -> Shape:
    """Return what an automation says, sets of words in an order of their own."""
    said = automation.model_dump(
        mode="json", include={"name", "description", "enabled", "trigger", "actions"}
    )
    return {name: _in_order(each) for name, each in said.items()}


def _schedules(
    schedules: Iterable[DeploymentSchedule | DeploymentScheduleCreate | DeploymentScheduleUpdate],
) -> list[tuple[object, ...]]:
    """Return each by what it says; whether it is paused is the operator's own choice and stays."""
    said = [
        (
            each.slug,
            str(getattr(each.schedule, "cron", "")),
            str(getattr(each.schedule, "timezone", "")),
            each.parameters,
        )
        for each in schedules
    ]
    return sorted(said, key=repr)


def _triggers(automations: Iterable[AutomationCore]) -> list[Shape]:
    return sorted(map(shape_of_automation, automations), key=lambda each: str(each["name"]))


def _in_order(value: Any) -> Any:  # noqa: ANN401 - whatever JSON can hold
    if isinstance(value, dict):
        return {key: _in_order(each) for key, each in value.items()}
    return sorted(map(_in_order, value), key=repr) if isinstance(value, list) else value
