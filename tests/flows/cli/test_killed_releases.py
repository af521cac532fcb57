"""A release that is killed anywhere leaves the old release or the new one, whole."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
RUNS = 40


@pytest.mark.timeout(600)
def test_a_killed_release_is_the_old_one_or_the_new_one() -> None:
    command = [sys.executable, "benchmarks/kill_releases.py", "--runs", str(RUNS), "--sessions", "1"]

    done = subprocess.run(
        command, cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, check=False
    )

    found = json.loads(done.stdout)
    assert (done.returncode, found.pop("between"), done.stderr) == (0, 0, b"")
    assert found["old"] > 0
    assert sum(each for name, each in found.items() if name.startswith(("old", "new"))) == RUNS
