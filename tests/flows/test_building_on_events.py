"""An operator builds on our events: a phase that is entered starts a run of their own flow, once."""

import asyncio
import re
import time
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from prefect.events import DeploymentEventTrigger
from prefect.types.entrypoint import EntrypointType

from flows.installation.wiring import Wiring
from flows.reporting.telling import Told, tell_events
from tests.flows.installed import NOON
from tests.flows.prefect_server import PrefectServer
from tests.flows.released import released_for
from uprcycle.reviews.phases import Phase
from uprcycle.store.ports import Passage

pytestmark = pytest.mark.slow

HOW_TO = Path(__file__).parents[2] / "docs" / "how-to" / "build-on-events.md"
SECONDS = 30


def example() -> dict[str, Any]:
    """Run the example of the how-to page and return what it names."""
    (code,) = re.findall(r"```python\n(.*?)```", HOW_TO.read_text("utf-8"), re.DOTALL)
    named: dict[str, Any] = {"__name__": "mine"}
    exec(code, named)  # noqa: S102 - our own page
    return named


async def deploy(mine: dict[str, Any]) -> UUID:
    """Deploy the flow of the example, for one State alone, and return the deployment."""
    alone = {"match_related": {"prefect.resource.id": "uprcycle.country.NIC"}}
    trigger = DeploymentEventTrigger.model_validate(mine["trigger"].model_dump() | alone)
    deployment = await mine["greet"].ato_deployment(
        "at-mid-term", triggers=[trigger], entrypoint_type=EntrypointType.MODULE_PATH
    )
    return UUID(str(await deployment.aapply()))


def runs_of(server: PrefectServer, deployment: UUID, *, at_least: int) -> list[dict[str, str]]:
    """Return the parameters of the runs, as soon as there are enough of them."""
    deadline = time.monotonic() + SECONDS
    while True:
        runs = server.ask("/flow_runs/filter", deployments={"id": {"any_": [str(deployment)]}})
        if len(runs) >= at_least or time.monotonic() > deadline:
            return [each["parameters"] for each in runs]
        time.sleep(0.2)


def tell_again(wiring: Wiring) -> Told:
    """Tell as if nothing had been told since the day before."""
    wiring.store.heartbeats.beat("events", NOON - timedelta(days=1))
    return tell_events(wiring)


@pytest.mark.usefixtures("prefect_settings")
def test_a_phase_that_is_entered_starts_a_run_once_however_often_it_is_told(
    prefect_server: PrefectServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PREFECT_API_URL", prefect_server.api)
    wiring = released_for("NIC", "GNQ")
    entered = (Passage(each, 4, Phase.MID_TERM, NOON.date(), NOON) for each in ("NIC", "GNQ"))
    wiring.store.passages.note(entered)
    deployment = asyncio.run(deploy(example()))

    told = [tell_again(wiring), tell_again(wiring)]
    started = runs_of(prefect_server, deployment, at_least=1)
    tell_again(wiring)
    time.sleep(1)

    assert told == [Told(2), Told(2)]
    assert started == runs_of(prefect_server, deployment, at_least=1)
    assert started == [{"country": "NIC", "phase": "mid-term"}]
