"""Run flows in a process of their own, as Prefect's runner does, and print how each of them ended.

Usage: run_flows.py '[["review-cycle", {"country": "KEN", "today": "2026-11-02"}], …]'
"""

import asyncio
import json
import sys
from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any

from prefect.client.schemas.objects import State

from flows.housekeeping import housekeeping
from flows.publish import publish_flow
from flows.release import release_flow
from flows.remind import remind
from flows.review_cycle import review_cycle
from flows.round import round_flow

FLOWS: dict[str, Callable[..., Awaitable[State[Any]]]] = {
    "review-cycle": review_cycle,
    "round": round_flow,
    "release": release_flow,
    "publish": publish_flow,
    "remind": remind,
    "housekeeping": housekeeping,
}


async def ended(name: str, parameters: dict[str, object]) -> State[Any]:
    """Run a flow and return how it ended, even if it failed."""
    return await FLOWS[name](**parameters, return_state=True)


def main(calls: str) -> None:
    """Run each call, one after the other, whatever became of the one before."""
    for name, given in json.loads(calls):
        parameters = {
            key: date.fromisoformat(value) if key == "today" else value for key, value in given.items()
        }
        state = asyncio.run(ended(name, parameters))
        told = {
            "run": str(state.state_details.flow_run_id),
            "type": state.type.value,
            "message": state.message,
        }
        print(json.dumps(told), flush=True)  # noqa: T201 - whoever started us reads this


if __name__ == "__main__":
    main(sys.argv[1])
