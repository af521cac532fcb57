"""Deploying: the catalogue brought to the Prefect that the environment names, and nothing of it twice.

What the server holds is compared with what the catalogue says, and only a difference is written.
Prefect leaves alone a schedule that is named no more (PrefectHQ/prefect#23097), so it is deleted here.
"""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from enum import StrEnum
from importlib import metadata
from typing import Any, cast
from uuid import UUID

import httpx
from prefect.client.orchestration import PrefectClient, get_client
from prefect.client.schemas.actions import WorkPoolCreate
from prefect.client.schemas.filters import DeploymentFilter, DeploymentFilterTags
from prefect.client.schemas.objects import VersionInfo
from prefect.client.schemas.responses import DeploymentResponse
from prefect.deployments.runner import RunnerDeployment
from prefect.exceptions import ObjectNotFound, PrefectHTTPStatusError
from prefect.flows import Flow
from prefect.runner import Runner
from prefect.settings import get_current_settings

from flows.catalogue import CATALOGUE, TAG, Entry, deployments
from flows.engine.shapes import Shape, differences, resource_of, shape_held, shape_of_automation, shape_wanted
from flows.engine.zombies import zombie_automation
from uprcycle.errors import Problem, RefusedError

_OURS = "flows."
_MANY = 200  # the most that Prefect tells at once; ours are a handful


class Change(StrEnum):
    """What becomes of one thing on the server."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Applied:
    """One thing on the server by its name, what became of it, and wherein it differed."""

    name: str
    change: Change
    differs: tuple[str, ...] = ()
    id: UUID | None = None


async def deploy(
    pool: str = "", *, dry_run: bool = False, catalogue: tuple[Entry, ...] = CATALOGUE
) -> tuple[Applied, ...]:
    """Make the server hold exactly the catalogue, and return what became of each thing.

    Deployments in the order of the catalogue, then those that are gone, then the rest. What others
    made there stays as it is.

    Args:
        pool: The name of the process work pool whose workers run it, made where it is missing; empty
            where whoever serves the catalogue runs it.
        dry_run: Whether only to tell.
        catalogue: What is to be there.

    Raises:
        RefusedError: Prefect's API does not answer, or refuses.
    """
    async with _connected() as client:
        done = [await _pool(client, pool, dry_run=dry_run)] if pool else []
        held = await _held(client)
        wanted = await deployments(pool, catalogue)
        flows = {each.full_name: each.flow for each in catalogue}
        plans = [_plan(each, flows[each.full_name], held.get(each.full_name)) for each in wanted]
        applied = [await _apply(client, each, dry_run=dry_run) for each in plans]
        gone = sorted(held.keys() - {each.full_name for each in wanted})
        removed = [await _remove(client, each, held[each], dry_run=dry_run) for each in gone]
        return (*applied, *removed, *done, await _zombies(client, dry_run=dry_run))


async def deploy_to(runner: Runner) -> Mapping[str, UUID]:
    """Make the server hold the catalogue, let ``runner`` run it, and return its ids by full name."""
    names = [each.full_name for each in CATALOGUE]
    ids = {each.name: each.id for each in await deploy() if each.name in names and each.id}
    for name, each in ids.items():
        await runner.aadd_deployment(cast("RunnerDeployment", _Deployed(name, each)))
    return ids


@dataclass(frozen=True, slots=True)
class _Deployed:
    """A deployment as a runner asks for it, that is there already: to apply it writes nothing again."""

    name: str
    id: UUID
    storage: None = None

    async def aapply(self) -> UUID:
        return self.id


@asynccontextmanager
async def _connected() -> AsyncIterator[PrefectClient]:
    """Yield a client of the API that the environment names; what it cannot do is refused in words."""
    address = get_current_settings().api.url
    if not address:
        remedy = "name it, such as http://127.0.0.1:4280/api; `uprcycle run` serves one"
        raise RefusedError(
            "there is nothing to deploy to", [Problem("PREFECT_API_URL", "is not set", remedy)]
        )
    try:
        async with get_client() as client:
            if await client.api_healthcheck():
                raise _silent(address)
            yield client
    except httpx.TransportError:
        raise _silent(address) from None
    except PrefectHTTPStatusError as error:
        status = error.response.status_code
        remedy = "look into its log; for 401 set PREFECT_API_AUTH_STRING, for 422 use one version everywhere"
        problem = Problem(address, f"answered {status}", remedy)
        raise RefusedError("Prefect refuses the catalogue", [problem]) from None


def _silent(address: str) -> RefusedError:
    remedy = "start `uprcycle run` or `prefect server start`, or set PREFECT_API_URL to the one that runs"
    return RefusedError(
        "Prefect does not answer; nothing was changed", [Problem(address, "does not answer", remedy)]
    )


@dataclass(frozen=True, slots=True)
class _Held:
    """A deployment that the server holds, as it can be compared."""

    deployment: DeploymentResponse
    shape: Shape


async def _held(client: PrefectClient) -> dict[str, _Held]:
    """Return our deployments on the server by their full names: those with our tag that run our code."""
    tagged = DeploymentFilter(tags=DeploymentFilterTags(all_=[TAG]))
    found = await client.read_deployments(deployment_filter=tagged, limit=_MANY)
    held = {}
    flows = {each.id: each.name for each in await client.read_flows(deployment_filter=tagged, limit=_MANY)}
    for each in found:
        if (each.entrypoint or "").startswith(_OURS):
            owned = await client.read_resource_related_automations(resource_of(each.id))
            held[f"{flows[each.flow_id]}/{each.name}"] = _Held(each, shape_held(each, owned))
    return held


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is to become of a deployment: what is wanted, what is there, and wherein the two differ."""

    wanted: RunnerDeployment
    known: DeploymentResponse | None
    differs: tuple[str, ...] = ()


def _plan(wanted: RunnerDeployment, flow: Flow[Any, Any], held: _Held | None) -> _Plan:
    if held is None:
        return _Plan(wanted, None)
    known = held.deployment
    return _Plan(wanted, known, differences(shape_wanted(wanted, flow, known.id), held.shape))


async def _apply(client: PrefectClient, plan: _Plan, *, dry_run: bool) -> Applied:
    name, known = plan.wanted.full_name, plan.known
    if known is None:
        made = None if dry_run else await plan.wanted.aapply(version_info=_version())
        return Applied(name, Change.NEW, id=made)
    if not plan.differs:
        return Applied(name, Change.UNCHANGED, id=known.id)
    if dry_run:
        return Applied(name, Change.CHANGED, plan.differs, known.id)
    if known.work_pool_name and not plan.wanted.work_pool_name:
        await _delete(client, known.id)  # Prefect takes nothing out of a pool again
    else:
        await _drop_schedules(client, known, plan.wanted)
        _keep_paused(plan.wanted, known)
    made = await plan.wanted.aapply(version_info=_version())
    return Applied(name, Change.CHANGED, plan.differs, made)


def _version() -> VersionInfo:
    """Return which program this is; Prefect would look for a repository around it and tell of that."""
    return VersionInfo(type="prefect:simple", version=metadata.version("uprcycle"))


async def _drop_schedules(client: PrefectClient, known: DeploymentResponse, wanted: RunnerDeployment) -> None:
    kept = {each.slug for each in wanted.schedules or ()}
    for each in known.schedules:
        if each.slug is None or each.slug not in kept:
            await client.delete_deployment_schedule(known.id, each.id)


def _keep_paused(wanted: RunnerDeployment, known: DeploymentResponse) -> None:
    """Let what somebody paused stay paused, whatever else changes."""
    active = {each.slug: each.active for each in known.schedules}
    for each in wanted.schedules or ():
        each.active = active.get(each.slug, True)
    wanted.paused = known.paused


async def _remove(client: PrefectClient, name: str, held: _Held, *, dry_run: bool) -> Applied:
    """Take a deployment off."""
    if not dry_run:
        await _delete(client, held.deployment.id)
    return Applied(name, Change.REMOVED, id=held.deployment.id)


async def _delete(client: PrefectClient, deployment: UUID) -> None:
    """Delete a deployment with the schedules and automations that belong to it."""
    await client.delete_resource_owned_automations(resource_of(deployment))
    await client.delete_deployment(deployment)


async def _pool(client: PrefectClient, name: str, *, dry_run: bool) -> Applied:
    """Make the process work pool unless there is one of this name."""
    title = f"work pool {name}"
    try:
        found = await client.read_work_pool(name)
    except ObjectNotFound:
        if not dry_run:
            await client.create_work_pool(WorkPoolCreate(name=name, type="process"))
        return Applied(title, Change.NEW)
    if found.type != "process":
        problem = Problem(title, f"is of the type {found.type!r}", "choose another name, or delete it")
        raise RefusedError("the work pool cannot be used; nothing was changed", [problem])
    return Applied(title, Change.UNCHANGED)


async def _zombies(client: PrefectClient, *, dry_run: bool) -> Applied:
    """Keep the one automation that ends runs without a heartbeat."""
    wanted = zombie_automation()
    title = f"automation {wanted.name}"
    known = await client.read_automations_by_name(wanted.name)
    if len(known) == 1:
        differs = differences(shape_of_automation(wanted), shape_of_automation(known[0]))
        if not differs:
            return Applied(title, Change.UNCHANGED, id=known[0].id)
        if not dry_run:
            await client.update_automation(known[0].id, wanted)
        return Applied(title, Change.CHANGED, differs, known[0].id)
    if not dry_run:
        for each in known:
            await client.delete_automation(each.id)
        await client.create_automation(wanted)
    return Applied(title, Change.NEW)
