"""A second person is asked by a run that waits without a process; what counts is written into our store."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from flows.installation.settings import Settings
from flows.installation.wiring import Wiring, wire
from tests.flows.installed import NOON, holder
from tests.flows.prefect_server import PrefectServer, environment_for
from uprcycle.people import Role

AGREED, REFUSED, STALE, STRANGE, SILENT = (f"{number:x}" * 64 for number in range(10, 15))
ME = "id-2-ken"
CALLS = (
    (AGREED, 1, {"choice": "agree", "person": ME}),
    (REFUSED, 1, {"choice": "refuse", "person": ME}),
    (STALE, 7, {"choice": "agree", "person": ME}),
    (STRANGE, 1, {"choice": "agree", "person": "id-of-nobody"}),
    (SILENT, 1, None),
)
NO_WORDS = "Failed: Flow run encountered an exception: RefusedError: approving failed"
ENDS = [
    "Completed: approved: whoever releases this plan needs no further person",
    "Cancelled: a second person does not agree; nothing was approved",
    NO_WORDS,
    NO_WORDS,
    "Failed: The flow was paused and never resumed.",
]


@pytest.fixture
def wiring(founded: Path, tmp_path: Path) -> Iterator[Wiring]:
    """Give an installation in which one colleague may agree; its clock goes as that of Prefect's server."""
    shutil.copytree(founded, tmp_path / "data")
    wiring = wire(Settings(data_dir=tmp_path / "data"))
    wiring.store.people.save([holder("KEN", "RCO Kenya", Role.RCO)], by="a tester", at=NOON)
    yield wiring
    wiring.store.close()


def played(server: PrefectServer, home: Path) -> list[Any]:
    environment = environment_for(server, home)
    command = [sys.executable, str(Path(__file__).with_name("run_approvals.py")), json.dumps(CALLS)]
    done = subprocess.run(
        command, env=environment, capture_output=True, encoding="utf-8", check=False, timeout=150
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.slow
def test_one_who_agrees_in_time_is_an_approval_and_nothing_else_is(
    prefect_server: PrefectServer, wiring: Wiring
) -> None:
    (unknown, asked, again), *runs = played(prefect_server, wiring.settings.data_dir)

    api = prefect_server.api
    assert unknown == f"{api}: does not know the flow; run `uprcycle deploy` first"
    assert asked == again
    assert asked.startswith(f"{api.removesuffix('/api')}/runs/flow-run/")
    assert [each["name"] for each in runs[:2]] == [
        f"plan {AGREED[:12]} upon release 1",
        f"plan {REFUSED[:12]} upon release 1",
    ]
    assert {each["waited"] for each in runs} == {"Suspended"}
    assert [each["ended"].splitlines()[0] for each in runs] == ENDS
    agreed = [plan for plan, base, _ in CALLS if wiring.store.audit.approvers(plan, base)]
    assert agreed == [AGREED]
    assert wiring.store.audit.approvers(AGREED, 1) == (holder("KEN", "RCO Kenya", Role.RCO).person.id,)
    assert b"Amina" not in prefect_server.written()
