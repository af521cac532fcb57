"""Prefect starts, and its scheduler schedules: with the wrong FastAPI or SQLAlchemy it does neither."""

import asyncio
import subprocess
import sys
import time
from datetime import datetime, timedelta
from uuid import UUID

import prefect
import pytest
from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import DeploymentFilter, DeploymentFilterId
from prefect.types.entrypoint import EntrypointType

SCHEDULER_SECONDS = 60
BUILD_THE_SERVER = "from prefect.server.api.server import create_app; create_app()"


@prefect.flow
async def do_nothing() -> None:
    """Be scheduled."""


@pytest.mark.slow
def test_server_application_builds() -> None:
    subprocess.run([sys.executable, "-c", BUILD_THE_SERVER], check=True, timeout=60)


@pytest.mark.usefixtures("prefect_settings")
def test_cron_deployment_is_scheduled_for_the_next_three_days() -> None:
    first, second, third = scheduled_times(asyncio.run(deploy("0 6 * * *")))

    assert (first.hour, first.minute) == (6, 0)
    assert (second - first, third - second) == (timedelta(days=1), timedelta(days=1))


async def deploy(cron: str) -> UUID:
    """Put the flow on a schedule and return the deployment."""
    kind = EntrypointType.MODULE_PATH
    deployment = await do_nothing.ato_deployment("on-schedule", cron=cron, entrypoint_type=kind)
    return await deployment.aapply()


def scheduled_times(deployment: UUID) -> list[datetime]:
    """Return when the runs of the deployment are due, as soon as the scheduler has written any."""
    of_deployment = DeploymentFilter(id=DeploymentFilterId(any_=[deployment]))
    deadline = time.monotonic() + SCHEDULER_SECONDS
    with get_client(sync_client=True) as client:
        while time.monotonic() < deadline:
            runs = client.read_flow_runs(deployment_filter=of_deployment)
            if runs:
                return sorted(run.expected_start_time for run in runs if run.expected_start_time)
            time.sleep(0.2)
    pytest.fail(f"no run was scheduled within {SCHEDULER_SECONDS} s")
