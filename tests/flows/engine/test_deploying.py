"""The catalogue on a real server: applied again without a change, and what it names no more is gone."""

import asyncio
import time
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

import pytest
from prefect.settings import PREFECT_API_URL, temporary_settings

from flows.catalogue import CATALOGUE, Entry
from flows.engine.deploying import Applied, Change, deploy
from flows.reporting.events import RELEASE_MADE, TASK_DONE
from tests.flows.asking_prefect import ask_prefect
from tests.flows.prefect_server import PrefectServer
from uprcycle.errors import RefusedError

GENEVA = ZoneInfo("Europe/Zurich")
WITHIN_SECONDS = 60
ZOMBIES = "automation uprcycle: end runs whose machine is gone"
NAMES = [*(each.full_name for each in CATALOGUE), ZOMBIES]

ROUND, CYCLE, RELEASE, PUBLISH, REMIND = CATALOGUE[:5]
CHANGED = (
    replace(ROUND, cron=""),
    replace(CYCLE, about="Something else."),
    replace(RELEASE, starters=()),
    replace(PUBLISH, cron="45 1 * * *"),
    REMIND,
)
SOME = (ROUND, RELEASE)


def apply(
    catalogue: tuple[Entry, ...] = CATALOGUE, pool: str = "", *, dry_run: bool = False
) -> list[Applied]:
    return list(asyncio.run(deploy(pool, dry_run=dry_run, catalogue=catalogue)))


def changes(applied: list[Applied]) -> dict[str, Change]:
    return {each.name: each.change for each in applied}


def held(server: PrefectServer) -> dict[str, Any]:
    """Return all that the server holds of ours, with the times at which it was written."""
    ours = server.ask("/deployments/filter", deployments={"tags": {"all_": ["uprcycle"]}})
    return {
        "deployments": sorted(ours, key=lambda each: str(each["id"])),
        "automations": server.ask("/automations/filter"),
        "pools": [each["name"] for each in server.ask("/work_pools/filter")],
    }


def planned(server: PrefectServer, deployment: object, *, at_least: int) -> list[datetime]:
    """Return when the runs of a deployment are due, as soon as there are so many or none any more."""
    deadline = time.monotonic() + WITHIN_SECONDS
    while time.monotonic() < deadline:
        of_it = {"deployments": {"id": {"any_": [str(deployment)]}}}
        runs = server.ask(
            "/flow_runs/filter", **of_it, flow_runs={"state": {"type": {"any_": ["SCHEDULED"]}}}
        )
        if len(runs) >= at_least > 0 or (not runs and not at_least):
            return [datetime.fromisoformat(each["expected_start_time"]).astimezone(GENEVA) for each in runs]
        time.sleep(0.2)
    pytest.fail(f"the runs did not become {at_least} within {WITHIN_SECONDS} s")


def happened(server: PrefectServer, event: str, **labels: str) -> None:
    told = {
        "event": event,
        "occurred": datetime.now(GENEVA).isoformat(),  # noqa: TID251 - Prefect looks at its own clock
        "resource": {"prefect.resource.id": f"{event}.{'.'.join(labels.values())}", **labels},
        "related": [],
        "payload": {},
        "id": str(uuid5(NAMESPACE_URL, event)),
    }
    server.post("/events", [told])


def pause(server: PrefectServer, deployment: object) -> None:
    """Pause the schedule of a deployment, as somebody does in Prefect's pages."""
    (schedule,) = server.ask(f"/deployments/{deployment}")["schedules"]
    address = f"{server.api}/deployments/{deployment}/schedules/{schedule['id']}"
    ask_prefect(address, {"active": False}, method="PATCH")


@pytest.mark.slow
@pytest.mark.usefixtures("prefect_settings")
def test_applied_again_it_writes_nothing(prefect_server: PrefectServer) -> None:
    said, first = apply(dry_run=True), apply()
    before = held(prefect_server)
    again = apply()

    assert changes(said) == changes(first)
    assert [each.name for each in again] == NAMES
    assert set(changes(again).values()) == {Change.UNCHANGED}
    assert held(prefect_server) == before


@pytest.mark.slow
@pytest.mark.usefixtures("prefect_settings")
def test_what_is_scheduled_is_planned_and_each_event_starts_what_waits_for_it(
    prefect_server: PrefectServer,
) -> None:
    ids = {each.name: each.id for each in apply()}
    hours = planned(prefect_server, ids["round/hourly"], at_least=3)
    assert {each.minute for each in hours} == {5}
    assert 2 not in {each.hour for each in hours}

    # Other tests have the same server: what is told here, nothing else tells.
    happened(prefect_server, RELEASE_MADE, release="41")
    happened(prefect_server, TASK_DONE, country="KEN", cycle="41")
    assert started(prefect_server, ids["release/on-demand"], release=41) == 1
    assert started(prefect_server, ids["review-cycle/on-demand"], country="KEN", cycle=41) == 1


@pytest.mark.slow
@pytest.mark.usefixtures("prefect_settings")
def test_what_the_catalogue_names_no_more_is_gone(prefect_server: PrefectServer) -> None:
    ids = {each.name: each.id for each in apply()}
    pause(prefect_server, ids["publish/nightly"])
    before = held(prefect_server)
    preview = apply(CHANGED, dry_run=True)
    assert held(prefect_server) == before

    changed = apply(CHANGED)
    assert changed == preview
    assert [(each.name, each.change, each.differs) for each in changed] == [
        ("round/hourly", Change.CHANGED, ("schedules",)),
        ("review-cycle/on-demand", Change.CHANGED, ("description",)),
        ("release/on-demand", Change.CHANGED, ("triggers",)),
        ("publish/nightly", Change.CHANGED, ("schedules",)),
        ("remind/every-15-minutes", Change.UNCHANGED, ()),
        *((each, Change.REMOVED, ()) for each in sorted(NAMES[5:-1])),
        (ZOMBIES, Change.UNCHANGED, ()),
    ]
    after = {each["name"]: each for each in held(prefect_server)["deployments"]}
    assert after["hourly"]["schedules"] == []
    (nightly,) = after["nightly"]["schedules"]
    assert (nightly["schedule"]["cron"], nightly["active"]) == ("45 1 * * *", False)
    assert "daily" not in after
    assert planned(prefect_server, ids["round/hourly"], at_least=0) == []
    names = [each["name"] for each in held(prefect_server)["automations"]]
    assert sorted(each for each in names if each.startswith("uprcycle: ")) == [
        ZOMBIES.removeprefix("automation "),
        "uprcycle: task.done starts review-cycle/on-demand",
    ]


@pytest.mark.slow
@pytest.mark.usefixtures("prefect_settings")
def test_workers_of_a_pool_take_over_and_give_back(prefect_server: PrefectServer) -> None:
    pooled = apply(SOME, pool="of the tests")

    assert changes(pooled)["work pool of the tests"] is Change.NEW
    assert [each["work_pool_name"] for each in held(prefect_server)["deployments"]] == ["of the tests"] * 2
    assert set(changes(apply(SOME, pool="of the tests")).values()) == {Change.UNCHANGED}
    assert [each.differs for each in apply(SOME)] == [("work pool",), ("work pool",), ()]
    after = held(prefect_server)
    assert [each["work_pool_name"] for each in after["deployments"]] == [None, None]
    starts = [each["name"] for each in after["automations"] if "starts" in each["name"]]
    assert starts == ["uprcycle: release.made starts release/on-demand"]


def started(server: PrefectServer, deployment: object, **parameters: object) -> int:
    """Return how many runs of a deployment there are with ``parameters``, once there is one."""
    deadline = time.monotonic() + WITHIN_SECONDS
    of_it = {"deployments": {"id": {"any_": [str(deployment)]}}}
    while time.monotonic() < deadline:
        runs: list[dict[str, Any]] = server.ask("/flow_runs/filter", **of_it)
        if found := [each for each in runs if each["parameters"] == parameters]:
            return len(found)
        time.sleep(0.2)
    pytest.fail(f"nothing was started within {WITHIN_SECONDS} s")


@pytest.mark.parametrize(
    ("address", "headline"),
    [
        ("http://127.0.0.1:9/api", "Prefect does not answer; nothing was changed"),
        ("", "there is nothing to deploy to"),
    ],
)
def test_where_nobody_answers_it_says_what_to_do(address: str, headline: str) -> None:
    with temporary_settings({PREFECT_API_URL: address or None}), pytest.raises(RefusedError) as refused:
        apply()

    (problem,) = refused.value.problems
    assert refused.value.headline == headline
    assert "uprcycle run" in problem.remedy
