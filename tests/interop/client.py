"""A client as people have it: vdirsyncer fetches feeds over HTTP into folders, khal shows what is in them.

vdirsyncer gives what it fetches UIDs of its own, so entries are known here by their link, start and
summary. khal shows no to-dos, and of events no SEQUENCE, ties and alarms.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from tests.interop.meant import KINDS, Meant
from tests.interop.reading import Item, Reading, by_uid

CLIENT = "vdirsyncer + khal"

_SHOWN = {*KINDS, "task"}
_BIN = Path(sys.prefix, "bin")
_ENVIRONMENT = os.environ | {"COLUMNS": "1000000"}  # khal would break its JSON at the width of the screen
_TELLS = (
    *("calendar", "title", "description", "location", "categories", "url", "status"),
    *("all-day", "start-long", "end-long"),
)

_PAIR = """
[pair {name}]
a = "{name}_there"
b = "{name}_here"
collections = null
[storage {name}_there]
type = "http"
url = "{address}"
[storage {name}_here]
type = "filesystem"
path = "{folder}/{name}"
fileext = ".ics"
"""
_KHAL = """
[locale]
local_timezone = UTC
default_timezone = UTC
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%dT%H:%M
longdatetimeformat = %Y-%m-%dT%H:%M
[sqlite]
path = {folder}/khal.db
[calendars]
"""


def fetch(addresses: Mapping[str, str], folder: Path) -> dict[str, Reading]:
    """Subscribe to each address under its name, fetch all, and return what khal then shows, by name.

    ``folder`` is empty and takes everything that the two programs keep.
    """
    pairs, calendars = [f'[general]\nstatus_path = "{folder}/status/"\n'], [_KHAL.format(folder=folder)]
    for name, address in addresses.items():
        (folder / name).mkdir()
        pairs.append(_PAIR.format(name=name, address=address, folder=folder))
        calendars.append(f"[[{name}]]\npath = {folder}/{name}\n")
    (folder / "vdirsyncer").write_text("".join(pairs), "utf-8")
    (folder / "khal").write_text("".join(calendars), "utf-8")
    for step in ("discover", "sync"):
        _run("vdirsyncer", "--config", str(folder / "vdirsyncer"), step)
    tells = [word for each in _TELLS for word in ("--json", each)]
    listed = _run("khal", "--config", str(folder / "khal"), "search", *tells, "")
    found = [each for line in listed.splitlines() for each in json.loads(line)]
    return {name: by_uid(_items(found, name)) for name in addresses}


def as_known(meant: Mapping[str, Meant]) -> dict[str, Meant]:
    """Return what is meant of what the client tells, under the names by which entries are known here."""
    events = (each for each in meant.values() if each.item.component == "VEVENT")
    shown = [Meant(_known(each.item), tuple(_SHOWN.intersection(each.kinds))) for each in events]
    return {each.item.uid: each for each in shown}


def _run(program: str, *words: str) -> str:
    command = [str(_BIN / program), *words]
    done = subprocess.run(command, env=_ENVIRONMENT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise ValueError(f"{program}: {done.stdout}{done.stderr}")
    return done.stdout


def _items(found: Iterable[Mapping[str, str]], name: str) -> Iterable[Item]:
    for each in found:
        if each["calendar"] == name:
            start, end = _stretch(each)
            yield _known(
                Item(
                    uid="",
                    start=start,
                    end=end,
                    summary=each["title"],
                    description=each["description"],
                    location=each["location"],
                    categories=tuple(each["categories"].split(",")),
                    url=each["url"],
                    status=each["status"],
                    sequence=0,
                )
            )


def _known(item: Item) -> Item:
    return replace(item, uid=f"{item.url} {item.start} {item.summary}", sequence=0, related="", alarms=())


def _stretch(found: Mapping[str, str]) -> tuple[date, date]:
    """Return start and end; khal tells the last of several days, not the day after."""
    start, end = found["start-long"], found["end-long"]
    if found["all-day"] == "True":
        return date.fromisoformat(start), date.fromisoformat(end) + timedelta(days=1)
    return (
        datetime.fromisoformat(start).replace(tzinfo=UTC),
        datetime.fromisoformat(end).replace(tzinfo=UTC),
    )
