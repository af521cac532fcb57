"""`uprcycle watchdog`: one look, for cron and timers."""

from datetime import timedelta
from pathlib import Path

import pytest

from flows.watch.heartbeat import note_round
from tests.flows.installed import NOON, CommandLine, stored
from tests.flows.scheduled import Runs, answering, run

HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("ago", "status", "said"),
    [
        (timedelta(hours=26), 0, "rounds come to their end\n"),
        (
            timedelta(hours=27),
            1,
            (
                "no round has come to its end since 2026-11-20 09:00 UTC; "
                "see in Prefect's pages how the last ones ended, or run `uprcycle nudges send`\n"
            ),
        ),
    ],
)
def test_rounds_are_missed_after_26_hours(
    home: Path, uprcycle: CommandLine, ago: timedelta, status: int, said: str
) -> None:
    note_round(stored(home, lambda: NOON - ago))
    answer = uprcycle("watchdog")

    assert (answer.status, answer.out, answer.err) == (status, said, "")


def test_where_no_round_ever_ran_they_are_missed_from_the_founding_on(
    home: Path, uprcycle: CommandLine
) -> None:
    assert home.is_dir()
    assert uprcycle("watchdog", "--json").value == {
        "well": False,
        "troubles": [
            {
                "kind": "no-round",
                "since": "2026-11-20T09:30:00+00:00",
                "text": "no round has come to its end since 2026-11-20 09:30 UTC",
                "remedy": "see in Prefect's pages how the last ones ended, or run `uprcycle nudges send`",
            }
        ],
    }


def test_a_prefect_that_answers_and_plans_nothing_is_found_out(
    home: Path, uprcycle: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    note_round(stored(home))
    with answering(Runs()) as prefect:
        monkeypatch.setenv("UPRCYCLE_PREFECT_PORT", prefect.api.split(":")[2].removesuffix("/api"))
        empty = uprcycle("watchdog", "--json")
        prefect.rows = [run(NOON + HOUR)]
        planned = uprcycle("watchdog", "--json")

    assert (empty.status, [each["kind"] for each in empty.value["troubles"]]) == (1, ["nothing-planned"])
    assert (planned.status, planned.value) == (0, {"well": True, "troubles": []})


def test_a_store_that_is_not_there_is_a_trouble(empty_home: Path, uprcycle: CommandLine) -> None:
    assert not empty_home.exists()
    answer = uprcycle("watchdog")

    assert (answer.status, answer.out) == (1, "the store cannot be read; run `uprcycle doctor`\n")
