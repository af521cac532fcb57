"""A Prefect that answers and plans nothing is found out, without Prefect."""

import json
from datetime import timedelta
from typing import Any

import pytest

from flows.round import round_flow
from flows.watch.scheduler import judge_runs, look_at_scheduler
from flows.watch.troubles import Kind, Trouble
from tests.flows.installed import NOON
from tests.flows.scheduled import Runs, answering, run

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


@pytest.mark.parametrize(
    ("runs", "trouble"),
    [
        pytest.param([run(NOON + HOUR)], None, id="one-ahead"),
        pytest.param([run(NOON - 5 * MINUTE), run(NOON + HOUR)], None, id="one-begins"),
        pytest.param([run(NOON - 3 * HOUR, "RUNNING"), run(NOON + HOUR)], None, id="one-under-way"),
        pytest.param([], Trouble(Kind.EMPTY), id="nothing"),
        pytest.param([run(NOON + HOUR, by_schedule=False)], Trouble(Kind.EMPTY), id="only-by-hand"),
        pytest.param([run(NOON - HOUR, "RUNNING")], Trouble(Kind.EMPTY), id="the-last-one"),
        pytest.param(
            [run(NOON - 6 * MINUTE), run(NOON - 61 * MINUTE), run(NOON + HOUR)],
            Trouble(Kind.WAITING, NOON - 61 * MINUTE),
            id="nobody-runs-them",
        ),
    ],
)
def test_what_is_ahead_says_whether_the_scheduler_works(
    runs: list[dict[str, Any]], trouble: Trouble | None
) -> None:
    assert judge_runs(runs, NOON) == trouble


def test_it_is_asked_for_our_rounds_alone_and_signed_in_to_where_it_has_to_be(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PREFECT_API_AUTH_STRING", "robot:of-the-tests")
    with answering(Runs()) as prefect:
        prefect.rows = [run(NOON + HOUR)]
        assert look_at_scheduler(prefect.api, NOON) is None

    ((path, signed, asked),) = prefect.asked
    assert (path, signed) == ("/api/flow_runs/filter", "Basic cm9ib3Q6b2YtdGhlLXRlc3Rz")
    assert json.loads(asked)["flows"] == {"name": {"any_": [round_flow.name]}}
    assert json.loads(asked)["flow_runs"] == {
        "tags": {"all_": ["uprcycle"]},
        "state": {"type": {"any_": ["SCHEDULED", "PENDING", "RUNNING"]}},
    }


@pytest.mark.parametrize("rows", [None, [{}], [{**run(NOON), "expected_start_time": "soon"}], [7]])
def test_an_answer_that_says_nothing_is_none(rows: Any) -> None:  # noqa: ANN401 - whatever JSON holds
    with answering(Runs()) as prefect:
        prefect.rows = rows
        assert look_at_scheduler(prefect.api, NOON) == Trouble(Kind.SILENT)


def test_a_server_that_is_not_there_does_not_answer() -> None:
    with answering(Runs()) as gone:
        pass
    assert look_at_scheduler(gone.api, NOON) == Trouble(Kind.SILENT)
