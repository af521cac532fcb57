"""Readers go first: what runs in the background stands back, and servers do not pause."""

import subprocess
import sys

import pytest


def printed(program: str) -> str:
    """Run a program of its own, because what it does to a process cannot be taken back."""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return done.stdout.strip()


@pytest.mark.parametrize("more", [0, 4, 12])
def test_background_work_stands_back_once_and_never_comes_forward(more: int) -> None:
    # Where tests stand back themselves, only whoever may come forward sees how far this goes.
    forward = "import os\nfrom contextlib import suppress\nwith suppress(OSError): os.setpriority(0, 0, 0)\n"
    program = f"{forward}from flows.installation.manners import give_way\nbefore = os.nice({more})\n"
    told = printed(program + "give_way(); give_way(); print(before, os.nice(0))")
    before, after = map(int, told.split())

    assert after == max(before, 10)


def test_what_a_server_holds_from_its_start_is_not_searched_again() -> None:
    program = (
        "import gc\nfrom flows.installation.manners import settle\n"
        "held = [[] for _ in range(100_000)]\nsettle()\nprint(gc.get_freeze_count() > 100_000)"
    )

    assert printed(program) == "True"


def test_a_start_searches_for_nothing_until_the_server_has_settled() -> None:
    program = (
        "import gc\nfrom flows.installation.manners import hasten, settle\n"
        "hasten()\nbefore = gc.isenabled()\nsettle()\nprint(before, gc.isenabled())"
    )

    assert printed(program) == "False True"
