"""Ask for approvals in a process of their own, answer them, and print how each of them ended.

Usage: run_approvals.py '[["<digest>", 1, {"choice": "agree", "person": "id"}], …]'; a null is never answered.
"""

import asyncio
import json
import sys
from contextlib import suppress
from datetime import date, timedelta
from uuid import UUID

from prefect.client.orchestration import PrefectClient, get_client
from prefect.client.schemas.objects import FlowRun
from prefect.exceptions import Pause
from prefect.flow_engine import run_flow_async
from prefect.types.entrypoint import EntrypointType

from flows import approve_release as asked
from flows.approve_release import ON_DEMAND, approve_release, ask_for_approval
from uprcycle.errors import RefusedError

PATIENCE = 60  # seconds
A_MOMENT = timedelta(seconds=1)


async def run(flow_run: FlowRun) -> None:
    """Run it as a worker does, until it waits, where the process would end, or is over."""
    with suppress(Pause):
        await run_flow_async(
            approve_release, flow_run=flow_run, parameters=flow_run.parameters, return_type="state"
        )


async def play(client: PrefectClient, deployment: UUID, call: list[object]) -> dict[str, str]:
    """Ask, answer, and tell the name of the run, how it waited and how it ended."""
    plan, base, answer = call
    within = asked.WITHIN
    asked.WITHIN = A_MOMENT if answer is None else within
    made = await client.create_flow_run_from_deployment(deployment, parameters={"plan": plan, "base": base})
    await run(made)
    waiting = await client.read_flow_run(made.id)
    if isinstance(answer, dict):
        await client.resume_flow_run(made.id, run_input=answer)
        await run(await client.read_flow_run(made.id))
    asked.WITHIN = within
    ended = await over(client, waiting)
    return {"name": waiting.name, "waited": waiting.state_name or "", "ended": said(ended)}


async def over(client: PrefectClient, waiting: FlowRun) -> FlowRun:
    """Return the run when it waits no more; the server itself ends one that nobody answers."""
    for _ in range(PATIENCE * 5):
        found = await client.read_flow_run(waiting.id)
        if found.state_name != waiting.state_name:
            return found
        await asyncio.sleep(0.2)
    return waiting


def said(flow_run: FlowRun) -> str:
    """Return the state of a run with its message."""
    return f"{flow_run.state_name}: {flow_run.state.message if flow_run.state else ''}"


async def asking() -> str:
    """Ask for an approval, and return where it can be given or why nobody was asked."""
    try:
        return await ask_for_approval("f" * 64, 1, date(2026, 11, 22))
    except RefusedError as refusal:
        return str(refusal.problems[0])


async def main(calls: str) -> None:
    """Play one call after the other."""
    kind = EntrypointType.MODULE_PATH
    unknown = await asking()
    deployment = await (await approve_release.ato_deployment(ON_DEMAND, entrypoint_type=kind)).aapply()
    print(json.dumps([unknown, await asking(), await asking()]), flush=True)  # noqa: T201 - read by the test
    async with get_client() as client:
        for call in json.loads(calls):
            print(json.dumps(await play(client, deployment, call)), flush=True)  # noqa: T201 - read by the test


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
