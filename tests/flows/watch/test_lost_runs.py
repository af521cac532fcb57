"""Runs that nobody runs any more, and late ones of which the last is enough."""

import asyncio
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from prefect.client.orchestration import get_client
from prefect.client.schemas.objects import FlowRun, State
from prefect.states import Running, Scheduled
from prefect.types import DateTime

from flows.catalogue import CATALOGUE
from flows.engine.deploying import deploy
from flows.installation.clock import now
from flows.watch.lost_runs import Swept, find_late_duplicates, find_lost, sweep_runs
from tests.flows.installed import NOON
from tests.flows.prefect_server import PrefectServer

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
DEPLOYMENT, OTHER = UUID(int=1), UUID(int=2)


def run(name: str, minutes_ago: int, deployment: UUID | None = DEPLOYMENT, **parameters: str) -> FlowRun:
    since = DateTime.instance(NOON - minutes_ago * MINUTE)
    return FlowRun(
        name=name,
        flow_id=uuid4(),
        deployment_id=deployment,
        parameters=parameters,
        next_scheduled_start_time=since,
        state=Running(timestamp=since),
    )


def test_what_has_run_for_over_an_hour_is_lost() -> None:
    runs = [run("young", 59), run("just", 60), run("lost", 61)]

    assert [each.name for each in find_lost(runs, NOON)] == ["lost"]


def test_of_late_runs_of_one_deployment_the_last_is_enough() -> None:
    runs = [
        run("third", 6),
        run("first", 120),
        run("second", 60),
        run("soon", 4),
        run("alone", 90, OTHER),
        run("asked for", 90, None),
        run("Kenya", 80, OTHER, country="KEN"),
        run("Togo", 70, OTHER, country="TGO"),
    ]

    assert [each.name for each in find_late_duplicates(runs, NOON)] == ["first", "second"]


@pytest.mark.slow
@pytest.mark.usefixtures("prefect_settings")
def test_the_server_is_told_what_became_of_them(prefect_server: PrefectServer) -> None:
    swept, ids, again = asyncio.run(sweep())

    told = [prefect_server.ask(f"/flow_runs/{each}")["state"] for each in ids]
    assert (swept, again) == (Swept(crashed=1, cancelled=1), Swept(0, 0))
    assert [each["type"] for each in told] == ["CRASHED", "CANCELLED", "SCHEDULED"]
    assert [each["message"] for each in told[:2]] == [
        "nobody runs it any more; the next round did what it had to do",
        "a later run does the same",
    ]


async def sweep() -> tuple[Swept, list[UUID], Swept]:
    """Let one run be under way and two be late, and sweep an hour later, twice."""
    (release,) = (each for each in CATALOGUE if each.flow.name == "release")
    deployed, *_ = await deploy(catalogue=(release,))  # others may have left what goes now
    assert deployed.id is not None
    moment = now()
    states: list[State[None]] = [
        Running(),
        Scheduled(scheduled_time=moment - HOUR),
        Scheduled(scheduled_time=moment - 9 * MINUTE),
    ]
    async with get_client() as client:
        runs = []
        for state in states:
            made = await client.create_flow_run_from_deployment(
                deployed.id, parameters={"release": 1}, tags=["uprcycle"]
            )
            await client.set_flow_run_state(made.id, state, force=True)
            runs.append(made.id)
        later = moment + HOUR + MINUTE
        return await sweep_runs(client, later), runs, await sweep_runs(client, later)
