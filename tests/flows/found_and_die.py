"""Found installations in children of this process and kill each of them after its delay.

Usage: found_and_die.py FOLDER SECONDS…; what was founded stands in FOLDER/0, FOLDER/1, …
"""

import os
import signal
import sys
import time
from collections.abc import Iterable
from pathlib import Path

from flows.feeds.publishing import publish
from flows.installation.founding import found
from flows.installation.settings import Settings
from uprcycle.store import database  # noqa: F401 - imported once here, and not by each child


def main(root: Path, delays: Iterable[float]) -> None:
    """Found and kill, one after the other."""
    for number, delay in enumerate(delays):
        child = os.fork()
        if child == 0:
            publish(found(Settings(data_dir=root / str(number))).wiring, ["KEN", "UKR"])
            os._exit(0)
        time.sleep(delay)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


if __name__ == "__main__":
    main(Path(sys.argv[1]), map(float, sys.argv[2:]))
