"""What is private is planted everywhere in our store and sought in all that Prefect has, tells and shows."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from flows.reporting.events import TASK_DONE
from tests.flows.played import CANARIES, DAY, Played, settle
from tests.flows.prefect_server import Call, PrefectServer, run_flows

pytestmark = pytest.mark.slow

KINDS = (
    *("flows", "flow_runs", "task_runs", "deployments", "artifacts", "artifacts/latest", "logs", "events"),
    *("automations", "block_documents", "variables", "work_pools", "v2/concurrency_limits"),
)
"""All that Prefect tells of anything, by the address at which its own pages ask for it."""

FAILING: dict[str, tuple[Call, str, str]] = {
    "review-cycle": (("review-cycle", {"country": "KEN", "today": DAY}), "FAILED", "sending failed"),
    "round": (("round", {"today": DAY}), "FAILED", "telling of changes failed"),
    "remind": (("remind", {"today": DAY}), "FAILED", "telling of changes failed"),
    "release": (("release", {"release": 1}), "FAILED", "planning notices failed"),
    "housekeeping": (("housekeeping", {}), "FAILED", "forgetting failed"),
    "publish": (("publish", {}), "COMPLETED", "release 1: 0 feed entries changed"),
}
"""What each flow says where nothing of people can be read; one of them reads nothing of people."""


def all_of(server: PrefectServer) -> str:
    """Return what a server tells, everything of every kind."""
    return "".join(json.dumps(list(pages(server, kind)), ensure_ascii=False) for kind in KINDS)


def pages(server: PrefectServer, kind: str) -> list[object]:
    """Return all things of a kind, which come in pages of 200."""
    found: list[object] = []
    while kind != "events":
        several = server.ask(f"/{kind}/filter", offset=len(found), limit=200)
        found += several
        if len(several) < 200:
            return found
    return [server.ask("/events/filter", limit=50, filter={"event": {"prefix": [each]}}) for each in PREFIXES]


PREFIXES = ("uprcycle.", "prefect.flow-run.", "prefect.task-run.", "prefect.artifact", "prefect.log")


def test_prefect_learns_no_name_no_address_no_remark_and_no_password(played: Played) -> None:
    told = (played.text.encode(), played.server.written(), all_of(played.server).encode())

    assert {each: sum(each.encode() in part for part in told) for each in CANARIES} == dict.fromkeys(
        CANARIES, 0
    )
    assert [played.ends[0].run.encode() in part for part in told] == [True, True, True]


def test_of_a_task_that_is_done_prefect_learns_that_alone(played: Played) -> None:
    (event,) = played.server.ask("/events/filter", filter={"event": {"name": [TASK_DONE]}})["events"]

    assert event["payload"]["text"] == "Kenya, cycle 4: done: Find out when the State will be reviewed"
    assert sorted(event["resource"]) == [
        *("country", "cycle", "on", "prefect.resource.id", "prefect.resource.name", "rule")
    ]


def test_of_a_step_that_fails_in_any_flow_prefect_learns_the_place_and_no_word(
    prefect_server: PrefectServer, founded: Path, tmp_path: Path
) -> None:
    home = tmp_path / "data"
    settle(founded, home)
    with closing(sqlite3.connect(home / "uprcycle.db")) as store:
        store.execute("UPDATE person SET zone = 'Zone/of-a-private-canary'")
        store.execute(
            "INSERT INTO pause VALUES (1, 'KEN', 4, 'x', 'RCO Kenya', 'p', 'private-canary',"
            " '2024-01-01', '2024-01-01 00:00:00', NULL)"
        )
        store.commit()

    ends, text = run_flows(prefect_server, home, *(call for call, _, _ in FAILING.values()))

    assert {name: end.type for name, end in zip(FAILING, ends, strict=True)} == {
        name: kind for name, (_, kind, _) in FAILING.items()
    }
    assert [
        said for end, (_, _, said) in zip(ends, FAILING.values(), strict=True) if said not in end.message
    ] == []
    told = (text, all_of(prefect_server), prefect_server.written().decode("utf-8", "replace"))
    assert ["private-canary" in each for each in told] == [False, False, False]
    assert [ends[0].run in each for each in told] == [True, True, True]
