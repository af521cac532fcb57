"""A server of Prefect among several, asked as its pages ask it."""

import time
from base64 import b64encode
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tests.flows.asking_prefect import ask_prefect
from tests.flows.distributed.fleet import AUTH

RUN_SECONDS = 120.0
EVENT_SECONDS = 15.0
_AUTH = b64encode(AUTH.encode()).decode()
ENDED = {"COMPLETED", "FAILED", "CRASHED", "CANCELLED"}


@dataclass(frozen=True)
class Api:
    """A server by the address of its API."""

    address: str

    def ask(self, path: str, body: object = None) -> Any:  # noqa: ANN401 - whatever JSON holds
        """Return what the server says; asked with a body, it is a POST."""
        return ask_prefect(f"{self.address}{path}", body, authorization=f"Basic {_AUTH}")

    def create(self, deployment: str, parameters: Mapping[str, object]) -> str:
        """Ask for a run of a deployment and return its id."""
        found = self.ask(f"/deployments/name/{deployment}")
        run = self.ask(f"/deployments/{found['id']}/create_flow_run", {"parameters": parameters})
        return str(run["id"])

    def await_end(self, runs: Sequence[str]) -> list[str]:
        """Return in words how ``runs`` ended, when the last of them has."""
        return [f"{each['state']['message']}" for each in self._ended(runs)]

    def await_states(self, runs: Sequence[str]) -> Counter[str]:
        """Return how many of ``runs`` ended in which state, when the last of them has."""
        return Counter(each["state_type"] for each in self._ended(runs))

    def _ended(self, runs: Sequence[str]) -> list[dict[str, Any]]:
        deadline = time.monotonic() + RUN_SECONDS * max(1, len(runs) / 4)
        while True:
            found = self.ask("/flow_runs/filter", _with_ids(runs))
            if all(each["state_type"] in ENDED for each in found) or time.monotonic() > deadline:
                return sorted(found, key=lambda each: runs.index(each["id"]))
            time.sleep(0.2)

    def ran(self, runs: Sequence[str]) -> Counter[str]:
        """Return how many of ``runs`` each worker ran; what tells of it comes by way of Redis."""
        deadline = time.monotonic() + EVENT_SECONDS
        filters = {"filter": {"event": {"name": ["prefect.worker.executed-flow-run"]}}, "limit": 50}
        while True:
            events = self.ask("/events/filter", filters)["events"]
            found = [each for each in events if _named(each) & {f"prefect.flow-run.{run}" for run in runs}]
            if len(found) >= len(runs) or time.monotonic() > deadline:
                return Counter(each["resource"]["prefect.resource.name"] for each in found)
            time.sleep(0.2)


def _named(event: Mapping[str, Any]) -> set[str]:
    return {each["prefect.resource.id"] for each in event["related"]}


def _with_ids(runs: Sequence[str]) -> dict[str, Any]:
    return {"flow_runs": {"id": {"any_": list(runs)}}}
