"""A command that is killed while it writes leaves the old store or the new one, whole."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize(("command", "runs"), [("release", 6), ("people", 4)])
def test_a_killed_command_leaves_the_old_store_or_the_new_one(command: str, runs: int) -> None:
    killing = ["benchmarks/kill_writes.py", command, "--runs", str(runs), "--sessions", "1"]

    done = subprocess.run(
        [sys.executable, *killing],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
    )

    found = json.loads(done.stdout)
    assert (done.returncode, found.pop("between"), done.stderr) == (0, 0, b"")
    assert found["old"] > 0
    assert sum(each for name, each in found.items() if name.startswith(("old", "new"))) == runs
