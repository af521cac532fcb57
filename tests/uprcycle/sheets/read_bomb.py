"""Reads one schedule file in a process of its own, and prints what it cost and how it ended."""

import json
import resource
import sys
import time
from pathlib import Path

from uprcycle.errors import BadInputError
from uprcycle.schedule.reader import read_schedule
from uprcycle.store.packaged import load_countries

LIMIT = 512 * 1024 * 1024


def main(path: Path) -> None:
    """Read ``path`` with no more address space than the limit."""
    countries = load_countries()
    content = path.read_bytes()
    resource.setrlimit(resource.RLIMIT_AS, (LIMIT, LIMIT))
    began = time.process_time()
    try:
        read_schedule(path.name, content, countries)
        problems = []
    except BadInputError as error:
        problems = [str(each) for each in error.problems]
    seconds = time.process_time() - began
    sys.stdout.write(json.dumps({"seconds": seconds, "problems": problems[:1]}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
