"""Runs whose machine is gone: three heartbeats missed, and the run is ended; one that waits is left alone."""

import time
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from flows.engine.zombies import SILENT_FOR, zombie_automation
from tests.flows.asking_prefect import ask_prefect
from tests.flows.prefect_server import PrefectServer

AT_LEAST = 10.0
"""The fewest seconds for which Prefect waits for what does not come."""

PATIENCE = 90.0


def test_a_run_that_gave_a_heartbeat_has_to_give_another_or_to_end() -> None:
    said = zombie_automation().model_dump(mode="json")
    (action,) = said["actions"]

    assert timedelta(seconds=90) == SILENT_FOR
    assert said["trigger"]["posture"] == "Proactive"
    assert said["trigger"]["within"] == SILENT_FOR.total_seconds()
    assert said["trigger"]["after"] == ["prefect.flow-run.heartbeat"]
    assert said["trigger"]["match_related"] == {
        "prefect.resource.role": "flow",
        "prefect.resource.name": "!approve-release",
    }
    assert (action["type"], action["state"]) == ("change-flow-run-state", "CRASHED")


@pytest.mark.slow
def test_one_that_falls_silent_is_ended_and_one_that_waits_for_a_person_is_not(
    prefect_server: PrefectServer,
) -> None:
    server = prefect_server
    wanted = zombie_automation().model_dump(mode="json")
    wanted["trigger"]["within"] = AT_LEAST
    automation = server.post("/automations/", wanted)["id"]
    lost, waiting = (run_of(server, name) for name in ("silent", "approve-release"))
    suspended = {"state": {"type": "PAUSED", "name": "Suspended"}, "force": True}
    server.post(f"/flow_runs/{waiting}/set_state", suspended)
    # In this order they arrive: a run that asks suspends itself at once.
    server.post("/events", [heartbeat(lost, "silent"), heartbeat(waiting, "approve-release")])

    deadline = time.monotonic() + PATIENCE
    while state_of(server, lost) == "Running" and time.monotonic() < deadline:
        time.sleep(0.5)
    states = (state_of(server, lost), state_of(server, waiting))
    ask_prefect(f"{server.api}/automations/{automation}", {}, method="DELETE")

    assert states == ("Crashed", "Suspended")


def run_of(server: PrefectServer, flow: str) -> str:
    """Return the id of a run that Prefect takes for running."""
    made = server.post("/flows/", {"name": flow})["id"]
    running = {"type": "RUNNING", "name": "Running"}
    return str(server.post("/flow_runs/", {"flow_id": made, "state": running})["id"])


def heartbeat(run: str, flow: str) -> dict[str, object]:
    of = {"prefect.resource.role": "flow", "prefect.resource.name": flow}
    return {
        "event": "prefect.flow-run.heartbeat",
        "occurred": datetime.now(UTC).isoformat(),  # noqa: TID251 - Prefect looks at its own clock
        "resource": {"prefect.resource.id": f"prefect.flow-run.{run}"},
        "related": [{"prefect.resource.id": "prefect.flow.of-it", **of}],
        "payload": {},
        "id": str(uuid4()),
    }


def state_of(server: PrefectServer, run: str) -> str:
    return str(server.ask(f"/flow_runs/{run}")["state_name"])
