"""`uprcycle round` and `uprcycle publish`: what cron calls where there is no Prefect."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.flows.installed import CommandLine, stored

WITHOUT_PREFECT = """
import sys
sys.modules["prefect"] = None  # whoever imports it fails
from flows.cli.main import run
sys.exit(run(["round"]) or run(["publish", "--json"]))
"""
OF_SESSION_54 = (
    *("ATG", "GRC", "HUN", "IRL", "PNG", "SUR", "SWZ"),
    *("TGO", "THA", "TJK", "TTO", "TZA", "USA", "VCT", "WSM"),
)
"""Of whom something falls due a week before their review."""


def test_both_run_where_prefect_cannot_be_imported(home: Path) -> None:
    child = subprocess.run(
        [sys.executable, "-c", WITHOUT_PREFECT], capture_output=True, check=False, text=True, timeout=120
    )
    first, *_, last = child.stdout.splitlines()

    assert (child.returncode, child.stderr) == (0, "")
    assert first.startswith("193 States on ")
    assert last == "}"
    assert stored(home).store.heartbeats.last("round") is not None


def test_a_dry_run_says_what_is_next_and_writes_nothing(home: Path, uprcycle: CommandLine) -> None:
    answer = uprcycle("round", "--on", "2026-11-23", "--dry-run", "--json")

    assert answer.value == {
        "countries": [
            "ATG",
            "GRC",
            "HUN",
            "IRL",
            "PNG",
            "SUR",
            "SWZ",
            "TGO",
            "THA",
            "TJK",
            "TTO",
            "TZA",
            "USA",
            "VCT",
            "WSM",
        ],
        "behind": [],
        "owed": 0,
    }
    assert stored(home).store.heartbeats.last("round") is None
    assert stored(home).store.passages.all() == ()


@pytest.mark.usefixtures("home")
def test_a_wrong_day_is_named(uprcycle: CommandLine) -> None:
    answer = uprcycle("round", "--on", "soon")

    assert (answer.status, answer.out) == (2, "")
    assert "--on: 'soon' is not a date; write it as 2026-11-21" in answer.err
