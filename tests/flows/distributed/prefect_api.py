"""A server of Prefect among several, asked as its pages ask it."""

import json
import time
import urllib.request
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

RUN_SECONDS = 120.0
EVENT_SECONDS = 15.0
ENDED = {"COMPLETED", "FAILED", "CRASHED", "CANCELLED"}


@dataclass(frozen=True)
class Api:
    """A server by the address of its API."""

    address: str

    def ask(self, path: str, body: object = None) -> Any:  # noqa: ANN401 - whatever JSON holds
        """Return what the server says; asked with a body, it is a POST."""
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"{self.address}{path}", data, {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.load(answer)

    def create(self, deployment: str, parameters: Mapping[str, object]) -> str:
        """Ask for a run of a deployment and return its id."""
        found = self.ask(f"/deployments/name/{deployment}")
        run = self.ask(f"/deployments/{found['id']}/create_flow_run", {"parameters": parameters})
        return str(run["id"])

    def await_end(self, runs: Sequence[str]) -> list[str]:
        """Return in words how ``runs`` ended, when the last of them has."""
        deadline = time.monotonic() + RUN_SECONDS
        while True:
            found = {each["id"]: each for each in self.ask("/flow_runs/filter", _with_ids(runs))}
            if all(each["state_type"] in ENDED for each in found.values()) or time.monotonic() > deadline:
                return [f"{found[each]['state']['message']}" for each in runs]
            time.sleep(0.2)

    def ran(self, count: int) -> Counter[str]:
        """Return how many of ``count`` flows each worker ran; what tells of it comes by way of Redis."""
        deadline = time.monotonic() + EVENT_SECONDS
        filters = {"filter": {"event": {"name": ["prefect.worker.executed-flow-run"]}}, "limit": 50}
        while True:
            events = self.ask("/events/filter", filters)["events"]
            if len(events) >= count or time.monotonic() > deadline:
                return Counter(each["resource"]["prefect.resource.name"] for each in events)
            time.sleep(0.2)


def _with_ids(runs: Sequence[str]) -> dict[str, Any]:
    return {"flow_runs": {"id": {"any_": list(runs)}}}
