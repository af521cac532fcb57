"""The flow ``approve-release``: a second person is asked in Prefect's pages about earlier deadlines.

It is an option. What counts is the approval in our store, which this writes as the command does; the
run only waits, without a process, and may be lost or deleted: then nobody agreed.
"""

from datetime import date, timedelta
from enum import StrEnum

import httpx
from prefect import flow, get_client, runtime
from prefect.client.schemas.objects import State
from prefect.exceptions import ObjectNotFound, PrefectHTTPStatusError
from prefect.flow_runs import asuspend_flow_run
from prefect.input import RunInput
from prefect.settings import get_current_settings
from prefect.states import Cancelled, Completed

from flows.installation.discretion import without_words
from flows.installation.wiring import wire
from flows.releases.approving import approve_as
from uprcycle.errors import Problem, RefusedError

WITHIN = timedelta(days=7)
"""How long a run waits; a plan that was looked at so long ago should be looked at again."""

ON_DEMAND = "on-demand"
"""The name of its deployment."""

_SHOWN = 12
_HOW = "`uprcycle schedule approve` does the same, and says more"


class Choice(StrEnum):
    """What a second person may answer."""

    AGREE = "agree"
    REFUSE = "refuse"


class Answer(RunInput):
    """The answer, and the id of who gives it: ids alone, for these pages count as shared."""

    choice: Choice
    person: str


def _run_name() -> str:
    given = runtime.flow_run.parameters
    return f"plan {str(given['plan'])[:_SHOWN]} upon release {given['base']}"


@flow(name="approve-release", flow_run_name=_run_name, log_prints=False)
async def approve_release(plan: str, base: int) -> State[None]:
    """Wait for an answer, and write an approval into our store.

    Args:
        plan: The digest of the plan that brings deadlines earlier.
        base: The release in force when it was made.
    """
    answer = await asuspend_flow_run(
        wait_for_input=Answer, timeout=int(WITHIN.total_seconds()), key=f"answer-{plan[:_SHOWN]}"
    )
    if answer.choice is Choice.REFUSE:
        return Cancelled(message="a second person does not agree; nothing was approved")
    wiring = wire()
    without_words("approving", lambda: approve_as(wiring, plan, base, answer.person.strip()), _HOW)
    return Completed(message="approved: whoever releases this plan needs no further person")


async def ask_for_approval(plan: str, base: int, today: date) -> str:
    """Start the run that asks, once a day for a plan, and return where it can be answered.

    Raises:
        RefusedError: Prefect does not answer, or has not been given the flows.
    """
    address = get_current_settings().api.url or ""
    try:
        async with get_client() as client:
            deployment = await client.read_deployment_by_name(f"{approve_release.name}/{ON_DEMAND}")
            run = await client.create_flow_run_from_deployment(
                deployment.id,
                parameters={"plan": plan, "base": base},
                idempotency_key=f"{plan} upon {base} on {today}",
                tags=["uprcycle"],
            )
    except ObjectNotFound:
        raise _unasked(address, "does not know the flow", "run `uprcycle deploy` first") from None
    except (httpx.TransportError, PrefectHTTPStatusError):
        remedy = "start `uprcycle run`, or let the second person run `uprcycle schedule approve`"
        raise _unasked(address, "does not answer as it should", remedy) from None
    return f"{address.removesuffix('/api')}/runs/flow-run/{run.id}"


def _unasked(address: str, what: str, remedy: str) -> RefusedError:
    return RefusedError("nobody was asked", [Problem(address or "PREFECT_API_URL", what, remedy)])
