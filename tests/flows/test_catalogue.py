"""What runs when: declared once, by names and wall times that a person can check."""

import asyncio
from collections import Counter
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from prefect.server.schemas.schedules import CronSchedule

from flows.catalogue import CATALOGUE, deployments

GENEVA = ZoneInfo("Europe/Zurich")
DAYS = 5


def due(cron: str, first: datetime, count: int) -> list[datetime]:
    schedule = CronSchedule(cron=cron, timezone="Europe/Zurich")
    found = asyncio.run(schedule.get_dates(n=count, start=first))
    return [each.astimezone(GENEVA) for each in found]


@pytest.mark.parametrize(
    "first",
    [datetime(2027, 3, 26, tzinfo=GENEVA), datetime(2027, 10, 29, tzinfo=GENEVA)],
    ids=["spring", "autumn"],
)
@pytest.mark.parametrize(
    ("name", "a_day"),
    [
        ("round/hourly", 23),
        ("publish/nightly", 1),
        ("remind/every-15-minutes", 92),
        ("housekeeping/daily", 1),
    ],
)
def test_each_is_due_as_often_every_day_and_never_in_the_hour_that_is_missing_once_a_year(
    name: str, first: datetime, a_day: int
) -> None:
    (cron,) = (each.cron for each in CATALOGUE if each.full_name == name)
    found = due(cron, first, DAYS * a_day)

    assert set(Counter(each.date() for each in found).values()) == {a_day}
    assert len({each.date() for each in found}) == DAYS
    assert 2 not in {each.hour for each in found}


def test_every_flow_is_there_by_a_name_that_says_when_it_runs() -> None:
    assert [(each.full_name, bool(each.cron), each.at_start) for each in CATALOGUE] == [
        ("round/hourly", True, True),
        ("review-cycle/on-demand", False, False),
        ("release/on-demand", False, False),
        ("publish/nightly", True, False),
        ("remind/every-15-minutes", True, False),
        ("housekeeping/daily", True, False),
        ("approve-release/on-demand", False, False),
    ]
    assert all(each.about.endswith(".") for each in CATALOGUE)


def test_any_host_that_has_the_package_finds_every_flow() -> None:
    found = asyncio.run(deployments("a pool"))

    assert [(each.entrypoint, each.tags, each.work_pool_name) for each in found] == [
        (f"{each.flow.fn.__module__}.{each.flow.fn.__name__}", ["uprcycle"], "a pool") for each in CATALOGUE
    ]


def test_an_event_brings_its_labels_along_and_numbers_as_numbers() -> None:
    (release,) = (each for each in CATALOGUE if each.flow.name == "release")
    (starter,) = release.starters
    trigger = starter.as_trigger("release/on-demand")

    assert (trigger.name, trigger.expect) == (
        "uprcycle: release.made starts release/on-demand",
        {"uprcycle.release.made"},
    )
    assert trigger.parameters == {
        "release": {
            "__prefect_kind": "json",
            "value": {"__prefect_kind": "jinja", "template": "{{ event.resource.release }}"},
        }
    }
