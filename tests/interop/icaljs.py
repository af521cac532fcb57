"""ical.js, the parser of Thunderbird and Nextcloud, run by Node."""

import json
import shutil
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any

from tests.interop.reading import Item, Reading, by_uid, in_utc

_HERE = Path(__file__).parent
_INSTALLED = Path(sys.prefix)  # beside the libraries of Python, so that both are thrown away together


def missing() -> str:
    """Return why ical.js cannot be run here, with the line that installs it; empty when it can."""
    if not shutil.which("node"):
        return "node is not here; install it with: sudo apt-get install nodejs npm && make parsers"
    if not (_INSTALLED / "node_modules" / "ical.js").is_dir():
        return "ical.js is not here; install it with: make parsers"
    return ""


def by_icaljs(body: bytes) -> Reading:
    """Read as ical.js.

    Raises:
        ValueError: It refuses the feed.
    """
    command: list[str | Path] = ["node", _HERE / "icaljs.mjs", _INSTALLED]
    done = subprocess.run(command, input=body, capture_output=True, check=False)
    if done.returncode:
        raise ValueError(done.stderr.decode())
    return by_uid(map(_item, json.loads(done.stdout)))


def _item(found: dict[str, Any]) -> Item:
    moments = {name: _moment(found[name]) for name in ("start", "end", "completed")}
    lists = {"categories": tuple(found["categories"]), "alarms": tuple(map(tuple, found["alarms"]))}
    return Item(**found | moments | lists)


def _moment(text: str | None) -> date | None:
    if text is None or "T" not in text:
        return None if text is None else date.fromisoformat(text)
    return in_utc(datetime.fromisoformat(text))
