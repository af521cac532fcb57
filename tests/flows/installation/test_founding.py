"""An installation is founded once, however often and wherever the founding is cut off."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from calendars.publish import plan_revisions
from flows.feeds.publishing import publish
from flows.installation.founding import found
from flows.installation.settings import Settings
from tests.flows.installed import CommandLine, stored

KILLS = 16
LONGEST = 1.0
"""Seconds in which a founding of two States surely ends on a slow machine."""


def test_founding_again_finds_what_is_there(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path / "new" / "data")
    first, second = found(settings), found(settings)

    assert (first.release, first.is_new) == (1, True)
    assert (second.release, second.is_new) == (1, False)
    (summary,) = second.wiring.store.releases.history()
    assert (summary.number, summary.by, summary.reviews) == (1, "uprcycle init", 386)


def test_two_installations_hold_the_same_release(tmp_path: Path) -> None:
    digests = {
        found(Settings(data_dir=tmp_path / name)).wiring.store.releases.history()[0].digest for name in "ab"
    }

    assert len(digests) == 1


@pytest.mark.parametrize("inferred", [False, True])
def test_the_inferred_cycle_is_released_only_on_demand(tmp_path: Path, *, inferred: bool) -> None:
    wiring = found(Settings(data_dir=tmp_path, inferred_cycle=inferred)).wiring

    assert {each.cycle for each in wiring.world().sessions} == ({3, 4, 5} if inferred else {3, 4})


@pytest.mark.slow
def test_killed_anywhere_and_founded_again_there_is_one_release_and_every_entry(tmp_path: Path) -> None:
    delays = [str(random.uniform(0, LONGEST)) for _ in range(KILLS)]
    script = Path(__file__).parents[1].joinpath("found_and_die.py")
    subprocess.run([sys.executable, str(script), str(tmp_path), *delays], check=True, timeout=170)

    for number in range(KILLS):
        again = found(Settings(data_dir=tmp_path / str(number)))
        publish(again.wiring, ["KEN", "UKR"])
        assert [each.number for each in again.wiring.store.releases.history()] == [1], delays[number]
        known = again.wiring.store.revisions.current()
        assert plan_revisions(again.wiring.world(), known, ["KEN", "UKR"]) == (), delays[number]
        assert {(each.sequence, each.first_release) for each in known.values()} == {(0, 1)}
        again.wiring.store.close()


@pytest.mark.slow
def test_the_command_can_be_killed_and_typed_again(empty_home: Path, uprcycle: CommandLine) -> None:
    for delay in (1.5, 3):
        with subprocess.Popen(
            [sys.executable, "-m", "flows.cli", "init"],
            env={"UPRCYCLE_DATA_DIR": str(empty_home), "PATH": os.environ["PATH"]},
            stdout=subprocess.DEVNULL,
        ) as child:
            time.sleep(delay)
            child.send_signal(signal.SIGKILL)

    assert uprcycle("init").status == 0
    wiring = stored(empty_home)
    assert [each.number for each in wiring.store.releases.history()] == [1]
    assert plan_revisions(wiring.world(), wiring.store.revisions.current()) == ()
