"""A command starts without looking for garbage among what it imports, and works as any program after that."""

import subprocess
import sys

PROGRAM = """
import atexit, gc, sys
searched = []
gc.callbacks.append(lambda phase, info: searched.append("typer" in sys.modules and not gc.get_freeze_count()))
atexit.register(lambda: print(any(searched), gc.isenabled(), gc.get_freeze_count() > 100_000))
sys.argv = ["uprcycle", "--help"]
from flows.cli.start import main
main()
"""


def test_nothing_is_searched_while_commands_are_read_and_all_is_after_that() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], check=True, capture_output=True, text=True)

    assert done.stdout.splitlines()[-1] == "False True True"
    assert "Usage: uprcycle" in done.stdout
