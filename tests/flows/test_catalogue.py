"""What runs when: declared once, applied again and again to the same effect."""

import asyncio
import time
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from prefect.server.schemas.schedules import CronSchedule

from flows.catalogue import CATALOGUE, deployments
from tests.flows.prefect_server import PrefectServer

GENEVA = ZoneInfo("Europe/Zurich")
SCHEDULER_SECONDS = 60
HOURS_OF_A_DAY = 23


def hours(cron: str, first: datetime, days: int) -> list[datetime]:
    schedule = CronSchedule(cron=cron, timezone="Europe/Zurich")
    found = asyncio.run(schedule.get_dates(n=HOURS_OF_A_DAY * days, start=first))
    return [each.astimezone(GENEVA) for each in found]


@pytest.mark.parametrize(
    "first", [datetime(2027, 3, 26, tzinfo=GENEVA), datetime(2027, 10, 29, tzinfo=GENEVA)]
)
@pytest.mark.parametrize("cron", [each.cron for each in CATALOGUE if each.cron])
def test_nothing_is_due_in_the_hour_that_is_missing_once_a_year(cron: str, first: datetime) -> None:
    due = hours(cron, first, days=5)

    assert {each.hour for each in due} == set(range(24)) - {2}
    assert {each.minute for each in due} == {5}
    assert len({each.date() for each in due}) == 5


def test_every_entry_says_what_it_is_about() -> None:
    assert [(each.flow.name, each.name, bool(each.about)) for each in CATALOGUE] == [
        ("round", "hourly", True),
        ("review-cycle", "on-demand", True),
    ]


async def apply() -> list[str]:
    return [str(await each.aapply()) for each in await deployments()]


def scheduled(server: PrefectServer, deployment: str) -> list[dict[str, Any]]:
    deadline = time.monotonic() + SCHEDULER_SECONDS
    while time.monotonic() < deadline:
        runs: list[dict[str, Any]] = server.ask(
            "/flow_runs/filter", deployments={"id": {"any_": [deployment]}}, sort="EXPECTED_START_TIME_ASC"
        )
        if runs:
            return runs
        time.sleep(0.2)
    pytest.fail(f"nothing was scheduled within {SCHEDULER_SECONDS} s")


@pytest.mark.slow
@pytest.mark.usefixtures("prefect_settings")
def test_applied_twice_it_is_one_schedule_and_its_runs_appear(prefect_server: PrefectServer) -> None:
    first, second = asyncio.run(apply()), asyncio.run(apply())
    hourly, on_demand = (prefect_server.ask(f"/deployments/{each}") for each in first)

    assert first == second
    assert [each["schedule"]["cron"] for each in hourly["schedules"]] == ["5 0-1,3-23 * * *"]
    assert on_demand["schedules"] == []
    assert (hourly["entrypoint"], on_demand["entrypoint"]) == (
        "flows.round.round_flow",
        "flows.review_cycle.review_cycle",
    )
    runs = scheduled(prefect_server, first[0])
    starts = [datetime.fromisoformat(each["expected_start_time"]).astimezone(GENEVA) for each in runs]
    assert {(each["state_type"], start.minute) for each, start in zip(runs, starts, strict=True)} == {
        ("SCHEDULED", 5)
    }
    assert 2 not in {each.hour for each in starts}
